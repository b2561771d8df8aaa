"""Naming a view: its name, and whether the team shares it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.domain.saved_view import LONGEST_VIEW_NAME
from leaddesk.presentation.errors import Notice
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button, Field
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme

_WIDTH = 300


class ViewForm(QWidget):
    """`accepted` carries the name and whether it is shared; Enter accepts."""

    accepted = Signal(str, bool)
    left = Signal()
    changed_size = Signal()

    def __init__(
        self, theme: Theme, title: str, note: str = "", name: str = "", *, is_shared: bool = False
    ) -> None:
        super().__init__()
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST_VIEW_NAME)
        self.name.selectAll()
        self._field = Field(theme, tr("Name"), self.name)
        self.share = QCheckBox(tr("Share with the team"))
        self.share.setChecked(is_shared)
        cancel = Button(theme, tr("Cancel"), kind="quiet")
        cancel.clicked.connect(self.left)
        self.ok = Button(theme, tr("Save"), kind="primary", key=tr("Enter"))
        self.ok.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(PlainLabel(theme, title, role="heading", wrap=True))
        if note:
            column.addWidget(PlainLabel(theme, note, role="small", tone="text2", wrap=True))
        column.addWidget(self._field)
        column.addWidget(self.share)
        column.addLayout(foot)
        self.setFixedWidth(theme.look.px(_WIDTH) + 36)

    @property
    def error(self) -> str:
        """What is wrong with the name, or an empty text."""
        return self._field.error

    def accept(self) -> None:
        """Say `accepted`, or that a name is missing."""
        name = " ".join(self.name.text().split())
        if name:
            self._field.set_error("")
            self.accepted.emit(name, self.share.isChecked())
        else:
            self.refuse(Notice("known", tr("Write a name for the view."), ""))

    def refuse(self, notice: Notice) -> None:
        """Say why it could not be saved."""
        self._field.set_error(f"{notice.title} {notice.hint}".strip())
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed_size.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept with Enter; Esc goes on to the popover."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)
