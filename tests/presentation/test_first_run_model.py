"""The first run's answers: what the system knows, what is wrong, what follows from what."""

from __future__ import annotations

from datetime import time

import pytest
from PySide6.QtCore import QLocale

from leaddesk.presentation.first_run_model import (
    FirstAnswers,
    FirstRunModel,
    answers_from_system,
    country_choices,
    currency_choices,
    email_problem,
    hours_document,
    hours_from,
)


def model(first_use="team", **values):
    return FirstRunModel(first_use, FirstAnswers(**{"name": "Ida", **values}), "here")


def test_the_system_fills_in_country_and_currency():
    answers = answers_from_system("Ida", "Europe/Oslo", QLocale("nb_NO"))
    assert (answers.country, answers.currency, answers.time_zone) == ("NO", "NOK", "Europe/Oslo")
    assert answers_from_system("Ida", "UTC", QLocale("C")).currency == "EUR"


def test_the_currency_follows_the_country_until_somebody_chooses_one():
    first = model()
    first.change(country="CH")
    assert first.answers.currency == "CHF"
    first.change(currency="EUR")
    first.change(country="US")
    assert first.answers.currency == "EUR"


def test_every_country_and_currency_can_be_chosen():
    countries, currencies = dict(country_choices()), dict(currency_choices())
    assert {"DE", "US", "JP", "BR"} <= countries.keys()
    assert {"EUR", "USD", "JPY", "BRL"} <= currencies.keys()
    assert "DEM" not in currencies


def test_steps_and_back():
    first = model()
    assert not first.go_back()
    assert first.go_on()
    assert first.is_last
    assert not first.go_on()
    first.change(start="empty", template="full")
    assert first.go_back()
    assert first.answers.start == "empty"
    assert model("member").steps == ("you",)


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"name": "  "}, {"name"}),
        ({"email": "ida at holm"}, {"email"}),
        ({"day_begins": time(17), "day_ends": time(9)}, {"day_ends"}),
        ({"email": "ida@holm.com"}, set()),
        ({"email": "ida@holm.example"}, set()),
    ],
)
def test_what_is_wrong_keeps_the_step(values, wrong):
    first = model(**values)
    assert set(first.problems()) == wrong
    assert first.go_on() == (not wrong)


def test_an_address_may_be_missing_but_not_wrong():
    assert email_problem("") == ""
    for text in ("ida@", "@holm.com", "ida@holm", "ida holm@x.de"):
        assert "name@company.com" in email_problem(text)


def test_hours_come_back_and_nonsense_is_the_usual_day():
    assert hours_from(hours_document(time(8, 30), time(16))) == (time(8, 30), time(16))
    for nonsense in (None, {}, {"from": "x", "to": "y"}, {"from": "18:00", "to": "09:00"}, 7):
        assert hours_from(nonsense) == (time(9), time(17))
