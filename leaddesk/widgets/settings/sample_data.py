"""Sample data: put in to look around, taken out with all that was tried out on it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button
from leaddesk.widgets.sample_banner import sample_question, sample_removing, sample_verb
from leaddesk.widgets.settings.form_parts import FormPanel
from leaddesk.widgets.theme import Theme

SampleState = Literal["none", "there", "refused", "adding", "removing"]
"""`refused`: there are leads already, and sample data goes among no others."""


class SampleDataForm(QWidget):
    """One button at a time; removing asks first, with the number."""

    add_asked = Signal()
    remove_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._state: SampleState = "none"
        self._leads = 0
        panel = FormPanel(theme, tr("Sample data"))
        self._text = panel.add_text("")
        self.add = Button(theme, tr("Add sample data"))
        self.remove = Button(theme, tr("Remove sample data"))
        self.keep = Button(theme, tr("Keep it"))
        self.sure = Button(theme, "", kind="danger")
        self.add.clicked.connect(self.add_asked)
        self.remove.clicked.connect(self._ask)
        self.keep.clicked.connect(lambda: self._show(asks=False, focus=self.remove))
        self.sure.clicked.connect(self.remove_asked)
        row = QHBoxLayout()
        for button in (self.add, self.remove, self.keep, self.sure):
            row.addWidget(button)
        row.addStretch(1)
        panel.add_findable(tr("Sample data"), self.add)
        panel.column.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.show_state("none")

    def show_state(self, state: SampleState, leads: int = 0) -> None:
        """Say how it stands; `leads` is the number of sample leads."""
        self._state, self._leads = state, leads
        focus = self.window().focusWidget()
        mine = focus in (self.add, self.remove, self.keep, self.sure)
        self._show(asks=False)
        if mine:  # the one that was pressed is gone
            (self.remove if state in ("there", "removing") else self.add).setFocus()

    def _ask(self) -> None:
        if self._state != "there":
            return
        self.sure.setText(sample_verb(self._leads))
        self._show(asks=True, focus=self.keep)

    def _show(self, *, asks: bool, focus: QWidget | None = None) -> None:
        self._text.setText(sample_question(self._leads) if asks else self._words())
        self.add.setVisible(self._state in ("none", "adding", "refused"))
        # While it is being done the button keeps the focus; a second press does nothing.
        self.add.setEnabled(self._state != "refused")
        self.remove.setVisible(self._state in ("there", "removing") and not asks)
        self.keep.setVisible(asks)
        self.sure.setVisible(asks)
        if focus is not None:
            focus.setFocus()

    def _words(self) -> str:
        return {
            "none": tr(
                "30 made-up leads to look around with. They are marked and removed in one step."
            ),
            "there": tr("Sample leads are here. Removing them leaves your own leads as they are."),
            "refused": tr(
                "Sample data goes into a database without leads only, and this one has some."
            ),
            "adding": tr("Adding 30 sample leads..."),
            "removing": sample_removing(self._leads),
        }[self._state]
