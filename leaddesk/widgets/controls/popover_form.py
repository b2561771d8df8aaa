"""A small form in a popover: a heading, its fields, Cancel, and the button that Enter presses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from leaddesk.presentation.text import tr
from leaddesk.widgets.controls.button import Button
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme


class PopoverForm(QWidget):
    """A subclass lays itself out with `build`. `submitted`: Enter, or the button that says so."""

    left = Signal()
    submitted = Signal()

    ok: Button

    def build(
        self,
        theme: Theme,
        title: str,
        parts: Sequence[QWidget | QLayout],
        action: str,
        width: int,
        note: str = "",
        beside: QWidget | None = None,
    ) -> None:
        """Lay the parts out under the title; `action` is what the button of Enter says, `width`
        is in pixels at 100 % text size; `beside` stands at the other end of the buttons' line."""
        cancel = Button(theme, tr("Cancel"), kind="quiet")
        cancel.clicked.connect(self.left)
        self.ok = Button(theme, action, kind="primary", key=tr("Enter"))
        self.ok.clicked.connect(self.submitted)
        foot = QHBoxLayout()
        if beside is not None:
            foot.addWidget(beside)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(PlainLabel(theme, title, role="heading", wrap=True))
        if note:
            column.addWidget(PlainLabel(theme, note, role="small", tone="text2", wrap=True))
        for part in parts:
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
        column.addLayout(foot)
        self.setFixedWidth(theme.look.px(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Submit with Enter; Esc goes on to the popover."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        else:
            super().keyPressEvent(event)
