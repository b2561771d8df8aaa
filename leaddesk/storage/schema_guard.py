"""While this program runs, a colleague's newer one may bring the database to a schema that this
one does not know: from then on nothing may be written from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.storage.open_check import is_newer

MIGRATION_LOCK = 0x4C444B31
"""Held alone by a schema change on a server, shared by every write."""

_ASK = (
    "SELECT (SELECT version_num FROM alembic_version),"
    " (SELECT value FROM meta WHERE key = 'min_app_version')"
)
_ASK_SERVER = text(f"{_ASK}, pg_try_advisory_xact_lock_shared({MIGRATION_LOCK})")
_WAIT_SERVER = text(f"SELECT pg_advisory_xact_lock_shared({MIGRATION_LOCK})")


@dataclass(frozen=True, slots=True)
class SchemaGuard:
    """Says whether a database is still one that this program may write. `newest` is the newest
    revision that it knows."""

    app_version: str
    newest: str

    def require(self, connection: Connection) -> None:
        """Before the first write of a transaction; until its end the schema stays as it is.

        Raises KnownError "newer"; nothing was changed then. On a server it waits for a schema
        change under way, as long as for any lock.
        """
        if connection.dialect.name == "sqlite":  # the transaction holds the file already
            self._judge(connection.exec_driver_sql(_ASK).one())
            return
        revision, oldest, is_held = connection.execute(_ASK_SERVER).one()
        if not is_held:
            connection.execute(_WAIT_SERVER)
            revision, oldest = connection.exec_driver_sql(_ASK).one()
        self._judge((revision, oldest))

    def require_by_driver(self, connection: Any) -> None:
        """The same for a bare connection of sqlite3 or psycopg that only reads."""
        self._judge(connection.execute(_ASK).fetchone())

    def _judge(self, found: Any) -> None:
        revision, oldest = str(found[0] or ""), str(found[1] or "")
        is_named = is_newer(oldest, self.app_version)
        if not is_named and revision <= self.newest:
            return
        name = f" ({oldest})" if is_named else ""
        raise KnownError(
            said("This database was made by a newer LeadDesk{name}.", name=name),
            said(
                "A colleague has brought it up to date while it was open here. What was "
                "saved is safe; saving from here ({app_version}) could lose data. Update "
                "LeadDesk on this computer and start it anew.",
                app_version=self.app_version,
            ),
            code="newer",
        )
