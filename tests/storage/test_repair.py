"""The repair ladder: the gentlest cure that helps, the damaged file kept as it was."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from leaddesk.base.clock import FixedClock
from leaddesk.storage.backup import BackupShelf
from leaddesk.storage.open_check import find_damage
from leaddesk.storage.repair import Repaired, repair
from leaddesk.storage.sqlite_driver import APPLICATION_ID, open_file
from tests.storage.small import ask, damage, make_file, page_of, tell

CLOCK = FixedClock(datetime(2026, 3, 10, 12, tzinfo=UTC))


def shelf_of(path: Path) -> BackupShelf:
    return BackupShelf(path.parent / "backups", path.stem, CLOCK)


def cured(path: Path, shelf: BackupShelf | None = None) -> Repaired:
    """Repair, and check what holds for every cure."""
    before = path.read_bytes()
    result = repair(path, shelf, CLOCK)
    assert path.read_bytes() == before
    assert (result.set_aside / path.name).read_bytes() == before
    assert [e.name for e in result.set_aside.iterdir() if e.name.startswith("work")] == []
    if result.path is not None:
        assert find_damage(result.path) == ()
        assert ask(result.path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    return result


def test_a_sound_file_needs_no_cure(tmp_path: Path) -> None:
    result = cured(make_file(tmp_path / "leads.db", leads=50))
    assert (result.cure, result.problems) == ("sound", ())
    assert result.rescued == result.found


def test_an_interrupted_write_heals_by_opening(tmp_path: Path) -> None:
    """After a kill the journal beside the file is a part of the data."""
    path = make_file(tmp_path / "live.db", leads=500, wal=True)
    target = tmp_path / "leads.db"
    with closing(open_file(path, "rw")) as writer:
        writer.execute("PRAGMA wal_autocheckpoint=0")
        writer.execute("INSERT INTO lead (name) VALUES ('in the WAL only')")
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", f"{target}{ending}")
    result = cured(target)
    assert result.cure == "sound"
    assert result.rescued["lead"] == 501


def test_damaged_indexes_are_made_anew(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=500)
    tell(
        path,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_master SET sql = 'CREATE INDEX ix_lead_score ON lead (score DESC)'"
        " WHERE name = 'ix_lead_score'",
    )
    result = cured(path)
    assert result.cure == "reindexed"
    assert result.problems
    assert result.rescued["lead"] == 500


def test_around_a_damaged_page_all_other_rows_are_copied(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=3000)
    tell(
        path,
        "CREATE VIRTUAL TABLE lead_search USING fts5 (name, content='lead', content_rowid='id')",
        "INSERT INTO lead_search (lead_search) VALUES ('rebuild')",
        "CREATE VIRTUAL TABLE own_search USING fts5 (doc, tokenize='trigram', detail=none)",
        "INSERT INTO own_search (rowid, doc) SELECT id, name FROM lead",
        "CREATE TRIGGER lead_gone AFTER DELETE ON lead BEGIN SELECT 1; END",
    )
    damage(path, page_of(path, "lead", share=0.5))
    result = cured(path)
    assert result.cure == "copied"
    assert result.path is not None
    assert 2900 <= result.rescued["lead"] < 3000
    # Both sides of the hole are there, and what belonged to the lost rows is gone.
    assert ask(result.path, "SELECT min(id), max(id) FROM lead") == [(1, 3000)]
    assert result.rescued["activity"] == 2 * result.rescued["lead"]
    found = ask(result.path, "SELECT count(*) FROM lead_search WHERE lead_search MATCH '2999'")
    assert found == [(1,)]
    found = ask(result.path, "SELECT rowid FROM own_search WHERE own_search MATCH '999'")
    assert found == [(999,), (1999,), (2999,)]
    parts = ask(result.path, "SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger')")
    assert {("ix_lead_score",), ("lead_gone",)} <= set(parts)


def test_two_holes_and_the_last_page(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=3000)
    places = [page_of(path, "lead", share=share) for share in (0.2, 0.7, 1.0)]
    for place in places:
        damage(path, place)
    result = cured(path)
    assert result.cure == "copied"
    assert 2700 <= result.rescued["lead"] < 3000


def test_a_table_without_row_numbers_is_copied_from_both_ends(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=10)
    with closing(open_file(path, "rw")) as connection:
        connection.execute("BEGIN")
        for number in range(1, 2001):
            connection.execute("INSERT INTO step (op_id) VALUES (?)", (f"op {number}",))
            connection.execute(
                "INSERT INTO change VALUES (?, 0, ?, 1, 1)", (number, f"kind of {number} change")
            )
        connection.execute("COMMIT")
    damage(path, path.read_bytes().index(b"kind of 1000 change") // 4096 * 4096)
    result = cured(path)
    assert result.cure == "copied"
    assert result.path is not None
    assert 1800 <= result.rescued["change"] < 2000
    assert ask(result.path, "SELECT min(step_id), max(step_id) FROM change") == [(1, 2000)]
    assert result.rescued["step"] == 2000


def test_where_the_schema_is_lost_the_newest_backup_helps(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=50)
    shelf = shelf_of(path)
    shelf.take(path)
    damage(path, 100, 3900)
    result = cured(path, shelf)
    assert result.cure == "backup"
    assert result.rescued["lead"] == 50
    assert result.problems


def test_without_any_help_the_damaged_file_is_kept_and_nothing_is_made_up(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=50)
    damage(path, 0, 4096)
    result = cured(path, shelf_of(path))
    assert (result.cure, result.path) == ("none", None)


def test_a_lost_reference_is_emptied_where_it_may_be(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=2)
    tell(
        path,
        "CREATE TABLE owner (id INTEGER PRIMARY KEY)",
        "CREATE TABLE deal (id INTEGER PRIMARY KEY, owner_id INTEGER REFERENCES owner)",
        "INSERT INTO owner VALUES (1)",
        "INSERT INTO deal VALUES (1, 1), (2, NULL)",
        "PRAGMA foreign_keys=OFF",
        "DELETE FROM owner",
        "DELETE FROM lead WHERE id = 2",
    )
    result = cured(path)
    assert result.cure == "copied"
    assert result.path is not None
    assert ask(result.path, "SELECT * FROM deal ORDER BY id") == [(1, None), (2, None)]
    assert result.rescued["activity"] == 2


def test_the_journal_goes_with_the_file(tmp_path: Path) -> None:
    """A hot rollback journal undoes the half-written transaction in the copy as well."""
    path = make_file(tmp_path / "live.db", leads=500)
    target = tmp_path / "leads.db"
    with closing(open_file(path, "rw")) as writer:
        writer.execute("PRAGMA cache_size=1")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE lead SET name = 'half written'")
        for ending in ("", "-journal"):
            shutil.copyfile(f"{path}{ending}", f"{target}{ending}")
        writer.execute("ROLLBACK")
    result = cured(target)
    assert result.path is not None
    half = ask(result.path, "SELECT count(*) FROM lead WHERE name = 'half written'")
    assert half == [(0,)]
