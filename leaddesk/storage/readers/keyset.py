"""Pages by key, never by OFFSET: any depth costs the same.

An order is cut into segments (late, nothing planned, later), each a range of one index, so that an
order that changes with the clock still needs no sorting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, null

from leaddesk.service.read_models import Cursor


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of an order: rows meeting `where`, by `key` (None: by id alone)."""

    where: ColumnElement[bool] | None
    key: Column[Any] | None
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in order, with whether the order begins before or goes on after them."""

    rows: list[Any]
    segments: list[int]
    at_start: bool
    at_end: bool


def fetch_page(
    connection: Connection,
    query: Select[Any],
    id_column: Column[int],
    order: Sequence[Segment],
    *,
    after: Cursor | None,
    before: Cursor | None,
    limit: int,
) -> Page:
    """Up to `limit` rows of `query` after (or just before) a cursor."""
    backwards = before is not None
    cursor = before if backwards else after
    first = (len(order) - 1 if backwards else 0) if cursor is None else cursor.segment
    numbers = range(first, -1, -1) if backwards else range(first, len(order))
    rows: list[Any] = []
    places: list[int] = []
    for number in numbers:
        here = cursor if cursor is not None and number == cursor.segment else None
        for statement in _parts(query, id_column, order[number], here, backwards):
            left = limit + 1 - len(rows)
            found = connection.execute(statement.limit(left)).mappings().fetchall()
            rows.extend(found)
            places.extend([number] * len(found))
            if len(rows) > limit:
                break
        if len(rows) > limit:
            break
    more = len(rows) > limit
    rows, places = rows[:limit], places[:limit]
    if backwards:
        rows.reverse()
        places.reverse()
    return Page(
        rows,
        places,
        at_start=not more if backwards else after is None,
        at_end=False if backwards else not more,
    )


def cursor_of(row: Any, segment: int, order: Sequence[Segment], id_name: str = "id") -> Cursor:
    """The place of a row that `fetch_page` gave."""
    key = order[segment].key
    return Cursor(segment, None if key is None else row["page_key"], row[id_name])


def _parts(
    query: Select[Any],
    id_column: Column[int],
    segment: Segment,
    cursor: Cursor | None,
    backwards: bool,
) -> Iterator[Select[Any]]:
    """What is left of a segment: its whole, or behind a cursor the rows of the cursor's own key
    and then those of the keys behind it.

    One comparison of (key, id) would be a single statement, but SQLite seeks only the key with it
    and then walks all rows of the same key, of which a score has thousands.
    """
    falling = segment.descending != backwards
    key = null() if segment.key is None else segment.key
    query = query.add_columns(key.label("page_key"))
    if segment.where is not None:
        query = query.where(segment.where)
    by_id = id_column.desc() if falling else id_column.asc()
    if cursor is not None:
        next_ids = id_column < cursor.id if falling else id_column > cursor.id
        if segment.key is None:
            yield query.where(next_ids).order_by(by_id)
            return
        yield query.where(segment.key == cursor.key, next_ids).order_by(by_id)
        behind = segment.key < cursor.key if falling else segment.key > cursor.key
        query = query.where(behind)
    if segment.key is None:
        yield query.order_by(by_id)
    else:
        yield query.order_by(segment.key.desc() if falling else segment.key.asc(), by_id)
