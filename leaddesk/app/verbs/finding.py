"""What a command line names: records by id or filter, stages, users and queues by name."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from leaddesk.app.verbs.arguments import read_ids
from leaddesk.app.verbs.context import Context
from leaddesk.base.errors import KnownError
from leaddesk.domain.criteria import All, Condition, Criteria, Not
from leaddesk.domain.criteria_days import in_zone
from leaddesk.domain.criteria_parse import parse
from leaddesk.domain.people import Team, User
from leaddesk.domain.pipeline import Pipeline, Stage
from leaddesk.domain.saved_view import SavedView
from leaddesk.service.read_models import ListQuery, Reader, TeamView

CUSTOM_FIELDS = "custom_fields"
_OF_BOTH = frozenset({"kind", "stage", "lifecycle", "close_date", "id"})
_LEADS = Condition("kind", "eq", "lead")


@dataclass(frozen=True, slots=True)
class Names:
    """The team, and the names of its own fields."""

    team: TeamView
    custom: tuple[str, ...] = ()

    @property
    def pipeline(self) -> Pipeline:
        return self.team.pipeline

    def login(self, user_id: int | None) -> str | None:
        """How the command line calls a user; None for nobody."""
        found = next((user for user in self.team.users if user.id == user_id), None)
        return found.login if found is not None else None

    def stage_name(self, stage_id: int | None) -> str | None:
        """A stage's name; None where there is no such stage any more."""
        found = next((s for s in self.pipeline.stages if s.id == stage_id), None)
        return found.name if found is not None else None


def read_names(context: Context) -> Names:
    """One short read."""

    def ask(reader: Reader) -> Names:
        custom = json.loads(reader.setting(CUSTOM_FIELDS) or "[]")
        return Names(reader.team(), tuple(map(str, custom)))

    return context.desk.ask(ask)


def read_filter(text: str, names: Names, now: datetime) -> Criteria:
    """The filter of `--where`; its days are those of the zone of `now`. It speaks of leads, unless
    it names the kind, a stage or something else that opportunities have too or alone."""
    criteria = in_zone(parse(text, names.custom), now)
    if _fields(criteria) & _OF_BOTH:
        return criteria
    return All((_LEADS, criteria))


def find_view(context: Context, text: str) -> SavedView:
    """A saved view by its name, an own one before one of the team; KnownError names them."""
    views = context.desk.ask(lambda reader: reader.saved_views(context.desk.user_id))
    wanted = " ".join(text.split()).casefold()
    for view in views:
        if view.name.casefold() == wanted:
            return view
    names = [view.name for view in views]
    known = f"{_near(text, names)}Views: {', '.join(names)}." if names else "No view is saved yet."
    raise KnownError(f"There is no view “{text}”.", f"Nothing was read. {known}", code="no-view")


def find_ids(
    context: Context, names: Names, ids: str, where: str | None, *, in_bin: bool = False
) -> tuple[int, ...]:
    """The records that a verb is about. KnownError if a filter meets none."""
    if where is None:
        return read_ids(ids)
    query = ListQuery(read_filter(where, names, context.local_now()), sort="id", in_bin=in_bin)
    found = tuple(context.desk.ask(lambda reader: reader.lead_ids(query)))
    if not found:
        raise KnownError(
            "No record meets the filter.", "Nothing was changed.", code="nothing-found"
        )
    return found


def find_stage(names: Names, text: str) -> Stage:
    """A stage by name or role; KnownError names the ones there are."""
    found = names.pipeline.by_name(text)
    if found is None:
        known = [stage.name for stage in names.pipeline.stages]
        raise KnownError(
            f"There is no stage “{text}”.",
            f"Nothing was changed. {_near(text, known)}Stages: {', '.join(known)}.",
            code="no-stage",
        )
    return found


def find_user(names: Names, text: str) -> User | None:
    """A user by login, name or e-mail address; None if there is none."""
    wanted = text.strip().casefold()
    for user in names.team.users:
        if wanted in {user.login.casefold(), user.name.casefold(), user.email.casefold()} - {""}:
            return user
    return None


def find_owner(names: Names, text: str) -> User | Team:
    """A user or a queue; KnownError names the ones there are."""
    user = find_user(names, text)
    if user is not None:
        return user
    wanted = text.strip().casefold()
    for team in names.team.teams:
        if wanted == team.name.casefold() or (wanted == "queue" and team.is_default):
            return team
    known = [*(user.login for user in names.team.users), *(t.name for t in names.team.teams)]
    raise KnownError(
        f"There is no user or queue “{text}”.",
        f"Nothing was changed. {_near(text, known)}Known: {', '.join(known)}.",
        code="no-user",
    )


def _near(text: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(text, list(known), n=1)
    return f"Did you mean “{near[0]}”? " if near else ""


def _fields(criteria: Criteria) -> set[str]:
    if isinstance(criteria, Condition):
        return {criteria.field}
    if isinstance(criteria, Not):
        return _fields(criteria.part)
    found: set[str] = set()
    return found.union(*(_fields(part) for part in criteria.parts))
