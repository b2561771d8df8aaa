"""Who gets a lead, and why. Pure: turns and loads are handed in, the caller keeps them.

The owner of the lead's company comes first. Then the first rule whose condition holds names a
user, or a team with a strategy. Whoever is inactive or full is passed over. With nobody left, or no
rule, the lead waits in the fallback team's queue: never neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from leaddesk.domain.criteria import ALWAYS, Criteria, ValueOf, matches

Strategy = Literal["round_robin", "least_open"]


@dataclass(frozen=True, slots=True)
class RoutingRule:
    """`user_id`, or a team and how it shares its leads."""

    name: str
    when: Criteria = ALWAYS
    user_id: int | None = None
    team_id: int | None = None
    strategy: Strategy = "round_robin"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody leads can go to. `capacity` 0: no limit; `open_leads` what they have now."""

    id: int
    name: str
    active: bool = True
    capacity: int = 0
    open_leads: int = 0


@dataclass(frozen=True, slots=True)
class TeamState:
    """Who is there. `turns` is each team's position in its round robin: how many it has given."""

    members: Mapping[int, Member]
    teams: Mapping[int, tuple[int, ...]]
    team_names: Mapping[int, str] = field(default_factory=dict)
    turns: Mapping[int, int] = field(default_factory=dict)
    fallback_id: int | None = None


@dataclass(frozen=True, slots=True)
class Routed:
    """An owner, or a team whose queue it waits in. `turn_of` names the team whose round robin gave
    the place: the caller moves that team's position on by one."""

    owner_id: int | None
    team_id: int | None
    rule: str
    reason: str
    turn_of: int | None = None


def route(
    value_of: ValueOf,
    state: TeamState,
    rules: Sequence[RoutingRule],
    now: datetime,
    account_owner: int | None = None,
) -> Routed:
    """The same input gives the same owner: members take turns in the order of their ids, of the
    least loaded the one with the lowest id gets the lead."""
    owner = state.members.get(account_owner) if account_owner is not None else None
    if owner is not None and owner.active:
        return Routed(owner.id, None, "Account owner", f"{owner.name} owns the company")
    for rule in rules:
        if not matches(rule.when, value_of, now):
            continue
        found = _by_rule(rule, state)
        if found is not None:
            return found
    return _queue(state, "no rule matches" if not rules else "nobody is available")


def in_turn(team_id: int, state: TeamState, position: int) -> Member | None:
    """Whose turn it is in a team at a position; None if nobody of it can take a lead."""
    able = _able(team_id, state)
    return able[position % len(able)] if able else None


def _by_rule(rule: RoutingRule, state: TeamState) -> Routed | None:
    if rule.user_id is not None:
        member = state.members.get(rule.user_id)
        if member is None or not _is_able(member):
            return None
        return Routed(member.id, None, rule.name, f'rule "{rule.name}" names {member.name}')
    if rule.team_id is None:
        return None
    able = _able(rule.team_id, state)
    if not able:
        return None
    team = state.team_names.get(rule.team_id, "")
    if rule.strategy == "least_open":
        least = min(able, key=lambda member: (member.open_leads, member.id))
        why = f"{least.name} has the fewest open leads of {team}"
        return Routed(least.id, rule.team_id, rule.name, why)
    position = state.turns.get(rule.team_id, 0)
    member = able[position % len(able)]
    why = f"turn of {member.name} in {team}"
    return Routed(member.id, rule.team_id, rule.name, why, rule.team_id)


def _queue(state: TeamState, why: str) -> Routed:
    name = state.team_names.get(state.fallback_id or 0, "the queue")
    return Routed(None, state.fallback_id, "Queue", f"waits in {name}: {why}")


def _able(team_id: int, state: TeamState) -> list[Member]:
    found = (state.members.get(one) for one in sorted(state.teams.get(team_id, ())))
    return [member for member in found if member is not None and _is_able(member)]


def _is_able(member: Member) -> bool:
    return member.active and (member.capacity <= 0 or member.open_leads < member.capacity)
