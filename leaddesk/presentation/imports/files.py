"""What the import screen needs of files; the start of the program hands the reader in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from leaddesk.base.cancel import CancelToken
from leaddesk.domain.mapping.fields import ColumnMap
from leaddesk.domain.mapping.guess import Mapping
from leaddesk.domain.mapping.profile import FileProfile
from leaddesk.domain.raw import Hints, Inspection, RawRow, RowProblem, SourceShape
from leaddesk.service.import_job import RowSource


@dataclass(frozen=True, slots=True)
class Looked:
    """A first look at a file: its shape and first rows, and what its columns seem to mean."""

    inspection: Inspection
    mapping: Mapping


class ImportFiles(Protocol):
    """Files that are imported. All methods may take seconds and are called in a lane; they raise
    KnownError for what is wrong with a file, Cancelled when the token was called."""

    @property
    def encodings(self) -> Sequence[tuple[str, str]]:
        """(codec, name for a person) of the encodings to choose from."""
        ...

    def look(self, path: Path, hints: Hints, cancel: CancelToken) -> Looked: ...

    def survey(
        self,
        path: Path,
        shape: SourceShape,
        mapping: ColumnMap,
        region: str,
        currency: str,
        cancel: CancelToken,
    ) -> FileProfile:
        """All rows looked at once."""
        ...

    def source(self, path: Path, shape: SourceShape) -> RowSource:
        """The rows themselves; making it reads nothing yet."""
        ...

    def rows(
        self, path: Path, shape: SourceShape, skip: int, size: int, cancel: CancelToken
    ) -> tuple[RawRow | RowProblem, ...]:
        """At most `size` records as they stand in the file, the first `skip` left out."""
        ...

    def write_rejects(self, path: Path, header: Sequence[str], rows: Sequence[RowProblem]) -> int:
        """Save rows with their line and reason, as XLSX if the name says so, else as CSV; how
        many."""
        ...
