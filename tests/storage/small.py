"""A small database with the shape of LeadDesk's, for tests of the rooms below the tables."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from leaddesk.storage.sqlite_driver import APPLICATION_ID, open_file

SCHEMA = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE lead (id INTEGER PRIMARY KEY, name TEXT NOT NULL, score INTEGER)",
    "CREATE INDEX ix_lead_score ON lead (score)",
    (
        "CREATE TABLE activity (id INTEGER PRIMARY KEY, note TEXT,"
        " lead_id INTEGER NOT NULL REFERENCES lead (id))"
    ),
    "CREATE TABLE counter (id INTEGER PRIMARY KEY, n INTEGER NOT NULL)",
    (
        "CREATE TABLE step (id INTEGER PRIMARY KEY, op_id TEXT NOT NULL UNIQUE, user_id INTEGER,"
        " at INTEGER NOT NULL DEFAULT 0, verb TEXT NOT NULL DEFAULT '', batch_id INTEGER)"
    ),
    (
        "CREATE TABLE change (step_id INTEGER NOT NULL REFERENCES step (id), seq INTEGER NOT NULL,"
        " kind TEXT NOT NULL, record_id INTEGER NOT NULL, lead_id INTEGER,"
        " PRIMARY KEY (step_id, seq)) WITHOUT ROWID"
    ),
    "INSERT INTO counter VALUES (1, 0)",
)


def make_file(path: Path, *, leads: int = 0, wal: bool = False, wide: int = 0) -> Path:
    """A file with `leads` leads and twice as many activities; `wide` adds letters to each lead."""
    with closing(open_file(path, "rwc")) as connection:
        if wal:
            connection.execute("PRAGMA journal_mode=WAL").fetchall()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        for statement in SCHEMA:
            connection.execute(statement)
        connection.executemany(
            "INSERT INTO lead VALUES (?, ?, ?)",
            (
                (i, f"Lead {i} of a company with a rather long name{'.' * wide}", i % 100)
                for i in ids(leads)
            ),
        )
        connection.executemany(
            "INSERT INTO activity (note, lead_id) VALUES (?, ?)",
            ((f"called, {i}", i) for i in ids(leads) for _ in range(2)),
        )
        connection.execute("COMMIT")
    return path


def ids(leads: int) -> range:
    return range(1, leads + 1)


def ask(path: Path, question: str) -> list[tuple[object, ...]]:
    with closing(open_file(path, "rw")) as connection:
        return connection.execute(question).fetchall()


def tell(path: Path, *statements: str) -> None:
    with closing(open_file(path, "rw")) as connection:
        for statement in statements:
            connection.execute(statement)


def damage(path: Path, at: int, length: int = 4096) -> None:
    """Overwrite bytes of a closed file."""
    with path.open("rb+") as file:
        file.seek(at)
        file.write(b"\xa5" * length)


def page_of(path: Path, table: str, *, share: float) -> int:
    """The byte offset of the leaf page that holds the row at `share` of a table's numbers."""
    with closing(open_file(path, "ro")) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        wanted = f"Lead {int(share * count(connection, table))} of".encode()
    return path.read_bytes().index(wanted) // size * size


def count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Act as a user whom permissions stop, also where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def public_folder() -> Iterator[Path]:
    """A folder that `ordinary_user` may reach and write to; pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="ld-"))
    folder.chmod(0o777)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
