"""The team's rules and people as one transaction sees them, read once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from leaddesk.base.errors import KnownError
from leaddesk.domain.criteria import ValueOf
from leaddesk.domain.people import Team, User
from leaddesk.domain.pipeline import Pipeline
from leaddesk.domain.routing import Member, Routed, RoutingRule, TeamState, route
from leaddesk.domain.scoring import RuleSet
from leaddesk.domain.sla import Policy
from leaddesk.service.intake import IntakeContext
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.read_models import BoardFilter
from leaddesk.service.rules import (
    ROUTING,
    SCORING,
    SLA,
    TEAM,
    routing_rules,
    scoring_rules,
    sla_policies,
    team_setting,
)


@dataclass(frozen=True, slots=True)
class Book:
    """Read at the start of a verb; `uow.pipeline()` is asked for anew where stages may change."""

    pipeline: Pipeline
    users: tuple[User, ...]
    teams: tuple[Team, ...]
    scoring: RuleSet
    routing: tuple[RoutingRule, ...]
    policies: tuple[Policy, ...]
    currency: str
    region: str
    time_zone: str

    @property
    def default_team(self) -> Team | None:
        return next((team for team in self.teams if team.is_default), None)

    def user(self, id: int | None) -> User | None:
        return next((user for user in self.users if user.id == id), None)

    def intake(
        self, uow: UnitOfWork, channel: str = "manual", policy: str = "fill"
    ) -> IntakeContext:
        """What the intake needs to know."""
        return IntakeContext(
            now=uow.now, region=self.region, currency=self.currency, pipeline=self.pipeline,
            users=self.users, rules=self.scoring, policies=self.policies, channel=channel,
            policy=policy, actor_id=uow.actor.id if uow.actor else None,
            time_zone=self.time_zone,
        )  # fmt: skip


def open_book(uow: UnitOfWork) -> Book:
    """Rules, people and stages; KnownError if no team has been set up yet."""
    pipeline, users, teams = uow.pipeline(), uow.users.all(), uow.teams.all()
    if not pipeline.stages:
        raise KnownError(
            "There is no team here yet.", "Nothing was changed. Set the team up first.",
            code="no-team",
        )  # fmt: skip
    base = team_setting(uow.settings.get(TEAM))
    default = next((team.id for team in teams if team.is_default), None)
    return Book(
        pipeline, users, teams,
        scoring_rules(uow.settings.get(SCORING)),
        routing_rules(uow.settings.get(ROUTING), default),
        sla_policies(uow.settings.get(SLA)),
        base["currency"], base["region"], base["time_zone"],
    )  # fmt: skip


class Router:
    """Routes one lead after the other; takes the places of the round robins at the end, so that
    several clients never give the same place twice."""

    def __init__(self, uow: UnitOfWork, book: Book) -> None:
        self._uow = uow
        self._rules = book.routing
        self._state = team_state(uow, book)

    def route(self, value_of: ValueOf, now: datetime, account_owner: int | None = None) -> Routed:
        found = route(value_of, self._state, self._rules, now, account_owner)
        if found.turn_of is None:
            return found
        # The place is taken in the database first: only then is it known whose turn it is.
        position = self._uow.take_turns(found.turn_of, 1)
        self._state = replace(self._state, turns={**self._state.turns, found.turn_of: position})
        return route(value_of, self._state, self._rules, now, account_owner)


def team_state(uow: UnitOfWork, book: Book) -> TeamState:
    """Who can take leads. Loads are counted only if a rule asks for them."""
    loads: dict[int, int] = {}
    if any(rule.strategy == "least_open" for rule in book.routing):
        for user in book.users:
            heads = uow.reader.board_heads(BoardFilter(owner_id=user.id))
            loads[user.id] = sum(head.count for head in heads)
    return TeamState(
        members={
            u.id: Member(u.id, u.name or u.login, u.active, open_leads=loads.get(u.id, 0))
            for u in book.users
        },
        teams={team.id: team.members for team in book.teams},
        team_names={team.id: team.name for team in book.teams},
        fallback_id=book.default_team.id if book.default_team else None,
    )
