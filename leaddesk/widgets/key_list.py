"""The list of keys, in two columns or one: in its popover and in the settings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from leaddesk.presentation.key_map import KeyMap, UserCommand
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import KeyCap
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme

_MOST_KEYS = 2  # of one command; a third is a habit from elsewhere and works unsaid


class KeyList(QWidget):
    """What can be done with keys now, read anew by `show_keys`."""

    def __init__(self, theme: Theme, keys: KeyMap, *, columns: int = 2) -> None:
        super().__init__()
        self._theme, self._keys, self._columns = theme, keys, columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self.show_keys()

    def show_keys(self) -> None:
        """List the keys that work now."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        lines = [one for one in self._keys.commands if self._keys.keys_of(one.id)]
        rows = -(-len(lines) // self._columns)
        for number, command in enumerate(lines):
            row, column = number % rows, (number // rows) * 2
            self._grid.addWidget(self._caps(command), row, column)
            words = PlainLabel(self._theme, command.text, role="small", tone="text2")
            self._grid.addWidget(words, row, column + 1)
        self._grid.setColumnStretch(self._columns * 2, 1)

    def _caps(self, command: UserCommand) -> QWidget:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addStretch(1)
        shown = self._keys.all_shown(command.id)[:_MOST_KEYS]
        for key in shown:
            row.addWidget(KeyCap(self._theme, key), 0, Qt.AlignmentFlag.AlignRight)
        place.setAccessibleName(tr("{key}: {what}", key=", ".join(shown), what=command.text))
        return place
