"""What child processes of the storage tests do: each function is one client's life."""

from __future__ import annotations

import os
import sqlite3
import time
import uuid
from pathlib import Path

from sqlalchemy import Connection, create_engine, text

from leaddesk.storage.address import FileAddress, parse_address
from leaddesk.storage.change_watch import announce
from leaddesk.storage.engine import Database
from leaddesk.storage.upgrade import upgrade

KILL_LISTENERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE application_name LIKE 'LeadDesk% changes'"
)


def kill_listeners(database: Database) -> None:
    """End the server's side of every watch."""
    database.run_write(lambda connection: connection.execute(text(KILL_LISTENERS)).fetchall())


def upgrade_database(address: str, versions: str) -> tuple[str, str]:
    database = Database(parse_address(address))
    try:
        done = upgrade(database, app_version="1.1", versions=Path(versions))
    finally:
        database.close()
    # The one that migrated says so; the others found it done.
    return done.before, done.after


def count_up(path: str, times: int, shared: bool) -> float:
    """Add one to the counter so many times, with a question before each; the longest, in s."""
    database = Database(FileAddress(Path(path)), shared=shared)

    def add(connection: Connection) -> None:
        n = connection.scalar(text("SELECT n FROM counter"))
        assert n is not None
        connection.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})
        connection.execute(text("INSERT INTO lead (name) VALUES (:n)"), {"n": str(n)})

    longest = 0.0
    try:
        for _ in range(times):
            start = time.monotonic()
            with database.read() as connection:
                connection.execute(text("SELECT n FROM counter")).fetchall()
            database.run_write(add)
            longest = max(longest, time.monotonic() - start)
    finally:
        database.close()
    return longest


def count_up_naively(path: str, times: int) -> int:
    """The same on an engine as SQLAlchemy makes it by default; how many were acknowledged."""
    engine = create_engine(f"sqlite:///{path}", module=sqlite3, connect_args={"timeout": 30})
    acknowledged = 0
    for _ in range(times):
        with engine.begin() as connection:
            n = connection.scalar(text("SELECT n FROM counter"))
            assert n is not None
            connection.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})
        acknowledged += 1
    engine.dispose()
    return acknowledged


def write_steps(address: str, times: int, work: float) -> list[str]:
    """Log so many steps, each with one change and some work behind it; their operation ids."""
    database = Database(parse_address(address))
    written = []

    def log(connection: Connection) -> None:
        insert_step(connection, op_id)
        if work:
            connection.execute(text("SELECT pg_sleep(:s)"), {"s": work})

    try:
        for _ in range(times):
            op_id = uuid.uuid4().hex
            database.run_write(log)
            written.append(op_id)
    finally:
        database.close()
    return written


def insert_step(connection: Connection, op_id: str) -> None:
    """One step, once: a COMMIT that seemed to fail may have succeeded."""
    found = connection.scalar(text("SELECT id FROM step WHERE op_id = :op"), {"op": op_id})
    if found is not None:
        return
    at = time.time_ns() // 1000
    step = connection.scalar(
        text(
            "INSERT INTO step (op_id, user_id, at, verb) VALUES (:op, 7, :at, 'add') RETURNING id"
        ),
        {"op": op_id, "at": at},
    )
    connection.execute(
        text("INSERT INTO change VALUES (:step, 0, 'lead', :pid, NULL)"),
        {"step": step, "pid": os.getpid()},
    )
    announce(connection)
