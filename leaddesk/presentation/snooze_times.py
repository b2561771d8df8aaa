"""The usual times until which a step is put off."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from leaddesk.presentation.text import tr

MORNING: Final = time(9, 0)
AFTERNOON: Final = time(14, 0)
_HOUR: Final = timedelta(hours=1)


def snooze_times(here: datetime) -> tuple[tuple[str, datetime], ...]:
    """Return words and times, the nearest first; all in the zone of `here`, the user's now. "This
    afternoon" is offered while it is more than an hour away."""
    zone, today = here.tzinfo, here.date()
    found = [(tr("In 1 hour"), (here + _HOUR).replace(second=0, microsecond=0))]
    afternoon = datetime.combine(today, AFTERNOON, zone)
    if afternoon > here + _HOUR:
        found.append((tr("This afternoon"), afternoon))
    tomorrow = datetime.combine(today + timedelta(days=1), MORNING, zone)
    found.append((tr("Tomorrow 9:00"), tomorrow))
    monday = datetime.combine(today + timedelta(days=7 - today.weekday()), MORNING, zone)
    if monday != tomorrow:
        found.append((tr("Next Monday"), monday))
    return tuple(found)
