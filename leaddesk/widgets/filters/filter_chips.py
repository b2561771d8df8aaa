"""The parts of a filter as chips that read as sentences, each with its x, and Clear all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button, FilterChip
from leaddesk.widgets.controls.flow import FlowLayout
from leaddesk.widgets.labels import set_tool_tip
from leaddesk.widgets.tab_order import walk_from
from leaddesk.widgets.theme import Theme

_LONGEST = 44  # letters of a chip's condition; its tool tip says the rest


@dataclass(frozen=True, slots=True)
class ChipText:
    """A chip's key for its owner, the field, and what is asked of it."""

    key: str
    field: str
    condition: str


class FilterChips(QWidget):
    """`edited` and `removed` carry a chip's key. The focus never gets lost with a chip."""

    edited = Signal(str)
    removed = Signal(str)
    cleared = Signal()

    def __init__(self, theme: Theme, ends: Sequence[QWidget] = ()) -> None:
        """`ends` stand behind the chips, before Clear all."""
        super().__init__()
        self._theme, self._ends = theme, tuple(ends)
        self._chips: dict[str, FilterChip] = {}
        self._texts: tuple[ChipText, ...] = ()
        self.clear = Button(theme, tr("Clear all"), kind="quiet")
        self.clear.clicked.connect(self.cleared)
        self._flow = FlowLayout(self)
        for widget in (*self._ends, self.clear):
            self._flow.addWidget(widget)
        self.clear.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def texts(self) -> tuple[ChipText, ...]:
        """What the chips say."""
        return self._texts

    def chip(self, key: str) -> FilterChip:
        """Return a chip by its key."""
        return self._chips[key]

    def show_chips(self, texts: Sequence[ChipText]) -> None:
        """Show these chips and no others."""
        if tuple(texts) == self._texts:
            return
        had_focus = any(chip.hasFocus() for chip in self._chips.values()) or self.clear.hasFocus()
        for old in self._chips.values():
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        for widget in (*self._ends, self.clear):
            self._flow.removeWidget(widget)
        self._texts = tuple(texts)
        self._chips = {text.key: self._chip(text) for text in texts}
        parts = (*self._chips.values(), *self._ends, self.clear)
        for widget in parts:
            self._flow.addWidget(widget)
        walk_from(self, parts)
        for chip in self._chips.values():
            chip.show()
        self.clear.setVisible(bool(texts))
        if had_focus:
            target = next(iter(self._chips.values()), None) or next(iter(self._ends), None)
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._flow.invalidate()
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest chip."""
        return self._flow.minimumSize()

    def _chip(self, text: ChipText) -> FilterChip:
        condition = text.condition
        if len(condition) > _LONGEST:
            condition = f"{condition[: _LONGEST - 1].rstrip()}…"
        chip = FilterChip(self._theme, text.field, condition, parent=self)
        chip.setAccessibleName(tr("Filter: {what}", what=f"{text.field} {text.condition}"))
        chip.setAccessibleDescription(tr("Enter changes it, Del removes it"))
        set_tool_tip(chip, f"{text.field} {text.condition}")
        chip.clicked.connect(lambda _=False, key=text.key: self.edited.emit(key))
        chip.removed.connect(lambda key=text.key: self.removed.emit(key))
        return chip
