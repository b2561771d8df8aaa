"""Who moved a lead to the bin, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from leaddesk.base.errors import InBin
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.errors import Notice
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr


def bin_words(who: str, at: datetime, now: datetime, dates: DateWords) -> str:
    """Return the sentence; `who` is "" where nobody knows."""
    time = dates.due(at, now)
    if who and not dates.days_between(at, now):
        return tr("{who} moved this lead to the bin at {time}.", who=one_line(who), time=time)
    if who:
        return tr("{who} moved this lead to the bin: {time}.", who=one_line(who), time=time)
    return tr("This lead is in the bin since {time}.", time=time)


def told_who(notice: Notice, error: BaseException, now: datetime, dates: DateWords) -> Notice:
    """Return the notice of an error; it says who deleted the lead if that is what happened."""
    if not isinstance(error, InBin) or not error.at:
        return notice
    at = datetime.fromisoformat(error.at)
    return replace(notice, title=bin_words(error.who, at, now, dates))
