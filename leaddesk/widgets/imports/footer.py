"""The foot of the import: what is remembered, why it can't go on, back and on."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme


class Footer(QWidget):
    """Its buttons are the page's to connect."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.remember = QCheckBox(tr("Remember this matching for files like this"))
        self.reason = PlainLabel(theme, role="small", weight=600, tone="danger")
        self.cancel = Button(theme, tr("Cancel"), kind="quiet")
        self.back = Button(theme, tr("Back"))
        self.next = Button(theme, tr("Next"), kind="primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.remember)
        row.addStretch(1)
        row.addWidget(self.reason)
        row.addSpacing(8)
        row.addWidget(self.cancel)
        row.addSpacing(4)
        row.addWidget(self.back)
        row.addWidget(self.next)

    def show_next(self, words: str, reason: str, *, can_wait: bool = False) -> None:
        """Name the way on, and beside it why it leads to something open first. `can_wait`: there
        is nothing to decide, it is only not ready; then the button is off."""
        self.next.setText(words)
        self.next.setEnabled(not (reason and can_wait))
        self.reason.setText(reason)
        self.reason.set_tone("text3" if can_wait else "danger")
        self.next.setAccessibleDescription(reason)
