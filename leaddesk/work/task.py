"""One piece of work that somebody asked for: it ends in exactly one of done, failed, cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from enum import Enum
from typing import Generic, TypeVar

from leaddesk.base.cancel import CancelToken
from leaddesk.base.errors import BugError, Cancelled
from leaddesk.base.progress import Progress

T = TypeVar("T")


class TaskState(Enum):
    """Where a task stands. The last three are ends; a task reaches one of them, once."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


_ENDS = frozenset({TaskState.DONE, TaskState.FAILED, TaskState.CANCELLED})


class Task(Generic[T]):
    """The asker's hold on the work. All methods may be called from any thread.

    `on_done` is called once with the ended task, `on_progress` after every slice of a long work,
    both in the thread in which it happened.
    """

    def __init__(
        self,
        on_done: Callable[[Task[T]], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self._on_done = on_done
        self._on_progress = on_progress
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._state = TaskState.WAITING
        self._paused = False
        self._result: T | None = None
        self._error: BaseException | None = None
        self._wake: Callable[[], None] | None = None
        self.token = CancelToken()
        self.progress: Progress | None = None

    # --- the asker's side --------------------------------------------------------------------

    @property
    def state(self) -> TaskState:
        return self._state

    @property
    def is_over(self) -> bool:
        return self._state in _ENDS

    @property
    def is_paused(self) -> bool:
        return self._paused

    @property
    def error(self) -> BaseException | None:
        """Return what went wrong, or None; Cancelled for a cancelled task."""
        return self._error

    def result(self) -> T:
        """Return what the work gave back. Raises its error, Cancelled, or BugError before the
        end."""
        if not self.is_over:
            raise BugError("the task has not ended")
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]  # done: it holds a T

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the end and what `on_done` did, at most `timeout` seconds; return whether it
        came."""
        return self._over.wait(timeout)

    def cancel(self) -> None:
        """Ask to stop. Waiting work ends at once, long work after its slice, a single running
        function only if it looks at the token."""
        self.token.cancel()
        with self._lock:
            self._paused = False
        if self._wake is not None:
            self._wake()
        else:
            self._end(TaskState.CANCELLED, None, Cancelled(), only_waiting=True)

    def pause(self) -> None:
        """Stop a long work after its slice, until `resume` or `cancel`."""
        with self._lock:
            self._paused = self._wake is not None and not self.is_over

    def resume(self) -> None:
        """Go on with a paused work."""
        with self._lock:
            was_paused, self._paused = self._paused, False
        if was_paused and self._wake is not None:
            self._wake()

    # --- the lane's side ---------------------------------------------------------------------

    def on_wake(self, wake: Callable[[], None]) -> None:
        """Let a long work's lane hear of `resume` and `cancel`."""
        self._wake = wake

    def start(self) -> bool:
        """Say that the work begins; False if it ended before (cancelled while waiting)."""
        with self._lock:
            if self._state in _ENDS:
                return False
            self._state = TaskState.RUNNING
            return True

    def report(self, progress: Progress) -> None:
        """Tell how far the work has come."""
        self.progress = progress
        if self._on_progress is not None and not self.is_over:
            self._on_progress(progress)

    def end_done(self, result: T) -> bool:
        """End well; False if the task had ended before, then nothing happens."""
        return self._end(TaskState.DONE, result, None)

    def end_failed(self, error: BaseException) -> bool:
        """End with an error; Cancelled is the error of a cancelled one."""
        if isinstance(error, Cancelled):
            return self.end_cancelled(error)
        return self._end(TaskState.FAILED, None, error)

    def end_cancelled(self, error: Cancelled | None = None) -> bool:
        """End because somebody asked to stop or a newer question took its place."""
        return self._end(TaskState.CANCELLED, None, error or Cancelled())

    def _end(
        self,
        state: TaskState,
        result: T | None,
        error: BaseException | None,
        *,
        only_waiting: bool = False,
    ) -> bool:
        with self._lock:
            if self._state in _ENDS or (only_waiting and self._state is not TaskState.WAITING):
                return False
            self._state, self._result, self._error = state, result, error
            self._paused = False
        try:
            if self._on_done is not None:
                self._on_done(self)
        finally:
            self._over.set()
        return True
