"""Connections to the database: many readers, one writer, on SQLite and on PostgreSQL."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from leaddesk.base.clock import TeamClock
from leaddesk.base.errors import Cancelled, KnownError
from leaddesk.storage.address import DatabaseAddress, FileAddress, ServerAddress
from leaddesk.storage.retry import run_write
from leaddesk.storage.schema_guard import MIGRATION_LOCK
from leaddesk.storage.server_clock import measure_offset
from leaddesk.storage.sql_errors import explain, may_write
from leaddesk.storage.sqlite_driver import choose_driver, error_name, is_fixed, open_file

T = TypeVar("T")
Backend = Literal["sqlite", "postgresql"]
Password = Callable[[], str | None]

_BUSY_TIMEOUT = 10.0  # seconds SQLite itself waits; its own wait is unfair, so run_write repeats
_DEADLINE = 60.0
_LONGEST_READ = 2.0  # seconds for the reads under way at the end
_SHARED_CACHE = "cache_size=-16000"  # KiB when negative: 16 MB


class Database:
    """One database, open. Safe to share between threads; connections are not.

    Nothing is touched before the first `read` or `run_write`. A file is never created here:
    a path that vanished is an error, not an empty database.
    """

    def __init__(
        self,
        address: DatabaseAddress,
        *,
        password: Password | None = None,
        shared: bool = False,
        read_only: bool = False,
        notice: KnownError | None = None,
        app_version: str = "",
        on_trouble: Callable[[KnownError], None] | None = None,
        clock: TeamClock | None = None,
    ) -> None:
        """`shared` marks a file in a network folder: no WAL, the small set of liberties.
        `notice` says why it is `read_only`, to whoever wants to write.

        `password` is asked at each new connection to a server and never stored.
        `on_trouble` hears, on the writing thread, why a write has to wait. `clock` is set by a
        server's own at each new connection.
        """
        self.address = address
        self.read_only = read_only
        self.notice = notice
        self.shared = shared
        self._on_trouble = on_trouble
        self._closing = threading.Event()
        self._at_rest = threading.Condition()
        self._reading = 0
        self.backend: Backend
        if isinstance(address, FileAddress):
            self.backend = "sqlite"
            self._readers, self._writer = _file_engines(address, shared=shared, read_only=read_only)
        else:
            self.backend = "postgresql"
            self._readers, self._writer = _server_engines(
                address, app_version=app_version, password=password, clock=clock
            )

    def stop_writing(self, notice: KnownError) -> None:
        """Refuse every later write and say why: the file turned out to be damaged."""
        self.notice = notice
        self.read_only = True

    @property
    def place(self) -> str:
        """The path or the server, for texts; without a password."""
        return self.address.text

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection inside one reading transaction: all it sees is of one moment.

        Fetch everything before leaving; a cursor left open would stop writers. Writing
        through it fails. Known faults come as KnownError; after `close` it is Cancelled.
        """
        try:
            with self._counted(), self._readers.connect() as connection:
                # Leaving the connection rolls back, which ends the reading transaction.
                yield connection
        except Exception as error:
            known = explain(error, self.place)
            if known is None or self._is_write_by_reader(known):
                raise
            raise known from error

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._at_rest:
            if self._closing.is_set():
                raise Cancelled
            self._reading += 1
        try:
            yield
        finally:
            with self._at_rest:
                self._reading -= 1
                self._at_rest.notify_all()

    def _is_write_by_reader(self, known: KnownError) -> bool:
        """A statement that writes inside `read` is a fault of LeadDesk, not of the file."""
        if known.code != "read-only" or self.read_only:
            return False
        return isinstance(self.address, ServerAddress) or may_write(self.address.path)

    def run_write(self, work: Callable[[Connection], T], *, deadline: float = _DEADLINE) -> T:
        """Run `work` in one writing transaction and commit; see `retry.run_write`."""
        if self.read_only:
            raise KnownError(
                "Nothing was changed: the database is open for reading only.",
                str(self.notice or "Open it again once it can be written."),
                code="read-only",
            )
        return run_write(
            self._writer.begin,
            work,
            deadline=deadline,
            place=self.place,
            closing=self._closing,
            on_trouble=self._on_trouble,
        )

    def abandon(self) -> None:
        """Start with new connections; those in use by a stuck thread are left to it."""
        self._readers.dispose(close=False)
        self._writer.dispose(close=False)

    def close(self) -> None:
        """Let go of the database. Waiting writes end with Cancelled, reads under way are waited
        for: a connection that came back later would stay open."""
        with self._at_rest:
            self._closing.set()
            self._at_rest.wait_for(lambda: not self._reading, _LONGEST_READ)
        self._writer.dispose()
        self._readers.dispose()

    def migrate(self, work: Callable[[Connection], T], *, deadline: float = 300.0) -> T:
        """Run a schema change in one transaction, alone in the database; repeated like a write.

        Foreign keys of a file are not enforced inside (tables may be rebuilt) but are checked
        before the commit. Time limits of the server are lifted.
        """
        return run_write(
            self._migrating,
            work,
            deadline=deadline,
            place=self.place,
            closing=self._closing,
            on_trouble=self._on_trouble,
        )

    @contextmanager
    def _migrating(self) -> Iterator[Connection]:
        with self._writer.connect() as connection:
            if self.backend == "sqlite":
                driver: Any = connection.connection.dbapi_connection
                driver.execute("PRAGMA foreign_keys=OFF")  # no effect inside a transaction
                try:
                    with connection.begin():
                        yield connection
                        _require_whole_references(connection)
                finally:
                    connection.invalidate()  # its setting must not reach the next user
            else:
                with connection.begin():
                    for limit in ("statement_timeout", "lock_timeout"):
                        connection.exec_driver_sql(f"SET LOCAL {limit} = 0")
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
                    yield connection


