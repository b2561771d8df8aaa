"""What each part of a filter takes away: how many leads there would be without it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, case, func, select

from leaddesk.domain.criteria import All, Criteria
from leaddesk.service.read_models import BoardFilter, ListQuery
from leaddesk.storage import rows
from leaddesk.storage.readers import board, lists
from leaddesk.storage.readers.criteria_sql import compile_criteria

lead = rows.lead.c


def read_without_each(connection: Connection, query: BoardFilter | ListQuery) -> tuple[int, ...]:
    """One pass over the leads. A lead that fails only the part at place i adds `base + i`, one
    that fails more adds at least twice `base`: so a single number says which part it fails."""
    parts = parts_of(query.criteria)
    if not parts:
        return ()
    base = len(parts)
    failed = [
        case((compile_criteria(connection, part), 0), else_=base + place)
        for place, part in enumerate(parts)
    ]
    number = sum(failed[1:], failed[0]).label("number")
    rest = replace(query, criteria=None)
    if isinstance(rest, BoardFilter):
        where = [lead.column_id.is_not(None), *board.conditions(connection, rest)]
    else:
        where = lists.conditions(connection, rest)
    answer = connection.execute(
        select(number, func.count()).where(*where).group_by(number).having(number < 2 * base)
    )
    counts = {int(failing): int(n) for failing, n in answer.fetchall()}
    passing = counts.get(0, 0)
    return tuple(passing + counts.get(base + place, 0) for place in range(base))


def parts_of(criteria: Criteria | None) -> tuple[Criteria, ...]:
    """The parts that all must hold; a filter that is not made of such is its own only part."""
    if criteria is None:
        return ()
    return criteria.parts if isinstance(criteria, All) else (criteria,)
