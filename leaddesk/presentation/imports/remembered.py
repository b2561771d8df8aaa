"""The matching of a heading, kept for the next file of the same form."""

from __future__ import annotations

import json
from collections.abc import Generator
from dataclasses import dataclass

from leaddesk.base.progress import Progress
from leaddesk.domain.mapping.fields import CUSTOM
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.imports.decisions import Decisions
from leaddesk.presentation.imports.matchings import NAMED, NamedMatching, read_named
from leaddesk.service.commands import SaveTeamSetting
from leaddesk.service.desk import Desk
from leaddesk.service.read_models import Reader, TeamView

OWN_FIELDS = "custom_fields"
"""The setting that holds the names of the team's own fields, as a JSON list."""


@dataclass(frozen=True, slots=True)
class Known:
    """The team, what is remembered of a heading (one's own before the team's), the matchings that
    have a name, and the names of the team's own fields."""

    team: TeamView
    memory: str | None
    named: tuple[NamedMatching, ...] = ()
    own_fields: tuple[str, ...] = ()


def read_known(reader: Reader, memory_key: str, user_id: int | None) -> Known:
    """For a reader's lane."""
    own = reader.setting(memory_key, user_id) if user_id is not None else None
    team = reader.team()
    named = read_named(reader.setting(NAMED), is_mine=writes_for_all(team, user_id))
    if user_id is not None:
        named = (*named, *read_named(reader.setting(NAMED, user_id)))
    fields = _names(reader.setting(OWN_FIELDS))
    return Known(team, own or reader.setting(memory_key), named, fields)


def writes_for_all(team: TeamView, user_id: int | None) -> bool:
    """Whether what this user keeps is the whole team's."""
    me = next((user for user in team.users if user.id == user_id), None)
    return me is None or me.role in ("manager", "admin")


def keep_matching(client: DeskClient, decisions: Decisions, team: TeamView) -> None:
    """Keep the matching for files with this heading; nobody hears whether that could be done."""
    if client.desk is not None:
        command = memory_command(decisions, team, client.user_id)
        client.run(keep(client.desk, command), on_error=lambda _error: None)


def keep_own_fields(client: DeskClient, decisions: Decisions, team: TeamView) -> None:
    """Make the own fields of an import known to the team, where this user may."""
    own = any(field.startswith(CUSTOM) for field in decisions.mapping.fields)
    if own and client.desk is not None and writes_for_all(team, client.user_id):
        client.run(keep_fields(client.desk, decisions), on_error=lambda _error: None)


def keep_fields(desk: Desk, decisions: Decisions) -> Generator[Progress, None, None]:
    """Long work of one slice: the own fields that an import filled become fields of the team."""
    made = [at.removeprefix(CUSTOM) for at in decisions.mapping.fields if at.startswith(CUSTOM)]
    known = _names(desk.ask(lambda reader: reader.setting(OWN_FIELDS)))
    new = tuple(dict.fromkeys((*known, *made)))
    if new != known:
        desk.execute(SaveTeamSetting(OWN_FIELDS, json.dumps(new, ensure_ascii=False)))
    yield Progress(1, 1)


def keep(desk: Desk, command: SaveTeamSetting) -> Generator[Progress, None, None]:
    """As long work of one slice: nobody needs a toast that a matching was kept."""
    desk.execute(command)
    yield Progress(1, 1)


def memory_command(decisions: Decisions, team: TeamView, user_id: int | None) -> SaveTeamSetting:
    """Keep the matching: a manager's for the whole team, another's for oneself."""
    owner = None if writes_for_all(team, user_id) else user_id
    return SaveTeamSetting(decisions.memory_key, decisions.to_memory(), owner)


def _names(document: str | None) -> tuple[str, ...]:
    try:
        plain = json.loads(document or "[]")
    except ValueError:
        return ()
    return tuple(str(one) for one in plain) if isinstance(plain, list) else ()
