"""How each database tells that something was committed, and what: the two feeds of the watch."""

from __future__ import annotations

import contextlib
import selectors
import socket
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaddesk.service.editing import EditWord
from leaddesk.storage import presence
from leaddesk.storage.address import ServerAddress
from leaddesk.storage.engine import server_arguments
from leaddesk.storage.schema_guard import SchemaGuard
from leaddesk.storage.seen import CHANNEL, MOST_BEHIND, FullReload, Seen, SeenChange, SeenStep
from leaddesk.storage.sqlite_driver import open_file

if TYPE_CHECKING:
    import psycopg

_STEP_COLUMNS = "s.id, s.op_id, s.user_id, s.at, s.verb, s.batch_id IS NOT NULL"


class FileFeed:
    """A file has one writer at a time, so ids are committed in order: `id > last` is enough."""

    def __init__(self, path: Path, *, every: float, guard: SchemaGuard | None = None) -> None:
        """`every` is the time between two looks at the file's version, in seconds. With a
        `guard` a schema that this program does not know is an error."""
        self._path = path
        self._guard = guard
        self._every = every
        self._woken = threading.Event()
        self._connection: sqlite3.Connection | None = None
        self._last: int | None = None
        self._version: int | None = None

    def open(self) -> None:
        connection = open_file(self._path, "rw")
        self._connection = connection
        connection.execute("PRAGMA query_only=ON")
        _require_known(self._guard, connection)
        self._version = None
        if self._last is None:
            self._last = int(
                connection.execute("SELECT coalesce(max(id), 0) FROM step").fetchone()[0]
            )

    def read(self) -> Seen:
        connection, last = self._connection, self._last
        if connection is None or last is None:
            raise ValueError("the feed is not open")
        # Any connection's commit but our own moves it, and we never write.
        version = int(connection.execute("PRAGMA data_version").fetchone()[0])
        if version == self._version:
            return ()
        _require_known(self._guard, connection)
        connection.execute("BEGIN")
        try:
            steps = connection.execute(
                f"SELECT {_STEP_COLUMNS} FROM step s WHERE s.id > ? ORDER BY s.id LIMIT ?",  # noqa: S608
                (last, MOST_BEHIND + 1),
            ).fetchall()
            if not steps:
                seen: Seen = ()
            elif len(steps) > MOST_BEHIND:
                seen = FullReload()
            else:
                changes = connection.execute(
                    "SELECT step_id, kind, record_id, lead_id FROM change"
                    " WHERE step_id > ? AND step_id <= ? ORDER BY step_id, seq LIMIT ?",
                    (last, steps[-1][0], MOST_BEHIND + 1),
                ).fetchall()
                seen = _gather(steps, changes)
            if isinstance(seen, FullReload):
                newest = connection.execute("SELECT max(id) FROM step").fetchone()[0]
            else:
                newest = steps[-1][0] if steps else last
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        self._last, self._version = int(newest), version
        return seen

    def wait(self) -> None:
        self._woken.wait(self._every)

    def nudge(self) -> None:
        """Nothing waits for it: a file carries no words."""

    def wake(self) -> None:
        self._woken.set()

    def say(self, word: EditWord) -> None:
        """A file has nobody who would pass it on."""

    def heard(self) -> tuple[EditWord, ...]:
        return ()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def end(self) -> None:
        self.close()


