"""Schema changes: all or nothing, one client at a time, never under a newer program's nose."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from leaddesk.base.errors import KnownError
from leaddesk.storage.address import DatabaseAddress, FileAddress, parse_address
from leaddesk.storage.engine import Database
from leaddesk.storage.sqlite_driver import APPLICATION_ID, open_file
from leaddesk.storage.upgrade import (
    create_file,
    min_app_version,
    newest_revision,
    upgrade,
)
from tests.storage.small import ask
from tests.storage.workers import upgrade_database
from tests.support.promise import promise

FIRST = """
    op.create_table("lead", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("INSERT INTO lead VALUES (1)")
"""
SECOND = """
    op.add_column("lead", sa.Column("name", sa.Text))
    op.create_table("task", sa.Column("lead_id", sa.Integer, sa.ForeignKey("lead.id")))
    op.execute("INSERT INTO task VALUES (1)")
"""
THIRD_REBUILDS = """
    with op.batch_alter_table("lead") as batch:
        batch.alter_column("name", new_column_name="title")
"""
BROKEN = """
    op.add_column("lead", sa.Column("half", sa.Text))
    op.execute("INSERT INTO nowhere VALUES (1)")
"""


def write_revisions(folder: Path, *bodies: str, oldest: str = "") -> Path:
    """A folder of revisions 0001, 0002, ...; the last one names `oldest` as min_app_version."""
    folder.mkdir(exist_ok=True)
    for number, body in enumerate(bodies, 1):
        last = number == len(bodies)
        lines = [
            "import sqlalchemy as sa",
            "from alembic import op",
            f"revision = '{number:04}'",
            f"down_revision = {f'{number - 1:04}' if number > 1 else None!r}",
            f"min_app_version = {oldest if last else ''!r}",
            "def upgrade():" + body,
        ]
        (folder / f"{number:04}_revision.py").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(params=["file", "server"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> DatabaseAddress:
    """An empty database: a file without tables, or a new database on a server."""
    if request.param == "server":
        return parse_address(request.getfixturevalue("postgres_url"))
    open_file(tmp_path / "leads.db", "rwc").close()
    return FileAddress(tmp_path / "leads.db")


@pytest.fixture
def database(address: DatabaseAddress) -> Iterator[Database]:
    with closing(Database(address)) as database:
        yield database


def state(database: Database) -> dict[str, Any]:
    with database.read() as connection:
        names = inspect(connection).get_table_names()
        return {
            name: (
                [column["name"] for column in inspect(connection).get_columns(name)],
                connection.execute(text(f"SELECT * FROM {name} ORDER BY 1")).fetchall(),
            )
            for name in sorted(names)
        }


def test_a_new_database_is_made_from_nothing(database: Database, tmp_path: Path) -> None:
    versions = write_revisions(tmp_path / "v", FIRST, SECOND, oldest="1.2")
    backups: list[int] = []
    done = upgrade(database, app_version="1.2", versions=versions, backup=lambda: backups.append(1))
    assert (done.before, done.after) == ("", "0002")
    assert not backups  # there was nothing to lose
    with database.read() as connection:
        assert min_app_version(connection) == "1.2"
        if database.backend == "sqlite":
            assert connection.scalar(text("PRAGMA application_id")) == APPLICATION_ID


def test_an_older_database_is_backed_up_and_brought_forward(
    database: Database, tmp_path: Path
) -> None:
    versions = write_revisions(tmp_path / "v", FIRST)
    upgrade(database, app_version="1.0", versions=versions)
    write_revisions(versions, FIRST, SECOND, THIRD_REBUILDS)
    seen: list[str] = []

    def backup() -> None:
        seen.append(",".join(state(database)))

    done = upgrade(database, app_version="1.1", versions=versions, backup=backup)
    assert (done.before, done.after) == ("0001", "0003")
    assert seen == ["alembic_version,lead,meta"]
    after = state(database)
    assert after["lead"] == (["id", "title"], [(1, None)])
    assert after["task"] == (["lead_id"], [(1,)])  # rebuilding its parent did not empty it
    again = upgrade(database, app_version="1.1", versions=versions, backup=backup)
    assert (again.before, again.after) == ("0003", "0003")
    assert len(seen) == 1


def test_a_failing_step_leaves_everything_as_it_was(database: Database, tmp_path: Path) -> None:
    versions = write_revisions(tmp_path / "v", FIRST)
    upgrade(database, app_version="1.0", versions=versions)
    before = state(database)
    write_revisions(versions, FIRST, SECOND, BROKEN)
    with pytest.raises(Exception, match="nowhere"):
        upgrade(database, app_version="1.1", versions=versions)
    assert state(database) == before
    write_revisions(versions, FIRST, SECOND, THIRD_REBUILDS)
    assert upgrade(database, app_version="1.2", versions=versions).after == "0003"


def test_a_failed_backup_stops_the_upgrade(database: Database, tmp_path: Path) -> None:
    versions = write_revisions(tmp_path / "v", FIRST)
    upgrade(database, app_version="1.0", versions=versions)
    before = state(database)
    write_revisions(versions, FIRST, SECOND)

    def backup() -> None:
        raise KnownError("The disk is full.", code="disk-full")

    with pytest.raises(KnownError):
        upgrade(database, app_version="1.1", versions=versions, backup=backup)
    assert state(database) == before


def test_a_newer_database_is_refused_and_not_touched(database: Database, tmp_path: Path) -> None:
    newer = write_revisions(tmp_path / "newer", FIRST, SECOND, oldest="2.4")
    upgrade(database, app_version="2.4", versions=newer)
    before = state(database)
    mine = write_revisions(tmp_path / "mine", FIRST)
    with pytest.raises(KnownError) as raised:
        upgrade(database, app_version="2.3", versions=mine)
    assert raised.value.code == "newer"
    assert "made by a newer LeadDesk (2.4)" in raised.value.title
    assert state(database) == before


def test_an_unknown_revision_without_a_version_is_refused_too(
    database: Database, tmp_path: Path
) -> None:
    upgrade(database, app_version="2", versions=write_revisions(tmp_path / "v", FIRST, SECOND))
    mine = write_revisions(tmp_path / "mine", FIRST)
    with pytest.raises(KnownError) as raised:
        upgrade(database, app_version="2", versions=mine)
    assert raised.value.code == "newer"


def test_a_database_of_another_program_is_left_alone(database: Database, tmp_path: Path) -> None:
    database.run_write(lambda connection: connection.execute(text("CREATE TABLE song (a int)")))
    with pytest.raises(KnownError) as raised:
        upgrade(database, app_version="1", versions=write_revisions(tmp_path / "v", FIRST))
    assert raised.value.code == "not-leaddesk"
    assert list(state(database)) == ["song"]


@pytest.mark.reliability
def test_five_clients_at_once_migrate_one_database_once(
    database: Database, address: DatabaseAddress, tmp_path: Path
) -> None:
    versions = write_revisions(tmp_path / "v", FIRST)
    upgrade(database, app_version="1.0", versions=versions)
    write_revisions(versions, FIRST, SECOND)
    context = multiprocessing.get_context("spawn")
    with promise(7) as measured, context.Pool(5) as pool:
        done = pool.starmap(upgrade_database, [(address.text, str(versions))] * 5, chunksize=1)
        pool.close()
        pool.join()
        measured.count(clients=5, migrated=sum(one != two for one, two in done), failed=0)
    assert sorted(done) == [("0001", "0002"), *[("0002", "0002")] * 4]
    assert state(database)["task"] == (["lead_id"], [(1,)])


def test_a_new_file_appears_only_when_complete(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "leads.db"
    versions = write_revisions(tmp_path / "v", FIRST, BROKEN)
    with pytest.raises(Exception, match="nowhere"):
        create_file(path, app_version="1", versions=versions)
    assert list(path.parent.iterdir()) == []
    write_revisions(versions, FIRST, SECOND)
    create_file(path, app_version="1", versions=versions)
    assert ask(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert ask(path, "SELECT * FROM task") == [(1,)]
    assert {entry.name for entry in path.parent.iterdir()} == {"leads.db"}
    with pytest.raises(KnownError) as raised:
        create_file(path, app_version="1", versions=versions)
    assert raised.value.code == "exists"
    assert ask(path, "SELECT * FROM task") == [(1,)]


def test_the_newest_revision_by_name_is_the_one_that_alembic_finds() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    from leaddesk.storage.upgrade import MIGRATIONS

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == newest_revision()
