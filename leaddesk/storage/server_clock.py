"""How far this computer's clock is from the server's, and from where on that is worth a word."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

from leaddesk.base.clock import Clock, TeamClock
from leaddesk.base.errors import KnownError
from leaddesk.base.said import said

WORTH_A_WORD = timedelta(seconds=60)
_LOOKS = 2  # the first may pay for what the server loads; the quicker one counts


def measure_offset(connection: Any, own: Clock) -> timedelta:
    """What the server's clock is ahead of `own`, exact to half a round trip.

    `connection` is psycopg's, without a transaction, and is left so. Raises the driver's errors.
    """
    looks = [_look(connection, own) for _ in range(_LOOKS)]
    connection.rollback()
    return min(looks)[1]


def _look(connection: Any, own: Clock) -> tuple[float, timedelta]:
    """(seconds of the round trip, offset)."""
    here, began = own.now(), time.monotonic()
    server: datetime = connection.execute("SELECT clock_timestamp()").fetchone()[0]
    took = time.monotonic() - began
    return took, server - (here + timedelta(seconds=took / 2))


def clock_notice(clock: Clock) -> KnownError | None:
    """What to tell whose computer's clock is far from the server's; None where all is well."""
    if not isinstance(clock, TeamClock) or abs(clock.offset) <= WORTH_A_WORD:
        return None
    seconds = abs(clock.offset).total_seconds()
    minutes, hours = f"{seconds / 60:.0f}", f"{seconds / 3600:.0f}"
    span = said("{n} minutes", n=minutes) if seconds < 7200 else said("{n} hours", n=hours)
    is_behind = clock.offset > timedelta()
    return KnownError(
        said("This computer's clock is {span} behind the team server's.", span=span)
        if is_behind
        else said("This computer's clock is {span} ahead of the team server's.", span=span),
        "Nothing is lost: LeadDesk goes by the server's clock. Set this computer's clock, so that "
        "other programs agree with it.",
        code="clock-off",
    )
