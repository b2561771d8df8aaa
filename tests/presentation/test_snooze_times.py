"""Until when a step is put off."""

from __future__ import annotations

import zoneinfo
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.presentation.snooze_times import snooze_times

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
MORNING = time(9, 0)


def at(day, hour, minute):
    return datetime(2025, 11, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("here", "names"),
    [
        (at(20, 9, 30), ["In 1 hour", "This afternoon", "Tomorrow 9:00",
                                         "Next Monday"]),
        (at(20, 13, 42), ["In 1 hour", "Tomorrow 9:00", "Next Monday"]),
        (at(23, 20, 0), ["In 1 hour", "Tomorrow 9:00"]),  # tomorrow is Monday
    ],
)  # fmt: skip
def test_the_usual_times(here, names):
    assert [text for text, _ in snooze_times(here)] == names


@given(st.integers(0, 3_000_000))
def test_all_lie_ahead_within_a_week_and_come_in_order(minutes):
    here = at(1, 0, 0) + timedelta(minutes=minutes)
    times = [at for _, at in snooze_times(here)]
    assert times == sorted(times)
    assert all(timedelta(0) < at - here < timedelta(days=8) for at in times)
    assert times[-1].time() == MORNING
