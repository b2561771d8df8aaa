"""The only place that reads the time; everything above is handed a Clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

_AGREED = timedelta(seconds=0.5)


class Clock(Protocol):
    """Says what time it is, in UTC (aware datetimes)."""

    def now(self) -> datetime: ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class TeamClock:
    """The clock of a team's server, told from this computer's own and how far that one is off.

    Everybody who works on one server then stamps and judges times alike. Safe to read from any
    thread.
    """

    def __init__(self, own: Clock) -> None:
        self.own = own
        self.offset = timedelta()  # what the server's clock is ahead of `own`

    def now(self) -> datetime:
        return self.own.now() + self.offset

    def follow(self, offset: timedelta) -> None:
        """Go by a new measurement. Within half a second of the last it is only the network's
        delay, and time does not step for it."""
        if abs(offset - self.offset) > _AGREED:
            self.offset = offset


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still: `--at TIME` on the command line, and tests."""

    at: datetime

    def now(self) -> datetime:
        return self.at
