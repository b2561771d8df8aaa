"""What is asked once for a whole file: what its values mean, how it writes dates and numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from leaddesk.presentation.imports.value_matches import ValueMatch
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import Button, Combo
from leaddesk.widgets.imports.outcome_panel import scrolled
from leaddesk.widgets.labels import ElidedLabel, PlainLabel, repolish
from leaddesk.widgets.theme import Theme

MOST_VALUES = 200
_WIDTH = 460


class ValueForm(QWidget):
    """One line for each value of a column: the value, how often, what it means here.

    `chosen` names a value and its meaning ("" leaves it out); `done` closes the form.
    """

    chosen = Signal(str, str)
    done = Signal()

    def __init__(
        self, theme: Theme, title: str, hint: str, matches: Sequence[ValueMatch],
        options: Sequence[tuple[str, str]],
    ) -> None:  # fmt: skip
        super().__init__()
        self.combos: dict[str, Combo] = {}
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for at, match in enumerate(matches[:MOST_VALUES]):
            shown = one_line(match.value, 60)
            label = ElidedLabel(theme, shown, weight=600)
            rows = PlainLabel(
                theme, tr_n("%n row", "%n rows", match.count), role="small", tone="text3",
                tabular=True,
            )  # fmt: skip
            grid.addWidget(label, at, 0)
            grid.addWidget(rows, at, 1)
            grid.addWidget(self._combo(theme, match, options), at, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(PlainLabel(theme, title, role="heading", wrap=True))
        column.addWidget(PlainLabel(theme, hint, role="small", tone="text2", wrap=True))
        area = scrolled(inside)
        lines = min(len(matches), 8)
        area.setFixedHeight(theme.look.px(40) * lines)
        column.addWidget(area)
        if len(matches) > MOST_VALUES:
            more = tr_n("and %n more", "and %n more", len(matches) - MOST_VALUES)
            column.addWidget(PlainLabel(theme, more, role="small", tone="text3"))
        column.addLayout(_done_row(theme, self.done))
        self.setFixedWidth(theme.look.px(_WIDTH))

    def _combo(self, theme: Theme, match: ValueMatch, options: Sequence[tuple[str, str]]) -> Combo:
        combo = Combo()
        combo.setFixedWidth(theme.look.px(190))
        combo.setAccessibleName(one_line(match.value, 60))
        if match.meaning is None:
            combo.addItem(tr("Choose…"), None)
            combo.setProperty("state", "bad")
        for meaning, words in options:
            combo.addItem(words, meaning)
        if match.meaning and combo.findData(match.meaning) < 0:
            combo.addItem(match.meaning, match.meaning)  # by its own name, not by choice
        combo.setCurrentIndex(max(0, combo.findData(match.meaning)))

        def choose() -> None:
            meaning = combo.currentData()
            if meaning is not None:
                combo.setProperty("state", "")
                repolish(combo)
                self.chosen.emit(match.value, str(meaning))

        combo.activated.connect(choose)
        self.combos[match.value] = combo
        return combo


class ChoiceForm(QWidget):
    """One of a few answers for the whole file; `chosen` names it at once."""

    chosen = Signal(str)
    done = Signal()

    def __init__(
        self, theme: Theme, title: str, hint: str, answers: Sequence[tuple[str, str]], now: str
    ) -> None:
        """`answers` are (key, words); `now` is the present one, "" for none."""
        super().__init__()
        self.radios: dict[str, QRadioButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(6)
        column.addWidget(PlainLabel(theme, title, role="heading", wrap=True))
        column.addWidget(PlainLabel(theme, hint, role="small", tone="text2", wrap=True))
        column.addSpacing(4)
        group = QButtonGroup(self)
        for key, words in answers:
            radio = QRadioButton(words)
            radio.setChecked(key == now)
            radio.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            group.addButton(radio)
            column.addWidget(radio)
            self.radios[key] = radio
        column.addSpacing(4)
        column.addLayout(_done_row(theme, self.done))
        self.setFixedWidth(theme.look.px(380))


def date_answers(example: str) -> tuple[tuple[str, str], ...]:
    """The ways to read a date, with one of the file's own as the example."""
    numbers = re.findall(r"\d+", example)
    if len(numbers) < 2:
        return (("dmy", tr("Day first")), ("mdy", tr("Month first")))
    first, second = numbers[:2]
    return (
        ("dmy", tr("Day first: {date} is day {day}, month {month}",
                   date=example, day=first, month=second)),
        ("mdy", tr("Month first: {date} is month {month}, day {day}",
                   date=example, day=second, month=first)),
    )  # fmt: skip


def _done_row(theme: Theme, done: object) -> QHBoxLayout:
    button = Button(theme, tr("Done"), kind="primary")
    button.clicked.connect(done)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button)
    return row
