"""A database opened: its settings, its readers, its writer."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from leaddesk.base.errors import Cancelled, KnownError
from leaddesk.storage.address import FileAddress, ServerAddress, parse_address
from leaddesk.storage.engine import Database, server_arguments
from leaddesk.storage.sqlite_driver import choose_driver, file_uri, is_fixed, open_file
from tests.storage.small import ask, make_file
from tests.support.waiting import wait_until


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_file(tmp_path / "ümläut & ? %41.db", leads=3)


def add_lead(connection: Connection) -> None:
    connection.execute(text("INSERT INTO lead (name) VALUES ('Nordwind')"))


@pytest.mark.parametrize(
    ("version", "fixed"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_the_wal_bug_is_known_by_version(version: tuple[int, int, int], fixed: bool) -> None:
    assert is_fixed(version) is fixed


def test_wal_is_used_exactly_where_the_library_is_fixed_and_the_file_is_not_shared(
    path: Path,
) -> None:
    fixed = is_fixed(choose_driver().sqlite_version_info)
    for shared, wanted in ((False, "wal" if fixed else "delete"), (True, "delete")):
        with (
            closing(Database(FileAddress(path), shared=shared)) as database,
            database.read() as connection,
        ):
            assert journal_mode(connection) == wanted


def test_an_affected_library_works_without_wal(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leaddesk.storage.engine.is_fixed", lambda _version: False)
    with closing(Database(FileAddress(path))) as database:
        assert database.run_write(journal_mode) == "delete"


def journal_mode(connection: Connection) -> object:
    return connection.scalar(text("PRAGMA journal_mode"))


def test_a_file_that_others_hold_in_wal_is_refused_in_shared_mode(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", wal=True)
    with closing(open_file(path, "rw")) as other:
        other.execute("SELECT * FROM lead").fetchall()
        with (
            closing(Database(FileAddress(path), shared=True)) as database,
            pytest.raises(KnownError) as raised,
            database.read(),
        ):
            pass
    assert raised.value.code == "wal-in-use"


def test_every_connection_has_the_settings_that_safety_needs(path: Path) -> None:
    wanted = {
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "secure_delete": 2,
        "synchronous": 2,
        "journal_size_limit": 67108864,
    }
    with closing(Database(FileAddress(path))) as database:

        def settings(connection: Connection) -> dict[str, object]:
            return {name: connection.scalar(text(f"PRAGMA {name}")) for name in wanted}

        assert database.run_write(settings) == wanted
        with database.read() as connection:
            assert settings(connection) == wanted


def test_a_write_is_committed_and_a_failed_one_leaves_nothing(path: Path) -> None:
    with closing(Database(FileAddress(path))) as database:
        database.run_write(add_lead)

        def fail(connection: Connection) -> None:
            add_lead(connection)
            raise LookupError

        with pytest.raises(LookupError):
            database.run_write(fail)
    assert ask(path, "SELECT count(*) FROM lead") == [(4,)]


def test_a_reader_sees_one_moment_and_never_writes(path: Path) -> None:
    with closing(Database(FileAddress(path))) as database:
        with database.read() as connection:
            before = connection.scalar(text("SELECT count(*) FROM lead"))
            if journal_mode(connection) == "wal":  # else a writer waits for the reader's end
                database.run_write(add_lead)
            assert connection.scalar(text("SELECT count(*) FROM lead")) == before
        with pytest.raises(DBAPIError), database.read() as connection:
            add_lead(connection)


def test_a_path_that_vanished_is_not_filled_with_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "gone.db"
    with (
        closing(Database(FileAddress(path))) as database,
        pytest.raises(KnownError) as raised,
    ):
        database.run_write(add_lead)
    assert raised.value.code == "cannot-open"
    assert str(path) in raised.value.title
    assert not path.exists()


def test_a_database_opened_for_reading_refuses_to_write(path: Path) -> None:
    content = path.read_bytes()
    with closing(Database(FileAddress(path), read_only=True)) as database:
        with database.read() as connection:
            assert connection.scalar(text("SELECT count(*) FROM lead")) == 3
        with pytest.raises(KnownError) as raised:
            database.run_write(add_lead)
    assert raised.value.code == "read-only"
    assert path.read_bytes() == content


def test_values_are_not_in_the_text_of_an_error(path: Path) -> None:
    def add_twice(connection: Connection) -> None:
        statement = text("INSERT INTO meta (key, value) VALUES (:mail, '')")
        for _ in range(2):
            connection.execute(statement, {"mail": "ann@example.org"})

    with (
        closing(Database(FileAddress(path))) as database,
        pytest.raises(IntegrityError) as raised,
    ):
        database.run_write(add_twice)
    assert "ann@example.org" not in str(raised.value)


def test_a_schema_change_may_rebuild_a_parent_but_not_lose_it(path: Path) -> None:
    def rebuild(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE other AS SELECT * FROM lead")
        connection.exec_driver_sql("DROP TABLE lead")
        connection.exec_driver_sql("CREATE TABLE lead (id INTEGER PRIMARY KEY, name TEXT)")
        connection.exec_driver_sql("INSERT INTO lead SELECT id, name FROM other")
        connection.exec_driver_sql("DROP TABLE other")

    def lose(connection: Connection) -> None:
        connection.exec_driver_sql("DELETE FROM lead WHERE id = 2")

    with closing(Database(FileAddress(path))) as database:
        database.migrate(rebuild)
        assert ask(path, "SELECT count(*) FROM activity") == [(6,)]
        with pytest.raises(ValueError, match="activity"):
            database.migrate(lose)
        assert ask(path, "SELECT count(*) FROM lead") == [(3,)]
        # The next write enforces references again.
        with pytest.raises(IntegrityError):
            database.run_write(lose)


def test_a_uri_keeps_strange_names_and_shares() -> None:
    assert file_uri(Path("/a b/c?d#e.db"), "rw") == "file:///a%20b/c%3Fd%23e.db?mode=rw"


def test_the_password_is_only_in_the_callers_hands() -> None:
    address = ServerAddress("crm.example.org", 5432, "leads", "ann")
    asked: list[int] = []

    def password() -> str:
        asked.append(1)
        return "s3cret"

    with closing(Database(address, password=password)) as database:
        assert "s3cret" not in repr(database._writer)
        assert not asked
    assert "password" not in server_arguments(address, app_version="1.0")


def test_a_server_connection_has_limits_against_a_silent_network() -> None:
    address = ServerAddress("crm.example.org", 5432, "leads", "ann")
    arguments = server_arguments(address, app_version="1.0")
    assert arguments["connect_timeout"] == 5
    assert arguments["tcp_user_timeout"] == 8000
    assert arguments["sslmode"] == "verify-full"
    assert arguments["application_name"] == "LeadDesk/1.0"


def test_importing_the_engine_does_not_import_a_server_driver() -> None:
    code = "import sys, leaddesk.storage.change_watch, leaddesk.storage.upgrade;"
    code += "sys.exit(len({'psycopg', 'alembic', 'keyring'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_server_reads_one_moment_and_refuses_a_reader_s_write(postgres_url: str) -> None:
    with closing(Database(parse_address(postgres_url))) as database:
        database.run_write(
            lambda connection: connection.exec_driver_sql("CREATE TABLE lead (name text)")
        )
        with database.read() as connection:
            assert connection.scalar(text("SELECT count(*) FROM lead")) == 0
            database.run_write(add_lead)
            assert connection.scalar(text("SELECT count(*) FROM lead")) == 0
        with database.read() as connection:
            assert connection.scalar(text("SELECT count(*) FROM lead")) == 1
            assert connection.scalar(text("SHOW timezone")) == "UTC"
            assert connection.scalar(text("SHOW statement_timeout")) == "15s"
        with pytest.raises(DBAPIError), database.read() as connection:
            add_lead(connection)


def test_closing_waits_for_reads_under_way_and_lets_no_later_one_open_the_file(
    tmp_path: Path,
) -> None:
    database = Database(FileAddress(make_file(tmp_path / "leads.db", leads=3)))
    inside, go_on = threading.Event(), threading.Event()
    found: list[int] = []

    def read() -> None:
        with database.read() as connection:
            inside.set()
            assert go_on.wait(10)
            found.append(connection.execute(text("SELECT count(*) FROM lead")).scalar_one())

    reader = threading.Thread(target=read)
    closer = threading.Thread(target=database.close)
    reader.start()
    assert inside.wait(10)
    closer.start()
    wait_until(database._closing.is_set, "it is being closed")
    assert closer.is_alive()
    go_on.set()
    closer.join(10)
    reader.join(10)
    assert found == [3]
    with pytest.raises(Cancelled), database.read():
        pass
