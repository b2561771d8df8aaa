"""Three-way merge of fields, consent, attribution."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.activity import Activity, Consent
from leaddesk.domain.attribution import Touch, shares, touchpoints
from leaddesk.domain.consent import current, may_contact, read_status, stricter
from leaddesk.domain.merge_fields import merge

NOW = datetime(2026, 3, 10, tzinfo=UTC)
VALUES = st.sampled_from(["a", "b", "c", ""])
RECORDS = st.fixed_dictionaries({"city": VALUES, "title": VALUES, "value": VALUES})


@given(RECORDS)
def test_merging_nothing_changes_nothing(record):
    assert merge(record, record, record).values == record
    assert not merge(record, {}, record).clashes


@given(RECORDS, RECORDS)
def test_a_change_of_one_side_is_never_lost(base, changed):
    assert merge(base, changed, base).values == changed
    assert merge(base, base, changed).values == changed
    assert not merge(base, changed, base).clashes
    assert not merge(base, base, changed).clashes


@given(RECORDS, RECORDS, RECORDS)
def test_a_clash_is_where_both_changed_and_differ(base, mine, theirs):
    merged = merge(base, mine, theirs)
    for name in base:
        both = mine[name] != base[name] != theirs[name] and mine[name] != theirs[name]
        assert (name in merged.clashes) == both
        if both:
            assert merged.values[name] == theirs[name]
            clash = merged.clashes[name]
            assert (clash.before, clash.mine, clash.theirs) == (
                base[name], mine[name], theirs[name],
            )  # fmt: skip
        else:
            expected = mine[name] if mine[name] != base[name] else theirs[name]
            assert merged.values[name] == expected
    assert set(merge(base, theirs, mine).clashes) == set(merged.clashes)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("yes", "granted"), ("Ja", "granted"), ("opted in", "granted"), ("GRANTED", "granted"),
     ("double opt-in", "granted"), ("no", "denied"), ("Nein", "denied"), ("denied", "denied"),
     ("unsubscribed", "denied"), ("bounced", "denied"), ("pending", "unknown"), ("", "unknown"),
     ("perhaps tomorrow", None)],
)  # fmt: skip
def test_statements_are_read_as_people_write_them(text, wanted):
    assert read_status(text) == wanted


def test_the_newest_statement_counts_of_two_at_once_the_stricter():
    said = [
        Consent(1, 1, "email", "granted", NOW),
        Consent(2, 1, "email", "denied", NOW),
        Consent(3, 1, "phone", "denied", NOW - timedelta(days=1)),
        Consent(4, 1, "phone", "granted", NOW),
    ]
    assert current(said) == {"email": "denied", "phone": "granted"}
    assert current(reversed(said)) == current(said)
    assert stricter("denied", "granted") == stricter("granted", "denied") == "denied"
    assert stricter("", "granted") == "granted"
    assert [may_contact(s) for s in ("granted", "denied", "unknown", "")] == [True, *[False] * 3]


SOURCES = st.lists(st.tuples(st.sampled_from(["Fair", "Web", ""]), st.integers(0, 99)), max_size=8)


@given(SOURCES, st.sampled_from(["first", "last", "linear"]))
def test_shares_add_up_to_one(sources, model):
    activities = [
        Activity(n, 1, "form", NOW + timedelta(days=days), source=source)
        for n, (source, days) in enumerate(sources)
    ]
    touches = touchpoints(activities)
    found = shares(touches, model)

    assert sum(found.values()) == (1 if touches else 0)
    if touches and model != "linear":
        assert set(found) == {touches[0 if model == "first" else -1]}


def test_all_touches_share_alike_in_the_linear_model():
    web, fair = Touch("Web"), Touch("Fair")
    assert shares((web, fair, web), "linear") == {web: Fraction(2, 3), fair: Fraction(1, 3)}
