"""The only way from a lane to the window's thread."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, Qt, Signal

BUDGET_MS = 6
"""A turn of the event loop gives the bridge that long: a frame has 16 ms, the rest is for
painting. What is left waits for the next turn, behind the user's clicks."""


class Bridge(QObject):
    """Calls handed in by any thread are made in the thread of this object, in their order."""

    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls: deque[Callable[[], None]] = deque()
        self._lock = threading.Lock()
        self._is_woken = False
        self._is_closed = False
        self._woken.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Make the call soon; after `close` it is dropped."""
        with self._lock:
            if self._is_closed:
                return
            self._calls.append(call)
            wake, self._is_woken = not self._is_woken, True
        if wake:
            self._woken.emit()

    def close(self) -> None:
        """Drop what waits and whatever comes later: the window is going away."""
        with self._lock:
            self._is_closed = True
            self._calls.clear()

    def _drain(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        try:
            while not clock.hasExpired(BUDGET_MS):
                with self._lock:
                    if not self._calls:
                        return
                    call = self._calls.popleft()
                call()
        finally:
            # Also after a bug in a call: the others must not wait for the next post.
            with self._lock:
                self._is_woken = bool(self._calls)
                again = self._is_woken
            if again:
                self._woken.emit()
