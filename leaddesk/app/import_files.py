"""Files for the import screen: read in a child process, handed to the lanes by a thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from leaddesk.base.cancel import CancelToken
from leaddesk.domain.mapping.fields import ColumnMap
from leaddesk.domain.mapping.profile import FileProfile
from leaddesk.domain.raw import Hints, RowProblem, SourceShape
from leaddesk.outside import import_source
from leaddesk.outside.export import write_rejects
from leaddesk.outside.tabular.encoding import CHOICES
from leaddesk.presentation.imports.files import Looked
from leaddesk.service.import_commands import PreparedRow
from leaddesk.service.import_plan import ImportPlan
from leaddesk.service.intake import IntakeContext
from leaddesk.work.feed import feed

WAITING_BATCHES = 4
"""Batches that the reader may be ahead of the writer: enough to keep both busy."""


class FedSource:
    """See import_job.RowSource. The lane that stages the rows never waits for the file."""

    def __init__(self, path: Path, shape: SourceShape) -> None:
        self._path, self._shape = path, shape

    @property
    def file_name(self) -> str:
        return self._path.name

    @property
    def sha256(self) -> str:
        return self._shape.sha256

    @property
    def rows(self) -> int | None:
        return self._shape.rows

    def prepared(
        self, plan: ImportPlan, ctx: IntakeContext, *, size: int, skip: int
    ) -> Iterator[Sequence[PreparedRow] | None]:
        token = CancelToken()
        source = import_source.FileSource(self._path, self._shape, cancel=token)
        batches = source.prepared(plan, ctx, size=size, skip=skip)
        return feed(batches, WAITING_BATCHES, stop=token.cancel)


class LocalImportFiles:
    """See presentation.imports.files.ImportFiles."""

    @property
    def encodings(self) -> Sequence[tuple[str, str]]:
        return CHOICES

    def look(self, path: Path, hints: Hints, cancel: CancelToken) -> Looked:
        return Looked(*import_source.look(path, hints, cancel=cancel))

    def survey(
        self,
        path: Path,
        shape: SourceShape,
        mapping: ColumnMap,
        region: str,
        currency: str,
        cancel: CancelToken,
    ) -> FileProfile:
        return import_source.survey(
            path, shape, mapping, region=region, currency=currency, cancel=cancel
        )

    def source(self, path: Path, shape: SourceShape) -> FedSource:
        return FedSource(path, shape)

    def write_rejects(self, path: Path, header: Sequence[str], rows: Sequence[RowProblem]) -> int:
        return write_rejects(path, header, rows).rows
