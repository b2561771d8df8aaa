"""Naming a view: its name, and whether the team shares it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit

from leaddesk.domain.saved_view import LONGEST_VIEW_NAME
from leaddesk.presentation.errors import Notice
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Field
from leaddesk.widgets.controls.popover_form import PopoverForm
from leaddesk.widgets.theme import Theme

_WIDTH = 336


class ViewForm(PopoverForm):
    """`accepted` carries the name and whether it is shared; Enter accepts."""

    accepted = Signal(str, bool)
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
        self.build(theme, title, (self._field, self.share), tr("Save"), _WIDTH, note)
        self.submitted.connect(self.accept)

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