class ServerFeed:
    """PostgreSQL commits out of order of ids; the transaction's number and a snapshot guard it.

    A step is read once its transaction number lies below every one still running: then none
    can appear before it any more. NOTIFY only wakes; a look every 2 s is the fallback and the
    heartbeat that finds a dead connection.
    """

    def __init__(
        self,
        address: ServerAddress,
        *,
        app_version: str = "",
        password: Callable[[], str | None] | None = None,
        every: float = 2.0,
        guard: SchemaGuard | None = None,
    ) -> None:
        self._guard = guard
        self._address = address
        self._app_version = app_version
        self._password = password
        self._every = every
        self._connection: psycopg.Connection[Any] | None = None
        self._notified = False
        self._is_woken = False
        self._words: deque[EditWord] = deque(maxlen=presence.MOST_KEPT)
        self._waiting = False
        self._patience = every
        self._position: tuple[int, int] | None = None
        # A socket ends a wait on sockets on every system.
        self._alarm, self._bell = socket.socketpair()
        self._bell.setblocking(False)

    def open(self) -> None:
        import psycopg

        arguments = server_arguments(self._address, app_version=self._app_version)
        # An administrator sees which session only listens.
        arguments["application_name"] += " changes"
        if self._password is not None and (secret := self._password()) is not None:
            arguments["password"] = secret
        self._connection = psycopg.connect(autocommit=True, **arguments)
        _require_known(self._guard, self._connection)
        self._connection.add_notify_handler(self._hear)
        self._connection.execute(f"LISTEN {CHANNEL}")
        self._connection.execute(f"LISTEN {presence.CHANNEL}")
        if self._position is None:
            self._position = self._horizon(self._connection)

    @staticmethod
    def _horizon(connection: psycopg.Connection[Any]) -> tuple[int, int]:
        """The position before every step that is not yet surely committed."""
        row = connection.execute(
            "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
        ).fetchone()
        # A step above it that is committed already may be told once more; that harms nobody.
        return (int(row[0]) if row else 0, -1)

    def _hear(self, notify: psycopg.Notify) -> None:
        self._take(notify.channel, notify.payload)

    def _take(self, channel: str, payload: str) -> None:
        self._notified = True
        if channel == presence.CHANNEL and (word := presence.word_of(payload)) is not None:
            self._words.append(word)

    def read(self) -> Seen:
        connection, position = self._connection, self._position
        if connection is None or position is None:
            raise ValueError("the feed is not open")
        self._notified = False
        _require_known(self._guard, connection)
        rows = connection.execute(_READ_STEPS, (*position, MOST_BEHIND + 1)).fetchall()
        steps = [row for row in rows if not row[7]]
        self._choose_patience(waiting=len(steps) < len(rows), moved=bool(steps))
        seen = self._tell(connection, steps)
        # What came while we read may be newer than what we read.
        while (more := connection.pgconn.notifies()) is not None:
            self._take(more.relname.decode(), more.extra.decode(errors="replace"))
        return seen

    def _tell(self, connection: psycopg.Connection[Any], steps: list[tuple[Any, ...]]) -> Seen:
        if not steps:
            return ()
        if len(steps) > MOST_BEHIND:
            self._position = self._horizon(connection)
            return FullReload()
        changes = connection.execute(
            "SELECT step_id, kind, record_id, lead_id FROM change WHERE step_id = ANY(%s)"
            " ORDER BY step_id, seq LIMIT %s",
            ([row[0] for row in steps], MOST_BEHIND + 1),
        ).fetchall()
        self._position = (int(steps[-1][6]), int(steps[-1][0]))
        return _gather(steps, changes)

    def _choose_patience(self, *, waiting: bool, moved: bool) -> None:
        """A step hidden behind a running transaction may come free without a NOTIFY."""
        if not waiting:
            self._patience = self._every
        elif moved or not self._waiting:
            self._patience = 0.05
        else:
            self._patience = min(self._patience * 2, self._every)
        self._waiting = waiting

    def wait(self) -> None:
        if self._connection is None:
            raise ValueError("the feed is not open")
        if self._notified or self._is_woken:
            return
        with selectors.DefaultSelector() as selector:
            selector.register(self._connection.fileno(), selectors.EVENT_READ)
            selector.register(self._alarm, selectors.EVENT_READ)
            # A notification, or the server's end, is taken in by the next read.
            rung = {key.fileobj for key, _ in selector.select(self._patience)}
        if self._alarm in rung:
            self._alarm.recv(4096)

    def nudge(self) -> None:
        with contextlib.suppress(OSError):
            self._bell.send(b"!")

    def wake(self) -> None:
        self._is_woken = True
        self.nudge()

    def say(self, word: EditWord) -> None:
        import psycopg

        if self._connection is None:
            raise ValueError("the feed is not open")
        # A word that is lost harms nobody; a lost connection is found by the next read.
        with contextlib.suppress(psycopg.Error):
            self._connection.execute(
                "SELECT pg_notify(%s, %s)", (presence.CHANNEL, presence.payload_of(word))
            )

    def heard(self) -> tuple[EditWord, ...]:
        words = tuple(self._words)
        self._words.clear()
        return words

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def end(self) -> None:
        self.close()
        self._alarm.close()
        self._bell.close()


def _require_known(guard: SchemaGuard | None, connection: Any) -> None:
    if guard is not None:
        guard.require_by_driver(connection)


# One statement is one snapshot, so "waiting" means: some transaction that began earlier is still
# running, and a step of it could come to stand before this one.
_READ_STEPS = f"""
    SELECT {_STEP_COLUMNS}, s.xid::text::bigint,
           s.xid >= pg_snapshot_xmin(pg_current_snapshot())
    FROM step s
    WHERE (s.xid, s.id) > (%s::text::xid8, %s)
    ORDER BY s.xid, s.id
    LIMIT %s
"""  # noqa: S608 - fixed names


def _gather(steps: Sequence[Sequence[Any]], changes: Sequence[Sequence[Any]]) -> Seen:
    """Put each step's changes under it."""
    if len(changes) > MOST_BEHIND:
        return FullReload()
    below: dict[int, list[SeenChange]] = {}
    for step_id, kind, record_id, lead_id in changes:
        below.setdefault(step_id, []).append(SeenChange(kind, record_id, lead_id))
    return tuple(
        SeenStep(step, op_id, user_id, at, verb, bool(is_batch), tuple(below.get(step, ())))
        for step, op_id, user_id, at, verb, is_batch, *_ in steps
    )
