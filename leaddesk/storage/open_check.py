"""What is known about a database file before anything is written to it.

All is asked through SQLite: opening the file by other means would drop the locks of a
connection that this process may already have.
"""

from __future__ import annotations

import contextlib
import sqlite3
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.storage.sql_errors import explain, is_transient, may_write
from leaddesk.storage.sqlite_driver import (
    APPLICATION_ID,
    driver_errors,
    error_name,
    open_file,
    read_damaged_text,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a sound file may be opened. `notice` says why only for reading, if so."""

    path: Path
    read_only: bool
    notice: KnownError | None
    revision: str  # of the schema, "" in a file without one


def check_file(path: Path, *, app_version: str) -> Opening:
    """Look at a file that was chosen or remembered; nothing in it changes.

    Raises KnownError where it must not be opened at all: it is gone (code "missing"), a folder
    ("is-folder"), empty ("empty-file"), no database ("not-a-database"), another program's
    ("not-leaddesk"), damaged ("damaged") or out of reach ("cannot-open"). A file that can't be
    written, or was made by a newer LeadDesk, opens for reading with a notice.
    """
    _require_file(path)
    _mend_rights_beside(path)
    try:
        return _look(path, app_version)
    except driver_errors() as error:
        # The questions asked here are always right, so what else fails is the file's fault.
        raise explain(error, str(path)) or damaged_file(path) from error


def damaged_file(path: Path) -> KnownError:
    """Say that the content of a file can't be trusted."""
    return KnownError(
        "The file could not be read to the end. It was not changed.",
        said("Open the newest backup, or let LeadDesk repair a copy of {path}.", path=path),
        code="damaged",
    )


def _require_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise KnownError(
                said("{path} is a folder, not a database.", path=path),
                "Choose the file inside it, or a name for a new database.",
                code="is-folder",
            )
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise KnownError(
            said("The database {path} is not there any more.", path=path),
            "It may have been moved or renamed, or its disk is not connected. Nothing was "
            "created in its place. Choose where it is now, or restore a backup.",
            code="missing",
        ) from error
    except OSError as error:
        raise KnownError(
            said("{path} cannot be opened.", path=path),
            "Nothing was changed. Check that its folder can be reached and that you may read "
            "it, or choose another database.",
            code="cannot-open",
        ) from error
    if size == 0:
        raise KnownError(
            said("The file {path} is empty.", path=path),
            "It holds no leads and was not changed. A copy or a download may have been cut "
            "short. Choose another file or restore a backup.",
            code="empty-file",
        )


def _mend_rights_beside(path: Path) -> None:
    """SQLite makes its files beside a read-only file read-only, too, and leaves them there; they
    would keep a file whose rights were given back from being written."""
    if not may_write(path):
        return
    for ending in ("-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if beside.exists() and not may_write(beside):
            with contextlib.suppress(OSError):
                beside.chmod(stat.S_IMODE(path.stat().st_mode))


def _look(path: Path, app_version: str) -> Opening:
    connection = open_file(path, "rw")
    read_damaged_text(connection)
    try:
        tables = {
            str(row[0])
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
        if mark != APPLICATION_ID:
            raise KnownError(
                said("{path} belongs to another program, not to LeadDesk.", path=path),
                "It was not changed. Choose another file.",
                code="not-leaddesk",
            )
        _require_all_pages(connection, path)
        minimum, revision = "", ""
        if "meta" in tables:
            minimum = _text(connection, "SELECT value FROM meta WHERE key = 'min_app_version'")
        if "alembic_version" in tables:
            revision = _text(connection, "SELECT version_num FROM alembic_version")
        notice = newer_notice(minimum, app_version) or _write_hindrance(connection, path)
    finally:
        connection.close()
    return Opening(path, read_only=notice is not None, notice=notice, revision=revision)


def _text(connection: sqlite3.Connection, question: str) -> str:
    row = connection.execute(question).fetchone()
    return "" if row is None else str(row[0])


def _require_all_pages(connection: sqlite3.Connection, path: Path) -> None:
    """A file cut short shows in its length before any table that lies in the lost part."""
    pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    size = int(connection.execute("PRAGMA page_size").fetchone()[0])
    in_wal = str(connection.execute("PRAGMA journal_mode").fetchone()[0]).lower() == "wal"
    # In WAL mode the newest pages may still lie in the -wal file.
    if not in_wal and path.stat().st_size < pages * size:
        raise damaged_file(path)


def _write_hindrance(connection: sqlite3.Connection, path: Path) -> KnownError | None:
    """Try a real write and take it back: BEGIN alone succeeds even on a read-only file."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE leaddesk_write_probe (a)")
    except driver_errors() as error:
        # Another writer shows that writing is possible; full or failing disks are told too.
        if error_name(error).startswith("SQLITE_BUSY"):
            return None
        known = explain(error, str(path))
        if known is None or known.code == "damaged":
            raise
        return known
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return None


def newer_notice(min_app_version: str, app_version: str) -> KnownError | None:
    """The notice for a database whose oldest allowed LeadDesk is newer than this one.

    `min_app_version` is the value of that key in the table `meta`, "" if there is none.
    """
    if not is_newer(min_app_version, app_version):
        return None
    return KnownError(
        said(
            "This database was made by a newer LeadDesk ({min_app_version}).",
            min_app_version=min_app_version,
        ),
        said(
            "It opens for reading only: saving from here ({app_version}) could lose "
            "data. Update LeadDesk on this computer.",
            app_version=app_version,
        ),
        code="newer",
    )


def is_newer(version: str, app_version: str) -> bool:
    """Whether a version of LeadDesk comes after this one; "" never does."""
    return bool(version) and _parts(version) > _parts(app_version)


def _parts(version: str) -> tuple[int, ...]:
    numbers = []
    for part in version.split("."):
        digits = "".join(letter for letter in part if letter.isdecimal())
        numbers.append(int(digits or 0))
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def find_damage(
    path: Path, *, quick: bool = False, stop: Callable[[], bool] | None = None
) -> tuple[str, ...]:
    """What is wrong inside the file, in SQLite's words, at most 100 lines; () if nothing.

    The full check reads everything (0.4 to 0.8 s per 100,000 leads); `quick` leaves out the
    comparison of indexes with tables. It changes nothing and is meant for a background thread;
    `stop` is asked now and then and ends it early with (). Not every flipped bit can be seen:
    pages carry no checksums. KnownError "locked" if somebody holds the file for long.
    """
    try:
        connection = open_file(path, "rw")
    except driver_errors() as error:
        return _failed_check(error, path)
    read_damaged_text(connection)
    try:
        if stop is not None:
            wish = stop
            connection.set_progress_handler(lambda: int(wish()), 10_000)
        check = "quick_check" if quick else "integrity_check"
        lines = [str(row[0]) for row in connection.execute(f"PRAGMA {check}(100)")]
        lines += [
            f"a row of {row[0]} refers to a missing row of {row[2]}"
            for row in connection.execute("PRAGMA foreign_key_check").fetchmany(100)
        ]
    except driver_errors() as error:
        if error_name(error) == "SQLITE_INTERRUPT":
            return ()
        return _failed_check(error, path)
    finally:
        connection.close()
    return tuple(line for line in lines if line != "ok")


def _failed_check(error: BaseException, path: Path) -> tuple[str, ...]:
    """A check that damage stopped has found it; one that a lock stopped has found nothing."""
    if is_transient(error):
        raise explain(error, str(path)) or error from error
    return (f"{error_name(error)}: {error}",)
