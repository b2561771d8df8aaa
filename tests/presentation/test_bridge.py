"""Calls of any thread are made in the window's thread, in order, without holding it up."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer

from leaddesk.presentation.bridge import BUDGET_MS, Bridge


def test_calls_arrive_in_the_windows_thread_in_order(qtbot):
    bridge, seen = Bridge(), []

    def work():
        for n in range(500):
            bridge.post(lambda n=n: seen.append((n, threading.current_thread())))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == 500)
    assert seen == [(n, threading.main_thread()) for n in range(500)]


def test_a_flood_leaves_turns_for_others(qtbot):
    bridge, turns, done = Bridge(), [], []

    def slow():
        clock = QElapsedTimer()
        clock.start()
        while clock.elapsed() < 2:
            pass
        done.append(1)

    for _ in range(30):
        bridge.post(slow)
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(len(done)))
    timer.start(0)
    qtbot.waitUntil(lambda: len(done) == 30)
    timer.stop()
    # Between two turns of the timer at most one budget of calls, plus the one that overran it.
    steps = [b - a for a, b in zip([0, *turns], [*turns, 30], strict=True)]
    assert max(steps) <= BUDGET_MS // 2 + 1


def test_a_bug_in_one_call_does_not_stop_the_next(qtbot):
    bridge, seen = Bridge(), []

    def broken():
        raise ValueError("bug")

    bridge.post(broken)
    bridge.post(lambda: seen.append(1))
    with qtbot.captureExceptions() as caught:
        qtbot.waitUntil(lambda: seen == [1])
    assert [str(error) for _, error, _ in caught] == ["bug"]


def test_nothing_comes_after_close(qtbot):
    bridge, seen = Bridge(), []
    bridge.post(lambda: pytest.fail("closed"))
    bridge.close()
    bridge.post(lambda: pytest.fail("closed"))
    QTimer.singleShot(0, lambda: seen.append(1))
    qtbot.waitUntil(lambda: seen == [1])
