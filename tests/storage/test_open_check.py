"""What is found at a path before anything is written there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from leaddesk.base.errors import KnownError
from leaddesk.storage.open_check import check_file, find_damage, newer_notice
from leaddesk.storage.sqlite_driver import open_file
from tests.storage.small import damage, make_file, ordinary_user, page_of, public_folder, tell


def refusal(path: Path) -> str:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(KnownError) as raised:
        check_file(path, app_version="1.0")
    assert raised.value.hint
    assert (path.read_bytes() if path.is_file() else None) == before
    return raised.value.code


def test_a_sound_file_opens_and_is_not_changed(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=5)
    tell(path, "CREATE TABLE alembic_version (version_num TEXT)")
    tell(path, "INSERT INTO alembic_version VALUES ('0007')")
    before = path.read_bytes()
    opening = check_file(path, app_version="1.0")
    assert (opening.read_only, opening.notice, opening.revision) == (False, None, "0007")
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["leads.db"]


def test_a_file_in_use_opens(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=5, wal=True)
    with closing(open_file(path, "rw")) as other:
        other.execute("INSERT INTO lead (name) VALUES ('in the WAL only')")
        assert not check_file(path, app_version="1.0").read_only


def test_a_vanished_path_is_told_and_stays_empty(tmp_path: Path) -> None:
    path = tmp_path / "leads.db"
    assert refusal(path) == "missing"
    assert refusal(tmp_path / "no folder" / "leads.db") == "missing"
    assert not path.exists()


def test_a_folder_an_empty_file_and_a_table_are_no_databases(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "is-folder"
    (empty := tmp_path / "empty.db").touch()
    assert refusal(empty) == "empty-file"
    (table := tmp_path / "leads.csv").write_text("name,mail\n" + "Ann,ann@example.org\n" * 200)
    assert refusal(table) == "not-a-database"


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "music.db")) as other:
        other.execute("CREATE TABLE song (a)")
    assert refusal(tmp_path / "music.db") == "not-leaddesk"


def test_a_file_cut_short_is_damaged(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=2000)
    with path.open("rb+") as file:
        file.truncate(path.stat().st_size // 2)
    assert refusal(path) == "damaged"


def test_a_newer_database_opens_for_reading_with_a_notice(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db")
    tell(path, "INSERT INTO meta VALUES ('min_app_version', '2.4')")
    opening = check_file(path, app_version="2.3.9")
    assert opening.read_only
    assert opening.notice is not None
    assert opening.notice.title == "This database was made by a newer LeadDesk (2.4)."
    assert not check_file(path, app_version="2.4").read_only


@pytest.mark.parametrize(
    ("oldest", "mine", "newer"),
    [("", "1", False), ("2.4", "2.4.0", False), ("2.10", "2.9", True), ("2.4.1", "2.4", True)],
)
def test_versions_are_compared_by_number(oldest: str, mine: str, newer: bool) -> None:
    assert (newer_notice(oldest, mine) is not None) is newer


def test_a_read_only_file_opens_for_reading_with_a_notice() -> None:
    with public_folder() as folder:
        path = make_file(folder / "leads.db", leads=5)
        path.chmod(0o444)
        with ordinary_user():
            opening = check_file(path, app_version="1.0")
        assert opening.read_only
        assert opening.notice is not None
        assert opening.notice.code == "read-only"


def test_a_folder_that_takes_no_journal_is_told() -> None:
    with public_folder() as folder:
        path = make_file(folder / "leads.db", leads=5)
        path.chmod(0o666)
        folder.chmod(0o555)
        with ordinary_user():
            opening = check_file(path, app_version="1.0")
        folder.chmod(0o777)
        assert opening.read_only
        assert opening.notice is not None
        assert opening.notice.code == "folder-read-only"


def test_damage_is_found_and_soundness_too(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=2000)
    assert find_damage(path) == ()
    assert find_damage(path, quick=True) == ()
    damage(path, page_of(path, "lead", share=0.5))
    assert find_damage(path)


def test_a_schema_with_damaged_words_is_damage(tmp_path: Path) -> None:
    """SQLite quotes the bytes in its message, which is then no text either."""
    path = make_file(tmp_path / "leads.db", leads=3)
    at = path.read_bytes().index(b"CREATE TABLE counter")
    with path.open("rb+") as file:
        file.seek(at)
        file.write(b"\xfc\xfd\xfe")
    assert refusal(path) == "damaged"
    assert find_damage(path)


def test_a_lost_parent_is_damage(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=3)
    tell(path, "PRAGMA foreign_keys=OFF", "DELETE FROM lead WHERE id = 2")
    assert find_damage(path) == ("a row of activity refers to a missing row of lead",) * 2


def test_the_check_can_be_stopped(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=2000)
    damage(path, page_of(path, "lead", share=0.5))
    assert find_damage(path, stop=lambda: True) == ()
