"""Points that explain themselves."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.activity import Activity
from leaddesk.domain.criteria import Condition
from leaddesk.domain.scoring import (
    Disqualifier,
    FitRule,
    IntentRule,
    RuleSet,
    band,
    grade,
    is_mql,
    score,
)
from leaddesk.domain.scoring_defaults import default_rules

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def happened(kind, *days, subject="", **rest):
    return [
        Activity(n, 1, kind, NOW - day * DAY, subject=subject, **rest) for n, day in enumerate(days)
    ]


def intent_of(rule, activities, now=NOW):
    result = score({}.get, activities, RuleSet(intent=(rule,)), now)
    return sum(reason.points for reason in result.reasons if reason.part == "intent")


def test_points_fade_by_half_in_a_half_life():
    rule = IntentRule("Call", ("call",), 20)
    told = [intent_of(rule, happened("call", days)) for days in (0, 30, 60, 300)]

    assert told == [20, 10, 5, 0]
    assert (
        intent_of(IntentRule("Left", ("call",), -10, half_life=None), happened("call", 999)) == -10
    )
    result = score({}.get, happened("call", 999), RuleSet(
        fit=(FitRule("Known", Condition("company", "is_empty"), 30),),
        intent=(IntentRule("Left", ("call",), -10, half_life=None),)), NOW)  # fmt: skip
    assert (result.score, result.intent) == (30, 0)


def test_a_rule_gives_no_more_than_its_cap():
    assert intent_of(IntentRule("Use", ("call",), 5), happened("call", 0, 0, 0)) == 5
    assert intent_of(IntentRule("Use", ("call",), 5, cap=12), happened("call", 0, 0, 0)) == 12
    assert intent_of(IntentRule("Use", ("call",), 5, cap=20), happened("call", 0, 30)) == 8


def test_several_within_a_window_count_once_dated_by_the_newest():
    rule = IntentRule("Visits", ("page_visit",), 16, min_count=3, window_days=7)

    assert intent_of(rule, happened("page_visit", 1, 2)) == 0
    assert intent_of(rule, happened("page_visit", 0, 6, 9)) == 0
    assert intent_of(rule, happened("page_visit", 0, 30, 31, 32)) == 8
    assert intent_of(rule, happened("page_visit", 0, 1, 2, 3)) == 16


def test_what_lies_ahead_does_not_count_yet():
    assert intent_of(IntentRule("Call", ("call",), 20), happened("call", -1)) == 0


def test_caps_floor_and_disqualifier_are_lines_of_their_own():
    fit = tuple(FitRule(f"F{n}", Condition("company", "is_set"), 30) for n in range(2))
    rules = RuleSet(fit=fit, disqualifiers=(Disqualifier("Rival", Condition("title", "eq", "spy"),
                                                         "no fit"),))  # fmt: skip
    result = score({"company": "Acme"}.get, (), rules, NOW)
    assert (result.score, result.fit) == (50, 50)
    assert [(r.rule, r.points) for r in result.reasons if r.part == "cap"] == [("Fit limit", -10)]

    spy = score({"company": "Acme", "title": "Spy"}.get, (), rules, NOW)
    assert (spy.score, spy.band, spy.suggested) == (0, "low", "no fit")
    assert sum(reason.points for reason in spy.reasons) == 0


@pytest.mark.parametrize(
    ("points", "wanted"),
    [(0, "low"), (19, "low"), (20, "cold"), (50, "warm"), (79, "warm"), (80, "hot"), (100, "hot")],
)
def test_bands(points, wanted):
    assert band(points, RuleSet()) == wanted


@pytest.mark.parametrize(
    ("fit", "intent", "wanted"),
    [(50, 50, "A1"), (0, 0, "D4"), (38, 12, "A4"), (37, 13, "B3"), (25, 25, "B2"), (12, 38, "D1")],
)
def test_grades_are_quarters_of_the_caps(fit, intent, wanted):
    assert grade(fit, intent, RuleSet()) == wanted


def test_opened_mails_alone_never_promote():
    rules = default_rules()
    facts = {"employees": 200, "title": "CEO", "company": "Acme", "mailbox": "business",
             "phone": "+49891", "budget": "1", "timeline": "now"}  # fmt: skip
    opens = happened("email_opened", 0, 1, 2, 3, 4)
    promoted = RuleSet(rules.fit, rules.intent, mql=type(rules.mql)(30, 20, 5))
    assert not is_mql(score(facts.get, opens, promoted, NOW), promoted)
    mail = [*opens, *happened("email_in", 0)]
    assert is_mql(score(facts.get, mail, promoted, NOW), promoted)


def test_the_default_rules_tell_a_buyer_from_a_passer_by():
    rules = default_rules()
    buyer = {"employees": 200, "title": "Head of Sales", "company": "Acme", "mailbox": "business",
             "phone": "+49891"}  # fmt: skip
    asked = happened("form", 0, subject="demo request") + happened("call", 0, outcome="reached")
    best = score(buyer.get, asked, rules, NOW)
    assert best.band == "hot"
    assert is_mql(best, rules)
    assert [reason.rule for reason in best.reasons][:2] == [
        "50 to 1,000 employees", "Decides (job title)",
    ]  # fmt: skip
    student = score({"title": "Student", "company": "Uni"}.get, asked, rules, NOW)
    assert (student.score, student.suggested) == (0, "no fit")
    assert score({"mailbox": "free"}.get, (), rules, NOW).score == 0


KINDS = ["call", "form", "page_visit", "email_opened", "unsubscribe", "download", "meeting"]
ACTIVITIES = st.lists(
    st.builds(
        lambda kind, hours, subject: Activity(
            1, 1, kind, NOW - timedelta(hours=hours), subject=subject
        ),
        st.sampled_from(KINDS), st.floats(0, 9000),
        st.sampled_from(["", "demo request", "pricing guide", "referral"]),
    ),
    max_size=12,
)  # fmt: skip
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "employees": st.integers(1, 9000).map(Decimal), "title": st.sampled_from(["CEO", "Intern"]),
        "company": st.just("Acme"), "mailbox": st.sampled_from(["free", "business"]),
        "phone": st.just("+49891"), "consent_email": st.just("denied"),
        "consent_phone": st.just("denied"),
    },
)  # fmt: skip


@given(FACTS, ACTIVITIES)
def test_the_parts_always_add_up(facts, activities):
    rules = default_rules()
    result = score(facts.get, activities, rules, NOW)

    assert 0 <= result.score <= 100
    assert sum(reason.points for reason in result.reasons) == result.score
    assert result.score in {0, result.fit + result.intent}
    assert all(reason.points for reason in result.reasons)
    assert score(facts.get, list(reversed(activities)), rules, NOW).score == result.score


@given(ACTIVITIES)
def test_nothing_changes_before_the_named_instant_and_something_does_at_it(activities):
    rules = default_rules()
    result = score({}.get, activities, rules, NOW)

    def parts(now):
        found = score({}.get, activities, rules, now)
        return {(reason.rule, reason.points) for reason in found.reasons if reason.part == "intent"}

    if result.changes_at is None:
        assert parts(NOW) == parts(NOW + 400 * DAY)
        return
    assert result.changes_at > NOW
    assert parts(result.changes_at) != parts(NOW)
    if result.changes_at - NOW > timedelta(seconds=5):
        assert parts(result.changes_at - timedelta(seconds=5)) == parts(NOW)
