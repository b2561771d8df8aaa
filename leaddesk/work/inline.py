"""Lanes without threads: the same order and the same ends, in the caller's own thread."""

from __future__ import annotations

from typing import TypeVar

from leaddesk.base.errors import BugError
from leaddesk.work.job_queue import Job
from leaddesk.work.lanes import Lane, Lanes

T = TypeVar("T")


class InlineLane(Lane):
    """A lane for tests and the command line.

    With `at_once` work is done inside `submit` and `run`; without, it waits for `step` or
    `run_all`, so that a test can stand between the asking and the answer.
    """

    def __init__(self, *, at_once: bool = True) -> None:
        super().__init__()
        self._at_once = at_once
        self._inside = False
        self._stopping = False

    def step(self) -> bool:
        """Do one slice of what waits; return whether there was any."""
        job = self._queue.pop()
        if job is None:
            return False
        if job.step():
            self._queue.put_back(job)
        else:
            self._queue.forget(job)
        return True

    def run_all(self) -> None:
        """Do everything that waits, also what comes up meanwhile."""
        if self._inside:
            return  # the call further up goes on with it
        self._inside = True
        try:
            for _ in range(1_000_000):
                if not self.step():
                    return
            raise BugError("work in an inline lane never ends")
        finally:
            self._inside = False

    def stand_back(self) -> None:
        """Nothing runs beside the caller here."""

    def stop(self, timeout: float) -> bool:  # noqa: ARG002 - nothing here can hang
        self._stopping = True
        for job in self._queue.close():
            job.task.cancel()
        self.run_all()
        return True

    def _put(self, job: Job) -> None:
        if self._stopping:
            job.task.end_cancelled()
            return
        older = self._queue.put(job)
        if older is not None:
            older.task.cancel()
        if self._at_once:
            self.run_all()

    def _wake(self, job: Job) -> None:
        if self._queue.wake(job) and self._at_once:
            self.run_all()


def inline_lanes(*, at_once: bool = True) -> Lanes:
    """Return lanes without threads."""
    return Lanes(InlineLane(at_once=at_once), InlineLane(at_once=at_once))
