"""The table of step 3: cells are typed over, pasted into, copied and emptied as in a sheet."""

from __future__ import annotations

import csv
import io

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView

from leaddesk.presentation.imports.problem_rows_model import FIRST_CELL, TAKE, ProblemRowsModel
from leaddesk.presentation.text import tr
from leaddesk.widgets.imports.table_look import FileTable
from leaddesk.widgets.theme import Theme

LONGEST_PASTE = 2_000_000
"""Characters; a clipboard may hold a whole book."""


class FixTable(FileTable):
    """`chosen_changed`: other rows are selected, or another cell is the current one."""

    chosen_changed = Signal()

    def __init__(self, theme: Theme, model: ProblemRowsModel) -> None:
        super().__init__(theme)
        self._rows = model
        self.setModel(model)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setAccessibleName(tr("Rows of the file"))
        self.selectionModel().selectionChanged.connect(lambda: self.chosen_changed.emit())
        self.selectionModel().currentChanged.connect(lambda: self.chosen_changed.emit())

    def chosen_rows(self) -> list[int]:
        """The rows in which something is selected."""
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste and empty the selected cells; Space takes the row or leaves it out."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._rows.set_texts([(i.row(), i.column(), "") for i in self._cells()])
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the selected cells on the clipboard, as a sheet does."""
        cells = sorted(self.selectionModel().selectedIndexes(), key=lambda i: (i.row(), i.column()))
        lines: dict[int, list[str]] = {}
        for index in cells:
            if index.column() != TAKE:
                text = str(index.data(Qt.ItemDataRole.EditRole) or "")
                lines.setdefault(index.row(), []).append(text)
        out = io.StringIO()
        csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(lines.values())
        QGuiApplication.clipboard().setText(out.getvalue().rstrip("\n"))

    def paste(self) -> None:
        """Put what is on the clipboard into the cells: a block from the current cell on, or one
        text into all that are selected."""
        text = QGuiApplication.clipboard().text()[:LONGEST_PASTE].rstrip("\r\n")
        block = list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab", strict=False))
        start = self.currentIndex()
        if not block or not start.isValid():
            return
        if len(block) == 1 and len(block[0]) == 1:
            self._rows.set_texts([(i.row(), i.column(), block[0][0]) for i in self._cells()])
            return
        top = min((i.row() for i in self._cells()), default=start.row())
        left = min((i.column() for i in self._cells()), default=start.column())
        self._rows.set_texts(
            [
                (top + down, left + right, cell)
                for down, line in enumerate(block)
                for right, cell in enumerate(line)
            ]
        )

    def choose_cell(self, row: int, column: int) -> None:
        """Make a cell the current one without selecting its row."""
        flags = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(self._rows.index(row, column), flags)

    # --- inside ------------------------------------------------------------------------------

    def _cells(self) -> list[QModelIndex]:
        """The selected cells of the file, the current one if none is."""
        chosen = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        return [index for index in chosen if index.isValid() and index.column() >= FIRST_CELL]

    def _toggle(self, row: int) -> None:
        index = self._rows.index(row, TAKE)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            is_taken = Qt.CheckState(state) == Qt.CheckState.Checked
            other = Qt.CheckState.Unchecked if is_taken else Qt.CheckState.Checked
            self._rows.setData(index, other, Qt.ItemDataRole.CheckStateRole)
