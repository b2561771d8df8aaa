"""The lead that a row of a file may be a duplicate of, or that it updates, in words."""

from __future__ import annotations

from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr
from leaddesk.service.read_models import ImportRowView, TeamView


def other_words(row: ImportRowView, team: TeamView | None) -> str:
    """Return company, person, stage and owner of the other lead, or where in the file the other
    row stands; "" when there is none."""
    other = row.other
    if other is None:
        return tr("Line {n} of this file", n=row.other_line) if row.other_line else ""
    parts = [one_line(other.company), one_line(other.name or other.email)]
    if team is not None:
        stages = {stage.id: stage.name for stage in team.pipeline.stages}
        users = {user.id: user.name for user in team.users}
        owner = users.get(other.owner_id or 0, "")
        parts += [stages.get(other.stage_id, ""), one_line(owner) or tr("Unassigned")]
    return " · ".join(part for part in parts if part)


def with_reason(other: str, reason: str) -> str:
    """Return both as one text."""
    return (
        tr("{lead}: {reason}", lead=other, reason=reason) if other and reason else other or reason
    )
