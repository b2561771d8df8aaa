"""What a filter means, how it is written and kept."""

import contextlib
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.base.errors import KnownError
from leaddesk.domain.criteria import (
    All,
    Any,
    Condition,
    Not,
    Relative,
    checked,
    fields_of,
    matches,
    resolve,
    span,
)
from leaddesk.domain.criteria_json import from_json, to_json
from leaddesk.domain.criteria_parse import parse

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
RECORD = {
    "company": "Studio Belvedere",
    "score": 64,
    "value": Decimal("2500.50"),
    "tags": ("VIP", "trade fair"),
    "owner": ("ana", "Ana Ruiz"),
    "created": datetime(2026, 3, 9, 23, 30, tzinfo=UTC),
    "close_date": "2026-04-01",
    "employees": None,
    "city": "",
}


def holds(text, now=NOW, record=RECORD):
    return matches(parse(text), record.get, now)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('company = "studio BELVEDERE"', True),
        ("company contains belv", True),
        ('company != "Studio Belvedere"', False),
        ("city != Berlin", True),
        ("city = Berlin", False),
        ("employees < 10", False),
        ("employees >= 0", False),
        ("employees != 10", True),
        ("not employees = 10", True),
        ("employees is empty and city is empty", True),
        ('city = ""', True),
        ('city != ""', False),
        ("score >= 64 and score < 65", True),
        ("score between 50 and 64", True),
        ("score in (1, 64)", True),
        ("score not in (1, 64)", False),
        ("value = 2500.5", True),
        ("tags contains fair", True),
        ("tags = vip", True),
        ("tags != vip", False),
        ("tags in (vip, gold)", True),
        ('owner = "ana ruiz" or score > 90', True),
        ("close_date between 2026-04-01 and 2026-04-30", True),
        ("close_date < today + 22d", False),
        ("close_date <= today + 22d", True),
        ("created = 2026-03-09", True),
        ("created >= today - 1d", True),
        ("created >= today", False),
        ("created > 2026-03-09", False),
        ("created <= 2026-03-09", True),
        ("created > now - 13h", True),
        ("created > now - 12h", False),
        ("created < 2026-03-09T23:30:00+00:00", False),
        ("created <= 2026-03-09T23:30:00Z", True),
        ("score > 90 or score < 70 and tags = gold", False),
        ("(score > 90 or score < 70) and tags = vip", True),
        ("not not score = 64", True),
        ("", True),
    ],
)
def test_meaning(text, wanted):
    assert holds(text) is wanted


def test_a_day_lasts_from_midnight_to_midnight_where_the_viewer_is():
    in_berlin = NOW.astimezone(timezone(timedelta(hours=1)))

    assert holds("created = 2026-03-09")
    assert not holds("created = 2026-03-09", now=in_berlin)
    assert holds("created = 2026-03-10", now=in_berlin)
    assert holds("created >= today", now=in_berlin)


def test_nothing_to_meet_is_met_and_none_of_nothing_is_not():
    assert matches(All(()), RECORD.get, NOW)
    assert not matches(Any(()), RECORD.get, NOW)


def test_own_fields_are_known_by_name():
    own = parse('"Shoe size" = 43 and score > 1', custom=["Shoe size"])

    assert fields_of(own) == {"Shoe size", "score"}
    assert matches(own, {"Shoe size": "43", "score": 2}.get, NOW)


