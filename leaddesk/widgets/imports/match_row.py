"""One column of the file in step 2: its name and samples, an arrow, its field, the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.presentation.imports.mapping_rows import Kind, MappingRow
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button
from leaddesk.widgets.controls.button import Kind as ButtonKind
from leaddesk.widgets.imports.field_combo import FieldCombo
from leaddesk.widgets.imports.frames import Line, Mark
from leaddesk.widgets.labels import ElidedLabel, PlainLabel, Tone, repolish
from leaddesk.widgets.theme import Theme


@dataclass(frozen=True, slots=True)
class Widths:
    """Shares of the width: the column's name, the result. The field has its own, in pixels."""

    name: int
    result: int
    field: int


WIDE, NARROW = Widths(10, 9, 212), Widths(6, 10, 150)

_MARKS: Final[dict[Kind, tuple[str, str]]] = {
    "ok": ("check", "ok"),
    "warn": ("triangle-alert", "warn"),
    "bad": ("circle-alert", "danger"),
    "none": ("minus", "text3"),
    "busy": ("hourglass", "text3"),
}
_TONES: Final[dict[Kind, Tone]] = {
    "ok": "text2", "warn": "warn", "bad": "danger", "none": "text2", "busy": "text3",
}  # fmt: skip


class MatchRow(QWidget):
    """`field_chosen` and `asked` (its button) name the column."""

    field_chosen = Signal(int, str)
    asked = Signal(int)

    def __init__(self, theme: Theme, row: MappingRow, own: Sequence[str] = ()) -> None:
        """`own` are the names of the team's own fields."""
        super().__init__()
        self._theme = theme
        self.index = row.index
        self.name = ElidedLabel(theme, row.name, weight=600)
        self.samples = ElidedLabel(theme, row.samples, role="small", tone="text2")
        self.arrow = Mark(theme, "arrow-right", "text2", 16)
        self.combo = FieldCombo(row.name, own)
        self.mark = Mark(theme, "check", "ok", 16)
        self.result = PlainLabel(theme, role="small", wrap=True)
        self.button = Button(theme, "")
        self.combo.field_chosen.connect(lambda field: self.field_chosen.emit(self.index, field))
        self.button.clicked.connect(lambda: self.asked.emit(self.index))
        self._shown: MappingRow | None = None
        self._widths = WIDE
        self._line = QHBoxLayout()
        self._lay_out()
        theme.changed.connect(self._refit)
        self._refit()
        self.show_row(row)

    def show_row(self, row: MappingRow) -> None:
        """Show the column as it is matched now."""
        if row == self._shown:
            return
        self._shown = row
        result, is_off = row.result, not row.field
        self.name.set_tone("text2" if is_off else "text")
        self.arrow.set_mark("arrow-right", "line_strong" if is_off else "text2")
        self.combo.set_field(row.field, is_bad=result.kind == "bad")
        self.combo.setAccessibleDescription(result.text)
        self.mark.set_mark(*_MARKS[result.kind])
        self.result.setText(result.text)
        self.result.set_tone(_TONES[result.kind])
        self.result.set_face("small", 600 if result.kind == "bad" else 500 if result.loud else 400)
        self.button.setVisible(bool(result.action))
        if result.action:
            word = tr("Fix") if result.kind == "bad" else tr("Review")
            self.button.setText(word)
            self.button.setAccessibleName(f"{word}: {row.name}, {result.text}")
            self._make_loud(loud=result.loud)

    def set_widths(self, widths: Widths) -> None:
        """Share the width in another way."""
        if widths != self._widths:
            self._widths = widths
            self._line.setStretch(0, widths.name)
            self._line.setStretch(self._line.count() - 1, widths.result)
            self._refit()

    def _make_loud(self, *, loud: bool) -> None:
        kind: ButtonKind = "secondary" if loud else "quiet"
        if self.button.kind != kind:
            self.button.kind = kind
            self.button.setProperty("kind", kind)
            repolish(self.button)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addStretch(1)
        names.addWidget(self.name)
        names.addWidget(self.samples)
        names.addStretch(1)
        outcome = QHBoxLayout()
        outcome.setSpacing(8)
        outcome.addSpacing(self._theme.look.px(14))
        outcome.addWidget(self.mark)
        outcome.addWidget(self.result, 1)
        outcome.addWidget(self.button)
        row = self._line
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(names, self._widths.name)
        row.addWidget(self.arrow, 0, Qt.AlignmentFlag.AlignCenter)
        row.addSpacing(self._theme.look.px(14))
        row.addWidget(self.combo)
        row.addLayout(outcome, self._widths.result)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(Line())

    def _refit(self) -> None:
        look = self._theme.look
        self.setMinimumHeight(look.px(52))
        self.combo.setFixedWidth(look.px(self._widths.field))
