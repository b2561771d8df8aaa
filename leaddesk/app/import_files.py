"""Files for the import screen, read in a child process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from leaddesk.app.fed_source import FedSource
from leaddesk.base.cancel import CancelToken
from leaddesk.domain.mapping.fields import ColumnMap
from leaddesk.domain.mapping.profile import FileProfile
from leaddesk.domain.raw import Hints, RawRow, RowProblem, SourceShape
from leaddesk.outside import import_source
from leaddesk.outside.export import write_rejects
from leaddesk.outside.tabular.encoding import CHOICES
from leaddesk.outside.tabular.reading import read_batches
from leaddesk.presentation.imports.files import Looked


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

    def rows(
        self, path: Path, shape: SourceShape, skip: int, size: int, cancel: CancelToken
    ) -> tuple[RawRow | RowProblem, ...]:
        batches = read_batches(path, shape, size=size, skip=skip, cancel=cancel)
        try:
            return tuple(next(batches, ()))
        finally:
            batches.close()  # the reader would go on to the end of the file

    def source(self, path: Path, shape: SourceShape) -> FedSource:
        return FedSource(path, shape)

    def write_rejects(self, path: Path, header: Sequence[str], rows: Sequence[RowProblem]) -> int:
        return write_rejects(path, header, rows).rows
