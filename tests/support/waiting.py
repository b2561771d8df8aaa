"""Waiting for a fact, never for a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_never = threading.Event()


def wait_until(fact: Callable[[], T], what: str, *, seconds: float = 10.0) -> T:
    """Return the first true value of `fact`; fail, naming `what`, when there is none in time.

    For facts outside this process (a program, a server). Inside it use an Event, or qtbot's
    waitUntil, which keeps Qt's event loop turning.
    """
    deadline = time.monotonic() + seconds
    while True:
        value = fact()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"Not within {seconds:g} s: {what}")
        _never.wait(0.02)  # the pause between two looks, not a wait for the fact
