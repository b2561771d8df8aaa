"""Copying what can still be read out of a damaged file, table by table."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from leaddesk.storage.backup import quoted
from leaddesk.storage.sqlite_driver import driver_errors, open_file

_BATCH = 500
_LARGEST_ID = (1 << 63) - 1
# A search table that names no other as its content holds the searched text itself.
_KEEPS_ITS_TEXT = re.compile(r"\busing\s+fts5\b(?!.*\bcontent\s*=)", re.IGNORECASE | re.DOTALL)
_MOST_HOLES = 5_000  # failed reads in one table; beyond that the rest is given up


@dataclass(frozen=True, slots=True)
class _Part:
    """One statement of a schema."""

    kind: str  # table, index, trigger, view
    name: str
    sql: str


def count_readable(path: Path) -> dict[str, int]:
    """Rows per table, -1 where they can't be counted; {} if not even the names are readable."""
    try:
        with contextlib.closing(open_file(path, "rw")) as connection:
            counts = {}
            for part in _schema(connection):
                if part.kind == "table" and not _is_virtual(part):
                    counts[part.name] = _count(connection, part.name)
            return counts
    except driver_errors():
        return {}


def salvage(source: Path, target: Path) -> bool:
    """Write all rows of `source` that can be read into the new file `target`.

    Rows whose parent was lost are left out too, so that the result is consistent. Indexes,
    triggers and search tables are made anew. False if the schema itself is unreadable.
    """
    target.unlink(missing_ok=True)
    with contextlib.ExitStack() as stack:
        try:
            reading = stack.enter_context(contextlib.closing(open_file(source, "rw")))
            parts = _schema(reading)
            mark = int(reading.execute("PRAGMA application_id").fetchone()[0])
        except driver_errors():
            return False
        if not parts:
            return False
        writing = stack.enter_context(contextlib.closing(open_file(target, "rwc")))
        writing.execute("PRAGMA foreign_keys=OFF")
        writing.execute(f"PRAGMA application_id={mark}")
        writing.execute("BEGIN IMMEDIATE")
        tables = [part for part in parts if part.kind == "table" and not _is_virtual(part)]
        for part in tables:
            writing.execute(part.sql)
            _copy_table(reading, writing, part)
        _drop_orphans(writing)
        for part in parts:
            if part not in tables:
                _make_anew(reading, writing, part)
        writing.execute("COMMIT")
    return True


def _schema(connection: sqlite3.Connection) -> list[_Part]:
    """All statements of the schema but those SQLite makes itself; tables first."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).fetchall()
    parts = [_Part(str(kind), str(name), str(sql)) for kind, name, sql in rows]
    virtual = [part.name for part in parts if _is_virtual(part)]
    # A search table keeps its own data in tables named after it.
    parts = [
        part
        for part in parts
        if _is_virtual(part) or not any(part.name.startswith(f"{name}_") for name in virtual)
    ]
    order = {"table": 0, "index": 1, "view": 2, "trigger": 3}
    return sorted(parts, key=lambda part: (order[part.kind], _is_virtual(part)))


def _is_virtual(part: _Part) -> bool:
    return part.sql.upper().startswith("CREATE VIRTUAL")


def _count(connection: sqlite3.Connection, name: str) -> int:
    try:
        # An index may be sound where its table isn't.
        question = f"SELECT count(*) FROM {quoted(name)} NOT INDEXED"  # noqa: S608 - quoted
        return int(connection.execute(question).fetchone()[0])
    except driver_errors():
        return -1


def _copy_table(reading: sqlite3.Connection, writing: sqlite3.Connection, part: _Part) -> None:
    """Read by ascending row number; around a hole, from the other end and by halves."""
    name = quoted(part.name)
    try:
        described = reading.execute(f"PRAGMA table_xinfo({name})").fetchall()
    except driver_errors():
        return
    # Computed columns (hidden) are made again by themselves.
    columns = [quoted(str(row[1])) for row in described if row[6] == 0]
    key = [quoted(str(row[1])) for row in sorted(described, key=lambda row: row[5]) if row[5]]
    copier = _Copier(reading, writing, name, columns, key or ["rowid"])
    if "WITHOUT ROWID" in part.sql.upper():
        copier.copy_in_order()
    else:
        copier.copy_by_number()


class _Copier:
    """Copies one table; a row that can't be read or stored is skipped."""

    def __init__(
        self,
        reading: sqlite3.Connection,
        writing: sqlite3.Connection,
        table: str,
        columns: list[str],
        key: list[str],
    ) -> None:
        self._reading = reading
        self._writing = writing
        listed = ", ".join(columns)
        marks = ", ".join("?" * (len(columns) + 1))
        self._select = f"SELECT rowid, {listed} FROM {table} NOT INDEXED"  # noqa: S608
        up = ", ".join(key)
        down = ", ".join(f"{column} DESC" for column in key)
        self._up = f"SELECT {listed} FROM {table} ORDER BY {up}"  # noqa: S608 - quoted names only
        self._down = f"SELECT {listed} FROM {table} ORDER BY {down}"  # noqa: S608
        self._insert = f"INSERT OR IGNORE INTO {table} (rowid, {listed}) VALUES ({marks})"  # noqa: S608
        self._insert_plain = f"INSERT OR IGNORE INTO {table} ({listed}) VALUES ({marks[3:]})"  # noqa: S608
        self._holes = 0

    def copy_in_order(self) -> None:
        """For tables without row numbers: from both ends up to a hole."""
        for question in (self._up, self._down):
            try:
                for row in self._reading.execute(question):
                    self._store(self._insert_plain, [row])
            except driver_errors():
                continue
            return

    def copy_by_number(self) -> None:
        low = self._walk("rowid > ? ORDER BY rowid", -_LARGEST_ID - 1)
        if low is None:
            return
        high = self._walk("rowid < ? ORDER BY rowid DESC", _LARGEST_ID)
        if high is not None and high > low:
            self._search(low + 1, high - 1)

    def _walk(self, order: str, start: int) -> int | None:
        """Copy from one end up to the first hole; the last number read, None if no hole."""
        last = start
        rows: list[tuple[object, ...]] = []
        try:
            for row in self._reading.execute(f"{self._select} WHERE {order}", (start,)):
                rows.append(row)
                last = int(row[0])
                if len(rows) >= _BATCH:
                    self._store(self._insert, rows)
                    rows = []
        except driver_errors():
            return last
        else:
            return None
        finally:
            self._store(self._insert, rows)

    def _search(self, low: int, high: int) -> None:
        """Copy what can be read between two numbers around a hole, halving the range."""
        ranges = [(low, high)]
        while ranges and self._holes < _MOST_HOLES:
            low, high = ranges.pop()
            if low > high:
                continue
            try:
                rows = self._reading.execute(
                    f"{self._select} WHERE rowid BETWEEN ? AND ?", (low, high)
                ).fetchall()
            except driver_errors():
                self._holes += 1
                if low < high:
                    middle = (low + high) // 2
                    ranges += [(middle + 1, high), (low, middle)]
            else:
                self._store(self._insert, rows)

    def _store(self, insert: str, rows: Iterable[tuple[object, ...]]) -> None:
        for row in rows:
            # A damaged row may hold what its table forbids.
            with contextlib.suppress(*driver_errors()):
                self._writing.execute(insert, row)


