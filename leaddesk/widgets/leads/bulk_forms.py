"""What the bulk bar asks for: tags, or one field with the value that all get."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from leaddesk.presentation.text import tr, tr_n
from leaddesk.presentation.words import field_word
from leaddesk.service.reading import read_tags
from leaddesk.widgets.controls import Combo, Field
from leaddesk.widgets.controls.popover_form import PopoverForm
from leaddesk.widgets.tools import Tools

SHARED_FIELDS = (
    "company",
    "industry",
    "website",
    "employees",
    "annual_revenue",
    "city",
    "country",
    "source",
    "source_detail",
    "campaign",
    "lead_type",
    "value",
    "currency",
    "close_date",
)
"""What several leads can have alike; a name or a number is one lead's own."""
_WIDTH = 320


class TagForm(PopoverForm):
    """`accepted` carries tags to add and tags to take away."""

    accepted = Signal(tuple, tuple)

    def __init__(self, tools: Tools, count: int) -> None:
        super().__init__()
        theme = tools.theme
        self.add, self.remove = QLineEdit(), QLineEdit()
        for line in (self.add, self.remove):
            line.setMaxLength(500)
        self._added = Field(theme, tr("Add tags"), self.add, hint=tr("With commas between them"))
        removed = Field(theme, tr("Take away tags"), self.remove)
        title = tr_n("Tags of %n lead", "Tags of %n leads", count)
        self.build(theme, title, (self._added, removed), tr("Tag"), _WIDTH)
        self.submitted.connect(self.accept)

    def accept(self) -> None:
        """Say `accepted`, or that there is nothing to do."""
        add, remove = (read_tags(line.text().split(",")) for line in (self.add, self.remove))
        if add or remove:
            self.accepted.emit(add, remove)
        else:
            self._added.set_error(tr("Write a tag."))
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)


class FieldForm(PopoverForm):
    """`accepted` carries the name of a field and the text that all leads get in it."""

    accepted = Signal(str, str)

    def __init__(self, tools: Tools, count: int, fields: tuple[str, ...]) -> None:
        super().__init__()
        theme = tools.theme
        self.field, self.line = Combo(), QLineEdit()
        self.line.setMaxLength(500)
        for name in fields:
            self.field.addItem(field_word(name), name)
        field = Field(theme, tr("Field"), self.field)
        value = Field(theme, tr("New value"), self.line, hint=tr("Empty clears the field"))
        title = tr_n("A field of %n lead", "A field of %n leads", count)
        self.build(theme, title, (field, value), tr("Save"), _WIDTH)
        self.submitted.connect(self.accept)

    def accept(self) -> None:
        """Say `accepted`."""
        self.accepted.emit(str(self.field.currentData()), self.line.text().strip())
