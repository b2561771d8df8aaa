"""What waits in a lane: by priority, then by arrival; keyed questions replace each other."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeVar

from leaddesk.base.progress import Progress
from leaddesk.work.long_work import LongWork, run_slice
from leaddesk.work.task import Task

T = TypeVar("T")


class Priority(IntEnum):
    """Who goes first. Somebody who waits before the screen always does."""

    USER = 0
    BACKGROUND = 1


@dataclass(slots=True, eq=False)
class Job:
    """A task with what it does. `step` does one slice and returns whether there is more."""

    task: Task[Any]
    step: Callable[[], bool]
    priority: Priority
    key: str | None = None
    is_long: bool = False


class JobQueue:
    """Not thread-safe: a lane calls it under its own lock (or has no threads at all)."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, Job]] = []
        self._order = itertools.count()
        self._newest: dict[str, Job] = {}
        self._parked: set[Job] = set()

    def __len__(self) -> int:
        return len(self._heap)

    def put(self, job: Job) -> Job | None:
        """Add a job; return the older one with the same key, which is out of date now."""
        older = None
        if job.key is not None:
            older = self._newest.get(job.key)
            self._newest[job.key] = job
        self._push(job)
        return older

    def put_back(self, job: Job) -> None:
        """Queue a long work again after a slice; aside if it was paused."""
        if job.task.is_paused:
            self._parked.add(job)
        else:
            self._push(job)

    def wake(self, job: Job) -> bool:
        """Take a parked job in again; return whether it was parked."""
        if job not in self._parked:
            return False
        self._parked.discard(job)
        self._push(job)
        return True

    def pop(self) -> Job | None:
        """Return the next job whose turn it is, or None."""
        while self._heap:
            job = heapq.heappop(self._heap)[2]
            if job.task.is_over:
                continue
            if job.is_long and job.task.is_paused:
                self._parked.add(job)
                continue
            return job
        return None

    def has_user_work(self) -> bool:
        return bool(self._heap) and self._heap[0][0] == Priority.USER

    def is_newest(self, job: Job) -> bool:
        """Whether no newer question with the same key came meanwhile."""
        return job.key is None or self._newest.get(job.key) is job

    def forget(self, job: Job) -> None:
        """An ended job's key is free again."""
        if job.key is not None and self._newest.get(job.key) is job:
            del self._newest[job.key]

    def close(self) -> list[Job]:
        """Prepare for the end: the user's single jobs stay, long works stay to be closed in their
        lane (their token is set), the rest is taken out and returned."""
        waiting = [job for _, _, job in sorted(self._heap, key=lambda e: e[:2])]
        waiting += self._parked
        self._heap.clear()
        self._parked.clear()
        out = []
        for job in waiting:
            if job.is_long:
                job.task.cancel()
            if job.is_long or job.priority is Priority.USER:
                self._push(job)
            else:
                out.append(job)
        return out

    def _push(self, job: Job) -> None:
        heapq.heappush(self._heap, (int(job.priority), next(self._order), job))


def make_job(
    fn: Callable[[], T],
    queue: JobQueue,
    priority: Priority,
    on_done: Callable[[Task[T]], None] | None,
    key: str | None,
) -> tuple[Job, Task[T]]:
    """Build the job of a single function."""
    task: Task[T] = Task(on_done)

    def step() -> bool:
        if not task.start():
            return False
        try:
            result = fn()
        except BaseException as error:  # noqa: BLE001 - every error belongs to whoever asked
            if queue.is_newest(job):
                task.end_failed(error)
            else:
                task.end_cancelled()
        else:
            if queue.is_newest(job):
                task.end_done(result)
            else:
                task.end_cancelled()
        return False

    job = Job(task, step, priority, key)
    return job, task


def make_long_job(
    work: LongWork[T],
    on_done: Callable[[Task[T]], None] | None,
    on_progress: Callable[[Progress], None] | None,
) -> tuple[Job, Task[T]]:
    """Build the job of a long work."""
    task: Task[T] = Task(on_done, on_progress)
    job = Job(task, lambda: run_slice(work, task), Priority.BACKGROUND, is_long=True)
    return job, task
