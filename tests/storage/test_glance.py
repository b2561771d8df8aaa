"""The first glance at a file says what the readers say, and nothing where they would refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.service.read_models import BoardFilter
from leaddesk.storage.address import FileAddress
from leaddesk.storage.glance import glance_at
from leaddesk.storage.readers.reader import SqlReader
from leaddesk.storage.sqlite_driver import open_file
from leaddesk.storage.store import open_storage
from tests.bench.sample import DAY_ENDS, fill, make_team
from tests.support.child import packages_loaded_by

LIMIT = 5


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a team and 400 leads, closed."""
    path = tmp_path_factory.mktemp("glance") / "team.leaddesk"
    storage = open_storage(FileAddress(path), create=True)
    make_team(storage)
    fill(storage, 400)
    storage.close()
    return path


def glance(path: Path, login: str = "rep1", *, mine: bool = False, limit: int = LIMIT):
    return glance_at(path, login, mine=mine, day_ends=DAY_ENDS, limit=limit)


@pytest.mark.parametrize("mine", [True, False])
@pytest.mark.parametrize("limit", [LIMIT, 400])
def test_it_says_what_the_readers_say(file, mine, limit):
    first = glance(file, mine=mine, limit=limit)
    storage = open_storage(FileAddress(file))
    try:
        with storage.database.read() as connection:
            reader = SqlReader(connection)
            user = reader.user_by_login("rep1")
            shown = BoardFilter(owner_id=user.id if mine else None, day_ends=DAY_ENDS)
            assert (first.user, first.filter, first.team) == (user, shown, reader.team())
            assert first.heads == reader.board_heads(shown)
            for page in first.pages:
                assert page == reader.board_page(page.column_id, shown, limit=limit)
    finally:
        storage.close()
    assert {type(one.active) for one in first.team.users} == {bool}
    if limit > LIMIT:
        assert all(page.at_end for page in first.pages)
        segments = {page.first.segment for page in first.pages if page.first is not None}
        assert segments | {page.last.segment for page in first.pages if page.last} > {2}
    else:
        assert not all(page.at_end for page in first.pages)


def test_the_pages_go_on_from_its_cursors(file):
    first = glance(file)
    page = next(page for page in first.pages if not page.at_end)
    storage = open_storage(FileAddress(file))
    try:
        following = storage.read(
            lambda reader: reader.board_page(
                page.column_id, first.filter, after=page.last, limit=LIMIT
            )
        )
        whole = storage.read(
            lambda reader: reader.board_page(page.column_id, first.filter, limit=2 * LIMIT)
        )
    finally:
        storage.close()
    assert page.rows + following.rows == whole.rows


def test_it_changes_nothing(file):
    before = file.read_bytes()
    assert glance(file) is not None
    assert file.read_bytes() == before


def test_where_it_cannot_be_sure_it_says_nothing(file, tmp_path):
    assert glance(tmp_path / "missing.leaddesk") is None
    assert not (tmp_path / "missing.leaddesk").exists()
    assert glance(tmp_path) is None
    assert glance(file, "nobody") is None
    garbage = tmp_path / "garbage.leaddesk"
    garbage.write_bytes(b"LeadDesk" * 1000)
    assert glance(garbage) is None
    new = tmp_path / "new.leaddesk"
    open_storage(FileAddress(new), create=True).close()
    assert glance(new) is None  # no team yet


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alembic_version SET version_num = '9999'",
        "DELETE FROM alembic_version",
        "UPDATE lead SET tags = 'not a list'",
        "DROP TABLE counter",
    ],
)
def test_another_schema_or_damaged_values_are_left_to_the_opening(file, tmp_path, statement):
    path = tmp_path / "other.leaddesk"
    path.write_bytes(file.read_bytes())
    connection = open_file(path, "rw")
    connection.execute(statement)
    connection.close()
    assert glance(path) is None


def test_it_does_not_wait_for_somebody_who_holds_the_file(file, tmp_path):
    path = tmp_path / "held.leaddesk"
    path.write_bytes(file.read_bytes())
    connection = open_file(path, "rw")
    connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    connection.execute("BEGIN EXCLUSIVE")
    try:
        assert glance(path) is None
    finally:
        connection.close()
    assert glance(path) is not None


def test_it_needs_no_sqlalchemy():
    loaded = packages_loaded_by("import leaddesk.storage.glance")
    assert "sqlite3" in loaded
    assert "sqlalchemy" not in loaded
