"""The filter of a page as the parts that its chips show; all of them must hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, Signal

from leaddesk.domain.criteria import (
    ALWAYS,
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
from leaddesk.domain.saved_view import meant


class FilterModel(QObject):
    """Parts in the order in which they were added; `changed` is said when they are others."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Criteria, ...] = ()

    @property
    def parts(self) -> tuple[Criteria, ...]:
        """The conditions, each a chip."""
        return self._parts

    def set_parts(self, parts: Iterable[Criteria]) -> None:
        """Show other conditions; each only once."""
        found = tuple(dict.fromkeys(parts))
        if found != self._parts:
            self._parts = found
            self.changed.emit()

    def add(self, part: Criteria) -> None:
        """One more condition."""
        self.set_parts((*self._parts, part))

    def replace(self, number: int, part: Criteria) -> None:
        """Another condition in the place of one."""
        self.set_parts((*self._parts[:number], part, *self._parts[number + 1 :]))

    def remove(self, number: int) -> None:
        """One condition less."""
        self.set_parts((*self._parts[:number], *self._parts[number + 1 :]))

    def clear(self) -> None:
        """No condition."""
        self.set_parts(())


def joined(parts: Iterable[Criteria]) -> Criteria | None:
    """Return the filter that all parts make together; None for no part."""
    found = tuple(parts)
    if not found:
        return None
    return found[0] if len(found) == 1 else All(found)


def parts_of(criteria: Criteria | None) -> tuple[Criteria, ...]:
    """Return the parts of which `joined` makes this filter."""
    if criteria is None or criteria == ALWAYS:
        return ()
    return criteria.parts if isinstance(criteria, All) else (criteria,)


def asked(parts: Iterable[Criteria], login: str, now: datetime) -> Criteria | None:
    """Return what the database is asked for by parts: `me` is `login`, and days are those of the
    zone of `now`, as the instants between which they last."""
    found = joined(parts)
    return None if found is None else _in_zone(meant(found, login), now)


def _in_zone(criteria: Criteria, now: datetime) -> Criteria:
    if isinstance(criteria, All):
        return All(tuple(_in_zone(part, now) for part in criteria.parts))
    if isinstance(criteria, Any):
        return Any(tuple(_in_zone(part, now) for part in criteria.parts))
    if isinstance(criteria, Not):
        return Not(_in_zone(criteria.part, now))
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
        return Not(_in_zone(Condition(field, "eq", criteria.value), now))
    if criteria.op in {"eq", "between"}:
        return All((Condition(field, "ge", start), Condition(field, "lt", end)))
    op = _ENDS[criteria.op]
    return Condition(field, op, start if criteria.op in {"lt", "ge"} else end)


_ENDS: Final[Mapping[Op, Op]] = {
    "eq": "eq", "ne": "ne", "between": "between", "lt": "lt", "ge": "ge", "le": "lt", "gt": "ge",
}  # fmt: skip
