"""Days and times in words, in the user's zone and the locale's order; all input is UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from PySide6.QtCore import QDate, QLocale, QTime, QTimeZone

from leaddesk.presentation.text import tr, tr_n, user_locale

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def local_zone() -> tzinfo:
    """Return the computer's time zone with its rules for the whole year."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


class DateWords:
    """Writes instants for one zone and locale. `now` is handed in and aware, like every time."""

    def __init__(self, zone: tzinfo, locale: QLocale | None = None) -> None:
        self.zone = zone
        self.day_begins = time(9, 0)  # the user's own; new steps are offered for then
        self._locale = locale or user_locale()
        short = self._locale.timeFormat(QLocale.FormatType.ShortFormat)
        if "a" in short.lower():
            self._time = "h:mm AP"
        else:
            self._time = "HH:mm" if short.startswith("HH") else "H:mm"
        day = self._locale.dateFormat(QLocale.FormatType.ShortFormat)
        month_first = 0 <= day.find("M") < day.find("d")
        self._day = "MMM d" if month_first else "d MMM"
        self._with_year = "MMM d, yyyy" if month_first else "d MMM yyyy"
        self._write_day = lru_cache(maxsize=512)(self._day_uncached)
        self._write_time = lru_cache(maxsize=1440)(self._time_uncached)

    # --- places ------------------------------------------------------------------------------

    def local(self, at: datetime) -> datetime:
        """Return the same instant in the user's zone."""
        return at.astimezone(self.zone)

    def day_of(self, at: datetime) -> date:
        """Return the user's calendar day of an instant."""
        return at.astimezone(self.zone).date()

    def day_ends(self, now: datetime) -> datetime:
        """Return the instant at which the user's day ends (`BoardFilter.day_ends`), in UTC."""
        tomorrow = self.day_of(now) + timedelta(days=1)
        return datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=self.zone).astimezone(
            UTC
        )

    def day_begins_words(self) -> str:
        """Return when the user's day begins: "9:00"."""
        return self._write_time(self.day_begins.hour, self.day_begins.minute)

    def days_between(self, earlier: datetime, later: datetime) -> int:
        """Return how many midnights of the user lie between two instants."""
        return (self.day_of(later) - self.day_of(earlier)).days

    # --- words -------------------------------------------------------------------------------

    def time(self, at: datetime) -> str:
        """Return the time of day: "14:30" or "2:30 PM"."""
        here = at.astimezone(self.zone)
        return self._write_time(here.hour, here.minute)

    def day(self, at: datetime, now: datetime) -> str:
        """Return the day: "Tue 25 Nov" within 7 days, "3 Feb" this year, else with the year."""
        there, today = self.day_of(at), self.day_of(now)
        return self._write_day(there, today.year, abs((there - today).days) <= 7)

    def due(self, at: datetime, now: datetime) -> str:
        """Return when something is to be done: "14:30" today, else its day."""
        return self.time(at) if self.day_of(at) == self.day_of(now) else self.day(at, now)

    def moment(self, at: datetime, now: datetime) -> str:
        """Return day and time, for tool tips and the timeline: "Tue 25 Nov, 14:30"."""
        return f"{self.day(at, now)}, {self.time(at)}"

    def late(self, due: datetime, now: datetime) -> str:
        """Return how late something is: "38 min late", "5 h late", "2 days late"."""
        days = self.days_between(due, now)
        if days:
            return tr_n("%n day late", "%n days late", days)
        hours = int((now - due).total_seconds()) // _HOUR
        if hours:
            return tr_n("%n h late", "%n h late", hours)
        return tr_n("%n min late", "%n min late", _minutes(now - due))

    def left(self, due: datetime, now: datetime) -> str:
        """Return how long there is still: "12 min left", "3 h left", "2 days left"."""
        seconds = int((due - now).total_seconds())
        if seconds >= 2 * _DAY:
            return tr_n("%n day left", "%n days left", seconds // _DAY)
        if seconds >= 2 * _HOUR:
            return tr_n("%n h left", "%n h left", seconds // _HOUR)
        return tr_n("%n min left", "%n min left", _minutes(due - now))

    def ago(self, at: datetime, now: datetime) -> str:
        """Return how long ago something was: "just now", "5 min", "3 h", "6 d", else the day."""
        seconds = int((now - at).total_seconds())
        if seconds < _MINUTE:
            return tr("just now")
        if seconds < _HOUR:
            return tr_n("%n min", "%n min", seconds // _MINUTE)
        days = self.days_between(at, now)
        if days == 0:
            return tr_n("%n h", "%n h", seconds // _HOUR)
        return tr_n("%n d", "%n d", days) if days <= 7 else self.day(at, now)

    def ahead(self, at: datetime, now: datetime) -> str:
        """Return in what time something comes: "in 48 min", "in 3 h", "in 5 days"."""
        days = self.days_between(now, at)
        if days:
            return tr_n("in %n day", "in %n days", days)
        seconds = int((at - now).total_seconds())
        if seconds >= 2 * _HOUR:
            return tr_n("in %n h", "in %n h", seconds // _HOUR)
        return tr_n("in %n min", "in %n min", _minutes(at - now))

    # --- inside ------------------------------------------------------------------------------

    def _day_uncached(self, there: date, this_year: int, near: bool) -> str:
        pattern = self._day if there.year == this_year else self._with_year
        if near:
            pattern = f"ddd {pattern}"
        return self._locale.toString(QDate(there.year, there.month, there.day), pattern)

    def _time_uncached(self, hour: int, minute: int) -> str:
        return self._locale.toString(QTime(hour, minute), self._time)


def _minutes(span: timedelta) -> int:
    """Whole minutes, never 0: "0 min left" would read as late."""
    return max(1, int(span.total_seconds()) // _MINUTE)
