"""A newer LeadDesk takes the database over while this one runs: this one stops writing."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from leaddesk.base.clock import FixedClock
from leaddesk.base.errors import KnownError
from leaddesk.service.commands import AddUser
from leaddesk.service.desk import Desk
from leaddesk.service.handlers import HANDLERS
from leaddesk.storage.address import DatabaseAddress, FileAddress, parse_address
from leaddesk.storage.change_watch import open_watch
from leaddesk.storage.engine import Database
from leaddesk.storage.revisions import newest_revision
from leaddesk.storage.store import SqlStorage, open_storage
from leaddesk.storage.upgrade import upgrade
from tests.storage.test_upgrade import write_revisions
from tests.support.waiting import wait_until

NEW_COLUMN = """
    op.add_column("lead", sa.Column("aura", sa.Text))
"""
CLOCK = FixedClock(datetime(2026, 3, 10, 9, 0, tzinfo=UTC))


@pytest.fixture(params=["file", "server"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> DatabaseAddress:
    if request.param == "server":
        return parse_address(request.getfixturevalue("postgres_url"))
    return FileAddress(tmp_path / "leads.db")


@pytest.fixture
def storage(address: DatabaseAddress) -> Iterator[SqlStorage]:
    """A client that runs."""
    with closing(open_storage(address, create=True)) as storage:
        yield storage


def take_over(address: DatabaseAddress, folder: Path, *, oldest: str) -> None:
    """What a newer LeadDesk does when it opens the database."""
    present = newest_revision()
    known = ["\n    pass\n"] * int(present)
    versions = write_revisions(folder / "newer", *known, NEW_COLUMN, oldest=oldest)
    with closing(Database(address)) as database:
        done = upgrade(database, app_version="9.0", versions=versions)
    assert (done.before, done.after) == (present, newest_revision(versions))


def write(storage: SqlStorage) -> None:
    desk = Desk(storage, CLOCK, HANDLERS)
    desk.execute(AddUser(f"Ana {uuid.uuid4().hex}", uuid.uuid4().hex[:8]))


@pytest.mark.parametrize(("oldest", "named"), [("9.0", " (9.0)"), ("", "")])
def test_it_writes_no_more_and_says_why(
    storage: SqlStorage, address: DatabaseAddress, tmp_path: Path, oldest: str, named: str
) -> None:
    write(storage)
    before = storage.read(lambda reader: len(reader.team().users))
    take_over(address, tmp_path, oldest=oldest)
    for _ in range(2):
        with pytest.raises(KnownError) as caught:
            write(storage)
        assert f"This database was made by a newer LeadDesk{named}." in str(caught.value)
    assert storage.read(lambda reader: len(reader.team().users)) == before


def test_whoever_only_watches_is_told_and_stays_told(
    storage: SqlStorage, address: DatabaseAddress, tmp_path: Path
) -> None:
    told: list[KnownError | None] = []
    heard = threading.Event()

    def hear(trouble: KnownError | None) -> None:
        told.append(trouble)
        heard.set()

    seen: list[object] = []
    watch = open_watch(address, seen.append, on_trouble=hear, guard=storage.guard)
    watch.start()
    try:
        assert watch.wait_ready(10)
        write(storage)
        wait_until(lambda: seen, "the step is seen")
        take_over(address, tmp_path, oldest="9.0")
        assert heard.wait(10)
    finally:
        assert watch.stop()
    assert [one.code for one in told if one is not None] == ["newer"]
    assert None not in told


def test_a_write_waits_for_a_schema_change_under_way_and_is_then_refused(
    postgres_url: str, tmp_path: Path
) -> None:
    address = parse_address(postgres_url)
    refused: list[KnownError] = []
    begun = threading.Event()

    with closing(open_storage(address)) as storage, closing(Database(address)) as newer:

        def try_it() -> None:
            try:
                write(storage)
            except KnownError as error:
                refused.append(error)

        writer = threading.Thread(target=try_it)

        def migrate(connection) -> None:
            connection.execute(text("UPDATE meta SET value = '9.0' WHERE key = 'min_app_version'"))
            writer.start()
            wait_until(lambda: waiting(newer), "the writer waits")
            begun.set()

        newer.migrate(migrate)
        writer.join(30)
    assert begun.is_set()
    assert [error.code for error in refused] == ["newer"]


def waiting(database: Database) -> bool:
    question = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    with database.read() as connection:
        return bool(connection.scalar(question))
