"""Where a card that was just dropped will stand, before the database has said so.

The same orders as the reader's, over the few rows at hand: when the answer comes, the card need
not jump. No Qt here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeAlias

from leaddesk.service.read_models import BoardFilter, CardRow

SortKey: TypeAlias = tuple[int, float, int]
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def sort_key(row: CardRow, filter: BoardFilter) -> SortKey:
    """Return a key that rises along the board's order; equal keys go by id like the reader's."""
    match filter.sort:
        case "score":
            return (0, -row.score, -row.id)
        case "newest":
            return (0, -row.created_at.timestamp(), -row.id)
        case "value":
            return (1, 0.0, row.id) if row.value is None else (0, -float(row.value), -row.id)
        case "longest_in_stage":
            since = row.stage_since
            return (1, 0.0, row.id) if since is None else (0, since.timestamp(), row.id)
        case _:
            return _by_next_step(row, filter)


def _by_next_step(row: CardRow, filter: BoardFilter) -> SortKey:
    """Late and today, then nothing planned, then later."""
    due = min(row.sla_due or _NEVER, row.next_due or _NEVER)
    if due is _NEVER:
        return (1, 0.0, row.id)
    is_soon = filter.day_ends is None or due < filter.day_ends
    return (0 if is_soon else 2, due.timestamp(), row.id)


def place_of(row: CardRow, rows: Sequence[CardRow], filter: BoardFilter) -> int:
    """Return before which of `rows` the card belongs; by hand: at the top."""
    if filter.sort == "manual":
        return 0
    return bisect_left([sort_key(other, filter) for other in rows], sort_key(row, filter))
