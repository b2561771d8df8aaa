"""Wakes the program when something is due, and notices when the computer slept meanwhile.

Nothing is polled: whoever knows the next instant (from an index) plans it under a name, is told
once when it has come, and plans the next. What fell due during sleep is told once, not each time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from leaddesk.base.clock import Clock

LONGEST_WAIT = 30.0
"""Seconds. A thread's wait stands still while the computer sleeps, so it must look up now and
then to notice that the morning has come."""

GAP = timedelta(seconds=90)
"""The clock ran that much further (or back) than the computer did: it slept, or was set."""


class Ticker:
    """A thread with named alarms.

    `on_due(name, now)` and `on_gap(before, now)` are called in its thread and must be short: they
    hand work to a lane. `monotonic` counts seconds of running time.
    """

    def __init__(
        self,
        clock: Clock,
        on_due: Callable[[str, datetime], None],
        on_gap: Callable[[datetime, datetime], None] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._on_due = on_due
        self._on_gap = on_gap
        self._monotonic = monotonic
        self._alarms: dict[str, datetime] = {}
        self._changed = threading.Condition()
        self._stopping = False
        self._seen = (clock.now(), monotonic())
        self._thread: threading.Thread | None = None

    def plan(self, name: str, at: datetime | None) -> None:
        """Set, move or (None) take away the alarm of that name."""
        with self._changed:
            if at is None:
                self._alarms.pop(name, None)
            else:
                self._alarms[name] = at
            self._changed.notify()

    def planned(self, name: str) -> datetime | None:
        """Return when the alarm of that name will ring."""
        with self._changed:
            return self._alarms.get(name)

    def look(self) -> float:
        """Ring what is due now; return for how many seconds there is nothing to do."""
        now, running = self._clock.now(), self._monotonic()
        with self._changed:
            before, ran = self._seen
            self._seen = (now, running)
            due = sorted((at, name) for name, at in self._alarms.items() if at <= now)
            for _, name in due:
                del self._alarms[name]
        jumped = (now - before) - timedelta(seconds=running - ran)
        if abs(jumped) > GAP and self._on_gap is not None:
            self._on_gap(before, now)
        for _, name in due:
            self._on_due(name, now)
        with self._changed:
            return self._seconds_left()

    def start(self) -> None:
        """Begin to ring."""
        self._thread = threading.Thread(target=self._run, name="ticker", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 2.0) -> bool:
        """End the thread; return whether it ended within `timeout` seconds."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._thread is None:
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            self.look()
            with self._changed:
                if self._stopping:
                    return
                # Asked again under the lock: an alarm may have been planned since the look.
                seconds = self._seconds_left()
                if seconds > 0:
                    self._changed.wait(seconds)

    def _seconds_left(self) -> float:
        if not self._alarms:
            return LONGEST_WAIT
        ahead = (min(self._alarms.values()) - self._clock.now()).total_seconds()
        return min(LONGEST_WAIT, max(0.0, ahead))
