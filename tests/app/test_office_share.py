"""The program on a file in an office share and in a folder that a service copies."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from leaddesk.storage import file_place
from tests.app.conftest import Program
from tests.support.program import open_window

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts of Linux")


@pytest.fixture
def share(tmp_path, monkeypatch) -> Path:
    """A folder that the system calls a share."""
    folder = tmp_path / "office"
    folder.mkdir()
    line = f"30 1 0:40 / {folder} rw - cifs //server/office rw\n"
    monkeypatch.setattr(file_place, "read_mounts", lambda: line)
    return folder


def test_doctor_names_the_mode(share, tmp_path):
    def modes(folder):
        findings = Program(folder).ask("doctor")["findings"]
        return [one["text"] for one in findings if "The file is" in one["text"]]

    assert modes(share / "data") == [
        "The file is in a network folder (cifs): shared mode, for 2 to 5 people."
    ]
    assert modes(tmp_path / "own") == ["The file is on a disk of this computer."]


def test_the_window_works_on_a_share_and_looks_for_changes_every_two_seconds(qapp, share):
    with open_window(qapp, share / "data") as live:
        live.wait(lambda: live.program.connection._shown, "the database is open")
        assert live.notice == ""
        watch = live.program.connection._watch
        assert watch is not None
        assert watch._feed._every == 2.0


def test_a_folder_of_a_cloud_service_is_refused_in_words(tmp_path, monkeypatch):
    refused = Program(tmp_path / "Dropbox" / "data").refused("leads")
    assert refused["error"]["code"] == "cloud-folder"
    findings = Program(tmp_path / "Dropbox" / "data").ask("doctor")["findings"]
    assert any(one["state"] == "problem" and "Dropbox" in one["text"] for one in findings)
    assert not list((tmp_path / "Dropbox").rglob("leaddesk.db"))
