"""Which SQLite library speaks to the file, and how a connection is opened.

One process must speak to one file through one SQLite library only, and must never open the
file by other means: closing any other handle drops the POSIX locks that SQLite holds, and
another process then writes through an open transaction. So every connection of LeadDesk,
also those for checks, backups and repairs, is opened here.
"""

from __future__ import annotations

import importlib
import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, cast
from urllib.parse import quote

APPLICATION_ID = 0x4C444B31  # "LDK1", in the header of every LeadDesk file

Access = Literal["ro", "rw", "rwc"]


def is_fixed(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite is free of the WAL-reset bug (3.7.0 to 3.51.2, with back-ports).

    The bug damages a file when two connections checkpoint and write at the same time.
    """
    return (
        version >= (3, 51, 3)
        or (3, 50, 7) <= version < (3, 51, 0)
        or ((3, 44, 6) <= version < (3, 45, 0))
    )


def choose_driver() -> ModuleType:
    """The interpreter's sqlite3 if its library is fixed, else pysqlite3 where installed."""
    if is_fixed(sqlite3.sqlite_version_info):
        return sqlite3
    try:
        newer = importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3
    return newer if newer.sqlite_version_info > sqlite3.sqlite_version_info else sqlite3


def file_uri(path: Path, access: Access) -> str:
    """A URI for `path`. Only access "rwc" may bring a file into being."""
    text = path.absolute().as_posix()
    root = "" if text.startswith("/") else "/"
    return f"file://{root}{quote(text, safe='/:')}?mode={access}"


def open_file(path: Path, access: Access, *, timeout: float = 10.0) -> sqlite3.Connection:
    """A bare connection in autocommit mode (transactions only by explicit BEGIN).

    The settings that every connection needs are in force; the journal mode is left as the
    file has it. `timeout` is how long SQLite itself waits for a lock, in seconds. May be used
    from any one thread at a time. Raises the driver's own errors.
    """
    driver = choose_driver()
    connection = cast(
        "sqlite3.Connection",
        driver.connect(
            file_uri(path, access),
            uri=True,
            timeout=timeout,
            isolation_level=None,
            factory=_careful(driver),
            check_same_thread=False,
        ),
    )
    try:
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}").fetchall()
        # SQLite's own lower() knows ASCII only; filters compare names of all languages.
        connection.create_function("lower", 1, _lower, deterministic=True)
    except BaseException:
        connection.close()
        raise
    return connection


def _lower(value: object) -> str | None:
    return None if value is None else str(value).lower()


def _careful(driver: ModuleType) -> type[Any]:
    """The driver's connection, but damage in a schema is a database error on it.

    Where SQLite's message quotes damaged bytes, the driver fails to decode its own error.
    """
    plain: Any = driver.Connection

    # The driver is chosen at run time.
    class Careful(plain):  # type: ignore[misc]
        def execute(self, *arguments: Any) -> Any:
            try:
                return super().execute(*arguments)
            except UnicodeDecodeError as error:
                damage = driver.DatabaseError("the schema holds damaged text")
                damage.sqlite_errorname = "SQLITE_CORRUPT"
                raise damage from error

    return Careful


def read_damaged_text(connection: sqlite3.Connection) -> None:
    """From here on text that is no UTF-8 is read with replacement marks instead of failing."""
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")


# trusted_schema and cell_size_check: the file may come from someone else; mmap_size=0: a
# read error must be an error, not a crash; secure_delete: an erased person leaves no bytes;
# synchronous=FULL: the last commits survive a power cut.
_SETTINGS = (
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "secure_delete=FAST",
    "synchronous=FULL",
    "journal_size_limit=67108864",
)


def error_name(error: BaseException | None) -> str:
    """SQLite's name for an error ("SQLITE_BUSY_SNAPSHOT"), or "" if it is not from SQLite."""
    name: Any = getattr(error, "sqlite_errorname", None)
    # The driver's own words, not SQLite's: bytes in a text that are no UTF-8.
    if name is None and str(error).startswith("Could not decode to UTF-8"):
        return "SQLITE_CORRUPT"
    return name if isinstance(name, str) else ""


def driver_errors() -> tuple[type[BaseException], ...]:
    """The base error classes to catch around a bare connection."""
    newer = choose_driver()
    return (sqlite3.Error,) if newer is sqlite3 else (sqlite3.Error, newer.Error)
