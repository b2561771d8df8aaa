"""The palette's lines as a list: titles, and what can be run below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from leaddesk.presentation.palette import Entry, Section

Index: TypeAlias = QModelIndex | QPersistentModelIndex
RowRole: Final = int(Qt.ItemDataRole.UserRole) + 1
"""The Entry of a line, or the str of a title."""


class PaletteRows(QAbstractListModel):
    """Titles cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Entry | str] = []
        self.words = ""

    def show_sections(self, sections: Sequence[Section], words: str) -> None:
        """Show these; `words` are marked in them."""
        self.beginResetModel()
        self._rows = []
        for section in sections:
            self._rows += [section.title, *section.entries]
        self.words = words
        self.endResetModel()

    @property
    def entries(self) -> list[Entry]:
        """What can be run, from the top."""
        return [row for row in self._rows if isinstance(row, Entry)]

    def entry_at(self, row: int) -> Entry | None:
        """Return what a row runs; None for a title or no row."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Entry) else None

    def row_of(self, entry_id: str) -> int | None:
        """Return where an entry stands."""
        for row, found in enumerate(self._rows):
            if isinstance(found, Entry) and found.id == entry_id:
                return row
        return None

    def next_row(self, row: int, step: int) -> int:
        """Return the next row with an entry from `row`, round and round; -1 without any."""
        rows = [at for at, found in enumerate(self._rows) if isinstance(found, Entry)]
        if not rows:
            return -1
        if row not in rows:
            return rows[0] if step > 0 else rows[-1]
        return rows[(rows.index(row) + step) % len(rows)]

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: ARG002 - Qt's signature
        """Return the number of titles and entries."""
        return len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Entries can be chosen, titles only read."""
        if self.entry_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the row, or what is said of it."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text if isinstance(row, Entry) else row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row) if isinstance(row, Entry) else row
        return None


def spoken(entry: Entry) -> str:
    """Return everything that a look at the line tells."""
    score = str(entry.score) if entry.score is not None else ""
    parts = (entry.text, entry.about.replace(" · ", ", "), score, entry.key)
    return ", ".join(part for part in parts if part)
