"""Who takes circles apart while there is a window."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer

from leaddesk.app.garbage_turns import GarbageTurns

FEW = 2_000


class Part(QObject):
    """A part of a window that holds itself and a running timer."""

    def __init__(self, ended: list[str]) -> None:
        super().__init__()
        self.me, self.ended = self, ended
        self.timer = QTimer()
        self.timer.start(1)

    def __del__(self) -> None:
        self.ended.append(threading.current_thread().name)


@pytest.fixture
def thresholds() -> Iterator[None]:
    usual = gc.get_threshold()
    gc.collect()
    gc.enable()  # as it is in a program without a window
    yield
    gc.disable()
    gc.set_threshold(*usual)


def make_much() -> None:
    """More new objects than the interpreter lets be without a turn."""
    kept: list[object] = []
    kept.extend([] for _ in range(FEW * 3))


def in_a_lane(work) -> None:
    thread = threading.Thread(target=work, name="a lane")
    thread.start()
    thread.join()


def test_a_lane_never_deletes_a_part_of_the_window(qapp, thresholds):
    gc.set_threshold(FEW)
    turns, ended = GarbageTurns(qapp), []
    Part(ended)
    in_a_lane(make_much)
    assert ended == []
    kept = [[] for _ in range(FEW + 1)]
    turns.look()
    assert ended == [threading.main_thread().name]
    assert kept
    turns.deleteLater()


def test_little_that_is_new_is_not_looked_through(qapp, thresholds):
    turns, ended = GarbageTurns(qapp), []
    Part(ended)
    turns.look()
    assert ended == []
    turns.deleteLater()


def test_older_ones_have_their_turn_too(qapp, thresholds):
    turns, ended = GarbageTurns(qapp), []
    part = Part(ended)
    gc.collect(0)
    gc.collect(1)  # among the oldest now
    del part
    gc.set_threshold(1, 1, 1)
    kept = []
    for _ in range(8):
        kept.append([[] for _ in range(4)])
        turns.look()
    assert ended == [threading.main_thread().name]
    turns.deleteLater()


def test_the_turns_come_by_themselves(qapp, qtbot, thresholds):
    gc.set_threshold(FEW)
    turns, ended = GarbageTurns(qapp), []
    Part(ended)
    kept = [[] for _ in range(FEW * 2)]
    qtbot.waitUntil(lambda: bool(ended), timeout=5_000)
    assert kept
    turns.deleteLater()
