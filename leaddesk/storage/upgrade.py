"""Bringing a database to this program's schema: all or nothing, one client at a time.

A new database is made the same way, from nothing. Revisions are numbered files in
`migrations/versions` ("0007_*.py" is revision "0007"); one that older programs must not write
after names the first LeadDesk that may, in `min_app_version`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.storage.address import FileAddress
from leaddesk.storage.backup import put_in_place, require_room
from leaddesk.storage.engine import Database
from leaddesk.storage.open_check import newer_notice
from leaddesk.storage.revisions import MIGRATIONS, newest_revision
from leaddesk.storage.sqlite_driver import APPLICATION_ID, open_file


@dataclass(frozen=True, slots=True)
class Upgraded:
    """The revision before ("" for a new database) and after; equal if nothing was to be done."""

    before: str
    after: str


def present_revision(connection: Connection) -> str:
    """The revision of the database, "" if it has no tables yet.

    Raises KnownError "not-leaddesk" for a database that others filled.
    """
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise KnownError(
                "This database belongs to another program, not to LeadDesk.",
                "It was not changed. Choose an empty database, or another address.",
                code="not-leaddesk",
            )
        return ""
    return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""


def min_app_version(connection: Connection) -> str:
    """The oldest LeadDesk that may write here, "" if the database does not say."""
    if "meta" not in inspect(connection).get_table_names():
        return ""
    question = text("SELECT value FROM meta WHERE key = 'min_app_version'")
    return connection.scalar(question) or ""


def upgrade(
    database: Database,
    *,
    app_version: str,
    backup: Callable[[], object] | None = None,
    versions: Path | None = None,
) -> Upgraded:
    """Bring the database to this program's schema in one transaction, under a lock.

    `backup` is called first if there is something to lose. If a step fails, everything is as
    before and its error is raised. Of several clients at once one migrates, the others wait
    and find it done. Raises KnownError "newer" for a schema this program does not know.
    """
    goal = newest_revision(versions)
    with database.read() as connection:
        before = present_revision(connection)
        oldest = min_app_version(connection)
    _refuse_unknown(before, goal, oldest, app_version)
    if before == goal:
        return Upgraded(before, goal)
    if before:
        _require_room(database)
        if backup is not None:
            backup()

    def migrate(connection: Connection) -> str:
        # Whoever held the lock before us may have done it.
        present = present_revision(connection)
        _refuse_unknown(present, goal, min_app_version(connection), app_version)
        if present != goal:
            _run(connection, versions or MIGRATIONS / "versions", goal)
        return present

    return Upgraded(database.migrate(migrate), goal)


def create_file(
    path: Path, *, app_version: str, versions: Path | None = None, shared: bool = False
) -> None:
    """Make a new, empty LeadDesk database at `path`; it appears there only when complete.

    Raises KnownError "exists" if something is there already, and that stays as it is.
    """
    if path.exists():
        raise _exists(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    _remove_part(part)
    try:
        open_file(part, "rwc").close()
        # Without WAL the closed file stands alone and can be given its name.
        database = Database(FileAddress(part), shared=True)
        try:
            upgrade(database, app_version=app_version, versions=versions)
        finally:
            database.close()
        if path.exists():
            raise _exists(path)
        put_in_place(part, path)
    except OSError as error:
        raise KnownError(
            said("The new database {path} could not be made.", path=path),
            "Nothing was changed. Check that you may write into its folder, or choose another.",
            code="cannot-open",
        ) from error
    finally:
        _remove_part(part)
    if not shared:
        database = Database(FileAddress(path))
        try:
            with database.read():
                pass  # the first connection chooses the journal
        finally:
            database.close()


def _exists(path: Path) -> KnownError:
    return KnownError(
        said("{path} is already there.", path=path),
        "It was not changed. Open it, or choose another name for the new database.",
        code="exists",
    )


def _remove_part(part: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        part.with_name(part.name + ending).unlink(missing_ok=True)


def _require_room(database: Database) -> None:
    address = database.address
    if isinstance(address, FileAddress):
        require_room(address.path.parent, 2 * address.path.stat().st_size)


def _refuse_unknown(present: str, goal: str, oldest: str, app_version: str) -> None:
    notice = newer_notice(oldest, app_version)
    if notice is None and present > goal:
        # Numbered revisions sort; the version that made it is not known more exactly.
        notice = newer_notice(oldest or f"{app_version}.1", app_version)
    if notice is not None:
        raise notice


def _run(connection: Connection, versions: Path, goal: str) -> None:
    """Run the missing revisions on `connection`, inside its transaction."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("version_locations", str(versions).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    before = present_revision(connection) or "base"
    command.upgrade(config, goal)
    scripts = ScriptDirectory.from_config(config).iterate_revisions(goal, before)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    named = [str(getattr(script.module, "min_app_version", "")) for script in scripts]
    _note_min_version(connection, named)


def _note_min_version(connection: Connection, named: list[str]) -> None:
    """Shut out the programs that the applied revisions name too old."""
    connection.execute(
        text("CREATE TABLE IF NOT EXISTS meta (key text PRIMARY KEY, value text NOT NULL)")
    )
    present = min_app_version(connection)
    wanted = present
    for version in named:
        if version and newer_notice(version, wanted) is not None:
            wanted = version
    if wanted == present:
        return
    connection.execute(text("DELETE FROM meta WHERE key = 'min_app_version'"))
    connection.execute(
        text("INSERT INTO meta (key, value) VALUES ('min_app_version', :value)"),
        {"value": wanted},
    )
