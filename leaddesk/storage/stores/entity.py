"""Records of one kind inside a unit of work: every write leaves its Change in the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Connection, Table, delete, insert, select, update

from leaddesk.base.errors import BugError, Conflict, KnownError
from leaddesk.base.said import said
from leaddesk.domain.change import Change, Plain
from leaddesk.storage.codec import Codec

E = TypeVar("E")
Row = dict[str, Any]
CHUNK = 400  # values of one IN list: well below SQLite's and PostgreSQL's limits


def chunks(values: Sequence[Any], size: int = CHUNK) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


class Recorder(Protocol):
    """What a store tells its unit of work."""

    def record(self, change: Change) -> None: ...

    def touch(self, kind: str, lead_id: int, row: Mapping[str, Any]) -> None:
        """A row that belongs to `lead_id` was written or removed."""
        ...


class EntityStore(Generic[E]):
    """Get, add, save and remove records of one table."""

    derived: frozenset[str] = frozenset({"version"})

    def __init__(
        self, kind: str, table: Table, codec: Codec[E], connection: Connection, recorder: Recorder
    ) -> None:
        self.kind = kind
        self.table = table
        self.codec = codec
        self.connection = connection
        self.recorder = recorder
        self._rows: dict[int, Row] = {}

    # --- reading ---------------------------------------------------------------------------

    def get(self, id: int) -> E:
        row = self.row(id)
        if row is None:
            raise KnownError(
                said("There is no {kind} with the number {id}.", kind=self.kind, id=id),
                "Nothing was changed. It may have been removed by somebody else.",
                code="not-found",
            )
        return self.codec.decode(row)

    def many(self, ids: Iterable[int]) -> dict[int, E]:
        rows = self.rows(list(ids))
        return {key: self.codec.decode(row) for key, row in rows.items()}

    def all(self) -> tuple[E, ...]:
        rows = self.connection.execute(select(self.table).order_by(self.table.c.id)).mappings()
        self._rows.update({row["id"]: dict(row) for row in rows.fetchall()})
        return tuple(self.codec.decode(self._rows[key]) for key in sorted(self._rows))

    def row(self, id: int) -> Row | None:
        """The stored row; on PostgreSQL it stays locked until the transaction ends."""
        return self.rows([id]).get(id)

    def rows(self, ids: list[int]) -> dict[int, Row]:
        missing = sorted({key for key in ids if key not in self._rows})
        for part in chunks(missing):
            found = (
                self.connection.execute(
                    select(self.table)
                    .where(self.table.c.id.in_(part))
                    .order_by(self.table.c.id)
                    .with_for_update()
                )
                .mappings()
                .fetchall()
            )
            self._rows.update({row["id"]: dict(row) for row in found})
        return {key: self._rows[key] for key in ids if key in self._rows}

    # --- writing ---------------------------------------------------------------------------

    def add(self, record: E) -> E:
        row = self.prepare(dict(self.codec.encode(record)))
        self.insert_row(row)
        return self.codec.decode(row)

    def save(self, record: E) -> E:
        new: Row = dict(self.codec.encode(record))
        old = self.row(new["id"])
        if old is None:
            return self.get(new["id"])  # raises not-found
        if new["version"] != old["version"]:
            raise Conflict(
                said("This {kind} was changed meanwhile.", kind=self.kind),
                "Nothing was overwritten. Look again.",
            )
        self.update_row(new["id"], {k: v for k, v in new.items() if k not in self.derived})
        return self.codec.decode(self._rows[new["id"]])

    def remove(self, id: int) -> None:
        old = self.row(id)
        if old is None:
            raise BugError(f"{self.kind} {id} is removed twice")
        self.connection.execute(delete(self.table).where(self.table.c.id == id))
        del self._rows[id]
        self.recorder.record(Change(self.kind, id, self.lead_of(old), _compact(old), None))
        self.written(old, None)

    def insert_row(self, row: Row) -> None:
        """Insert a whole row, as a new record or one that an undo brings back."""
        self.connection.execute(insert(self.table).values(row))
        self._rows[row["id"]] = row
        after = _compact({k: v for k, v in row.items() if k not in self.unlogged})
        self.recorder.record(Change(self.kind, row["id"], self.lead_of(row), None, after))
        self.written(None, row)

    def bring_back(self, values: Mapping[str, Any]) -> None:
        """Insert a row that was removed; what the log left out is empty again."""
        version = int(values.get("version", 1)) + 1
        self.connection.execute(insert(self.table).values({**values, "version": version}))
        row = self.rows([values["id"]])[values["id"]]
        new = self.prepare(dict(row))
        if new != row:
            self._write(row, new)
        after = _compact({k: v for k, v in new.items() if k not in self.unlogged})
        self.recorder.record(Change(self.kind, new["id"], self.lead_of(new), None, after))
        self.written(None, new)

    def update_row(self, id: int, values: Mapping[str, Any]) -> bool:
        """Write the values that differ; whether any did."""
        old = self._rows[id]
        diff = {k: v for k, v in values.items() if old.get(k) != v}
        if not diff:
            return False
        new = self.prepare({**old, **diff, "version": old["version"] + 1})
        self._write(old, new)
        before = {k: old[k] for k in diff}
        self.recorder.record(Change(self.kind, id, self.lead_of(new), before, diff))
        self.written(old, new)
        return True

    def _write(self, old: Row, new: Row) -> None:
        values = {k: v for k, v in new.items() if old.get(k) != v}
        done = self.connection.execute(
            update(self.table)
            .where(self.table.c.id == old["id"], self.table.c.version == old["version"])
            .values(values)
        )
        if done.rowcount != 1:
            raise Conflict(
                said("This {kind} was changed meanwhile.", kind=self.kind),
                "Nothing was overwritten. Look again.",
            )
        self._rows[old["id"]] = new

    # --- what kinds of records add -----------------------------------------------------------

    @property
    def unlogged(self) -> frozenset[str]:
        """Fields left out of the log when a record is made."""
        return frozenset()

    def prepare(self, row: Row) -> Row:
        """Fill in what follows from the other fields, before a row is written."""
        return row

    def lead_of(self, row: Mapping[str, Any]) -> int | None:
        lead_id = row.get("lead_id")
        return lead_id if isinstance(lead_id, int) else None

    def written(self, old: Row | None, new: Row | None) -> None:
        """Keep what depends on this row true."""
        for row in (old, new):
            lead_id = None if row is None else self.lead_of(row)
            if row is not None and lead_id is not None:
                self.recorder.touch(self.kind, lead_id, row)


def _compact(row: Mapping[str, Any]) -> dict[str, Plain]:
    """Without what is empty: the table's defaults fill it in again."""
    return {k: v for k, v in row.items() if v is not None and v not in ("", "[]", "{}")}
