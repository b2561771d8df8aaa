"""What the filter form can say, and that what it says is read back the same."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.base.errors import KnownError
from leaddesk.domain.criteria import All, Any, Condition, Not, Relative, matches
from leaddesk.presentation.filter_fields import (
    WORDS,
    FilterRow,
    asks_for,
    choices_of,
    criteria_of,
    field_choices,
    part_of,
    rows_of,
)
from leaddesk.presentation.filter_model import asked, joined, parts_of
from leaddesk.presentation.filter_words import part_words
from tests.presentation.fakes import TEAM

BERLIN = ZoneInfo("Europe/Berlin")
VALUES = {
    "none": st.just(()),
    "text": st.sampled_from(["fair", "50 %", "Ünal"]).map(lambda t: (t,)),
    "number": st.integers(0, 10**6).map(lambda n: (str(n),)),
    "two": st.tuples(st.integers(0, 9), st.integers(10, 99)).map(lambda p: tuple(map(str, p))),
    "days": st.integers(1, 3650).map(lambda n: (str(n),)),
    "day": st.dates(date(1990, 1, 1), date(2190, 1, 1)).map(lambda d: (d.isoformat(),)),
    "choices": st.lists(st.sampled_from(["sam", "priya"]), min_size=1, unique=True).map(tuple),
}


@st.composite
def rows(draw):
    field = draw(st.sampled_from([name for name, _ in field_choices(("Budget code",))]))
    ask = draw(st.sampled_from(asks_for(field)))
    return FilterRow(field, ask.key, draw(VALUES[ask.editor]))


@given(rows())
def test_every_row_is_found_again_from_its_condition(row):
    assert rows_of(part_of([row])) == (row,)


@given(st.lists(rows(), min_size=2, max_size=4, unique=True))
def test_rows_joined_by_or_are_one_part_and_come_back(some):
    part = part_of(some)
    assert isinstance(part, Any)
    assert rows_of(part) == tuple(some)


@given(rows())
def test_every_row_reads_as_a_chip(row):
    field, condition = part_words(part_of([row]), TEAM)
    assert condition
    assert field


def test_a_chip_of_the_mockup():
    row = FilterRow("score", "least", ("50",))
    assert part_words(criteria_of(row), TEAM) == ("Score", "50 or more")
    assert part_words(criteria_of(FilterRow(WORDS, "contains", ("delta",))), TEAM) == (
        "Words",
        "contain “delta”",
    )


@pytest.mark.parametrize(
    "row",
    [
        FilterRow("score", "least", ("many",)),
        FilterRow("score", "between", ("1", "")),
        FilterRow("close_date", "on", ("soon",)),
        FilterRow(WORDS, "contains", ("",)),
        FilterRow("source", "contains", ("",)),
    ],
)
def test_values_that_make_no_condition_are_refused(row):
    with pytest.raises(KnownError):
        criteria_of(row)


def test_numbers_and_days_are_read_as_people_write_them():
    assert criteria_of(FilterRow("value", "least", ("12.500,00",))) == Condition(
        "value", "ge", Decimal(12500)
    )


def test_what_the_form_cannot_show_has_no_rows():
    assert rows_of(Not(All((Condition("score", "ge", Decimal(1)),)))) == ()


def test_owner_and_stage_are_chosen_from_the_team():
    assert [text for _, text in choices_of("owner", TEAM)] == ["Me", "Sam Keller", "Priya Rao"]
    values = [value for value, _ in choices_of("stage", TEAM)]
    assert values[:3] == ["New", "Contacted", "Qualified"]
    assert "won" in values
    assert ("DE", "Germany") in choices_of("country", TEAM)


def test_parts_and_the_whole_are_each_other():
    one, two = Condition("score", "ge", Decimal(1)), Condition("owner", "eq", "me")
    assert joined(()) is None
    assert joined((one,)) == one
    assert parts_of(joined((one, two))) == (one, two)
    assert parts_of(None) == ()


@given(
    st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"]),
    st.integers(-3, 3),
    st.integers(-100, 100),
)
def test_days_are_those_of_the_users_zone(op, days, hours):
    """What is asked of the database, which counts in UTC, is what the rule says in the zone."""
    from datetime import UTC, timedelta

    now = datetime(2025, 11, 20, 0, 30, tzinfo=BERLIN)
    held = now.astimezone(UTC) + timedelta(hours=hours)
    plain = Condition("created", op, Relative("today", days))
    sent = asked([plain], "sam", now)
    assert sent is not None
    assert matches(sent, lambda _: held, now.astimezone(UTC)) == matches(plain, lambda _: held, now)


def test_me_is_who_looks():
    part = Any((Condition("owner", "eq", "me"), Condition("owner", "is_empty")))
    assert asked([part], "sam", datetime(2025, 11, 20, tzinfo=BERLIN)) == Any(
        (Condition("owner", "eq", "sam"), Condition("owner", "is_empty"))
    )
