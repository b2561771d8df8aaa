"""The first run: what is asked of whoever opens a database for the first time, and what is wrong
with an answer. Nothing here is written; the answers are handed on at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

from PySide6.QtCore import QLocale

from leaddesk.presentation.text import tr, user_locale

if TYPE_CHECKING:
    from leaddesk.domain.people import Role

FirstUse = Literal["team", "member"]
"""What is asked for: a team of one's own, or a place in one that is there."""
StartWith = Literal["sample", "import", "empty"]
Template = Literal["simple", "full"]
Step = Literal["you", "start"]

WORK_BEGINS, WORK_ENDS = time(9, 0), time(17, 0)
SETTING: Final = "working_hours"
"""Setting of a user: {"from": "09:00", "to": "17:00"}."""


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """All that is asked. Currency and country are ISO codes; the hours are local."""

    name: str = ""
    email: str = ""
    role: Role = "admin"
    currency: str = "EUR"
    country: str = "DE"
    time_zone: str = "UTC"
    day_begins: time = WORK_BEGINS
    day_ends: time = WORK_ENDS
    template: Template = "simple"
    start: StartWith = "sample"


class FirstRunModel:
    """Walks through the steps. `place` says in words where the leads are kept."""

    def __init__(self, first_use: FirstUse, answers: FirstAnswers, place: str) -> None:
        self.first_use, self.place = first_use, place
        self.answers = answers
        self._at = 0

    @property
    def steps(self) -> tuple[Step, ...]:
        """Who joins a team finds its pipeline and its leads there."""
        return ("you", "start") if self.first_use == "team" else ("you",)

    @property
    def step(self) -> Step:
        return self.steps[self._at]

    @property
    def is_last(self) -> bool:
        return self._at == len(self.steps) - 1

    def change(self, **values: Any) -> None:
        """Take in what was typed or chosen; TypeError for a name that is no answer."""
        if values.get("country", self.answers.country) != self.answers.country:
            follows = self.answers.currency == currency_of(self.answers.country)
            if follows and "currency" not in values:
                values["currency"] = currency_of(values["country"]) or self.answers.currency
        self.answers = replace(self.answers, **values)

    def problems(self) -> Mapping[str, str]:
        """What is wrong with the answers of this step: the name of each and how to mend it."""
        return problems_of(self.answers) if self.step == "you" else {}

    def go_on(self) -> bool:
        """To the next step; False where there is none or something is wrong here."""
        if self.is_last or self.problems():
            return False
        self._at += 1
        return True

    def go_back(self) -> bool:
        """To the step before; what was answered stays."""
        if not self._at:
            return False
        self._at -= 1
        return True


def problems_of(answers: FirstAnswers) -> Mapping[str, str]:
    """What is wrong with name, e-mail address and hours. An address may be left out."""
    found: dict[str, str] = {}
    if not answers.name.strip():
        found["name"] = tr("Write a name; your colleagues see it on your leads.")
    problem = email_problem(answers.email)
    if problem:
        found["email"] = problem
    if answers.day_ends <= answers.day_begins:
        found["day_ends"] = tr("The day ends before it begins.")
    return found


def email_problem(text: str) -> str:
    """What is wrong with somebody's own e-mail address, "" where nothing is. The domain is not
    asked for on the network, and a reserved one (.test, .example) is as good as another."""
    if not text.strip():
        return ""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        example = tr("name@company.com")
        return tr("This is not an email address. Write it like {example}.", example=example)
    return ""


def answers_from_system(name: str, time_zone: str, locale: QLocale | None = None) -> FirstAnswers:
    """The answers as this computer knows them; without a locale EUR, DE."""
    locale = locale or QLocale.system()
    usual = FirstAnswers(name=name, time_zone=time_zone)
    if locale.language() == QLocale.Language.C:
        return usual
    currency = locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    country = QLocale.territoryToCode(locale.territory())
    if not (re.fullmatch(r"[A-Z]{3}", currency) and re.fullmatch(r"[A-Z]{2}", country)):
        return usual
    return replace(usual, currency=currency, country=country)


@cache
def country_choices() -> tuple[tuple[str, str], ...]:
    """(code, name) of all countries, by name, in the user's language."""
    from babel.core import get_global

    names = _locale().territories
    codes = {code for code in get_global("territory_currencies") if code in names}
    return tuple(sorted(((c, str(names[c])) for c in codes), key=lambda one: one[1]))


@cache
def currency_choices() -> tuple[tuple[str, str], ...]:
    """(code, "EUR · Euro") of all currencies that are paid with today, by code."""
    names = _locale().currencies
    used = {currency_of(code) for code, _ in country_choices()} - {""}
    return tuple((code, f"{code} · {names.get(code, code)}") for code in sorted(used))


def currency_of(country: str) -> str:
    """The currency of a country today; "" where it has none of its own."""
    from babel.numbers import get_territory_currencies

    found: list[str] = get_territory_currencies(country)
    return found[0] if found else ""


def hours_document(begins: time, ends: time) -> dict[str, str]:
    """Working hours as they are stored."""
    return {"from": begins.strftime("%H:%M"), "to": ends.strftime("%H:%M")}


def hours_from(document: object) -> tuple[time, time]:
    """Working hours as stored; the usual ones where nothing or nonsense is stored."""
    try:
        plain: Any = document
        begins, ends = (time.fromisoformat(plain[key]) for key in ("from", "to"))
    except (KeyError, TypeError, ValueError):
        return WORK_BEGINS, WORK_ENDS
    return (begins, ends) if begins < ends else (WORK_BEGINS, WORK_ENDS)


def _locale() -> Any:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(user_locale().name())
    except (UnknownLocaleError, ValueError):
        return Locale("en")
