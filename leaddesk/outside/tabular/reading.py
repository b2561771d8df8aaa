"""Reading a file that came from outside: the asker's side.

All work on the file itself happens in a child process (`leaddesk.outside.child`); what comes
back are plain values. A file that can't be read at all is a KnownError with a code per cause
(`file-empty`, `file-password`, `file-pdf`, ...); a record that can't be taken is a RowProblem
among the rows.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from leaddesk.base.cancel import CancelToken
from leaddesk.domain.raw import Hints, Inspection, RawRow, RowProblem, SourceShape
from leaddesk.outside.child import Limits, call, stream

_INSPECT = "leaddesk.outside.tabular.job:inspect"
_ROWS = "leaddesk.outside.tabular.job:rows"

Batch = tuple[RawRow | RowProblem, ...]


def inspect(
    path: Path | str,
    hints: Hints | None = None,
    *,
    limits: Limits | None = None,
    cancel: CancelToken | None = None,
) -> Inspection:
    """A first look: the file's shape, up to 50 rows, up to 100 problems.

    Text files above 16 MB are not read to their end: `shape.rows` is None for them.
    """
    found: Inspection = call(_INSPECT, (str(path), hints or Hints()), limits=limits, cancel=cancel)
    return found


def read_batches(
    path: Path | str,
    shape: SourceShape,
    *,
    size: int = 200,
    skip: int = 0,
    worker: str | None = None,
    worker_args: tuple[object, ...] = (),
    limits: Limits | None = None,
    cancel: CancelToken | None = None,
) -> Generator[Any, None, None]:
    """Yield the file's rows and problems, in their order, in tuples of at most `size`.

    With `worker` ("module:function") the child calls `function(batch, *worker_args)` for each
    batch, and its results are yielded instead; the function must be importable and pure, its
    arguments and results picklable. `skip` leaves out so many items (rows and problems) at the
    beginning: a reader that handled n items goes on with `skip=n`. The file must be the one that
    `shape` describes (KnownError `file-changed`). Leaving the generator ends the child.
    """
    answers = stream(
        _ROWS,
        (str(path), shape, size, skip, worker, worker_args),
        limits=limits,
        cancel=cancel,
    )
    try:
        for answer in answers:
            yield answer if worker else _revived(answer)
    finally:
        answers.close()


def read_rows(
    path: Path | str,
    shape: SourceShape,
    *,
    skip: int = 0,
    limits: Limits | None = None,
    cancel: CancelToken | None = None,
) -> Iterator[RawRow | RowProblem]:
    """The same, one by one."""
    batches = read_batches(path, shape, skip=skip, limits=limits, cancel=cancel)
    try:
        for batch in batches:
            yield from batch
    finally:
        batches.close()


def _revived(answer: list[tuple[Any, ...]]) -> Batch:
    return tuple([RawRow(*item) if len(item) == 2 else RowProblem(*item) for item in answer])