@pytest.mark.parametrize(
    ("text", "position", "wanted"),
    [
        ("score >", 8, "a value"),
        ("score 5", 7, "is expected"),
        ("(score = 5", 11, '")"'),
        ('company = "Stu', 11, "closing quote"),
        ("scor = 5", 1, 'did you mean "score"'),
        ("score = 5 score = 6", 11, "and, or, or the end"),
        ("score between 5 or 6", 17, "and expected"),
        ("created > today - 3x", 11, "days or weeks"),
        ("created > today - 3h", 11, "days or weeks"),
        ("score is full", 10, "set or empty"),
        ("score = high", 1, "a number"),
        ("created = soon", 1, "a date"),
        ("tags < 5", 1, "no order"),
        ("score contains 5", 1, "of text"),
        ("score in ()", 11, "a value"),
        ("and = 5", 1, "a field"),
        ("created > today - 999999w", 1, "too far"),
        ("created > 9999-12-31", 1, "too far"),
    ],
)
def test_a_mistake_is_named_with_its_place(text, position, wanted):
    with pytest.raises(KnownError) as error:
        parse(text)

    assert error.value.code == "bad-filter"
    assert f"osition {position}:" in error.value.title
    assert wanted in error.value.title


def test_brackets_without_end_are_a_mistake_not_a_crash():
    with pytest.raises(KnownError):
        parse("(" * 10_000)
    with pytest.raises(KnownError):
        parse("not " * 10_000 + "score = 1")


@given(st.text(max_size=60))
def test_any_text_is_a_filter_or_a_known_error(text):
    with contextlib.suppress(KnownError):
        parse(text)


FIRST, LAST = datetime(1000, 1, 1), datetime(9000, 1, 1)  # noqa: DTZ001 (hypothesis adds the zone)
SCALARS = {
    "score": st.decimals(allow_nan=False, allow_infinity=False, places=2),
    "company": st.text(min_size=1, max_size=8),
    "created": st.one_of(
        st.dates(date(1000, 1, 1), date(9000, 1, 1)),
        st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
        st.builds(Relative, st.just("now"), st.integers(-999, 999), st.sampled_from("hdw")),
        st.builds(Relative, st.just("today"), st.integers(-999, 999), st.sampled_from("dw")),
    ),
}  # fmt: skip


@st.composite
def conditions(draw):
    field = draw(st.sampled_from(sorted(SCALARS)))
    value = SCALARS[field]
    op = draw(st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge", "in", "between", "is_set"]))
    if op == "is_set":
        return Condition(field, op)
    if op in {"in", "between"}:
        size = (2, 2) if op == "between" else (0, 3)
        return Condition(
            field, op, tuple(draw(st.lists(value, min_size=size[0], max_size=size[1])))
        )
    return Condition(field, op, draw(value))


FILTERS = st.recursive(
    conditions(),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, max_size=3).map(tuple).map(All),
        st.lists(inner, max_size=3).map(tuple).map(Any),
    ),
    max_leaves=6,
)


@given(FILTERS)
def test_a_filter_comes_back_from_json(filter):
    assert from_json(to_json(filter)) == filter


@given(FILTERS, st.integers(-3, 3))
def test_not_is_the_plain_opposite_and_equals_splits_the_order(filter, score):
    record = {"score": score, "created": NOW}

    assert matches(Not(filter), record.get, NOW) is not matches(filter, record.get, NOW)
    one = [holds(f"score {sign} 0", record=record) for sign in ("<", "=", ">")]
    assert one.count(True) == 1


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.datetimes(timezones=st.just(UTC)))
def test_every_instant_is_before_in_or_after_a_day(day, instant):
    record = {"created": instant}
    told = [
        matches(checked(Condition("created", op, day)), record.get, NOW)
        for op in ("lt", "eq", "gt")
    ]

    assert told.count(True) == 1
    assert span(day, NOW)[0].date() == day


def test_relative_values_move_with_the_clock():
    assert resolve(Relative("today", -1, "w"), NOW) == date(2026, 3, 3)
    assert resolve(Relative("now", -2, "h"), NOW) == NOW - timedelta(hours=2)
    assert str(Relative("today", -30)) == "today - 30d"


@pytest.mark.parametrize(
    "plain", [None, [], {}, {"all": 3}, {"field": "score", "op": "like"}, {"field": 3, "op": "eq"},
              {"field": "score", "op": "eq", "value": {"number": "x"}}, {"not": []}]
)  # fmt: skip
def test_broken_json_is_a_known_error(plain):
    with pytest.raises(KnownError):
        from_json(plain)
