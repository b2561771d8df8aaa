"""A wish to stop or to pause, shared between the asker and the work."""

from __future__ import annotations

import threading

from leaddesk.base.errors import Cancelled


class CancelToken:
    """Thread-safe. Work calls `check` between steps; the asker calls `cancel`."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def check(self) -> None:
        """Raise Cancelled if someone asked to stop."""
        if self._cancelled.is_set():
            raise Cancelled
