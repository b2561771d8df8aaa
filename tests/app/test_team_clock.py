"""On a server everybody goes by the server's clock, whatever their own says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leaddesk.app.opening import Opener
from leaddesk.app.verbs import doctor
from leaddesk.app.verbs.context import Context
from leaddesk.base.clock import FixedClock, SystemClock, TeamClock
from leaddesk.base.paths import paths_below
from leaddesk.domain.draft import LeadDraft
from leaddesk.service.commands import CaptureLeads
from leaddesk.storage.address import parse_address
from leaddesk.storage.server_clock import clock_notice

NEAR = timedelta(seconds=20)  # a busy machine's longest pause


class OffClock:
    """A computer's clock that somebody set wrongly."""

    def __init__(self, off: timedelta) -> None:
        self._off = off

    def now(self) -> datetime:
        return SystemClock().now() + self._off


def opener(folder, url, off: timedelta) -> Opener:
    return Opener(paths_below(folder), parse_address(url), None, TeamClock(OffClock(off)))


@pytest.mark.parametrize("off", [timedelta(minutes=-12), timedelta(hours=30)])
def test_what_is_stored_bears_the_servers_time(tmp_path, postgres_url, off):
    one = opener(tmp_path, postgres_url, off)
    opened = one.open()
    try:
        done = opened.desk.execute(CaptureLeads((LeadDraft(name="Anna Meier"),)))
        lead_id = done.result[0].id
        lead = opened.desk.ask(lambda reader: reader.lead(lead_id)).lead
    finally:
        opened.storage.close()
    real = SystemClock().now()
    assert done.step is not None
    assert abs(done.step.at - real) < NEAR
    assert abs(lead.created_at - real) < NEAR
    assert abs(one.clock.now() - real) < NEAR
    assert opened.advice is not None
    assert opened.advice.code == "clock-off"


def test_doctor_names_a_clock_that_is_off(tmp_path, postgres_url):
    streams = {"out": None, "err": None, "stdin": None}
    context = Context(opener(tmp_path, postgres_url, timedelta(minutes=12)), **streams)
    try:
        found = [one for one in doctor.run(None, context)["findings"] if one["area"] == "clock"]
    finally:
        context.close()
    assert [one["state"] for one in found] == ["warning"]
    assert found[0]["text"] == "This computer's clock is 12 minutes ahead of the team server's."
    assert found[0]["mend"]


def test_a_clock_that_agrees_is_no_matter_and_does_not_step(tmp_path, postgres_url):
    one = opener(tmp_path, postgres_url, timedelta())
    opened = one.open()
    opened.storage.close()
    assert opened.advice is None


def test_a_new_measurement_counts_from_half_a_second_on():
    clock = TeamClock(FixedClock(datetime(2026, 3, 10, tzinfo=UTC)))
    clock.follow(timedelta(milliseconds=400))
    assert clock.offset == timedelta()
    clock.follow(timedelta(minutes=3))
    assert clock.now() == datetime(2026, 3, 10, 0, 3, tzinfo=UTC)
    clock.follow(timedelta(minutes=3, milliseconds=200))
    assert clock.offset == timedelta(minutes=3)
    assert "3 minutes behind" in str(clock_notice(clock))
    clock.follow(timedelta(seconds=-59))
    assert clock_notice(clock) is None
    clock.follow(timedelta(days=-1))
    assert "24 hours ahead" in str(clock_notice(clock))


def test_a_file_has_only_the_computers_clock():
    assert clock_notice(SystemClock()) is None
