"""Which leads are being forgotten, and what a board asks its reader to look at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal, Protocol, TypeAlias

from leaddesk.domain.criteria import All, Any, Condition, Criteria, Not
from leaddesk.domain.pipeline import Pipeline, Stage

Need: TypeAlias = Literal["overdue", "today", "no_next_step", "sla_running", "going_stale"]
NEEDS: tuple[Need, ...] = ("overdue", "today", "no_next_step", "sla_running", "going_stale")
_DUE = ("next_step", "sla_due")
_TOUCHED = ("last_activity", "stage_since", "created")


class Ageing(Protocol):
    """What of a record counts: a lead, or its card."""

    @property
    def last_activity_at(self) -> datetime | None: ...

    @property
    def stage_since(self) -> datetime | None: ...

    @property
    def created_at(self) -> datetime: ...

    @property
    def next_due(self) -> datetime | None: ...


def is_going_stale(record: Ageing, column: Stage, now: datetime) -> bool:
    """Untouched for its column's rotting days, and no step planned within as many.

    Touched is a real activity, a change of stage, the creation; edits of fields, imports and
    scores don't count. A step that is late is not planned any more. Zero days switch it off.
    """
    if column.rotting_days <= 0:
        return False
    span = timedelta(days=column.rotting_days)
    touched = (record.last_activity_at, record.stage_since, record.created_at)
    planned = record.next_due is not None and now <= record.next_due <= now + span
    return max(at for at in touched if at is not None) <= now - span and not planned


def needs_criteria(
    needs: Iterable[Need], pipeline: Pipeline, now: datetime, day_ends: datetime
) -> Criteria | None:
    """The leads of the board that have any of these needs, as a filter; None for no need."""
    parts = tuple(_one(need, pipeline, now, day_ends) for need in needs)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else Any(parts)


def _one(need: Need, pipeline: Pipeline, now: datetime, day_ends: datetime) -> Criteria:
    overdue = Any(tuple(Condition(field, "lt", now) for field in _DUE))
    match need:
        case "overdue":
            return overdue
        case "today":
            return All((Any(tuple(Condition(f, "lt", day_ends) for f in _DUE)), Not(overdue)))
        case "no_next_step":
            return All(tuple(Condition(field, "is_empty") for field in _DUE))
        case "sla_running":
            return Condition("sla_due", "is_set")
        case "going_stale":
            first = pipeline.columns[0].id if pipeline.columns else 0
            return Any(
                tuple(
                    _stale(column, now, with_raw=column.id == first)
                    for column in pipeline.columns
                    if column.rotting_days > 0
                )
            )


def _stale(column: Stage, now: datetime, *, with_raw: bool) -> Criteria:
    """`is_going_stale` as a filter; raw leads stand in the first column."""
    span = timedelta(days=column.rotting_days)
    stages = (column.name, "raw") if with_raw else (column.name,)
    planned = All((Condition("next_step", "ge", now), Condition("next_step", "le", now + span)))
    untouched = (Not(Condition(field, "gt", now - span)) for field in _TOUCHED)
    return All((Condition("stage", "in", stages), *untouched, Not(planned)))
