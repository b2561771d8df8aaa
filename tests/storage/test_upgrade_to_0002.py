"""A database of the first schema gets its saved views, and keeps what it has."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from leaddesk.app.opening import Opener
from leaddesk.base.clock import FixedClock
from leaddesk.base.paths import paths_below
from leaddesk.domain.draft import LeadDraft
from leaddesk.service.commands import CaptureLeads, SaveView
from leaddesk.service.desk import Desk
from leaddesk.service.handlers import HANDLERS
from leaddesk.storage.address import DatabaseAddress, FileAddress, parse_address
from leaddesk.storage.engine import Database
from leaddesk.storage.revisions import MIGRATIONS, newest_revision
from leaddesk.storage.schema_guard import SchemaGuard
from leaddesk.storage.sqlite_driver import open_file
from leaddesk.storage.store import SqlStorage, open_storage
from leaddesk.storage.upgrade import upgrade
from tests.bench.sample import NOW, make_team
from tests.storage.small import ask

CLOCK = FixedClock(NOW)


@pytest.fixture(params=["file", "server"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DatabaseAddress]:
    """A team with a lead under the first schema."""
    if request.param == "server":
        place = parse_address(request.getfixturevalue("postgres_url"))
        yield make_first(place, tmp_path)
    else:
        open_file(tmp_path / "team.leaddesk", "rwc").close()
        yield make_first(FileAddress(tmp_path / "team.leaddesk"), tmp_path)


def make_first(address: DatabaseAddress, folder: Path) -> DatabaseAddress:
    versions = folder / "first" / "versions"
    versions.mkdir(parents=True)
    shutil.copy(MIGRATIONS / "versions" / "0001_first.py", versions)
    shutil.copytree(MIGRATIONS / "schemas", folder / "first" / "schemas")
    database = Database(address)
    with closing(SqlStorage(database, SchemaGuard("0.1", newest_revision()))) as storage:
        assert upgrade(database, app_version="0.1", versions=versions).after == "0001"
        desk, _ = make_team(storage)
        desk.execute(CaptureLeads((LeadDraft(name="Ada Loew", company="Loew AG"),)))
    return address


def opened(address: DatabaseAddress, data: Path) -> SqlStorage:
    """As the program opens it; a server has its user from the login."""
    if isinstance(address, FileAddress):
        return Opener(paths_below(data), address, "bench", CLOCK).open().storage
    return open_storage(address)


def test_saved_views_come_and_nothing_else_changes(
    address: DatabaseAddress, tmp_path: Path
) -> None:
    with closing(opened(address, tmp_path / "data")) as storage:
        found = storage.read(
            lambda reader: (reader.count(), len(reader.team().users), reader.saved_views(None))
        )
        assert found == (1, 9, ())
        with storage.database.read() as connection:
            revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
        assert revision == newest_revision() >= "0002"
        user = storage.read(lambda reader: reader.user_by_login("bench"))
        assert user is not None
        desk = Desk(storage, CLOCK, HANDLERS, user.id)
        saved = desk.execute(SaveView(None, "Hot", is_shared=True)).result
        assert desk.ask(lambda reader: reader.saved_views(None)) == (saved,)
    if isinstance(address, FileAddress):
        backups = [path for path in (tmp_path / "data").rglob("*before-upgrade*") if path.is_file()]
        assert len(backups) == 1
        assert ask(backups[0], "SELECT version_num FROM alembic_version") == [("0001",)]
        assert ask(backups[0], "SELECT count(*) FROM lead") == [(1,)]


def test_a_file_that_can_only_be_read_has_no_views(tmp_path: Path) -> None:
    open_file(tmp_path / "team.leaddesk", "rwc").close()
    address = make_first(FileAddress(tmp_path / "team.leaddesk"), tmp_path)
    database = Database(address, read_only=True)
    with closing(SqlStorage(database, SchemaGuard("0.1", newest_revision()))) as storage:
        assert storage.read(lambda reader: (reader.count(), reader.saved_views(1))) == (1, ())
