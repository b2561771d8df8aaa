"""Lanes: the threads in which everything slow happens. They know no leads and no Qt.

One writer lane (one thread, so writes never wait for each other's locks) and one reader lane with
three threads. In both a user's work goes before background work; a long work gives its lane back
after every slice. The start of the program sets `sys.setswitchinterval(0.001)`: with the
interpreter's usual 5 ms each hand-over of the GIL to the window could cost that long.
"""

from __future__ import annotations

import sys
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from leaddesk.base.progress import Progress
from leaddesk.work.job_queue import Job, JobQueue, Priority, make_job, make_long_job
from leaddesk.work.long_work import LongWork
from leaddesk.work.task import Task

T = TypeVar("T")

QUIET = 0.1
"""Seconds that background work stands back for a user who does something: the window reacts,
paints, hands in what is to be written, and shows what became of it."""

MOST_QUIET = 0.25
"""Seconds after which a slice is done all the same: a hand that never rests stops nothing."""

BREATH = 0.001
"""Seconds a lane rests after a background slice: long enough that every other thread that wants
the GIL gets it (a reader asks for it at each row), short beside the slice itself."""


class Lane(ABC):
    """A queue of work. `on_done` and `on_progress` are called in the lane, not in the window."""

    def __init__(self) -> None:
        self._queue = JobQueue()

    def submit(
        self,
        fn: Callable[[], T],
        *,
        priority: Priority = Priority.USER,
        on_done: Callable[[Task[T]], None] | None = None,
        key: str | None = None,
    ) -> Task[T]:
        """Do `fn` once. With a `key` it is a question: a newer one of the same key takes its
        place, and this one then ends cancelled, waiting or running."""
        job, task = make_job(fn, self._queue, priority, on_done, key)
        self._put(job)
        return task

    def run(
        self,
        work: LongWork[T],
        *,
        on_done: Callable[[Task[T]], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Task[T]:
        """Do a long work slice by slice at background priority."""
        job, task = make_long_job(work, on_done, on_progress)
        task.on_wake(lambda: self._wake(job))
        self._put(job)
        return task

    def has_user_work(self) -> bool:
        """Whether a user's work waits or will in a moment: a slice under way may end early."""
        return self._queue.has_user_work()

    @abstractmethod
    def stand_back(self) -> None:
        """The user does something now: background work leaves the processor to the window."""

    @abstractmethod
    def stop(self, timeout: float) -> bool:
        """Finish the user's waiting work, cancel the rest, end; whether that took at most
        `timeout` seconds. Work handed in later is cancelled at once."""

    @abstractmethod
    def _put(self, job: Job) -> None:
        """Take in new work, or cancel it where the lane has ended."""

    @abstractmethod
    def _wake(self, job: Job) -> None:
        """A paused work goes on, or was cancelled."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """The writer's and the readers' lane of one database."""

    writer: Lane
    readers: Lane

    def stop(self, timeout: float = 10.0) -> bool:
        """Stop both, questions first; see `Lane.stop`."""
        end = time.monotonic() + timeout
        readers_ended = self.readers.stop(timeout)
        return self.writer.stop(max(0.0, end - time.monotonic())) and readers_ended


class ThreadLane(Lane):
    """A lane of `threads` daemon threads: one that hangs in a dead network can't hold the exit."""

    def __init__(self, name: str, threads: int = 1) -> None:
        super().__init__()
        self._name = name
        self._changed = threading.Condition()
        self._stopping = False
        self._quiet_until = 0.0
        self._busy: dict[threading.Thread, tuple[Job, float]] = {}
        self._threads: list[threading.Thread] = []
        for _ in range(threads):
            self._start_thread()

    def stuck_for(self) -> float:
        """Return for how many seconds the oldest running slice has been running; 0 if idle."""
        with self._changed:
            began = [since for _, since in self._busy.values()]
        return time.monotonic() - min(began) if began else 0.0

    def abandon(self, longer_than: float, error: Exception) -> int:
        """Give up slices running for more than `longer_than` seconds: their tasks fail with
        `error`, fresh threads take over. Return how many. What such a slice still does when it
        comes back is not told to anybody, so its writes need their operation id."""
        now = time.monotonic()
        with self._changed:
            given_up = [t for t, (_, since) in self._busy.items() if now - since > longer_than]
            jobs = [self._busy.pop(thread)[0] for thread in given_up]
            for thread in given_up:
                self._threads.remove(thread)
                self._start_thread()
        for job in jobs:
            job.task.token.cancel()
            job.task.end_failed(error)
        return len(jobs)

    def has_user_work(self) -> bool:
        with self._changed:
            return super().has_user_work() or time.monotonic() < self._quiet_until

    def stand_back(self) -> None:
        self._quiet_until = time.monotonic() + QUIET

    def stop(self, timeout: float) -> bool:
        with self._changed:
            self._stopping = True
            dropped = self._queue.close()
            threads = list(self._threads)
            self._changed.notify_all()
        for job in dropped:
            job.task.cancel()
        end = time.monotonic() + timeout
        for thread in threads:
            if thread is not threading.current_thread():
                thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in threads)

    # --- inside ------------------------------------------------------------------------------

    def _start_thread(self) -> None:
        number = len(self._threads) + 1
        thread = threading.Thread(target=self._work, name=f"{self._name}-{number}", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _put(self, job: Job) -> None:
        with self._changed:
            late = self._stopping
            older = None if late else self._queue.put(job)
            self._changed.notify()
        if late:
            job.task.end_cancelled()
        elif older is not None:
            older.task.cancel()

    def _wake(self, job: Job) -> None:
        with self._changed:
            if self._queue.wake(job):
                self._changed.notify()

    def _work(self) -> None:
        me = threading.current_thread()
        while True:
            with self._changed:
                job = self._next(me)
            if job is None:
                return
            more = self._step(job)
            with self._changed:
                if self._busy.pop(me, None) is None:
                    return  # given up as stuck: another thread has taken this one's place
                if not more:
                    self._queue.forget(job)
                    continue
                if self._stopping:
                    job.task.token.cancel()  # its next slice closes it
                self._queue.put_back(job)
                self._rest()

    def _rest(self) -> None:
        """After a slice: a breath, and as long as the user's hand moves, within limits."""
        now = time.monotonic()
        end = now + MOST_QUIET
        rest = BREATH
        while rest > 0 and not self._queue.has_user_work() and not self._stopping:
            self._changed.wait(rest)
            rest = min(self._quiet_until, end) - time.monotonic()

    def _next(self, me: threading.Thread) -> Job | None:
        """Wait for the next job and mark it as running; None at the end of the lane."""
        while me in self._threads:
            job = self._queue.pop()
            if job is not None:
                self._busy[me] = (job, time.monotonic())
                return job
            if self._stopping:
                return None
            self._changed.wait()
        return None

    def _step(self, job: Job) -> bool:
        try:
            return job.step()
        except BaseException:  # noqa: BLE001 - a bug in a callback must not end the lane
            # The hook of the program makes a crash report of it and goes on.
            args = threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread()))
            threading.excepthook(args)
            return False


def start_lanes(readers: int = 3) -> Lanes:
    """Start the threads of a program with a window."""
    return Lanes(ThreadLane("writer"), ThreadLane("reader", readers))
