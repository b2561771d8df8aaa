"""The board's attention chips as filters. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from leaddesk.domain.criteria import All, Any, Condition, Criteria, Not
from leaddesk.domain.pipeline import Pipeline

Need: TypeAlias = Literal["overdue", "today", "no_next_step", "sla_running", "going_stale"]
NEEDS: tuple[Need, ...] = ("overdue", "today", "no_next_step", "sla_running", "going_stale")
_DUE = ("next_step", "sla_due")


def needs_filter(
    needs: Iterable[Need], pipeline: Pipeline, now: datetime, day_ends: datetime
) -> Criteria | None:
    """Return what the pressed chips show together, None for none: the same leads as they count."""
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
            due_today = Any(
                tuple(
                    All((Condition(field, "ge", now), Condition(field, "lt", day_ends)))
                    for field in _DUE
                )
            )
            return All((due_today, Not(overdue)))
        case "no_next_step":
            return All(tuple(Condition(field, "is_empty") for field in _DUE))
        case "sla_running":
            return Condition("sla_due", "is_set")
        case "going_stale":
            return Any(tuple(_stale(stage.name, stage.rotting_days, now)
                             for stage in pipeline.columns))  # fmt: skip


def _stale(stage: str, days: int, now: datetime) -> Criteria:
    """No real activity for the stage's days, and no step planned within as many."""
    span = timedelta(days=days)
    return All(
        (
            Condition("stage", "eq", stage),
            Any(
                (
                    Condition("last_activity", "lt", now - span),
                    All(
                        (
                            Condition("last_activity", "is_empty"),
                            Condition("stage_since", "lt", now - span),
                        )
                    ),
                )
            ),
            Not(Condition("next_step", "le", now + span)),
        )
    )
