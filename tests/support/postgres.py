"""A PostgreSQL server of the tests' own: one per test run (per xdist worker), a database per test.

The server lives in a temporary folder, listens on a socket in it only and forgets durability.
Its programs come from LEADDESK_PG_BIN, the newest Debian package, or PATH. As root it runs as
the user postgres or nobody, since PostgreSQL refuses root.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.missing import skip_unless_ci
from tests.support.waiting import wait_until

FAST_AND_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SMALL = ("listen_addresses=", "shared_buffers=32MB", "max_connections=60")


def server_programs() -> Path | None:
    """Return the folder of `initdb` and `postgres`, None when there is no server here."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name), reverse=True
    )
    on_path = shutil.which("postgres")
    named = os.environ.get("LEADDESK_PG_BIN")
    candidates = [Path(named)] if named else []
    candidates += [*debian, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((p for p in candidates if (p / "initdb").exists()), None)


def unprivileged() -> dict[str, Any]:
    """Return the options that start a child as another user when we are root."""
    if os.geteuid() != 0:
        return {}
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        user = pwd.getpwnam("nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class PostgresServer:
    """A running server; `stop` and `start` are for the tests of a server that goes away."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder  # kept short: a socket's path may have 107 characters
        self._as_user = unprivileged()
        self._process: subprocess.Popen[bytes] | None = None
        if self._as_user:
            os.chown(folder, self._as_user["user"], self._as_user["group"])
        self._call("initdb", "-D", self.data, "-U", "leaddesk", "-A", "trust", "-E", "UTF8",
                   "--locale=C.UTF-8", "-N")  # fmt: skip

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> str:
        """What the server has said, for a failing test."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def url(self, database: str) -> str:
        """Return the address of a database as libpq and psycopg read it."""
        return f"postgresql://leaddesk@/{database}?host={self.folder}"

    def _call(self, program: str, *arguments: object) -> None:
        words = [str(self.programs / program), *map(str, arguments)]
        done = subprocess.run(
            words, cwd=self.folder, capture_output=True, text=True, check=False, **self._as_user
        )
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        """Start and return once it answers."""
        settings = [word for s in (*FAST_AND_FORGETFUL, *SMALL) for word in ("-c", s)]
        words = [str(self.programs / "postgres"), "-D", str(self.data), "-k", str(self.folder)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*words, *settings],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                **self._as_user,
            )
        wait_until(self.answers, "PostgreSQL answers", seconds=30)

    def answers(self) -> bool:
        """Return whether a client can connect; fail at once when the server has died."""
        import psycopg

        assert self._process is not None
        assert self._process.poll() is None, self.log
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop: SIGINT ends all sessions in good order, SIGQUIT is a crash."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=30)
            self._process = None

    def execute(self, statement: str) -> None:
        """Run one statement on the server's own database, outside any transaction."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


Fill = Callable[[str], None]


class Databases:
    """Makes databases on a server; one with a template costs as much as an empty one."""

    def __init__(self, server: PostgresServer) -> None:
        self.server = server
        self._templates: dict[str, str] = {}
        self._count = 0

    def create(self, template: str = "template0") -> str:
        """Make a database and return its name."""
        self._count += 1
        name = f"leaddesk_{self._count}"
        copy = f"CREATE DATABASE {name} TEMPLATE {template}"
        # A copy of the files is ten times faster than one through the log.
        modern = int(re.findall(r"\d+", (self.server.data / "PG_VERSION").read_text())[0]) >= 15
        self.server.execute(copy + (" STRATEGY file_copy" if modern else ""))
        return name

    def create_filled(self, kind: str, fill: Fill) -> str:
        """Make a database that holds what `fill(url)` puts there; it is called once per kind."""
        if kind not in self._templates:
            template = self.create()
            fill(self.server.url(template))
            self._templates[kind] = template
        return self.create(self._templates[kind])

    def drop(self, name: str) -> None:
        self.server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A server for the whole run. Tests that stop it use `own_postgres_server`."""
    yield from running_server()


@pytest.fixture
def own_postgres_server() -> Iterator[PostgresServer]:
    """A server for this test alone, which may stop, start and break it."""
    yield from running_server()


def running_server() -> Iterator[PostgresServer]:
    """Start a server, hand it out, stop it and remove its folder."""
    programs = server_programs()
    if programs is None:
        skip_unless_ci("no PostgreSQL server programs here; `python3 dev.py setup` brings them")
    folder = Path(tempfile.mkdtemp(prefix="ldpg-"))
    server: PostgresServer | None = None
    try:
        server = PostgresServer(programs, folder)
        server.start()
        yield server
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_databases(postgres_server: PostgresServer) -> Databases:
    """Makes databases on the run's server."""
    return Databases(postgres_server)


@pytest.fixture(scope="session")
def postgres_template() -> tuple[str, Fill] | None:
    """Say what `postgres_url` holds at first: a kind and a function that fills a database once.

    Empty here; a test folder overrides this fixture in its conftest.py, for example with
    `return "schema", migrate`.
    """
    return None


@pytest.fixture
def postgres_url(
    postgres_databases: Databases, postgres_template: tuple[str, Fill] | None
) -> Iterator[str]:
    """The address of a database of the test's own, dropped afterwards."""
    if postgres_template is None:
        name = postgres_databases.create()
    else:
        name = postgres_databases.create_filled(*postgres_template)
    try:
        yield postgres_databases.server.url(name)
    finally:
        postgres_databases.drop(name)
