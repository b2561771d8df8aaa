"""A combo of fields that is filled when it is needed: a file may have hundreds of columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from leaddesk.domain.mapping.fields import CUSTOM
from leaddesk.presentation.imports.field_words import GROUPS, import_field_word, new_field_word
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Combo
from leaddesk.widgets.labels import repolish


class FieldCombo(Combo):
    """Shows one field; `field_chosen` names another."""

    field_chosen = Signal(str)

    def __init__(
        self, column: str, own: Sequence[str] = (), *, parent: QWidget | None = None
    ) -> None:
        """`own` are the names of the team's own fields; a new one is called as the column."""
        super().__init__(parent=parent)
        self._column, self._field, self._own = column, "", tuple(own)
        self._is_full = False
        self.setAccessibleName(tr("Field for {column}", column=column))
        self.setMaxVisibleItems(16)
        self.activated.connect(self._chosen)

    def set_field(self, field: str, *, is_bad: bool) -> None:
        """Show a field, and whether something about it is open."""
        state = "bad" if is_bad else ("" if field else "off")
        if self.property("state") != state:
            self.setProperty("state", state)
            repolish(self)
        if field == self._field and self.count():
            return
        self._field = field
        blocked = QSignalBlocker(self)
        if not self._is_full:
            self.clear()
            self.addItem(import_field_word(field), field)
            self.setCurrentIndex(0)
        else:
            self._select(field)
        del blocked

    def showPopup(self) -> None:
        """Fill the list, then open it."""
        self._fill()
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Fill the list: keys may walk it from now on."""
        self._fill()
        super().focusInEvent(event)

    def _fill(self) -> None:
        if self._is_full:
            return
        self._is_full = True
        blocked = QSignalBlocker(self)
        self.clear()
        self.addItem(import_field_word(""), "")
        for group in GROUPS:
            for field in group:
                self.addItem(import_field_word(field), field)
        for name in self._own:
            self.addItem(import_field_word(CUSTOM + name), CUSTOM + name)
        name = self._column.strip()[:60]
        if name and name not in self._own:
            self.addItem(new_field_word(name), CUSTOM + name)
        self._select(self._field)
        del blocked

    def _select(self, field: str) -> None:
        at = self.findData(field)
        if at < 0:
            self.addItem(import_field_word(field), field)
            at = self.count() - 1
        self.setCurrentIndex(at)

    def _chosen(self) -> None:
        field = str(self.currentData() or "")
        if field != self._field:
            self._field = field
            self.field_chosen.emit(field)
