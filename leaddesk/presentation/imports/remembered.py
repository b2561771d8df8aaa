"""The matching of a heading, kept for the next file of the same form."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from leaddesk.base.progress import Progress
from leaddesk.presentation.imports.decisions import Decisions
from leaddesk.service.commands import SaveTeamSetting
from leaddesk.service.desk import Desk
from leaddesk.service.read_models import Reader, TeamView


@dataclass(frozen=True, slots=True)
class Known:
    """The team, and what is remembered of a heading: one's own before the team's."""

    team: TeamView
    memory: str | None


def read_known(reader: Reader, memory_key: str, user_id: int | None) -> Known:
    """For a reader's lane."""
    own = reader.setting(memory_key, user_id) if user_id is not None else None
    return Known(reader.team(), own or reader.setting(memory_key))


def keep(desk: Desk, command: SaveTeamSetting) -> Generator[Progress, None, None]:
    """As long work of one slice: nobody needs a toast that a matching was kept."""
    desk.execute(command)
    yield Progress(1, 1)


def memory_command(decisions: Decisions, team: TeamView, user_id: int | None) -> SaveTeamSetting:
    """Keep the matching: a manager's for the whole team, another's for oneself."""
    me = next((user for user in team.users if user.id == user_id), None)
    for_all = me is None or me.role in ("manager", "admin")
    return SaveTeamSetting(
        decisions.memory_key, decisions.to_memory(), None if for_all else user_id
    )
