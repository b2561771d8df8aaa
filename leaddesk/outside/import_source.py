"""A file as the import sees it: looked at, surveyed and prepared in a child process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from leaddesk.base.cancel import CancelToken
from leaddesk.domain.mapping.fields import ColumnMap
from leaddesk.domain.mapping.guess import Mapping, guess_mapping
from leaddesk.domain.mapping.profile import FileProfile, Profiler
from leaddesk.domain.raw import NOT_A_RECORD, Hints, Inspection, SourceShape
from leaddesk.outside.child import Limits, call
from leaddesk.outside.tabular import job
from leaddesk.outside.tabular.reading import inspect, read_batches
from leaddesk.service.import_commands import PreparedRow
from leaddesk.service.import_plan import ImportPlan
from leaddesk.service.intake import IntakeContext

_WORKER = "leaddesk.service.import_worker:prepare_rows"
_SURVEY = "leaddesk.outside.import_source:survey_rows"


class FileSource:
    """See import_job.RowSource."""

    def __init__(
        self,
        path: Path,
        shape: SourceShape,
        *,
        cancel: CancelToken | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._path = path
        self._shape = shape
        self._cancel = cancel
        self._limits = limits
        self.rows = shape.rows

    @property
    def file_name(self) -> str:
        return self._path.name

    @property
    def sha256(self) -> str:
        return self._shape.sha256

    def prepared(
        self, plan: ImportPlan, ctx: IntakeContext, *, size: int, skip: int
    ) -> Iterator[Sequence[PreparedRow] | None]:
        return read_batches(
            self._path,
            self._shape,
            size=size,
            skip=skip,
            worker=_WORKER,
            worker_args=(plan, ctx),
            cancel=self._cancel,
            limits=self._limits,
        )


def look(
    path: Path, hints: Hints | None = None, *, cancel: CancelToken | None = None
) -> tuple[Inspection, Mapping]:
    """The file's shape with its first rows, and what its columns seem to mean."""
    inspection = inspect(path, hints, cancel=cancel)
    mapping = guess_mapping(inspection.shape.header, [row.cells for row in inspection.sample])
    return inspection, mapping


def survey(
    path: Path,
    shape: SourceShape,
    mapping: ColumnMap,
    *,
    region: str = "",
    currency: str = "",
    cancel: CancelToken | None = None,
) -> FileProfile:
    """All rows looked at once: how dates and numbers are written, what the columns hold."""
    found: FileProfile = call(_SURVEY, (str(path), shape, mapping, region, currency), cancel=cancel)
    return found


def survey_rows(
    path: str, shape: SourceShape, mapping: ColumnMap, region: str, currency: str
) -> Iterator[FileProfile]:
    """The child's side of `survey`."""
    profiler = Profiler(mapping, region=region, currency=currency)
    for batch in job.rows(path, shape, 500, 0, None, ()):
        for item in batch:  # type: ignore[attr-defined]
            if len(item) == 2:
                profiler.add(item[1])
            elif item[1] != NOT_A_RECORD:
                profiler.add(())  # a row all the same: it is counted, and told what is wrong
    yield profiler.profile()


def with_rows(shape: SourceShape, profile: FileProfile) -> SourceShape:
    """The shape with the count that the survey made."""
    return replace(shape, rows=profile.rows)
