"""The chips of a filter in words: what each is about, and what is asked of it."""

from __future__ import annotations

from leaddesk.domain.criteria import Criteria
from leaddesk.presentation.criteria_words import CriteriaWords
from leaddesk.presentation.filter_fields import WORDS, row_of
from leaddesk.presentation.text import tr
from leaddesk.service.read_models import TeamView


def part_words(part: Criteria, team: TeamView | None) -> tuple[str, str]:
    """Return a chip's field and its condition: ("Score", "50 or more")."""
    row = row_of(part)
    if row is not None and row.field == WORDS:
        return tr("Words"), tr("contain “{text}”", text=row.values[0])
    return CriteriaWords(team).part(part)
