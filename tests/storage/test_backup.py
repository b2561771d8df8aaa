"""Backups: complete, checked, thinned by age, and never worse than what lay there before."""

from __future__ import annotations

import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.base.clock import FixedClock
from leaddesk.base.errors import KnownError
from leaddesk.storage.backup import BackupShelf, count_rows, is_due, kept
from leaddesk.storage.open_check import find_damage
from leaddesk.storage.sqlite_driver import open_file
from tests.storage.small import ask, damage, make_file, page_of, tell

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def shelf_at(folder: Path, at: datetime, *, compress: bool = False) -> BackupShelf:
    return BackupShelf(folder / "backups", "leads", FixedClock(at), compress=compress)


@pytest.mark.parametrize("compress", [False, True])
@pytest.mark.parametrize("wal", [False, True])
def test_a_backup_holds_what_was_committed_and_comes_back(
    tmp_path: Path, compress: bool, wal: bool
) -> None:
    path = make_file(tmp_path / "leads.db", leads=500, wal=wal)
    shelf = shelf_at(tmp_path, NOON, compress=compress)
    with closing(open_file(path, "rw")) as writer:
        writer.execute("INSERT INTO lead (name) VALUES ('committed')")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO lead (name) VALUES ('not committed')")
        if wal:
            backup = shelf.take(path)
            writer.execute("ROLLBACK")
        else:
            writer.execute("ROLLBACK")
            backup = shelf.take(path)
    assert shelf.backups() == (backup,)
    assert (backup.at, backup.reason, backup.is_compressed) == (NOON, "scheduled", compress)
    restored = shelf.restore(backup, tmp_path / "restored.db")
    assert restored.counts["lead"] == 501
    assert restored.counts["activity"] == 1000
    assert find_damage(restored.path) == ()
    assert ask(restored.path, "SELECT count(*) FROM lead") == [(501,)]
    left = {entry.name for entry in (tmp_path / "backups").iterdir()}
    assert left == {backup.path.name}


def test_a_damaged_source_never_displaces_a_good_backup(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=2000)
    good = shelf_at(tmp_path, NOON).take(path)
    damage(path, page_of(path, "lead", share=0.5))
    later = shelf_at(tmp_path, NOON + timedelta(minutes=10))
    with pytest.raises(KnownError) as raised:
        later.take(path)
    assert raised.value.code == "damaged"
    assert later.backups() == (good,)
    assert later.newest_sound() == good
    assert [entry.name for entry in (tmp_path / "backups").iterdir()] == [good.path.name]


def test_the_newest_sound_backup_is_looked_for_behind_damaged_ones(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=2000)
    old = shelf_at(tmp_path, NOON, compress=True).take(path)
    flipped = shelf_at(tmp_path, NOON + timedelta(hours=1)).take(path)
    damage(flipped.path, page_of(flipped.path, "lead", share=0.5))
    cut = shelf_at(tmp_path, NOON + timedelta(hours=2), compress=True).take(path)
    cut.path.write_bytes(cut.path.read_bytes()[:5000])
    shelf = shelf_at(tmp_path, NOON)
    assert shelf.newest_sound() == old
    for backup in (flipped, cut):
        with pytest.raises(KnownError) as raised:
            shelf.restore(backup, tmp_path / "restored.db")
        assert raised.value.code == "damaged"
    assert not (tmp_path / "restored.db").exists()
    assert len(list((tmp_path / "backups").iterdir())) == 3


def test_a_restore_overwrites_nothing(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=5)
    shelf = shelf_at(tmp_path, NOON)
    backup = shelf.take(path)
    tell(path, "INSERT INTO lead (name) VALUES ('newer')")
    with pytest.raises(KnownError) as raised:
        shelf.restore(backup, path)
    assert raised.value.code == "exists"
    assert count_rows(path)["lead"] == 6


def test_a_backup_waits_for_a_writer_in_the_same_file(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=50)
    shelf = shelf_at(tmp_path, NOON)
    with closing(open_file(path, "rw")) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        writer.execute("INSERT INTO lead (name) VALUES ('waited for')")
        release = threading.Timer(0.3, writer.execute, ("COMMIT",))
        release.start()
        backup = shelf.take(path)
        release.join()
    assert shelf.restore(backup, tmp_path / "restored.db").counts["lead"] == 51


def test_room_is_asked_for_before_the_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_file(tmp_path / "leads.db", leads=50)

    class Usage:
        free = 1000

    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage)
    with pytest.raises(KnownError) as raised:
        shelf_at(tmp_path, NOON).take(path)
    assert raised.value.code == "disk-full"


def test_files_that_are_not_this_database_s_backups_stay(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=5)
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in ("leads.txt", "other.20200101T000000Z.scheduled.db", "leads.old.db"):
        (folder / name).touch()
    for day in range(40):
        shelf_at(tmp_path, NOON + timedelta(days=day)).take(path)
    names = {entry.name for entry in folder.iterdir()}
    assert {"leads.txt", "other.20200101T000000Z.scheduled.db", "leads.old.db"} <= names
    assert len(names) - 3 < 40


def test_backups_before_something_dangerous_outlive_the_half_hourly_ones(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=5)
    before = [
        shelf_at(tmp_path, NOON + timedelta(seconds=i)).take(path, "before-import")
        for i in range(4)
    ]
    for minute in range(0, 60 * 24, 30):
        shelf_at(tmp_path, NOON + timedelta(minutes=minute + 5)).take(path)
    stayed = {backup.path for backup in shelf_at(tmp_path, NOON).backups()}
    assert [backup.path in stayed for backup in before] == [False, True, True, True]


times = st.lists(
    st.integers(0, 24 * 365 * 2 * 60).map(lambda minutes: NOON - timedelta(minutes=minutes)),
    max_size=60,
)


@given(times)
def test_what_is_kept_is_few_recent_and_stable(given_times: list[datetime]) -> None:
    stay = kept(given_times)
    assert stay <= set(given_times)
    assert len(stay) <= 6 + 14 + 8 + 12
    assert kept(sorted(stay)) == stay
    if given_times:
        assert max(given_times) in stay


def test_a_year_of_half_hours_leaves_the_promised_shelf() -> None:
    start = datetime(2025, 1, 1, tzinfo=UTC)
    shelf: set[datetime] = set()
    for half_hour in range(365 * 48):
        shelf.add(start + timedelta(minutes=30 * half_hour))
        if half_hour % 6 == 0:
            shelf = set(kept(sorted(shelf)))
    shelf = set(kept(sorted(shelf)))
    newest = max(shelf)
    assert len([t for t in shelf if newest - t < timedelta(hours=3)]) == 6
    assert len({t.date() for t in shelf if newest - t < timedelta(days=14)}) == 14
    assert len({t.isocalendar()[:2] for t in shelf if newest - t < timedelta(weeks=8)}) >= 8
    assert len({(t.year, t.month) for t in shelf}) == 12


def test_a_backup_is_due_only_after_a_change_and_half_an_hour() -> None:
    hour = timedelta(hours=1)
    assert not is_due(None, NOON, None)
    assert is_due(None, NOON, NOON - hour)
    assert not is_due(NOON - hour, NOON, NOON - 2 * hour)
    assert is_due(NOON - hour, NOON, NOON - hour / 2)
    assert not is_due(NOON - hour / 4, NOON, NOON - hour / 8)
