"""Dates, money and plurals as they stand on the screen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from leaddesk.presentation.dates import DateWords, local_zone
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.text import tr, tr_n, user_locale
from leaddesk.presentation.words import outcome_word
from tests.presentation.fakes import NOW

IRISH = QLocale("en_IE")
AMERICAN = QLocale("en_US")
STOCKHOLM = ZoneInfo("Europe/Stockholm")
ago = timedelta


@pytest.mark.parametrize(
    ("due", "text"),
    [
        (NOW + ago(minutes=48), "14:30"),
        (NOW + ago(days=5), "Tue 25 Nov"),
        (NOW + ago(days=1), "Fri 21 Nov"),
        (NOW + ago(days=30), "20 Dec"),
        (NOW + ago(days=90), "18 Feb 2026"),
    ],
)
def test_when_something_is_due(due, text):
    assert DateWords(UTC, IRISH).due(due, NOW) == text


def test_the_locale_decides_on_order_and_hours():
    american = DateWords(UTC, AMERICAN)
    assert american.day(NOW + ago(days=5), NOW) == "Tue Nov 25"
    assert american.time(NOW) == "1:42\u202fPM".replace("\u202f", " ")
    german = DateWords(UTC, QLocale("de_DE"))
    assert german.time(NOW) == "13:42"
    assert german.day(NOW + ago(days=90), NOW) == "18 Feb. 2026"


@pytest.mark.parametrize(
    ("span", "late", "left"),
    [
        (ago(seconds=1), "1 min late", "1 min left"),
        (ago(minutes=38), "38 min late", "38 min left"),
        (ago(hours=1, minutes=59), "1 h late", "119 min left"),
        (ago(hours=5), "5 h late", "5 h left"),
        (ago(days=1), "1 day late", "24 h left"),
        (ago(days=2), "2 days late", "2 days left"),
    ],
)
def test_how_late_and_how_long_still(span, late, left):
    words = DateWords(UTC, IRISH)
    assert words.late(NOW - span, NOW) == late
    assert words.left(NOW + span, NOW) == left


def test_ago_and_ahead():
    words = DateWords(UTC, IRISH)
    assert words.ago(NOW - ago(seconds=5), NOW) == "just now"
    assert words.ago(NOW - ago(minutes=2), NOW) == "2 min"
    assert words.ago(NOW - ago(hours=3), NOW) == "3 h"
    assert words.ago(NOW - ago(days=6), NOW) == "6 d"
    assert words.ago(NOW - ago(days=9), NOW) == "11 Nov"
    assert words.ahead(NOW + ago(minutes=48), NOW) == "in 48 min"
    assert words.ahead(NOW + ago(hours=3), NOW) == "in 3 h"
    assert words.ahead(NOW + ago(days=5), NOW) == "in 5 days"


def test_days_are_the_users_days():
    words = DateWords(STOCKHOLM, IRISH)
    late_evening = datetime(2025, 11, 20, 23, 30, tzinfo=UTC)  # 00:30 on Friday there
    assert words.day(late_evening, late_evening) == "Fri 21 Nov"
    assert words.days_between(NOW, late_evening) == 1
    assert words.day_ends(NOW) == datetime(2025, 11, 20, 23, tzinfo=UTC)
    # The day on which the clocks go back has 25 hours.
    change = datetime(2025, 10, 26, 10, tzinfo=UTC)
    assert words.day_ends(change) == datetime(2025, 10, 26, 23, tzinfo=UTC)


instants = st.integers(-35 * 365 * 86400, 75 * 365 * 86400).map(lambda s: NOW + ago(seconds=s))


@given(instants, instants)
def test_every_instant_has_words(at, now):
    words = DateWords(STOCKHOLM, AMERICAN)
    for text in (words.due(at, now), words.ago(at, now), words.moment(at, now)):
        assert text
        assert "%n" not in text
    earlier, later = sorted((at, now))
    assert words.late(earlier, later).endswith("late")
    assert words.left(later, earlier).endswith("left")


def test_the_computers_zone_is_one_with_rules():
    assert NOW.astimezone(local_zone()).utcoffset() is not None


def test_money_in_the_leads_currency():
    irish = MoneyWords(IRISH)
    assert irish.whole(Decimal(24000), "EUR") == "€24,000"
    assert irish.whole(Decimal("24000.50"), "EUR") == "€24,001"
    assert irish.whole(Decimal(5), "CHF") == "CHF\u00a05"
    assert irish.whole(Decimal(5), "") == "5"
    assert irish.whole(None, "EUR") == ""
    assert irish.whole(Decimal(1200), "USD", about=True) == "~$1,200"
    assert irish.exact(Decimal("1.50"), "EUR") == "€1.50"
    assert irish.exact(Decimal("1.00"), "EUR") == "€1"
    assert irish.compact(Decimal(1_312_000), "EUR") == "€1.31m"
    assert irish.compact(Decimal(13_120_000), "EUR") == "€13.1m"
    assert irish.compact(Decimal(999), "EUR") == "€999"
    assert MoneyWords(QLocale("de_DE")).whole(Decimal(24000), "EUR") == "24.000\u00a0€"
    assert MoneyWords(QLocale("de_DE")).whole(Decimal(5), "CHF") == "5\u00a0CHF"
    assert MoneyWords(QLocale("en_CA")).whole(Decimal(5), "CAD") == "$5"
    assert irish.whole(Decimal(10) ** 11, "EUR") == "€100,000,000,000"


def test_sums_begin_with_the_teams_currency_and_leave_zeros_out():
    sums = {"USD": Decimal(1200), "EUR": Decimal(86400), "GBP": Decimal(0)}
    assert MoneyWords(IRISH).sums(sums, "EUR") == "€86,400 + $1,200"


class Pirate(QTranslator):
    """A translation with one form for one and one for many."""

    def translate(self, context, source, disambiguation=None, n=-1):
        if source == "%n leads":
            return "%n Kontakt" if n == 1 else "%n Kontakte"
        return {"Hello {name}": "Hallo {name}"}.get(source, "")

    def isEmpty(self):
        return False


def test_plurals_and_places_with_and_without_a_translation(qapp):
    assert [tr_n("%n lead", "%n leads", n) for n in (0, 1, 2)] == ["0 leads", "1 lead", "2 leads"]
    assert tr("Hello {name}", name="{odd} %n <b>") == "Hello {odd} %n <b>"
    translator = Pirate()
    QCoreApplication.installTranslator(translator)
    try:
        assert tr_n("%n lead", "%n leads", 1) == "1 Kontakt"
        assert tr_n("%n lead", "%n leads", 3) == "3 Kontakte"
        assert tr("Hello {name}", name="Anna") == "Hallo Anna"
    finally:
        QCoreApplication.removeTranslator(translator)


def test_a_machine_without_a_locale_writes_like_a_person():
    before = QLocale()
    try:
        QLocale.setDefault(QLocale.c())
        assert MoneyWords(user_locale()).whole(Decimal(24000), "EUR") == "€24,000"
        assert DateWords(UTC, user_locale()).time(NOW) == "13:42"
    finally:
        QLocale.setDefault(before)


def test_an_outcome_is_said_unless_it_says_nothing():
    assert outcome_word("no answer") == "no answer"
    assert outcome_word("done") == ""
    assert outcome_word("#06aa2d1331be04d1") == ""
    assert outcome_word("signed at the fair") == "signed at the fair"


def test_a_large_number_of_things_has_its_marks():
    assert tr_n("%n lead", "%n leads", 12_345) in {"12,345 leads", "12.345 leads"}
