"""Which leads are being forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from leaddesk.domain.lead import Lead
from leaddesk.domain.pipeline import OPEN_ROLES, Stage

Attention = Literal["overdue", "today", "no_next_step", "sla_running", "going_stale"]
Neglect = Literal["escalate", "propose"]
ESCALATE_AFTER = timedelta(days=30)
PROPOSE_AFTER = timedelta(days=90)


def last_touched(lead: Lead) -> datetime:
    """The last real activity or change of stage, else the creation. Edits of fields, imports and
    scores don't count."""
    return max(
        moment
        for moment in (lead.last_activity_at, lead.stage_since, lead.created_at)
        if moment is not None
    )


def is_open(lead: Lead, stage: Stage) -> bool:
    """Whether somebody should still work on it."""
    return stage.role in OPEN_ROLES and lead.deleted_at is None


def is_going_stale(lead: Lead, stage: Stage, now: datetime) -> bool:
    """Untouched for the stage's rotting days, and no step planned within as many days. Zero days
    switch it off."""
    if stage.rotting_days <= 0 or not is_open(lead, stage):
        return False
    days = timedelta(days=stage.rotting_days)
    planned = lead.next_due is not None and now <= lead.next_due <= now + days
    return now - last_touched(lead) >= days and not planned


def attention(lead: Lead, stage: Stage, now: datetime, day_ends: datetime) -> tuple[Attention, ...]:
    """What a card asks for, most urgent first; nothing for a closed one."""
    if not is_open(lead, stage):
        return ()
    asks: list[Attention] = []
    if lead.sla_due is not None:
        asks.append("sla_running")
    if lead.next_due is None:
        asks.append("no_next_step")
    elif lead.next_due < now:
        asks.append("overdue")
    elif lead.next_due < day_ends:
        asks.append("today")
    if is_going_stale(lead, stage, now):
        asks.append("going_stale")
    return tuple(asks)


def neglect(lead: Lead, stage: Stage, now: datetime) -> Neglect | None:
    """Thirty days without activity: its owner is reminded; ninety: proposed for disqualification
    as unresponsive. Nothing is closed by itself."""
    if not is_open(lead, stage):
        return None
    idle = now - last_touched(lead)
    if idle >= PROPOSE_AFTER:
        return "propose"
    return "escalate" if idle >= ESCALATE_AFTER else None
