"""Values of the file (stages, owners, sources) and what they mean here, once for each value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaddesk.domain.mapping.profile import ColumnStats
from leaddesk.presentation.text import tr
from leaddesk.service.import_plan import Choice
from leaddesk.service.intake_stage import named_stage
from leaddesk.service.read_models import TeamView

MATCHED = ("stage", "source", "owner")
"""Fields whose values a person may match."""
SOURCES = (
    "Website", "Referral", "Event", "Webinar", "LinkedIn", "Google Ads", "E-mail campaign",
    "Organic search", "Cold call", "Advertising", "Social media", "Purchased list",
)  # fmt: skip
_BY_HAND = frozenset({"column", "nurture", "disqualified", "won", "lost"})
"""Roles of the stages that a person may name; into the others a lead comes by itself."""


@dataclass(frozen=True, slots=True)
class ValueMatch:
    """`meaning` is what it becomes: "" is left out, None that nobody knows yet. `by_hand` says
    that a person chose it."""

    value: str
    count: int
    meaning: str | None
    by_hand: bool = False


def value_matches(
    stats: ColumnStats, team: TeamView, choices: Sequence[Choice]
) -> tuple[ValueMatch, ...]:
    """Each distinct value of a column with its meaning; the unknown ones first."""
    chosen = {value: meaning for field, value, meaning in choices if field == stats.field}
    found = [
        ValueMatch(value, count, chosen[value], by_hand=True)
        if value in chosen
        else ValueMatch(value, count, _known(stats.field, value, team))
        for value, count in stats.values
    ]
    return tuple(sorted(found, key=lambda one: one.meaning is not None or one.by_hand))


def options(
    field: str, team: TeamView, matches: Sequence[ValueMatch]
) -> tuple[tuple[str, str], ...]:
    """(meaning, words) to choose from for a value of such a column."""
    if field == "stage":
        stages = [s for s in team.pipeline.stages if s.role in _BY_HAND]
        return (*((s.name, s.name) for s in stages), ("", tr("Leave the stage open")))
    if field == "owner":
        people = [(u.login, u.name) for u in team.users if u.active]
        return (*people, ("", tr("Routing rules decide")))
    own = dict.fromkeys([*(one.value for one in matches), *SOURCES])
    return (*((name, name) for name in own), ("", tr("Leave the source open")))


def unknown(matches: Sequence[ValueMatch]) -> int:
    """How many values nobody knows the meaning of."""
    return sum(1 for one in matches if one.meaning is None)


def _known(field: str, value: str, team: TeamView) -> str | None:
    if field == "stage":
        stage = named_stage(value, team.pipeline)
        return stage.name if stage is not None else None
    if field == "owner":
        wanted = value.strip().casefold()
        for user in team.users:
            names = {user.login.casefold(), user.name.casefold(), user.email.casefold()}
            if wanted in names:
                return user.login if user.active else None
        return None
    return value
