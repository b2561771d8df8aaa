"""Work in slices: an import, a re-score, a sweep. Between two slices a user's verb may go first."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias, TypeVar

from leaddesk.base.progress import Progress
from leaddesk.work.task import Task

T = TypeVar("T")

LongWork: TypeAlias = Generator[Progress, None, T]
"""Every `next()` does one slice (a few milliseconds to some tens) and says how far it came; the
generator's return value is the result. It is closed between slices when cancelled, so what must
be put back belongs into its `finally`. It may be repeated from the start after a crash."""


def run_slice(work: LongWork[T], task: Task[T]) -> bool:
    """Do one slice; return whether there is more. Ends the task otherwise."""
    if task.token.is_cancelled:
        return _close(work, task)
    if not task.start():
        return False
    try:
        progress = next(work)
    except StopIteration as end:
        task.end_done(end.value)
        return False
    except BaseException as error:  # noqa: BLE001 - every error belongs to whoever asked
        task.end_failed(error)
        return False
    task.report(progress)
    return True


def _close(work: LongWork[T], task: Task[T]) -> bool:
    try:
        work.close()
    except BaseException as error:  # noqa: BLE001 - as above: putting back may fail too
        task.end_failed(error)
    else:
        task.end_cancelled()
    return False
