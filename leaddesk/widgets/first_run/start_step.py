"""What to start with: leads, and the stages they walk through."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.presentation.first_run_model import FirstRunModel
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls.choice_card import ChoiceCard
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme


class StartStep(QWidget):
    """Two groups of cards; the arrow keys choose within one, Tab goes to the other."""

    def __init__(self, theme: Theme, model: FirstRunModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self.starts = {
            "sample": ChoiceCard(
                theme, "presentation", tr("Sample data"),
                tr("30 made-up leads to look around with. They are marked, and one click removes "
                   "them."),
            ),
            "import": ChoiceCard(
                theme, "upload", tr("Import a spreadsheet"),
                tr("CSV, Excel, OpenDocument or vCard. You see what will happen before it does."),
            ),
            "empty": ChoiceCard(
                theme, "square-kanban", tr("Empty"),
                tr("Add your first lead by hand. Everything else can follow later."),
            ),
        }  # fmt: skip
        self.templates = {
            "simple": ChoiceCard(
                theme, "columns-3", tr("Simple"),
                tr("New, Contacted, Qualified, then Proposal and Negotiation. For most teams."),
            ),
            "full": ChoiceCard(
                theme, "workflow", tr("Full"),
                tr("New, MQL, Accepted, Sales qualified, then Proposal and Negotiation. For "
                   "marketing and sales as two teams."),
            ),
        }  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._group(tr("Start with"), self.starts))
        column.addSpacing(8)
        column.addWidget(self._group(tr("Pipeline"), self.templates))
        note = tr("Both are only a beginning: stages can be renamed, added and removed.")
        column.addWidget(PlainLabel(theme, note, role="small", tone="text2", wrap=True))
        self.starts[model.answers.start].setChecked(True)
        self.templates[model.answers.template].setChecked(True)
        for key, card in self.starts.items():
            card.toggled.connect(lambda on, key=key: self._take(on, start=key))
        for key, card in self.templates.items():
            card.toggled.connect(lambda on, key=key: self._take(on, template=key))

    def take_focus(self) -> None:
        """Put the focus on the chosen start."""
        self.starts[self._model.answers.start].setFocus(Qt.FocusReason.OtherFocusReason)

    def _group(self, title: str, cards: dict[str, ChoiceCard]) -> QWidget:
        group = QWidget()
        group.setAccessibleName(title)
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(self._theme, title, role="heading"))
        row = QHBoxLayout()
        row.setSpacing(12)
        for card in cards.values():
            row.addWidget(card, 1)
        column.addLayout(row)
        return group

    def _take(self, on: bool, **values: str) -> None:
        if on:
            self._model.change(**values)
