"""The window while its database is away, held by somebody, or can only be read: each really so."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from leaddesk.presentation.desk_client import SaveState
from leaddesk.presentation.standing import LONG_AFTER_S
from leaddesk.service.commands import DeleteLeads, LogActivity
from tests.support.child import ROOT
from tests.support.postgres import PostgresServer
from tests.support.program import Live, open_window, run

pytestmark = pytest.mark.reliability

DRAFT = json.dumps({"name": "Vera Brandt", "email": "vera.brandt@nordwind.example"})
HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
connection.execute("ROLLBACK")
"""


def first_lead(live: Live) -> int:
    lead = next((c.lead_at(0) for c in live.window.board.columns if c.rowCount()), None)
    assert lead is not None
    return lead.id


def notes(live: Live, lead_id: int) -> list[str]:
    found: list[list[str]] = []
    live.program.parts.client.ask(
        "test.notes",
        lambda reader: [a.body for a in reader.lead(lead_id).activities if a.body],
        found.append,
    )
    live.wait(lambda: found, "the notes")
    return found[0]


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another process is saving in the file."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdin is not None
    try:
        assert holder.stdout.readline() == b"held\n"
        yield
    finally:
        holder.stdin.close()
        holder.wait(timeout=30)
        holder.stdout.close()


def test_a_server_that_goes_and_comes_back(
    qapp: QApplication, tmp_path: Path, own_postgres_server: PostgresServer
) -> None:
    server = own_postgres_server
    server.execute("CREATE DATABASE office")
    url = server.url("office")
    assert run(tmp_path, "capture", "-", stdin=DRAFT, database=url).code == 0
    with open_window(qapp, tmp_path, url) as live:
        window, client = live.window, live.program.parts.client
        standing = window.states.standing
        live.wait(lambda: live.cards == 1, "the board")
        lead_id = first_lead(live)
        server.stop()
        live.wait(lambda: standing.lost, "the window sees that the server is gone")
        assert "Connection to the team server lost at" in live.notice
        assert "You can read; changes are paused." in live.notice
        assert window.retry.text() == "Try now"
        assert window.states.note.text().startswith("next try in ")
        assert live.cards == 1, "what was read stays"

        refused: list[BaseException] = []
        client.do(DeleteLeads((lead_id,)), on_error=refused.append)
        assert [getattr(error, "code", "") for error in refused] == ["paused"]
        client.do(LogActivity(lead_id, "note", note="Written while it was away"))
        live.wait(lambda: client.save_state is SaveState.NOT_SAVED, "the mark says not saved")
        window.states.copy.click()
        assert "Written while it was away" in qapp.clipboard().text()
        window.retry.click()
        assert standing.lost

        server.start()
        live.wait(lambda: standing.lost is None, "the window finds the server again", seconds=30)
        live.wait(lambda: not client.unsaved, "the note is saved")
        live.wait(lambda: not live.notice, "no banner")
        assert notes(live, lead_id) == ["Written while it was away"]
        client.do(DeleteLeads((lead_id,)))
        live.wait(lambda: live.cards == 0, "changes are possible again")


def test_a_file_that_somebody_holds(qapp: QApplication, tmp_path: Path) -> None:
    assert run(tmp_path, "capture", "-", stdin=DRAFT).code == 0
    with open_window(qapp, tmp_path) as live:
        window, client = live.window, live.program.parts.client
        standing = window.states.standing
        live.wait(lambda: live.cards == 1, "the board")
        lead_id = first_lead(live)
        live.settle()
        with held(tmp_path / "leaddesk.db"):
            client.do(LogActivity(lead_id, "note", note="Behind somebody"))
            live.wait(lambda: standing.waiting, "after two seconds it says for whom it waits")
            assert window.bar.saved.text == "Waiting for someone else to finish saving..."
            assert not window.trouble.isVisible()
            for _second in range(LONG_AFTER_S):  # the banner's time, without waiting for it
                standing._second.timeout.emit()
            assert live.notice == "Someone else is saving this file. Your change is waiting."
            assert window.states.copy.isVisible()
        live.wait(lambda: not client.unsaved, "it is saved when the other is done", seconds=30)
        assert standing.waiting is None
        assert not live.notice
        assert window.bar.saved.text == "Saved"
        assert notes(live, lead_id) == ["Behind somebody"]
