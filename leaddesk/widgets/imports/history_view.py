"""The imports so far; each can be taken back for 30 days."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.presentation.errors import Notice
from leaddesk.presentation.imports.history import (
    HistoryRow,
    ImportHistory,
    TakenBackWords,
    stayed_words,
)
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Banner, Button
from leaddesk.widgets.edit_hold import hold
from leaddesk.widgets.empty import EmptyNote
from leaddesk.widgets.imports.outcome_panel import scrolled
from leaddesk.widgets.labels import ElidedLabel, PlainLabel
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.tools import Tools


class HistoryView(QWidget):
    """Rows with an Undo button each, the newest first."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._theme: Theme = tools.theme
        self._client = tools.client
        self.history = ImportHistory(
            tools.client, tools.hub, tools.clock, tools.dates, tools.money, self
        )
        self.buttons: dict[int, Button] = {}
        self._ends: list[QWidget] = []
        self.note = Banner(tools.theme, "info", "", close_name=tr("Close"))
        self.note.dismissed.connect(self.note.hide)
        self.note.hide()
        self.empty = EmptyNote(tools.theme, "upload", tr("Nothing was imported yet."))
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self._rows.addStretch(1)
        self._area = scrolled(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.note)
        column.addWidget(self.empty, 1)
        column.addWidget(self._area, 1)
        self.history.changed.connect(self._show)
        self.history.failed.connect(self._failed)
        tools.theme.changed.connect(self._fit_ends)
        self._show()

    def load(self) -> None:
        """Read the imports again."""
        self.history.load()

    def take_focus(self) -> None:
        """Put the focus on the first button."""
        for button in self.buttons.values():
            button.setFocus()
            return
        self.setFocus()

    def undo(self, batch_id: int) -> None:
        """Take an import back and say what stayed."""
        self.history.undo(batch_id, self.tell)

    def tell(self, words: TakenBackWords) -> None:
        """Say what an undo took back, and which leads stayed why."""
        said = "\n".join(part for part in (words.summary, stayed_words(words)) if part)
        self.note.set_notice("info", said)
        self.note.show()

    # --- inside ------------------------------------------------------------------------------

    def _failed(self, notice: Notice) -> None:
        self.note.set_notice("danger", f"{notice.title} {notice.hint}".strip())
        self.note.show()

    def _show(self) -> None:
        while self._rows.count() > 1:
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self.buttons, self._ends = {}, []
        rows = self.history.rows
        self.empty.setVisible(not rows)
        self._area.setVisible(bool(rows))
        for at, row in enumerate(rows):
            self._rows.insertWidget(at, self._row(row))
        self._fit_ends()

    def _fit_ends(self) -> None:
        """The ends of all rows are as wide as the widest, so that what is before them aligns."""
        widest = max((end.sizeHint().width() for end in self._ends), default=0)
        for end in self._ends:
            end.setMinimumWidth(widest)

    def _row(self, row: HistoryRow) -> QWidget:
        theme = self._theme
        frame = QFrame()
        frame.setProperty("panel", "surface")
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(ElidedLabel(theme, one_line(row.file_name), weight=600))
        by = " · ".join(part for part in (row.when, row.who) if part)
        names.addWidget(ElidedLabel(theme, by, role="small", tone="text2"))
        counts = QVBoxLayout()
        counts.setSpacing(2)
        counts.addWidget(ElidedLabel(theme, row.summary, tabular=True))
        state = f"{row.state}, {row.until}" if row.until and not row.can_undo else row.state
        counts.addWidget(ElidedLabel(theme, state, role="small", tone="text2"))
        whole = QVBoxLayout(frame)
        whole.setContentsMargins(16, 10, 12, 10)
        whole.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(16)
        whole.addLayout(line)
        if row.stayed:
            whole.addWidget(PlainLabel(theme, row.stayed, role="small", tone="text2", wrap=True))
        line.addLayout(names, 5)
        line.addLayout(counts, 5)
        end = QWidget()
        self._ends.append(end)
        acts = QHBoxLayout(end)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(16)
        acts.addStretch(1)
        if row.can_undo:
            acts.addWidget(PlainLabel(theme, row.until, role="small", tone="text3"))
            acts.addWidget(self._button(row, tr("Undo import"), "undo-2", self.undo))
        elif row.can_discard:
            acts.addWidget(self._button(row, tr("Throw away"), "trash-2", self.history.discard))
        line.addWidget(end)
        return frame

    def _button(self, row: HistoryRow, words: str, icon: str, act: Callable[[int], None]) -> Button:
        button = Button(self._theme, words, icon=icon)
        button.setAccessibleName(f"{words}: {one_line(row.file_name)}, {row.when}")
        button.setEnabled(self.history.busy_id != row.id)
        button.clicked.connect(partial(act, row.id))
        hold(self._client, button)
        self.buttons[row.id] = button
        return button
