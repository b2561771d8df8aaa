"""What was done, by whom, newest first; each own step can be taken back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from leaddesk.presentation.change_hub import Changed
from leaddesk.presentation.step_words import step_act
from leaddesk.presentation.text import tr
from leaddesk.service.read_models import HistoryEntry
from leaddesk.widgets.controls import Button
from leaddesk.widgets.edit_hold import hold
from leaddesk.widgets.empty import EmptyNote
from leaddesk.widgets.labels import ElidedLabel, PlainLabel
from leaddesk.widgets.part_trouble import PartTrouble
from leaddesk.widgets.tools import Tools

MOST = 100


class HistoryPage(QScrollArea):
    """The last hundred steps of the team."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.buttons: dict[int, Button] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("History"))
        tools.hub.changed.connect(self._on_changed)
        self._show(())

    def load(self) -> None:
        """Read the newest steps."""
        self._tools.client.ask(
            "history",
            lambda reader: reader.history(limit=MOST),
            self._show,
            self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        """What was read before stays; there is a way to read it again."""
        trouble = PartTrouble(self._tools.theme, error, self.load)
        trouble.keep(self.takeWidget())
        self.setWidget(trouble)

    def _on_changed(self, _changed: Changed) -> None:
        if self.isVisible():
            self.load()

    def _show(self, entries: tuple[HistoryEntry, ...]) -> None:
        theme = self._tools.theme
        self.buttons = {}
        if not entries:
            self.setWidget(EmptyNote(theme, "rotate-ccw", tr("Nothing has been done yet.")))
            return
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        panel = QFrame()
        panel.setProperty("panel", "surface")
        rows = QVBoxLayout(panel)
        rows.setContentsMargins(16, 6, 10, 6)
        rows.setSpacing(0)
        for entry in entries:
            rows.addWidget(self._row(entry))
        column.addWidget(panel)
        column.addStretch(1)
        self.setWidget(inner)

    def _row(self, entry: HistoryEntry) -> QWidget:
        theme, step, dates = self._tools.theme, entry.step, self._tools.dates
        line = QWidget()
        line.setMinimumHeight(theme.look.px(40))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(14)
        when = dates.moment(step.at, self._tools.clock.now())
        moment = PlainLabel(theme, when, tone="text2", tabular=True)
        moment.setFixedWidth(theme.look.px(130))
        row.addWidget(moment)
        said = step_act(step)
        row.addWidget(ElidedLabel(theme, said, weight=500), 1)
        row.addWidget(PlainLabel(theme, entry.user or tr("LeadDesk"), tone="text2"))
        is_own = step.user_id is not None and step.user_id == self._tools.client.user_id
        if is_own and step.undone_by is None and step.mode == "do":
            undo = Button(theme, tr("Undo"), kind="link")
            undo.setAccessibleName(tr("Undo: {what}", what=said))
            undo.clicked.connect(partial(self._undo, step.id))
            hold(self._tools.client, undo)
            self.buttons[step.id] = undo
            row.addWidget(undo)
        elif step.undone_by is not None:
            row.addWidget(PlainLabel(theme, tr("undone"), role="small", tone="text3"))
        return line

    def _undo(self, step_id: int) -> None:
        self._tools.notices.take_back(step_id, self.load)
