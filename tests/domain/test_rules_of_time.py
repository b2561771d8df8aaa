"""Response clocks, aging, next steps."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.activity import Activity, Task
from leaddesk.domain.aging import is_going_stale
from leaddesk.domain.lead import LEAD_TYPES, Lead
from leaddesk.domain.next_step import end_of_day, first_task, next_morning, next_step, state
from leaddesk.domain.pipeline import Stage
from leaddesk.domain.sla import CLOCK, Policy, clock_start, due, first_response, open_target

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)  # a Tuesday
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
NEW = Stage(1, "New", "lead", "column", "new", 1)
NURTURE = Stage(2, "Nurture", "lead", "nurture", "nurture", 2)
LEAD = Lead(7, 1, NOW - DAY, NOW, reached={CLOCK: NOW.isoformat()}, stage_since=NOW - DAY)


@pytest.mark.parametrize(
    ("lead_type", "wanted"),
    [("demo request", 5 * MINUTE), ("pricing inquiry", 5 * MINUTE), ("free trial", 4 * HOUR),
     ("event or webinar", 4 * HOUR), ("referral", 2 * HOUR), ("content download", DAY),
     ("outbound", DAY), ("other", DAY)],
)  # fmt: skip
def test_targets_by_type(lead_type, wanted):
    target = due(lead_type, "low", NOW)
    assert target.due == NOW + wanted
    assert (target.phone_due is not None) == (wanted == 5 * MINUTE)


def test_every_type_has_a_target_and_policies_may_leave_some_out():
    assert all(due(lead_type, "low", NOW) for lead_type in LEAD_TYPES)
    assert due("other", "low", NOW, (Policy("Hot only", HOUR, bands=("hot",)),)) is None


def test_a_clock_warns_at_four_fifths_and_is_late_at_its_end():
    target = due("free trial", "low", NOW)
    told = [target.state(NOW + timedelta(minutes=m)) for m in (0, 191, 192, 239, 240)]
    assert told == ["running", "running", "warning", "warning", "breached"]


def test_a_clock_starts_with_the_submission_if_that_is_fresh():
    assert clock_start(NOW - HOUR, NOW) == NOW - HOUR
    assert clock_start(NOW - 2 * DAY, NOW) == NOW
    assert clock_start(NOW + HOUR, NOW) == NOW


def test_what_meets_a_clock_and_what_pauses_it():
    call = Activity(1, 7, "call", NOW + HOUR)
    before = Activity(2, 7, "call", NOW - HOUR)
    wrote = Activity(3, 7, "email_in", NOW + MINUTE)
    assert first_response(LEAD, [wrote, before]) is None
    assert first_response(LEAD, [wrote, before, call]) == call.at
    assert open_target(LEAD, NEW, None).due == NOW + DAY
    assert open_target(LEAD, NEW, call.at) is None
    assert open_target(LEAD, NURTURE, None) is None
    assert open_target(replace(LEAD, reached={}), NEW, None) is None
    assert open_target(replace(LEAD, deleted_at=NOW), NEW, None) is None


def test_going_stale_means_untouched_and_nothing_planned():
    old = replace(LEAD, created_at=NOW - 90 * DAY, stage_since=NOW - 14 * DAY)
    assert is_going_stale(old, NEW, NOW)
    assert not is_going_stale(replace(old, stage_since=NOW - 13 * DAY), NEW, NOW)
    assert not is_going_stale(replace(old, last_activity_at=NOW - DAY), NEW, NOW)
    assert not is_going_stale(replace(old, next_due=NOW + 14 * DAY), NEW, NOW)
    assert is_going_stale(replace(old, next_due=NOW + 15 * DAY), NEW, NOW)
    assert is_going_stale(replace(old, next_due=NOW - DAY), NEW, NOW)
    assert not is_going_stale(old, replace(NEW, rotting_days=0), NOW)


def test_the_next_step_is_the_earliest_open_one():
    tasks = [
        Task(3, 7, "call", NOW + DAY),
        Task(2, 7, "email", NOW, done_at=NOW),
        Task(1, 7, "todo", NOW + DAY),
        Task(4, 7, "call", NOW, cancelled_at=NOW),
    ]
    assert next_step(tasks).id == 1
    assert next_step([]) is None
    assert [state(at, NOW, NOW + HOUR) for at in (None, NOW - MINUTE, NOW, NOW + HOUR)] == [
        "none", "overdue", "today", "later",
    ]  # fmt: skip


def test_the_first_step_is_due_when_it_can_still_help():
    assert first_task("+49", "a@b.de", NOW + 5 * MINUTE, NOW, "UTC") == ("call", NOW + 5 * MINUTE)
    morning = datetime(2026, 3, 11, 8, tzinfo=UTC)  # nine in Berlin
    assert first_task("", "a@b.de", NOW + DAY, NOW, "Europe/Berlin") == ("email", morning)
    assert first_task("", "", None, NOW, "Europe/Berlin") == ("todo", morning)
    assert first_task("+49", "", NOW - HOUR, NOW, "Europe/Berlin") == ("call", morning)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "No/Where"]),
)
def test_the_next_morning_is_a_working_day_at_nine_and_near(now, name):
    morning = next_morning(now, name)
    local = morning.astimezone(ZoneInfo("UTC" if name == "No/Where" else name))

    assert (local.hour, local.minute) == (9, 0)
    assert local.weekday() < 5
    assert now < morning <= now + 4 * DAY


def test_an_all_day_task_is_due_at_the_end_of_its_day_there():
    assert end_of_day("2026-03-10", "Europe/Berlin") == (
        datetime(2026, 3, 10, 23, tzinfo=UTC) - timedelta(microseconds=1)
    )
