"""Who works here: name, address, role, money, country, hours."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.presentation.first_run_model import (
    FirstRunModel,
    country_choices,
    currency_choices,
)
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Combo, Field
from leaddesk.widgets.controls.day_line import TimeLine
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme


class YouStep(QWidget):
    """Fills itself from the model and writes each change back; Enter is the page's."""

    def __init__(self, theme: Theme, model: FirstRunModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self.name, self.email = QLineEdit(model.answers.name), QLineEdit(model.answers.email)
        self.role, self.currency, self.country = Combo(), Combo(), Combo()
        self.begins, self.ends = TimeLine(), TimeLine()
        self.fields = self._make_fields()
        joins = model.first_use == "member"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        about = (
            tr("A team works here already. This is how your colleagues will see you.")
            if joins
            else tr(
                "Your colleagues see your name; amounts and phone numbers follow your country. "
                "As who sets LeadDesk up you may change everything."
            )
        )
        column.addWidget(PlainLabel(theme, about, tone="text2", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        names = ["name", "email"]
        if not joins:
            names += ["role", "country", "currency"]
        places = [(n // 2, n % 2) for n in range(6)]
        for name, (row, side) in zip(names, places, strict=False):
            grid.addWidget(self.fields[name], row, side)
        for name in ("role", "country", "currency"):
            if name not in names:  # the team's: who joins it is not asked
                self.fields[name].setParent(self)
                self.fields[name].hide()
        row, side = places[len(names)]
        grid.addLayout(self._hours(), row, side)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        column.addLayout(grid)
        if joins:
            note = tr("You join as a rep. A manager can give you another role.")
            column.addWidget(PlainLabel(theme, note, role="small", tone="text2", wrap=True))
        column.addStretch(1)
        self._fill()
        self._connect()

    def take_focus(self) -> None:
        """Begin with what is missing, else with the name."""
        problems = self._model.problems()
        wrong = next((name for name in ("name", "email") if name in problems), "name")
        line = self.email if wrong == "email" else self.name
        line.setFocus()
        line.selectAll()

    def show_problems(self) -> None:
        """Say under each field what is wrong with it, and go to the first one."""
        problems = self._model.problems()
        for name, field in self.fields.items():
            field.set_error(problems.get(name, ""))
        wrong = next((name for name in self.fields if name in problems), None)
        if wrong is not None:
            self.fields[wrong].editor.setFocus()

    def _make_fields(self) -> dict[str, Field]:
        theme = self._theme
        mail = tr("Your own, at work. It may stay empty.")
        for line in (self.name, self.email):
            line.setMaxLength(200)
        return {
            "name": Field(theme, tr("Name"), self.name),
            "email": Field(theme, tr("Work email"), self.email, hint=mail),
            "role": Field(theme, tr("Role"), self.role),
            "country": Field(theme, tr("Country"), self.country),
            "currency": Field(theme, tr("Currency"), self.currency),
            "day_begins": Field(theme, tr("Work begins"), self.begins),
            "day_ends": Field(theme, tr("Work ends"), self.ends),
        }

    def _hours(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.addWidget(self.fields["day_begins"], 0, 0)
        grid.addWidget(self.fields["day_ends"], 0, 1)
        return grid

    def _fill(self) -> None:
        answers = self._model.answers
        self.role.addItem(tr("Admin"), "admin")
        self.role.addItem(tr("Manager"), "manager")
        for combo, choices in (
            (self.country, country_choices()),
            (self.currency, currency_choices()),
        ):
            for code, text in choices:
                combo.addItem(text, code)
        self.role.setCurrentIndex(max(0, self.role.findData(answers.role)))
        self._show_money()
        self.begins.setTime(_qt(answers.day_begins))
        self.ends.setTime(_qt(answers.day_ends))

    def _connect(self) -> None:
        change = self._model.change
        self.name.textChanged.connect(lambda text: change(name=text))
        self.email.textChanged.connect(lambda text: change(email=text))
        self.role.activated.connect(lambda _: change(role=self.role.currentData()))
        self.country.activated.connect(lambda _: self._choose_country())
        self.currency.activated.connect(lambda _: change(currency=self.currency.currentData()))
        self.begins.timeChanged.connect(lambda at: change(day_begins=_plain(at)))
        self.ends.timeChanged.connect(lambda at: change(day_ends=_plain(at)))
        for name, line in (("name", self.name), ("email", self.email)):
            line.editingFinished.connect(lambda name=name: self._judge(name))

    def _choose_country(self) -> None:
        self._model.change(country=self.country.currentData())
        self._show_money()

    def _show_money(self) -> None:
        answers = self._model.answers
        self.country.setCurrentIndex(self.country.findData(answers.country))
        self.currency.setCurrentIndex(self.currency.findData(answers.currency))

    def _judge(self, name: str) -> None:
        self.fields[name].set_error(self._model.problems().get(name, ""))


def _qt(at: time) -> QTime:
    return QTime(at.hour, at.minute)


def _plain(at: QTime) -> time:
    return time(at.hour(), at.minute())
