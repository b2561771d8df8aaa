"""The card in words: the line of the next step, stale cards, what is said aloud."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.presentation.board_order import place_of, sort_key
from leaddesk.presentation.card import CardStep
from leaddesk.presentation.card_words import CardWords
from leaddesk.service.read_models import BoardFilter
from tests.presentation.conftest import Bench
from tests.presentation.fakes import NOW, PIPELINE, PRIYA, SAM, TEAM, row

minutes, hours, days = (
    lambda n, unit=unit: timedelta(**{unit: n}) for unit in ("minutes", "hours", "days")
)


@pytest.fixture
def words(bench):
    return CardWords(TEAM, bench.dates, bench.money)


def reply(left, whole=60):
    due = NOW + minutes(left)
    return {"sla_due": due, "sla_started": due - minutes(whole)}


@pytest.mark.parametrize(
    ("values", "step"),
    [
        (
            {"next_due": NOW - days(2), "next_kind": "email"},
            CardStep("late", "mail", "Email · 2 days late", None, "danger"),
        ),
        (
            {"next_due": NOW + minutes(48), "next_kind": "call"},
            CardStep("today", "phone", "Call · 14:30", None, "ok"),
        ),
        (
            {"next_due": NOW.replace(hour=23, minute=59, second=59), "next_kind": "email"},
            CardStep("today", "mail", "Email · today", None, "ok"),
        ),
        (
            {"next_due": NOW + days(5), "next_kind": "meeting"},
            CardStep("future", "calendar", "Meeting · Tue 25 Nov"),
        ),
        (
            {"next_due": NOW + days(5), "next_kind": "todo", "next_title": "Send\nquote"},
            CardStep("future", "list-plus", "Send quote · Tue 25 Nov"),
        ),
        ({}, CardStep("none", "triangle-alert", "Plan next step", None, "warn")),
        (reply(12), CardStep("sla", "timer", "First reply · 12 min left", 0.8, "warn")),
        (reply(45), CardStep("sla", "timer", "First reply · 45 min left", 0.25, "ok")),
        (
            reply(-38) | {"next_due": NOW + days(1), "next_kind": "call"},
            CardStep("late", "alarm-clock-off", "First reply · 38 min late", 1.0, "danger"),
        ),
    ],
)
def test_the_line_of_the_next_step(words, values, step):
    assert words.step(row(1, **values), NOW) == step


def test_a_whole_card(words):
    lead = row(
        1, company="Nordwind Logistics", name="Anna Lindqvist", value=Decimal(24000), score=84,
        band="hot", next_due=NOW + minutes(48), next_kind="call", tags=("vip",), version=7,
    )  # fmt: skip
    card = words.card(lead, NOW)
    assert (card.headline(), card.subline()) == ("Nordwind Logistics", "Anna Lindqvist")
    assert (card.value_text, card.type_text, card.days_text) == ("€24,000", "Demo request", "3 d")
    assert (card.score, card.band, card.revision, card.tags) == (84, "hot", 7, ("vip",))
    assert (card.owner_initials, card.owner_color_index) == ("SK", SAM.color - 1)
    assert card.accessible_text == (
        "Nordwind Logistics, Anna Lindqvist, €24,000, score 84 hot, call today 14:30, "
        "3 days in stage"
    )


def test_type_other_shows_the_source_and_no_owner_no_avatar(words):
    card = words.card(row(1, lead_type="other", source="trade fair", owner_id=None), NOW)
    assert (card.type_text, card.owner_initials) == ("Trade fair", "")
    assert words.card(row(1, owner_id=PRIYA.id), NOW).owner_initials == "PR"


def test_one_owners_view_has_no_avatars_and_raw_cards_are_incomplete(bench):
    words = CardWords(TEAM, bench.dates, bench.money, one_owner=True)
    raw = PIPELINE.by_role("raw")
    card = words.card(row(1, stage_id=raw.id, company="", name=""), NOW)
    assert card.owner_initials == ""
    assert card.incomplete
    assert card.headline() == "p1@example.org"
    assert card.accessible_text.startswith("p1@example.org, ")


def test_a_stage_or_user_that_is_gone_leaves_a_card(words):
    card = words.card(row(1, stage_id=999, owner_id=999, currency="", value=None), NOW)
    assert (card.owner_initials, card.value_text, card.stale) == ("", "", False)


@pytest.mark.parametrize(
    ("values", "stale"),
    [
        ({"last_activity_at": NOW - days(15)}, True),
        ({"last_activity_at": NOW - days(13)}, False),
        ({"last_activity_at": NOW - days(15), "next_due": NOW + days(3)}, False),
        ({"last_activity_at": NOW - days(15), "next_due": NOW + days(20)}, True),
        ({"stage_since": NOW - days(20)}, True),
        ({"last_activity_at": NOW - days(15), "next_due": NOW - days(1)}, True),
        ({"last_activity_at": NOW - days(15), "stage_since": NOW - days(2)}, False),
    ],
)
def test_going_stale(words, values, stale):
    old = {"created_at": NOW - days(40), "stage_since": NOW - days(40)}
    card = words.card(row(1, **{**old, **values}), NOW)
    assert card.stale is stale
    assert ("going stale" in card.accessible_text) is stale


names = st.text(max_size=300)


@given(names, names, names, st.sampled_from(["call", "email", "todo", "odd"]), st.integers(-9, 9))
def test_any_text_makes_a_card_of_single_lines(qapp, company, name, title, kind, day):
    bench = Bench()
    words = CardWords(TEAM, bench.dates, bench.money)
    lead = row(
        1, company=company, name=name, next_title=title, next_kind=kind, next_due=NOW + days(day)
    )
    card = words.card(lead, NOW)
    for text in (card.company, card.person, card.step.text, card.accessible_text):
        assert "\n" not in text
        assert "\u202e" not in text
        assert len(text) < 1000


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 3), st.booleans()), min_size=1, max_size=20
    ),
    st.sampled_from(["next_step", "score", "value", "newest", "longest_in_stage"]),
)
def test_a_dropped_card_is_placed_where_the_reader_puts_it(made, sort):
    chosen = BoardFilter(sort=sort, day_ends=NOW + hours(10))
    rows = [
        row(
            n, score=a, value=None if c else Decimal(a), created_at=NOW - hours(a),
            stage_since=None if c else NOW - hours(b), next_due=None if c else NOW + hours(4 * a),
        )
        for n, (a, b, c) in enumerate(made, start=1)
    ]  # fmt: skip
    ordered = sorted(rows, key=lambda r: sort_key(r, chosen))
    for lead in rows:
        others = [r for r in ordered if r is not lead]
        others.insert(place_of(lead, others, chosen), lead)
        assert others == ordered
