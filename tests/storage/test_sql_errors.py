"""Each fault of the world has its words; a fault of ours has none."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from leaddesk.base.errors import KnownError
from leaddesk.storage.address import FileAddress, ServerAddress, parse_address
from leaddesk.storage.engine import Database
from leaddesk.storage.sql_errors import explain, is_transient
from tests.storage.small import make_file, tell


def named(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("some text with ann@example.org")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_FULL", "disk-full"),
        ("SQLITE_READONLY", "read-only"),
        ("SQLITE_READONLY_DBMOVED", "read-only"),
        ("SQLITE_READONLY_DIRECTORY", "folder-read-only"),
        ("SQLITE_CANTOPEN", "cannot-open"),
        ("SQLITE_CANTOPEN_ISDIR", "cannot-open"),
        ("SQLITE_PERM", "cannot-open"),
        ("SQLITE_NOTADB", "not-a-database"),
        ("SQLITE_CORRUPT", "damaged"),
        ("SQLITE_CORRUPT_INDEX", "damaged"),
        ("SQLITE_BUSY", "locked"),
        ("SQLITE_BUSY_SNAPSHOT", "locked"),
        ("SQLITE_IOERR_DELETE_NOENT", "disk-error"),
        ("SQLITE_IOERR_WRITE", "disk-error"),
    ],
)
def test_sqlite_s_names_have_words(name: str, code: str) -> None:
    known = explain(named(name), "/data/leads.db")
    assert known is not None
    assert known.code == code
    assert known.hint
    assert "{" not in str(known)
    assert "ann@example.org" not in str(known)
    assert is_transient(named(name)) is (code == "locked")


@pytest.mark.parametrize("name", ["SQLITE_ERROR", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_MISUSE"])
def test_a_fault_of_ours_has_no_words(name: str) -> None:
    assert explain(named(name)) is None
    assert not is_transient(named(name))
    assert explain(LookupError("x")) is None


def test_a_full_disk_leaves_the_database_usable(tmp_path: Path) -> None:
    """SQLite rolls back by itself; the connection must survive that, and later space helps."""
    path = make_file(tmp_path / "leads.db", leads=10)

    def fill(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 12")
        connection.exec_driver_sql("INSERT INTO lead (name) VALUES (hex(zeroblob(100000)))")

    def add(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        connection.exec_driver_sql("INSERT INTO lead (name) VALUES ('small')")

    with closing(Database(FileAddress(path))) as database:
        with pytest.raises(KnownError) as raised:
            database.run_write(fill)
        assert raised.value.code == "disk-full"
        assert raised.value.title == "The disk is full. Nothing of this change was saved."
        database.run_write(add)
        with database.read() as connection:
            assert connection.scalar(text("SELECT count(*) FROM lead")) == 11


def test_text_that_is_no_text_is_damage(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db")
    tell(path, "INSERT INTO lead (name) VALUES (CAST(x'ff41' AS TEXT))")
    with (
        closing(Database(FileAddress(path))) as database,
        pytest.raises(KnownError) as raised,
        database.read() as connection,
    ):
        connection.execute(text("SELECT name FROM lead")).fetchall()
    assert raised.value.code == "damaged"


def connect(address: ServerAddress) -> KnownError:
    with (
        closing(Database(address)) as database,
        pytest.raises(KnownError) as raised,
        database.read() as connection,
    ):
        connection.scalar(text("SELECT 1"))
    return raised.value


def test_a_server_that_is_not_there() -> None:
    error = connect(ServerAddress("127.0.0.1", 1, "leads", "ann"))
    assert error.code == "server-gone"
    assert is_transient(error.__cause__ or error)
    assert "postgresql://ann@127.0.0.1:1/leads" in error.hint


def test_no_such_database_and_no_such_user(postgres_url: str) -> None:
    address = parse_address(postgres_url)
    assert isinstance(address, ServerAddress)
    host = address.host
    missing = connect(ServerAddress(host, 5432, "nowhere", "leaddesk", "prefer"))
    assert missing.code == "no-database"
    refused = connect(ServerAddress(host, 5432, address.database, "nobody", "prefer"))
    assert refused.code == "wrong-password"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("SET LOCAL statement_timeout = 20; SELECT pg_sleep(5)", "too-slow"),
        ("SET LOCAL ROLE pg_monitor; CREATE TABLE public.x (a int)", "no-right"),
        ("SET TRANSACTION READ ONLY; CREATE TABLE x (a int)", "read-only"),
        ("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '53100'; END $$", "disk-full"),
    ],
)
def test_a_server_s_refusals_have_words(postgres_url: str, statement: str, code: str) -> None:
    def work(connection: Connection) -> None:
        for part in statement.split("; ") if "$$" not in statement else [statement]:
            connection.exec_driver_sql(part)

    with closing(Database(parse_address(postgres_url))) as database:
        with pytest.raises(KnownError) as raised:
            database.run_write(work)
        assert raised.value.code == code
