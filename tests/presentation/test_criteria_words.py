"""Filters in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from PySide6.QtCore import QLocale

from leaddesk.domain.criteria import ALWAYS, All, Any, Condition, Not, Relative
from leaddesk.domain.criteria_parse import parse
from leaddesk.domain.people import User
from leaddesk.domain.pipeline import Pipeline, Stage
from leaddesk.domain.saved_view import OPEN
from leaddesk.presentation.criteria_words import CriteriaWords
from leaddesk.service.read_models import TeamView
from tests.domain.test_criteria import FILTERS

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
TEAM = TeamView(
    (User(1, "Ana Ruiz", "ana"), User(2, "Ben {Okafor}\n", "ben")), (),
    Pipeline((
        Stage(1, "New", "lead", "column", "new", 1),
        Stage(2, "Later", "lead", "nurture", "nurture", 2),
    )),
    "EUR", "DE",
)  # fmt: skip
WORDS = CriteriaWords(TEAM, ENGLISH)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("score >= 50", "Score 50 or more"),
        ("score < 1000000", "Score less than 1,000,000"),
        ("value between 1000 and 5000.5", "Value between €1,000 and €5,000.50"),
        ("employees = 2.25", "Employees is 2.25"),
        ("owner = ana", "Owner is Ana Ruiz"),
        ("owner in (me, ben, zoe)", "Owner is me, Ben {Okafor} or zoe"),
        ("owner != ana", "Owner is not Ana Ruiz"),
        ("owner is empty", "Owner is nobody"),
        ("not next_step is set", "Next step is not planned"),
        ("stage in (New, nurture)", "Stage is New or Later"),
        ("country = DE", "Country is Germany"),
        ("band = hot", "Band is Hot"),
        ("lead_type = other", "Lead type is Other"),
        ("consent_email = granted", "Email consent is Yes"),
        ('company contains "{x} & co"', "Company contains “{x} & co”"),
        ('not company contains "x"', "Company does not contain “x”"),
        ("not source in (web, fair)", "Source is not web or fair"),
        ("not email is set", "Email is not known"),
        ("tags = vip", "Tags is vip"),
        ("created >= today - 30d", "Created in the last 30 days"),
        ("created between today - 1d and today", "Created in the last 1 day"),
        ("created between today - 2w and today", "Created in the last 14 days"),
        ("next_step between today and today + 7d", "Next step in the next 7 days"),
        ("next_step >= today - 7d", "Next step from 7 days ago on"),
        ("next_step = today", "Next step is today"),
        ("next_step < now", "Next step is over"),
        ("next_step > now - 2h", "Next step after 2 hours ago"),
        ("last_activity < today - 14d", "Last activity more than 14 days ago"),
        ("close_date = 2026-03-09", "Close date on 9 Mar 2026"),
        ("close_date between 2026-03-09 and 2026-04-01",
         "Close date from 9 Mar 2026 to 1 Apr 2026"),
        ("created <= 2026-03-09", "Created until 9 Mar 2026"),
        ("score >= 50 and owner = ana", "Score 50 or more and Owner is Ana Ruiz"),
        ("score >= 50 and (owner = ana or city = Rome)",
         "Score 50 or more and (Owner is Ana Ruiz or City is Rome)"),
        ("not (score > 1 and city = Rome)", "Not: Score more than 1 and City is Rome"),
        ('company contains "a" or name contains "a"', "Company or Contact name contains “a”"),
    ],
)  # fmt: skip
def test_a_filter_reads_as_a_sentence(text: str, said: str) -> None:
    assert WORDS.sentence(parse(text)) == said


def test_a_chip_has_a_field_and_a_condition() -> None:
    assert WORDS.part(Condition("score", "ge", Decimal(50))) == ("Score", "50 or more")
    assert WORDS.part(OPEN) == ("Stage", "is open")
    other = Any((Condition("city", "eq", "Rome"), Condition("score", "ge", Decimal(1))))
    assert WORDS.part(other) == ("", "City is Rome or Score 1 or more")


def test_an_instant_is_written_in_its_own_zone() -> None:
    at = datetime(2026, 3, 9, 14, 30, tzinfo=UTC)
    assert WORDS.sentence(Condition("created", "lt", at)) == "Created before 9 Mar 2026, 14:30"
    american = CriteriaWords(TEAM, QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    on = Condition("close_date", "eq", date(2026, 3, 9))
    assert american.sentence(on) == "Close date on Mar 9, 2026"


def test_nothing_asked_says_nothing_and_none_of_nothing_says_so() -> None:
    assert WORDS.sentence(ALWAYS) == ""
    assert WORDS.sentence(Any(())) == "Nothing"
    assert CriteriaWords(None, ENGLISH).sentence(Condition("owner", "eq", "ana")) == "Owner is ana"
    assert WORDS.sentence(Not(Condition("created", "eq", Relative("today")))) == (
        "Created is not today"
    )


@given(FILTERS)
def test_every_filter_can_be_said_in_one_line(criteria) -> None:
    text = WORDS.sentence(All((Condition("score", "is_set"), criteria)))
    assert text.startswith("Score is known")
    assert len(text.splitlines()) == 1