def _require_whole_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        tables = ", ".join(sorted({str(row[0]) for row in broken}))
        raise ValueError(f"the schema change leaves rows without their parent in: {tables}")


def _file_engines(address: FileAddress, *, shared: bool, read_only: bool) -> tuple[Engine, Engine]:
    """Engines for reading and for writing one file."""
    driver = choose_driver()

    def connect_reader() -> sqlite3.Connection:
        connection = open_file(address.path, "ro" if read_only else "rw", timeout=_BUSY_TIMEOUT)
        if not read_only:
            _choose_journal(connection, shared=shared)
        # A write in a deferred transaction could lose another process's update.
        connection.execute("PRAGMA query_only=ON")
        return connection

    def connect_writer() -> sqlite3.Connection:
        connection = open_file(address.path, "rw", timeout=_BUSY_TIMEOUT)
        _choose_journal(connection, shared=shared)
        return connection

    def engine(creator: Callable[[], sqlite3.Connection], begin: str, size: int) -> Engine:
        made = create_engine(
            "sqlite://",
            module=driver,
            creator=creator,
            poolclass=QueuePool,
            pool_size=size,
            max_overflow=1,
            pool_timeout=15,
            hide_parameters=True,
        )

        @event.listens_for(made, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return made

    return engine(connect_reader, "BEGIN", 3), engine(connect_writer, "BEGIN IMMEDIATE", 1)


def _choose_journal(connection: sqlite3.Connection, *, shared: bool) -> None:
    """WAL where the library is free of its bug and the file is on one computer, else DELETE."""
    try:
        if shared:
            connection.execute(f"PRAGMA {_SHARED_CACHE}").fetchall()
        present = str(connection.execute("PRAGMA journal_mode").fetchone()[0]).lower()
        fixed = is_fixed(choose_driver().sqlite_version_info)
        wanted = "wal" if fixed and not shared else "delete"
        if present == wanted:
            return
        try:
            connection.execute(f"PRAGMA journal_mode={wanted}").fetchall()
        except Exception as error:
            # Others have it open: their choice stands, unless it is WAL and we must not.
            if not error_name(error).startswith(("SQLITE_BUSY", "SQLITE_READONLY")):
                raise
            if present == "wal":
                raise KnownError(
                    "This file is open in a LeadDesk that works with it in another way.",
                    "Nothing was changed. Close LeadDesk everywhere else, open the file here "
                    "first, then there.",
                    code="wal-in-use",
                ) from error
    except BaseException:
        connection.close()
        raise


def server_driver() -> str:
    """The versions of what speaks to a server; raises where it is not installed."""
    import psycopg

    URL.create("postgresql+psycopg").get_dialect().import_dbapi()
    return f"psycopg {psycopg.__version__}, libpq {psycopg.pq.version()}"


def server_arguments(address: ServerAddress, *, app_version: str) -> dict[str, Any]:
    """The arguments of `psycopg.connect` for `address`, all but the password.

    A silent network drop is noticed within about 10 s instead of never. tcp_user_timeout works
    on Linux only, so a job's deadline above this floor is still needed.
    """
    arguments: dict[str, Any] = {
        "port": address.port,
        "dbname": address.database,
        "connect_timeout": 5,
        "keepalives": 1,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 8000,
        "sslmode": address.sslmode,
        "application_name": f"LeadDesk/{app_version}".rstrip("/"),
        "options": "-c statement_timeout=15000 -c lock_timeout=3000"
        " -c idle_in_transaction_session_timeout=30000 -c timezone=UTC"
        " -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3"
        " -c tcp_user_timeout=8000",
    }
    if address.host:
        arguments["host"] = address.host
    if address.user:
        arguments["user"] = address.user
    # libpq takes the computer's own list only together with full checking.
    if address.root_certificate != "system" or address.sslmode == "verify-full":
        arguments["sslrootcert"] = address.root_certificate
    return arguments


def _server_engines(
    address: ServerAddress,
    *,
    app_version: str,
    password: Password | None,
    clock: TeamClock | None,
) -> tuple[Engine, Engine]:
    """One pool for both: 30 clients with 5 connections and a listener fit a default server."""
    made = create_engine(
        URL.create("postgresql+psycopg"),
        connect_args=server_arguments(address, app_version=app_version),
        pool_pre_ping=True,
        pool_size=2,
        max_overflow=3,
        pool_recycle=1800,
        pool_timeout=10,
        hide_parameters=True,
    )
    if password is not None:

        @event.listens_for(made, "do_connect")
        def _give_password(
            _dialect: Dialect,
            _record: ConnectionPoolEntry,
            _arguments: list[Any],
            parameters: dict[str, Any],
        ) -> None:
            secret = password()
            if secret is not None:
                parameters["password"] = secret

    if clock is not None:
        team_clock = clock

        @event.listens_for(made, "connect")
        def _set_clock(connection: Any, _record: ConnectionPoolEntry) -> None:
            team_clock.follow(measure_offset(connection, team_clock.own))

    # One snapshot for a whole question, as on SQLite; set by the driver inside BEGIN.
    readers = made.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return readers, made
