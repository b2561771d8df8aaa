"""What all leads of the file are given: owner, source, consent."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from leaddesk.presentation.imports.decisions import Decisions
from leaddesk.presentation.imports.value_matches import SOURCES
from leaddesk.presentation.text import tr
from leaddesk.service.read_models import TeamView
from leaddesk.widgets.controls import Combo
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme


class GiveForm(QWidget):
    """`decided` hands over the decisions with one thing changed."""

    decided = Signal(object)  # Decisions

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._decisions: Decisions | None = None
        self._team: TeamView | None = None
        self.owner, self.source, self.consent = Combo(), Combo(), Combo()
        self.detail = QLineEdit()
        self.detail.setMaxLength(200)
        self._labels: dict[QWidget, PlainLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        for words, editor in (
            (tr("Owner"), self.owner),
            (tr("Source"), self.source),
            (tr("Source detail"), self.detail),
            (tr("Consent"), self.consent),
        ):
            self._add(words, editor)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, theme.look.px(92))
        self.owner.activated.connect(self._owner_chosen)
        self.source.activated.connect(self._source_chosen)
        self.consent.activated.connect(self._consent_chosen)
        self.detail.editingFinished.connect(self._detail_written)

    def show_decisions(self, decisions: Decisions, team: TeamView) -> None:
        """Show what is given now; what the file itself says of each row goes before it."""
        mapped = set(decisions.mapping.fields)
        if team is not self._team:
            self._team = team
            self._fill_owner(team)
        if self._decisions is None or mapped != set(self._decisions.mapping.fields):
            self._fill_rest(mapped)
        self._decisions = decisions
        blocked = [QSignalBlocker(one) for one in (self.owner, self.source, self.consent)]
        self.owner.setCurrentIndex(max(0, self.owner.findData(decisions.owner_id)))
        self.source.setCurrentIndex(max(0, self.source.findData(decisions.source)))
        self.consent.setCurrentIndex(max(0, self.consent.findData(decisions.consent_email)))
        if not self.detail.hasFocus():
            self.detail.setText(decisions.source_detail)
        del blocked

    # --- inside ------------------------------------------------------------------------------

    def _add(self, words: str, editor: QWidget) -> None:
        label = PlainLabel(self._theme, words, tone="text2")
        label.setBuddy(editor)
        editor.setAccessibleName(words)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(editor, row, 1)
        self._labels[editor] = label

    def _fill_owner(self, team: TeamView) -> None:
        self.owner.clear()
        self.owner.addItem(tr("Routing rules decide"), None)
        for user in team.users:
            if user.active:
                self.owner.addItem(user.name, user.id)

    def _fill_rest(self, mapped: set[str]) -> None:
        self.source.clear()
        self.source.addItem(tr("Not named"), "")
        for name in SOURCES:
            self.source.addItem(name, name)
        for widget in (self.source, self._labels[self.source]):
            widget.setVisible("source" not in mapped)
        self.consent.clear()
        has = "consent_email" in mapped
        self.consent.addItem(tr("As the file says") if has else tr("Not given"), "")
        self.consent.addItem(tr("Email, given by them"), "granted")
        self.consent.addItem(tr("Email, refused"), "denied")

    def _owner_chosen(self) -> None:
        if self._decisions is not None:
            self.decided.emit(replace(self._decisions, owner_id=self.owner.currentData()))

    def _source_chosen(self) -> None:
        if self._decisions is not None:
            self.decided.emit(replace(self._decisions, source=str(self.source.currentData())))

    def _consent_chosen(self) -> None:
        if self._decisions is not None:
            given = str(self.consent.currentData())
            self.decided.emit(replace(self._decisions, consent_email=given))

    def _detail_written(self) -> None:
        text = " ".join(self.detail.text().split())
        if self._decisions is not None and text != self._decisions.source_detail:
            self.decided.emit(replace(self._decisions, source_detail=text))
