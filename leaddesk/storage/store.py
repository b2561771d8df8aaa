"""A database opened for the program: reads, writes, and the schema brought up to date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from leaddesk import __version__
from leaddesk.base.clock import Clock, TeamClock
from leaddesk.base.errors import KnownError
from leaddesk.domain.change import Change, Step
from leaddesk.service.ports import AlreadyDone, UnitOfWork
from leaddesk.service.read_models import Reader
from leaddesk.storage.address import DatabaseAddress, FileAddress
from leaddesk.storage.engine import Database, Password
from leaddesk.storage.file_place import place_of
from leaddesk.storage.open_check import check_file
from leaddesk.storage.readers.reader import SqlReader
from leaddesk.storage.revisions import newest_revision
from leaddesk.storage.schema_guard import SchemaGuard
from leaddesk.storage.upgrade import create_file, upgrade

T = TypeVar("T")


def open_storage(
    address: DatabaseAddress,
    *,
    app_version: str = __version__,
    password: Password | None = None,
    backup: Callable[[], object] | None = None,
    create: bool = False,
    clock: Clock | None = None,
) -> SqlStorage:
    """Open a database and bring its schema up to date; `create` allows a new file. A `clock` of
    a team is set by the server's.

    Raises KnownError for every fault of `open_check`, `upgrade` and the connection; nothing
    was changed then.
    """
    if isinstance(address, FileAddress):
        place = place_of(address.path)
        if create and not address.path.exists():
            create_file(address.path, app_version=app_version, shared=place.is_shared)
        checked = check_file(address.path, app_version=app_version)
        database = Database(
            address,
            shared=place.is_shared,
            read_only=checked.read_only,
            notice=checked.notice,
            app_version=app_version,
        )
    else:
        database = Database(
            address,
            password=password,
            app_version=app_version,
            clock=clock if isinstance(clock, TeamClock) else None,
        )
    if not database.read_only:
        upgrade(database, app_version=app_version, backup=backup)
    return SqlStorage(database, SchemaGuard(app_version, newest_revision()))


class SqlStorage:
    """See ports.Storage. Safe to share between threads."""

    def __init__(self, database: Database, guard: SchemaGuard) -> None:
        self.database = database
        self.guard = guard

    def write(
        self,
        work: Callable[[UnitOfWork], T],
        *,
        op_id: str,
        now: datetime,
        user_id: int | None,
        awaited: Callable[[], bool] | None = None,
    ) -> tuple[T, Step | None, tuple[Change, ...]]:
        """Run in one transaction, again from the start on contention. An operation id that
        stands in the log raises AlreadyDone: its COMMIT had succeeded."""
        # The start only reads: the writing half, and what it imports, comes with the first write.
        from leaddesk.storage.unit_of_work import SqlUnitOfWork

        def run(connection: Connection) -> tuple[T, Step | None, tuple[Change, ...]]:
            self._require_known_schema(connection)
            uow = SqlUnitOfWork(
                connection,
                op_id=op_id,
                now=now,
                user_id=user_id,
                awaited=awaited,
            )
            done = uow.journal.by_op(op_id)
            if done is not None:
                raise AlreadyDone(done, uow.journal.changes(done.id))
            result = work(uow)
            step, changes = uow.finish()
            return result, step, changes

        return self.database.run_write(run)

    def _require_known_schema(self, connection: Connection) -> None:
        try:
            self.guard.require(connection)
        except KnownError as newer:
            self.database.stop_writing(newer)
            raise

    def read(self, question: Callable[[Reader], T]) -> T:
        with self.database.read() as connection:
            return question(SqlReader(connection))

    def close(self) -> None:
        self.database.close()
