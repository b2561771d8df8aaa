"""Days of a filter as the instants between which they last in somebody's zone.

Who asks a database for "today" means a day of their own; the database knows none but UTC's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from leaddesk.domain.criteria import (
    All,
    Any,
    Condition,
    Criteria,
    Not,
    Op,
    Scalar,
    day_of,
    kind_of,
    scalars,
    span,
)


def in_zone(criteria: Criteria, now: datetime) -> Criteria:
    """Return a filter without relative dates, and without days on fields that hold a time; both
    are those of the zone of `now` (aware)."""
    if isinstance(criteria, All):
        return All(tuple(in_zone(part, now) for part in criteria.parts))
    if isinstance(criteria, Any):
        return Any(tuple(in_zone(part, now) for part in criteria.parts))
    if isinstance(criteria, Not):
        return Not(in_zone(criteria.part, now))
    field, values = criteria.field, scalars(criteria.value)
    if kind_of(field) == "day":
        days: tuple[Scalar, ...] = tuple(day_of(value, now) for value in values)
        if values:
            return Condition(field, criteria.op, days if len(days) > 1 else days[0])
        return criteria
    if kind_of(field) != "time" or not values or criteria.op not in _ENDS:
        return criteria
    spans = [span(value, now) for value in values]
    start, end = spans[0][0], spans[-1][1]
    if criteria.op == "ne":
        return Not(in_zone(Condition(field, "eq", criteria.value), now))
    if criteria.op in {"eq", "between"}:
        return All((Condition(field, "ge", start), Condition(field, "lt", end)))
    op = _ENDS[criteria.op]
    return Condition(field, op, start if criteria.op in {"lt", "ge"} else end)


_ENDS: Final[Mapping[Op, Op]] = {
    "eq": "eq", "ne": "ne", "between": "between", "lt": "lt", "ge": "ge", "le": "lt", "gt": "ge",
}  # fmt: skip