def _drop_orphans(writing: sqlite3.Connection) -> None:
    """Let go of parents that were lost: empty the reference where it may be empty, else the row."""
    while True:
        orphans = writing.execute("PRAGMA foreign_key_check").fetchall()
        if not orphans:
            return
        for table, key in {(str(row[0]), int(row[3])) for row in orphans}:
            writing.execute(_letting_go(writing, table, key))


def _letting_go(writing: sqlite3.Connection, table: str, key: int) -> str:
    """A statement that unties all rows of `table` from parents that are not there."""
    keys = [
        row
        for row in writing.execute(f"PRAGMA foreign_key_list({quoted(table)})").fetchall()
        if row[0] == key
    ]
    described = writing.execute(f"PRAGMA table_info({quoted(table)})").fetchall()
    needed = {str(row[1]) for row in described if row[3] or row[5]}
    columns = [str(row[3]) for row in keys]
    parent = str(keys[0][2])
    # A reference that names no column means the parent's primary key.
    own_key = [
        str(row[1])
        for row in sorted(
            writing.execute(f"PRAGMA table_info({quoted(parent)})").fetchall(),
            key=lambda row: int(row[5]),
        )
        if row[5]
    ]
    targets = [str(row[4]) if row[4] else own_key[int(row[1])] for row in keys]
    match = " AND ".join(
        f"p.{quoted(target)} = c.{quoted(column)}"
        for target, column in zip(targets, columns, strict=True)
    )
    given = " AND ".join(f"c.{quoted(column)} IS NOT NULL" for column in columns)
    lost = (
        f" WHERE {given} AND NOT EXISTS"  # noqa: S608 - quoted
        f" (SELECT 1 FROM {quoted(parent)} AS p WHERE {match})"
    )
    if needed.intersection(columns):
        return f"DELETE FROM {quoted(table)} AS c{lost}"  # noqa: S608 - quoted
    emptied = ", ".join(f"{quoted(column)} = NULL" for column in columns)
    return f"UPDATE {quoted(table)} AS c SET {emptied}{lost}"  # noqa: S608 - quoted


def _make_anew(reading: sqlite3.Connection, writing: sqlite3.Connection, part: _Part) -> None:
    """An index, view, trigger or search table; one that can't be made is a lesser loss."""
    with contextlib.suppress(*driver_errors()):
        writing.execute(part.sql)
        if not _is_virtual(part):
            return
        if _KEEPS_ITS_TEXT.search(part.sql):
            _copy_table(reading, writing, part)
        else:
            name = quoted(part.name)
            writing.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")  # noqa: S608
