"""The bin: deleted leads, for 30 days, and the way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from leaddesk.presentation.change_hub import Changed
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.commands import UndeleteLeads
from leaddesk.service.read_models import CardRow, LeadPage, ListQuery
from leaddesk.widgets.controls import Button
from leaddesk.widgets.edit_hold import hold
from leaddesk.widgets.empty import EmptyNote
from leaddesk.widgets.labels import ElidedLabel, PlainLabel
from leaddesk.widgets.part_trouble import PartTrouble
from leaddesk.widgets.tools import Tools

MOST = 200
KEPT_DAYS = 30


class BinPage(QScrollArea):
    """Rows with a Restore button each, the newest first."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.buttons: dict[int, Button] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Bin"))
        tools.hub.changed.connect(self._on_changed)
        self._show(LeadPage((), 0, None))

    def load(self) -> None:
        """Read the bin."""
        query = ListQuery(in_bin=True, sort="-updated")
        self._tools.client.ask(
            "bin",
            lambda reader: reader.lead_page(query, limit=MOST),
            self._show,
            self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        """What was read before stays; there is a way to read it again."""
        trouble = PartTrouble(self._tools.theme, error, self.load)
        trouble.keep(self.takeWidget())
        self.setWidget(trouble)

    def _on_changed(self, changed: Changed) -> None:
        if self.isVisible() and changed.touches("lead"):
            self.load()

    def _show(self, page: LeadPage) -> None:
        theme = self._tools.theme
        self.buttons = {}
        if not page.rows:
            text = tr("The bin is empty. Deleted leads stay here for {days} days.", days=KEPT_DAYS)
            self.setWidget(EmptyNote(theme, "trash-2", text))
            return
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(8)
        said = tr_n("%n deleted lead", "%n deleted leads", page.total)
        column.addWidget(PlainLabel(theme, said, tone="text2"))
        for row in page.rows:
            column.addWidget(self._row(row))
        column.addStretch(1)
        self.setWidget(inner)

    def _row(self, row: CardRow) -> QWidget:
        theme = self._tools.theme
        frame = QFrame()
        frame.setProperty("panel", "surface")
        line = QHBoxLayout(frame)
        line.setContentsMargins(16, 8, 10, 8)
        name = row.company or row.name or row.email
        line.addWidget(PlainLabel(theme, name, weight=600))
        line.addWidget(ElidedLabel(theme, row.name if row.company else "", tone="text2"), 1)
        restore = Button(theme, tr("Restore"), icon="rotate-ccw")
        restore.setAccessibleName(tr("Restore {lead}", lead=name))
        restore.clicked.connect(partial(self._restore, row.id))
        hold(self._tools.client, restore)
        self.buttons[row.id] = restore
        line.addWidget(restore)
        return frame

    def _restore(self, lead_id: int) -> None:
        self._tools.client.do(
            UndeleteLeads((lead_id,)), lambda _outcome: self.load(), doing=tr("restoring a lead")
        )
