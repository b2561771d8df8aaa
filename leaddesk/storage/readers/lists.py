"""The all-leads list, search, and likely duplicates of what somebody types."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, cast, column, func, select, table

from leaddesk.domain.criteria import ALWAYS
from leaddesk.domain.dedupe import SIMILAR, Identity, compare, match_keys
from leaddesk.domain.fields import FIELDS
from leaddesk.domain.pipeline import OPEN_ROLES, Pipeline
from leaddesk.service.read_models import CardRow, Cursor, LeadPage, ListQuery
from leaddesk.storage import rows
from leaddesk.storage.readers.cards import select_cards
from leaddesk.storage.readers.criteria_sql import compile_criteria
from leaddesk.storage.readers.directory import Directory
from leaddesk.storage.readers.keyset import Segment, cursor_of, fetch_page
from leaddesk.storage.shapes import read_card
from leaddesk.storage.stores.entity import chunks
from leaddesk.storage.stores.matches import SqlMatches

lead = rows.lead.c
MOST_HITS = 2_000
NULLABLE = {
    "value",
    "next_due",
    "sla_due",
    "last_activity_at",
    "employees",
    "annual_revenue",
    "owner_id",
    "due_at",
    "stage_since",
}
SORT_COLUMNS = {
    "name": "sort_name", "company": "sort_name", "next_step": "due_at", "lifecycle": "stage_id",
}  # fmt: skip


def order_of(sort: str) -> tuple[Segment, ...]:
    """The order of a list; what has no value comes last."""
    name = sort.removeprefix("-")
    key = lead[SORT_COLUMNS.get(name, FIELDS[name].column if name in FIELDS else "created_at")]
    falling = sort.startswith("-")
    if key.name == "id":
        return (Segment(None, None, falling),)
    if key.name not in NULLABLE:
        return (Segment(None, key, falling),)
    return Segment(key.is_not(None), key, falling), Segment(key.is_(None), None)


def conditions(connection: Connection, query: ListQuery) -> list[Any]:
    found: list[ColumnElement[bool]] = [
        lead.deleted_at.is_not(None) if query.in_bin else lead.deleted_at.is_(None)
    ]
    if query.open_only:
        found.append(lead.column_id.is_not(None))  # all of the open roles stand on the board
    if query.criteria is not None:
        found.append(compile_criteria(connection, query.criteria))
    if query.search.strip():
        found.append(lead.id.in_(hits(connection, query.search)))
    return found


def read_page(
    connection: Connection,
    pipeline: Pipeline,
    query: ListQuery,
    *,
    after: Cursor | None,
    limit: int,
) -> LeadPage:
    order = order_of(query.sort)
    where = conditions(connection, query)
    page = fetch_page(
        connection,
        select_cards().where(*where),
        lead.id,
        order,
        after=after,
        before=None,
        limit=limit,
    )
    last = cursor_of(page.rows[-1], page.segments[-1], order) if page.rows else None
    return LeadPage(
        tuple(read_card(row) for row in page.rows),
        count(connection, pipeline, query),
        None if page.at_end else last,
    )


def count(connection: Connection, pipeline: Pipeline, query: ListQuery) -> int:
    """How many rows the list has; from the counters where they know."""
    if not query.search.strip() and not query.in_bin:
        stages = {s.id for s in pipeline.stages if not query.open_only or s.role in OPEN_ROLES}
        counted = Directory(connection).counted(query.criteria or ALWAYS, stages)
        if counted is not None:
            return counted
    where = conditions(connection, query)
    return int(
        connection.execute(select(func.count()).select_from(rows.lead).where(*where)).scalar_one()
    )


def read_ids(connection: Connection, query: ListQuery) -> tuple[int, ...]:
    """All ids in the list's order, as one text made by the database: row by row a hundred thousand
    of them would keep the interpreter from the window for a third of a second."""
    where = conditions(connection, query)
    found: list[int] = []
    for segment in order_of(query.sort):
        part: Select[Any] = select(cast(lead.id, Text).label("id")).where(*where)
        if segment.where is not None:
            part = part.where(segment.where)
        columns = (lead.id,) if segment.key is None else (segment.key, lead.id)
        inside = part.order_by(*(c.desc() if segment.descending else c.asc() for c in columns))
        text = connection.execute(
            select(func.aggregate_strings(inside.subquery().c.id, ","))
        ).scalar()
        found.extend(json.loads(f"[{text or ''}]"))
    return tuple(found)


def read_cards(connection: Connection, ids: Iterable[int]) -> dict[int, CardRow]:
    found: dict[int, CardRow] = {}
    for part in chunks(sorted(set(ids))):
        answer = (
            connection.execute(select_cards().where(lead.id.in_(part), lead.deleted_at.is_(None)))
            .mappings()
            .fetchall()
        )
        found.update({row["id"]: read_card(row) for row in answer})
    return found


# --- search ------------------------------------------------------------------------------------


def hits(connection: Connection, words: str) -> Select[Any]:
    """Ids of leads whose search text holds every word, at most MOST_HITS; of one or two letters:
    names that start so."""
    parts = words.casefold().replace("\0", " ").split()[:8]
    long = [part for part in parts if len(part) >= 3]
    if not long:
        start = " ".join(parts)
        return (
            select(lead.id)
            .where(
                lead.sort_name >= start,
                lead.sort_name < start + "\U0010ffff",
                lead.deleted_at.is_(None),
            )
            .order_by(lead.sort_name, lead.id)
            .limit(MOST_HITS)
        )
    if connection.dialect.name == "sqlite":
        return _hits_in_file(long)
    # A plan made for any word would read the whole table for a rare one.
    connection.exec_driver_sql("SET LOCAL plan_cache_mode = force_custom_plan")
    docs = table("lead_search", column("lead_id"), column("doc"))
    return (
        select(docs.c.lead_id)
        .where(*(docs.c.doc.contains(part, autoescape=True) for part in long))
        .limit(MOST_HITS)
    )


def _hits_in_file(parts: list[str]) -> Select[Any]:
    """The index knows which leads hold all three-letter pieces, newest first; where a word has
    more than one piece, the text decides."""
    # Pieces side by side: those in between would add work, and the text is looked at anyway.
    pieces = dict.fromkeys(
        part[start : start + 3].replace('"', '""')
        for part in (part[:40] for part in parts)
        for start in (*range(0, len(part) - 3, 3), len(part) - 3)
    )
    docs = table("lead_search", column("rowid"), column("doc"), column("lead_search"))
    return (
        select(docs.c.rowid)
        .where(
            docs.c.lead_search.op("MATCH")(" AND ".join(f'"{piece}"' for piece in pieces)),
            *(func.instr(docs.c.doc, part) > 0 for part in parts if len(part) > 3),
        )
        .order_by(docs.c.rowid.desc())
        .limit(MOST_HITS)
    )


def search(connection: Connection, words: str, limit: int) -> tuple[CardRow, ...]:
    """The best of the hits: names that start with the words first, then by score."""
    start = " ".join(words.casefold().split())
    if not start:
        return ()
    starts = lead.sort_name.startswith(start, autoescape=True)
    answer = connection.execute(
        select_cards()
        .where(lead.id.in_(hits(connection, words)), lead.deleted_at.is_(None))
        .order_by(starts.desc(), lead.score.desc(), lead.id.desc())
        .limit(limit)
    )
    return tuple(read_card(row) for row in answer.mappings().fetchall())


def similar(connection: Connection, given: Identity) -> tuple[CardRow, ...]:
    """Likely duplicates, best first, at most five."""
    matches = SqlMatches(connection)
    found = matches.candidates(match_keys(given))
    known = {lead_id for some in found.values() for lead_id in some}
    if not known:
        return ()
    rated = sorted(
        (
            (compare(given, identity), lead_id)
            for lead_id, identity in matches.identities(known).items()
        ),
        key=lambda pair: (-pair[0].score, pair[1]),
    )
    best = [lead_id for match, lead_id in rated if match.certain or match.score >= SIMILAR][:5]
    cards = read_cards(connection, best)
    return tuple(cards[lead_id] for lead_id in best if lead_id in cards)
