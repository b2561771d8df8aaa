"""What is to be done next for a lead, and how urgent it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from leaddesk.domain.activity import Task, TaskKind

State = Literal["overdue", "today", "later", "none"]
MORNING = time(9, 0)
SOON = timedelta(hours=4)
"""A first task whose response target is this near is due at the target, else the next morning."""


def next_step(tasks: Iterable[Task]) -> Task | None:
    """The earliest open task (by id where two are due at the same time)."""
    return min((t for t in tasks if t.is_open), key=lambda t: (t.due_at, t.id), default=None)


def state(next_due: datetime | None, now: datetime, day_ends: datetime) -> State:
    """Red, green, grey or amber. `day_ends` is the first instant of the viewer's next day."""
    if next_due is None:
        return "none"
    if next_due < now:
        return "overdue"
    return "today" if next_due < day_ends else "later"


def zone(name: str) -> ZoneInfo:
    """A time zone by name; UTC where the name means nothing on this computer."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def next_morning(now: datetime, zone_name: str) -> datetime:
    """Nine o'clock of the next working day (Monday to Friday) in that zone, as UTC; today's if it
    is still ahead."""
    local = now.astimezone(zone(zone_name))
    day = local.date()
    morning = datetime.combine(day, MORNING, local.tzinfo)
    while morning <= local or day.weekday() >= 5:
        day += timedelta(days=1)
        morning = datetime.combine(day, MORNING, local.tzinfo)
    return morning.astimezone(UTC)


def end_of_day(day_text: str, zone_name: str) -> datetime:
    """The last instant of an ISO day in that zone, as UTC: when an all-day task is due."""
    day = datetime.fromisoformat(day_text[:10]).date()
    start = datetime.combine(day + timedelta(days=1), time(), zone(zone_name))
    return start.astimezone(UTC) - timedelta(microseconds=1)


def first_task(
    phone: str, email: str, sla_due: datetime | None, now: datetime, zone_name: str
) -> tuple[TaskKind, datetime]:
    """What a new lead's owner should do first, and until when.

    A call where there is a number, else an e-mail where there is an address, else a to-do (find
    out how to reach them). Due at the response target if that is within four hours, else on the
    owner's next working morning at nine: before the 24 hours of the other types on a weekday, and
    not at an hour at which nobody works.
    """
    kind: TaskKind = "call" if phone else "email" if email else "todo"
    if sla_due is not None and now < sla_due <= now + SOON:
        return kind, sla_due
    return kind, next_morning(now, zone_name)
