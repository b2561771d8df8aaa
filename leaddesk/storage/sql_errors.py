"""What a database error means for the user, and whether trying again can help.

Errors are told apart by SQLite's error name and PostgreSQL's SQLSTATE, never by text; only a
connection that PostgreSQL's client library could not make has neither, so there the text
decides. What is not in the tables below is a fault of LeadDesk and stays as it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.storage.sqlite_driver import error_name

_Text = tuple[str, str, str]  # code, title, hint; {place} is a path or a server, {user} its user

_FOLDER: _Text = (
    "folder-read-only",
    "LeadDesk must be able to create files beside the database.",
    (
        "Nothing was changed. Get the right to write into the folder of {place}, or move "
        "the database to a folder of your own."
    ),
)

# A longer name comes before its prefix: the first that fits is taken.
_SQLITE: tuple[tuple[str, _Text], ...] = (
    (
        "SQLITE_FULL",
        (
            "disk-full",
            "The disk is full. Nothing of this change was saved.",
            "What was saved before is safe. Make room on the disk, then try again.",
        ),
    ),
    ("SQLITE_READONLY_DIRECTORY", _FOLDER),
    (
        "SQLITE_READONLY",
        (
            "read-only",
            "The database can only be read.",
            "Nothing in it was changed. Get the right to write to {place}, or open a copy.",
        ),
    ),
    (
        "SQLITE_CANTOPEN",
        (
            "cannot-open",
            "{place} cannot be opened.",
            (
                "Nothing was changed. Check that the file and its folder are there and that you "
                "may read them, or choose another database."
            ),
        ),
    ),
    (
        "SQLITE_PERM",
        (
            "cannot-open",
            "{place} cannot be opened.",
            "Nothing was changed. Check that you may read the file, or choose another.",
        ),
    ),
    (
        "SQLITE_NOTADB",
        (
            "not-a-database",
            "{place} is not a LeadDesk database.",
            "It was not changed. Choose another file; a table of leads is read with Import.",
        ),
    ),
    (
        "SQLITE_CORRUPT",
        (
            "damaged",
            "The file could not be read to the end. It was not changed.",
            "Open the newest backup, or let LeadDesk repair a copy of {place}.",
        ),
    ),
    (
        "SQLITE_BUSY",
        (
            "locked",
            "Someone else is saving in this database.",
            (
                "Nothing of this was saved yet. Try again in a moment; if it stays so, close "
                "LeadDesk on the other computers or windows that have {place} open."
            ),
        ),
    ),
    (
        "SQLITE_PROTOCOL",
        (
            "locked",
            "Someone else is saving in this database.",
            "Nothing of this was saved yet. Try again in a moment.",
        ),
    ),
    (
        "SQLITE_IOERR",
        (
            "disk-error",
            "The disk or the network folder failed. Nothing of this change was saved.",
            (
                "Check that {place} can be reached and that there is room, then try again. If it "
                "comes back, copy the newest backup to another disk."
            ),
        ),
    ),
)

_GONE: _Text = (
    "server-gone",
    "The team server did not answer.",
    "Nothing of this was saved yet. Try again when {place} can be reached.",
)
_TOO_BUSY: _Text = (
    "locked",
    "Someone else is changing the same records.",
    "Nothing of this was saved yet. Try again in a moment.",
)
_NO_TEXT: _Text = (
    "bad-text",
    "A text holds something that is no character.",
    "Nothing was changed. Type it again, or take it from another place.",
)
_PASSWORD: _Text = (
    "wrong-password",
    "The server refused {user}. Nothing was changed.",
    "Check the password or ask whoever set up the server.",
)
_NEEDED: _Text = (
    "password-needed",
    "The server asks {user} for a password.",
    (
        "Nothing was changed. The window asks for it; on the command line give it with "
        "--password-stdin."
    ),
)
_NO_DATABASE: _Text = (
    "no-database",
    "There is no such database on the server. Nothing was changed.",
    "Check the name in {place}, or ask whoever set up the server to create it.",
)
_TLS: _Text = (
    "tls",
    "The server could not prove who it is, so LeadDesk did not connect.",
    (
        "Nothing was sent. Check the server's name in {place} and its certificate with whoever "
        "set it up."
    ),
)
_FULL_SERVER: _Text = (
    "server-full",
    "The team server has no free connection.",
    (
        "Nothing was changed. Try again in a moment, or ask whoever set up the server to allow "
        "more connections."
    ),
)

# By SQLSTATE; two letters stand for a whole class.
_POSTGRES: tuple[tuple[str, _Text], ...] = (
    ("28", _PASSWORD),
    ("3D000", _NO_DATABASE),
    (
        "53100",
        (
            "disk-full",
            "The disk of the team server is full. Nothing of this change was saved.",
            "What was saved before is safe. Tell whoever set up the server.",
        ),
    ),
    ("53300", _FULL_SERVER),
    ("40001", _TOO_BUSY),
    ("40P01", _TOO_BUSY),
    ("55P03", _TOO_BUSY),
    (
        "57014",
        (
            "too-slow",
            "The team server took too long and stopped. Nothing of this change was saved.",
            "Try again with fewer records, or later.",
        ),
    ),
    ("57P01", _GONE),
    ("57P02", _GONE),
    ("57P03", _GONE),
    ("57P05", _GONE),
    ("25P03", _GONE),
    ("08", _GONE),
    (
        "25006",
        (
            "read-only",
            "The server lets this database only be read. Nothing of this change was saved.",
            "Ask whoever set up the server whether {place} is a copy or under maintenance.",
        ),
    ),
    (
        "42501",
        (
            "no-right",
            "Your user may not do this. Nothing was changed.",
            "Ask a manager, or whoever gives out the rights on the server.",
        ),
    ),
)

# Only for connections that were never made; libpq keeps no code for these.
_CONNECTING: tuple[tuple[str, _Text], ...] = (
    ("password authentication failed", _PASSWORD),
    ("no password supplied", _NEEDED),
    ("no pg_hba.conf entry", _PASSWORD),
    ("authentication failed", _PASSWORD),
    ("certificate", _TLS),
    ("does not support ssl", _TLS),
    ("ssl error", _TLS),
    ("weak sslmode", _TLS),
    ("too many clients", _FULL_SERVER),
    ("remaining connection slots", _FULL_SERVER),
)

_TRANSIENT = frozenset({"locked", "server-gone", "server-full"})


def texts() -> Iterator[str]:
    """Give titles and hints of all errors, for translators."""
    for _, (_code, title, hint) in (*_SQLITE, *_POSTGRES, *_CONNECTING):
        yield title
        yield hint


def explain(error: BaseException, place: str = "the database") -> KnownError | None:
    """The error in the user's words, or None if it is a fault of LeadDesk.

    `error` is SQLAlchemy's or a driver's. `place` is the path or the server, without a
    password. Values that the statement carried are never repeated.
    """
    text = _classify(error)
    if text is None:
        return None
    if text[0] == "read-only" and _only_folder_is_closed(place):
        # Not every driver passes SQLite's extended name on.
        text = _FOLDER
    code, title, hint = text
    words = {"place": place, "user": _user_of(place)}
    return KnownError(said(title, **words), said(hint, **words), code=code)


def _user_of(place: str) -> str:
    """Who logs in, as the address of a server says; a path has nobody."""
    name = urlsplit(place).username if place.startswith("postgresql:") else None
    return said("user '{name}'", name=unquote(name)) if name else said("the user")


def may_write(path: Path) -> bool:
    """Whether this process may write to a file or into a folder; nothing is opened."""
    effective = os.access in os.supports_effective_ids
    return os.access(path, os.W_OK, effective_ids=effective)


def _only_folder_is_closed(place: str) -> bool:
    path = Path(place)
    return may_write(path) and not may_write(path.parent)


def is_transient(error: BaseException) -> bool:
    """Whether the same unit of work may succeed if it is run again from its start."""
    text = _classify(error)
    return text is not None and text[0] in _TRANSIENT


def _classify(error: BaseException) -> _Text | None:
    if isinstance(error, PoolTimeout):
        return _TOO_BUSY
    origin: BaseException | None = error.orig if isinstance(error, DBAPIError) else error
    if origin is None:
        return None
    if isinstance(origin, UnicodeEncodeError):
        return _NO_TEXT
    if name := error_name(origin):
        return next((text for prefix, text in _SQLITE if name.startswith(prefix)), None)
    if type(origin).__module__.partition(".")[0] != "psycopg":
        return None
    state = getattr(origin, "sqlstate", None)
    if isinstance(state, str):
        return next((text for prefix, text in _POSTGRES if state.startswith(prefix)), None)
    return _classify_unnamed(origin)


def _classify_unnamed(error: BaseException) -> _Text | None:
    """An error of the client library itself: the connection was lost or never made."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if "DataError" in names:
        return _NO_TEXT  # a zero in a text; the driver does not even ask the server
    if not names & {"OperationalError", "InterfaceError"}:
        return None
    message = str(error).lower()
    for part, text in _CONNECTING:
        if part in message:
            return text
    if "does not exist" in message and ('database "' in message or 'role "' in message):
        return _NO_DATABASE if 'database "' in message else _PASSWORD
    # A server may speak another language; that it asked for a password is no text.
    login = getattr(error, "pgconn", None)
    if getattr(login, "used_password", False):
        return _PASSWORD
    if getattr(login, "needs_password", False):
        return _NEEDED
    return _GONE
