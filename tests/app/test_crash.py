"""Reports of bugs: enough to find the place, nothing about anybody."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from leaddesk.app.crash import report_text, write_report
from leaddesk.base.clock import FixedClock

AT = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


def a_bug() -> Exception:
    person = "Anna" + " Lindqvist <anna@nordwind.example>"
    nobody: dict[str, int] = {}
    try:
        return ValueError(nobody[person])
    except KeyError as error:
        return error


def test_a_report_says_where_and_not_who():
    text = report_text(a_bug(), doing="import")
    assert "KeyError" in text
    assert "in a_bug" in text
    assert "While: import" in text
    assert "LeadDesk " in text
    assert "anna@" not in text
    assert "Anna Lindqvist" not in text


def test_reports_are_kept_apart_and_few(tmp_path):
    paths = [
        write_report(tmp_path / "reports", a_bug(), FixedClock(AT + timedelta(seconds=n)))
        for n in range(25)
    ]
    left = sorted((tmp_path / "reports").iterdir())
    assert len(left) == 20
    assert left[-1] == paths[-1]
    if os.name == "posix":
        assert left[0].stat().st_mode & 0o077 == 0


def test_where_no_report_can_be_written_the_program_still_ends_well(tmp_path):
    (tmp_path / "file").touch()
    assert write_report(tmp_path / "file", a_bug(), FixedClock(AT)) is None
