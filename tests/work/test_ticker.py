"""Alarms ring once, sleep is noticed, and nothing is asked in between."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

from leaddesk.base.clock import SystemClock
from leaddesk.work.ticker import LONGEST_WAIT, Ticker

START = datetime(2025, 11, 20, 13, 42, tzinfo=UTC)


class HandClock:
    """Wall clock and running time, moved by hand."""

    def __init__(self):
        self.at = START
        self.ran = 0.0

    def now(self):
        return self.at

    def monotonic(self):
        return self.ran

    def go(self, seconds, *, asleep=0.0):
        self.at += timedelta(seconds=seconds + asleep)
        self.ran += seconds


def ticker(clock):
    rung, gaps = [], []
    made = Ticker(
        clock,
        lambda name, now: rung.append((name, now)),
        lambda before, now: gaps.append(now - before),
        clock.monotonic,
    )
    return made, rung, gaps


def test_rings_once_in_order_when_due_and_says_how_long_to_wait():
    clock = HandClock()
    made, rung, gaps = ticker(clock)
    assert made.look() == LONGEST_WAIT
    made.plan("sla", START + timedelta(seconds=10))
    made.plan("score", START + timedelta(seconds=5))
    made.plan("mail", START + timedelta(hours=5))
    assert made.look() == 5.0
    clock.go(20)
    assert made.look() == LONGEST_WAIT
    assert [name for name, _ in rung] == ["score", "sla"]
    assert made.look() == LONGEST_WAIT
    assert len(rung) == 2
    assert gaps == []
    assert made.planned("sla") is None
    assert made.planned("mail") == START + timedelta(hours=5)
    made.plan("mail", None)
    assert made.planned("mail") is None


def test_sleep_is_a_gap_and_what_fell_due_rings_once():
    clock = HandClock()
    made, rung, gaps = ticker(clock)
    made.plan("reminders", START + timedelta(minutes=1))
    clock.go(20, asleep=8 * 3600)
    made.look()
    assert [name for name, _ in rung] == ["reminders"]
    assert gaps == [timedelta(seconds=8 * 3600 + 20)]
    clock.go(20)
    made.look()
    assert len(gaps) == 1


def test_a_clock_set_back_is_a_gap_too():
    clock = HandClock()
    made, rung, gaps = ticker(clock)
    clock.go(5, asleep=-3600)
    made.look()
    assert len(gaps) == 1
    assert rung == []


def test_the_thread_hears_of_an_earlier_alarm():
    rung = threading.Event()
    made = Ticker(SystemClock(), lambda name, now: rung.set())
    made.start()
    made.plan("far", SystemClock().now() + timedelta(hours=1))
    made.plan("now", SystemClock().now())
    assert rung.wait(10)
    assert made.stop(10)
