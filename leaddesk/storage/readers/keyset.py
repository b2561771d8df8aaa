"""Pages by key, never by OFFSET: any depth costs the same.

An order is cut into segments (late, nothing planned, later), each a range of one index, so that an
order that changes with the clock still needs no sorting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, null, tuple_

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
        statement = _part(query, id_column, order[number], here, backwards)
        found = connection.execute(statement.limit(limit + 1 - len(rows))).mappings().fetchall()
        rows.extend(found)
        places.extend([number] * len(found))
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


def _part(
    query: Select[Any],
    id_column: Column[int],
    segment: Segment,
    cursor: Cursor | None,
    backwards: bool,
) -> Select[Any]:
    falling = segment.descending != backwards
    key = null() if segment.key is None else segment.key
    query = query.add_columns(key.label("page_key"))
    if segment.where is not None:
        query = query.where(segment.where)
    columns: tuple[Column[Any], ...] = (
        (id_column,) if segment.key is None else (segment.key, id_column)
    )
    if cursor is not None:
        here = (cursor.id,) if segment.key is None else (cursor.key, cursor.id)
        left = tuple_(*columns)
        query = query.where(left < tuple_(*here) if falling else left > tuple_(*here))
    return query.order_by(*(c.desc() if falling else c.asc() for c in columns))
