"""The rows of one group as a table whose cells can be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from leaddesk.presentation.imports.decisions import Decisions
from leaddesk.presentation.imports.other_leads import other_words, with_reason
from leaddesk.presentation.imports.problems import Group, group_cells, problem_cells
from leaddesk.presentation.kept_words import tr_kept
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr
from leaddesk.service.read_models import ImportRowView, TeamView

Index = QModelIndex | QPersistentModelIndex
WRONG_ROLE = Qt.ItemDataRole.UserRole + 1
FIXED_ROLE = Qt.ItemDataRole.UserRole + 2
LEFT_OUT_ROLE = Qt.ItemDataRole.UserRole + 3
TAKE, LINE, WHY = 0, 1, 2
FIRST_CELL = 3
_LONGEST = 10_000


class ProblemRowsModel(QAbstractTableModel):
    """Columns: take it or not, line of the file, what is the matter, then the file's cells.

    It changes nothing itself: corrections are told and come back by `show_group`.
    """

    cells_corrected = Signal(object)  # of tuples: line, column, new text, text in the file
    row_left_out = Signal(int, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ImportRowView, ...] = ()
        self._wrong: list[dict[int, str]] = []
        self._own: list[frozenset[int]] = []
        self._header: tuple[str, ...] = ()
        self._fixes: dict[tuple[int, int], str] = {}
        self._left_out: frozenset[int] = frozenset()
        self._key = ""
        self._team: TeamView | None = None

    def show_group(self, group: Group | None, decisions: Decisions) -> None:
        """Show the rows of a group; the same rows are kept, so that the view stays where it is."""
        rows = group.rows if group is not None else ()
        key = group.key if group is not None else ""
        same = rows is self._rows and key == self._key and decisions.mapping.names == self._header
        if same:
            self._take(decisions)
            if rows:
                last = self.index(len(rows) - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows, self._key = rows, key
        self._team = group.team if group is not None else None
        self._header = decisions.mapping.names
        self._wrong = [problem_cells(row, decisions, key) for row in rows]
        self._own = [group_cells(row, decisions, key) for row in rows]
        self._take(decisions)
        self.endResetModel()

    def row_at(self, row: int) -> ImportRowView:
        """The account of a row."""
        return self._rows[row]

    def is_wrong(self, row: int, column: int) -> bool:
        """Whether something is the matter with a cell of the file."""
        return row < len(self._wrong) and column in self._wrong[row]

    def first_wrong(self) -> int | None:
        """The column of the first row's cell to look at: one for which it stands in the group, else
        any other."""
        if not self._rows:
            return None
        cells = self._own[0] or {column for column in self._wrong[0] if column >= 0}
        return min(cells, default=None)

    # --- Qt ----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else FIRST_CELL + len(self._header)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self._rows[section].line) if section < len(self._rows) else None
        if section < FIRST_CELL:
            return (tr("Take"), tr("Line"), tr("What is the matter"))[section]
        return one_line(self._header[section - FIRST_CELL], 60)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], index.column()
        if role == LEFT_OUT_ROLE:
            return row.line in self._left_out
        if column == TAKE:
            return self._take_data(row, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            whole = role == Qt.ItemDataRole.EditRole
            return self._text(index.row(), column, whole=whole)
        at = column - FIRST_CELL
        if role == WRONG_ROLE:
            return at in self._wrong[index.row()] and (row.line, at) not in self._fixes
        if role == FIXED_ROLE:
            return (row.line, at) in self._fixes
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._why(index.row()) if column == WHY else self._wrong[index.row()].get(at)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._aloud(index.row(), column)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid():
            return False
        row, column = self._rows[index.row()], index.column()
        if column == TAKE and role == Qt.ItemDataRole.CheckStateRole:
            self.row_left_out.emit(row.line, Qt.CheckState(value) != Qt.CheckState.Checked)
            return True
        if role != Qt.ItemDataRole.EditRole:
            return False
        return self.set_texts([(index.row(), column, str(value))]) > 0

    def set_texts(self, texts: Sequence[tuple[int, int, str]]) -> int:
        """Correct cells, each (row, column, text), in one go; how many were changed. What can't be
        corrected is left as it is."""
        cells = []
        for at, column, text in texts:
            index = self.index(at, column)
            if not index.isValid() or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
                continue
            cell, short = column - FIRST_CELL, text[:_LONGEST]
            if short != self._text(at, column, whole=True):
                row = self._rows[at]
                cells.append((row.line, cell, short, self._given(row, cell)))
        if cells:
            self.cells_corrected.emit(cells)
        return len(cells)

    def wrong_cells(self, rows: Iterable[int] | None = None) -> list[tuple[int, int]]:
        """(row, column) of the cells for which the rows stand here, in these rows or in all."""
        chosen = range(len(self._rows)) if rows is None else rows
        return [
            (row, at + FIRST_CELL)
            for row in chosen
            for at in sorted(self._own[row])
            if (self._rows[row].line, at) not in self._fixes
        ]

    def alike(self, row: int, column: int) -> list[int]:
        """The other rows whose cell has the text that this one has in the file, and no other yet:
        what mends this one mends them."""
        at = column - FIRST_CELL
        if not 0 <= at < len(self._header) or not self._fits(self._rows[row]):
            return []
        text = self._rows[row].cells[at]
        return [
            n
            for n, other in enumerate(self._rows)
            if n != row and self._fits(other) and other.cells[at] == text
            and (other.line, at) not in self._fixes
        ]  # fmt: skip

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self._rows[index.row()]
        if index.column() == TAKE:
            if self._may_leave(row):
                flags |= Qt.ItemFlag.ItemIsUserCheckable
        elif index.column() >= FIRST_CELL and self._fits(row):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    # --- inside ------------------------------------------------------------------------------

    def _take(self, decisions: Decisions) -> None:
        self._fixes = {(line, at): text for line, at, text in decisions.fixes}
        self._left_out = frozenset(decisions.left_out)

    def _take_data(self, row: ImportRowView, role: int) -> Any:
        taken = row.line not in self._left_out
        if role == Qt.ItemDataRole.CheckStateRole and self._may_leave(row):
            return Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if not self._may_leave(row):
                return tr("Skipped")
            return tr("Taken") if taken else tr("Left out")
        return None

    def _may_leave(self, row: ImportRowView) -> bool:
        """A line that is no record is skipped anyhow."""
        return row.outcome != "rejected" or row.stops or row.line in self._left_out

    def _fits(self, row: ImportRowView) -> bool:
        """Whether its cells stand below the headings; else nobody knows which is which."""
        return len(row.cells) == len(self._header)

    def _text(self, at: int, column: int, *, whole: bool) -> str:
        row = self._rows[at]
        if column == LINE:
            return str(row.line)
        if column == WHY:
            return one_line(self._why(at))
        cell = column - FIRST_CELL
        given = row.cells[cell] if cell < len(row.cells) else ""
        text = self._fixes.get((row.line, cell), given)
        return text if whole else one_line(text)

    def _given(self, row: ImportRowView, at: int) -> str:
        """The text that taking the fix back leads to: a rehearsal told the corrected cell."""
        return row.cells[at] if (row.line, at) not in self._fixes else "\0"

    def _why(self, at: int) -> str:
        row = self._rows[at]
        reasons = [tr_kept(one) for one in (row.reason, *self._wrong[at].values())]
        why = "; ".join(dict.fromkeys(reason for reason in reasons if reason))
        return with_reason(other_words(row, self._team), why)

    def _aloud(self, at: int, column: int) -> str:
        text = self._text(at, column, whole=False)
        wrong = self._wrong[at].get(column - FIRST_CELL)
        name = self.headerData(column, Qt.Orientation.Horizontal)
        return ", ".join(part for part in (f"{name}: {text}", wrong) if part)
