"""A small form for what a move lacks: only the fields that are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from leaddesk.domain.reasons import REASONS, asked_with
from leaddesk.presentation.text import titled, tr
from leaddesk.presentation.words import field_word
from leaddesk.widgets.controls import Combo, Field
from leaddesk.widgets.controls.day_line import DayLine
from leaddesk.widgets.controls.popover_form import PopoverForm
from leaddesk.widgets.controls.refit import refit_around
from leaddesk.widgets.tools import Tools

DATES = frozenset({"close_date", "until", "start date"})
WIDTH = 336


class NeededForm(PopoverForm):
    """Fields under a title. Enter accepts, if all that is required is given."""

    accepted = Signal(dict)  # field -> text

    def __init__(
        self,
        tools: Tools,
        title: str,
        fields: Sequence[str],
        *,
        action: str,
        held: Mapping[str, str] | None = None,
        optional: frozenset[str] = frozenset(),
        note: str = "",
    ) -> None:
        """`held` are values to begin with; `optional` fields may stay empty."""
        super().__init__()
        self._tools, self._optional = tools, optional
        self._fields: dict[str, Field] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        for name in fields:
            self._add(name, (held or {}).get(name, ""))
        self.build(tools.theme, title, (self._rows,), action, WIDTH, note)
        self.submitted.connect(self.accept)

    def field(self, name: str) -> Field:
        """Return the field of a name, to read or to mark."""
        return self._fields[name]

    def values(self) -> dict[str, str]:
        """Return what was given; empty ones are left out."""
        found = {name: _text_of(field.editor) for name, field in self._fields.items()}
        return {name: text for name, text in found.items() if text}

    def accept(self) -> None:
        """Say `accepted`, or mark what is missing."""
        values = self.values()
        missing = [n for n in self._fields if n not in values and n not in self._optional]
        for name, field in self._fields.items():
            field.set_error(_missing_word(name) if name in missing else "")
        if missing:
            self._fields[missing[0]].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            refit_around(self)
        else:
            self.accepted.emit(values)

    # --- inside ------------------------------------------------------------------------------

    def _add(self, name: str, text: str) -> Field:
        editor = self._editor(name, text)
        field = Field(self._tools.theme, needed_word(name), editor)
        self._fields[name] = field
        self._rows.addWidget(field)
        return field

    def _editor(self, name: str, text: str) -> QWidget:
        if name == "reason":
            combo = Combo()
            combo.addItem(tr("Choose a reason"), "")
            for reason in REASONS:
                combo.addItem(titled(tr(reason)), reason)
            combo.setCurrentIndex(max(0, combo.findData(text)))
            combo.currentIndexChanged.connect(lambda: self._ask_with(str(combo.currentData())))
            return combo
        if name in DATES:
            day = self._tools.dates.day_of(self._tools.clock.now())
            line = DayLine(QDate(day.year, day.month, day.day))
            line.set_text_value(text)
            return line
        plain = QLineEdit(text)
        plain.setMaxLength(500)
        return plain

    def _ask_with(self, reason: str) -> None:
        """Some reasons ask for one more thing: until when, or which competitor."""
        wanted = asked_with(reason)
        for name in ("until", "reason_note"):
            if name in self._fields and name != wanted:
                self._fields.pop(name).deleteLater()
        if wanted and wanted not in self._fields:
            self._add(wanted, "")
        refit_around(self)


def _text_of(editor: QWidget) -> str:
    match editor:
        case Combo():
            return str(editor.currentData() or "")
        case DayLine():
            return editor.text_value()
        case QLineEdit():
            return editor.text().strip()
    return ""


def needed_word(name: str) -> str:
    """Return what the form calls a field."""
    match name:
        case "reason":
            return tr("Reason")
        case "until":
            return tr("Come back on")
        case "start date":
            return tr("Start date")
        case "reason_note":
            return tr("Which one")
    return field_word(name)


def _missing_word(name: str) -> str:
    match name:
        case "reason":
            return tr("Choose a reason.")
        case "until":
            return tr("Choose a day.")
        case "value":
            return tr("Write an amount, such as 24000.")
    return tr("Fill this in.")
