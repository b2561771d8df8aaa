"""A walk through the rows of the file, each as the lead that it would become."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from leaddesk.base.cancel import CancelToken
from leaddesk.domain.raw import RawRow, RowProblem
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.imports.file_look import FileLook
from leaddesk.presentation.imports.files import ImportFiles
from leaddesk.presentation.imports.preview import RowPreview, preview_row
from leaddesk.service.import_plan import ImportPlan

AHEAD = 50
"""Rows that are read at a time beyond those of the first look."""


class RowWalk(QObject):
    """`changed`: another row, or its lead came. `at` counts from 0; `preview` is None while the
    row or its lead is not there yet."""

    changed = Signal()

    def __init__(
        self, client: DeskClient, files: ImportFiles, file: FileLook,
        plan: Callable[[], ImportPlan | None], parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._client, self._files, self._file, self._plan = client, files, file, plan
        self._token = CancelToken()
        self.forget()

    def forget(self) -> None:
        """Begin at the first row of another file."""
        self._token.cancel()
        self.at = 0
        self.preview: RowPreview | None = None
        self._far: tuple[int, tuple[RawRow | RowProblem, ...]] = (0, ())

    @property
    def sample(self) -> tuple[RawRow, ...]:
        """The first rows of the file."""
        return self._file.looked.inspection.sample if self._file.looked is not None else ()

    @property
    def count(self) -> int:
        """How many rows there are to walk; those of the first look while nobody has counted."""
        return max(len(self.sample), self._file.rows or 0)

    def show(self, at: int) -> None:
        """Show another row; beyond the first and the last there is none."""
        if self.count:
            self.at = min(max(0, at), self.count - 1)
            self.show_again()
            self.changed.emit()

    def show_again(self) -> None:
        """Ask for the lead of the row once more: something else was decided."""
        row = self._row()
        if row is None:
            self._fetch()
        elif isinstance(row, RowProblem):
            self._came(RowPreview(None, row.text))
        else:
            self._ask(row)

    # --- inside ------------------------------------------------------------------------------

    def _row(self) -> RawRow | RowProblem | None:
        if self.at < len(self.sample):
            return self.sample[self.at]
        first, rows = self._far
        return rows[self.at - first] if first <= self.at < first + len(rows) else None

    def _fetch(self) -> None:
        """Read the rows around the one that is wanted."""
        path, looked = self._file.path, self._file.looked
        if path is None or looked is None:
            return
        self._token.cancel()
        token = self._token = CancelToken()
        first = max(0, self.at - AHEAD // 5)
        shape = looked.inspection.shape

        def came(rows: tuple[RawRow | RowProblem, ...]) -> None:
            self._far = (first, rows)
            if self._row() is not None:
                self.show_again()

        self.preview = None
        self._client.fetch(
            "import.walk", lambda: self._files.rows(path, shape, first, AHEAD, token), came,
            lambda _error: None,
        )  # fmt: skip

    def _ask(self, row: RawRow) -> None:
        plan, desk = self._plan(), self._client.desk
        if plan is None or desk is None:
            return
        self._client.ask(
            "import.preview", lambda reader: preview_row(reader, desk, plan, row), self._came,
            lambda _error: None,
        )  # fmt: skip

    def _came(self, preview: RowPreview) -> None:
        self.preview = preview
        self.changed.emit()
