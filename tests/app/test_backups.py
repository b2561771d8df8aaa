"""The half-hourly backup: due only when something changed, tried again when it failed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leaddesk.app.backups import ALARM, BackupKeeper
from leaddesk.app.opening import Opener, choose_address
from leaddesk.base.clock import FixedClock
from leaddesk.base.errors import KnownError
from leaddesk.base.paths import paths_below
from leaddesk.service.commands import AddUser
from leaddesk.storage.backup import BackupShelf
from leaddesk.work.inline import inline_lanes

START = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


class Scene:
    def __init__(self, folder):
        self.paths = paths_below(folder)
        self.planned = {}
        self.troubles = []
        address = choose_address(self.paths, None)
        self.opened = Opener(self.paths, address, None, FixedClock(START)).open()

    def keeper(self, at, folder=None) -> BackupKeeper:
        clock = FixedClock(at)
        shelf = BackupShelf(folder or self.paths.backups, "leaddesk", clock)
        return BackupKeeper(
            shelf, self.paths.database, self.opened.desk, inline_lanes().readers,
            self.planned.__setitem__, clock, self.troubles.append,
        )  # fmt: skip

    def count(self) -> int:
        return len(list(self.paths.backups.glob("*.db")))


@pytest.fixture
def scene(tmp_path):
    made = Scene(tmp_path)
    yield made
    made.opened.storage.close()


def test_only_a_change_makes_a_backup_due(scene):
    scene.keeper(START + timedelta(minutes=1)).start()
    assert scene.count() == 1
    scene.keeper(START + timedelta(hours=2)).start()
    assert scene.count() == 1, "nothing changed since"
    later = FixedClock(START + timedelta(hours=3))
    scene.opened.desk.at(later).execute(AddUser("ana", "Ana"))
    scene.keeper(START + timedelta(hours=4)).start()
    assert scene.count() == 2
    assert scene.planned[ALARM] == START + timedelta(hours=4, minutes=30)
    assert not scene.troubles


def test_what_hinders_a_backup_is_told_once(scene, tmp_path, monkeypatch):
    def full(*_):
        raise KnownError("The disk is full.", code="disk-full")

    monkeypatch.setattr(BackupShelf, "take", full)
    keeper = scene.keeper(START + timedelta(minutes=1))
    keeper.start()
    keeper.ring(START + timedelta(minutes=31))
    assert [trouble.code for trouble in scene.troubles] == ["disk-full"]
