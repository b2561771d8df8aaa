"""Who gets a lead."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.criteria import Condition
from leaddesk.domain.routing import Member, RoutingRule, TeamState, in_turn, route

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
SALES, QUEUE = 10, 11
STATE = TeamState(
    members={1: Member(1, "Ana"), 2: Member(2, "Ben"), 3: Member(3, "Cem")},
    teams={SALES: (3, 1, 2), QUEUE: ()},
    team_names={SALES: "Sales", QUEUE: "Inbox"},
    fallback_id=QUEUE,
)
IN_TURN = RoutingRule("Everybody", team_id=SALES)


def go(state=STATE, rules=(IN_TURN,), account=None, **facts):
    return route(facts.get, state, rules, NOW, account)


def without(*ids):
    members = {
        one: replace(member, active=member.active and one not in ids)
        for one, member in STATE.members.items()
    }
    return replace(STATE, members=members)


def test_the_owner_of_the_company_comes_first_if_active():
    assert go(account=3).owner_id == 3
    assert go(account=3).turn_of is None
    assert "Cem owns the company" in go(account=3).reason
    assert go(without(3), account=3).rule == "Everybody"


def test_the_first_rule_that_holds_counts():
    rules = (
        RoutingRule("Austria", Condition("country", "eq", "AT"), user_id=2),
        RoutingRule("Hot", Condition("band", "eq", "hot"), user_id=3),
        IN_TURN,
    )
    assert go(rules=rules, country="AT", band="hot").owner_id == 2
    assert go(rules=rules, band="hot").reason == 'rule "Hot" names Cem'
    assert go(rules=rules).turn_of == SALES
    assert go(without(2), rules=rules, country="AT", band="hot").owner_id == 3


def test_the_least_loaded_gets_it_the_lower_id_on_a_tie():
    members = {
        one: replace(member, open_leads=load)
        for (one, member), load in zip(STATE.members.items(), (4, 2, 2), strict=True)
    }
    rule = RoutingRule("Even", team_id=SALES, strategy="least_open")
    assert go(replace(STATE, members=members), (rule,)).owner_id == 2


def test_whoever_is_full_is_passed_over():
    members = {**STATE.members, 1: Member(1, "Ana", capacity=5, open_leads=5)}
    owners = {go(replace(STATE, members=members, turns={SALES: n})).owner_id for n in range(6)}
    assert owners == {2, 3}


def test_with_nobody_there_it_waits_in_the_queue_and_says_why():
    routed = go(without(1, 2, 3))
    assert (routed.owner_id, routed.team_id) == (None, QUEUE)
    assert "Inbox" in routed.reason
    assert go(rules=()).team_id == QUEUE
    assert in_turn(QUEUE, STATE, 3) is None


@given(st.integers(0, 10**9), st.integers(1, 60), st.sets(st.sampled_from([1, 2, 3]), max_size=2))
def test_turns_are_fair_from_any_position(start, count, away):
    state = without(*away)
    owners = Counter(go(replace(state, turns={SALES: start + n})).owner_id for n in range(count))
    shares = [owners.get(one, 0) for one in (1, 2, 3) if one not in away]

    assert sum(shares) == count
    assert max(shares) - min(shares) <= 1
    assert in_turn(SALES, state, start).id == go(replace(state, turns={SALES: start})).owner_id
