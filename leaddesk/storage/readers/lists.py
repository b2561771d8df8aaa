"""The all-leads list, search, and likely duplicates of what somebody types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, text

from leaddesk.domain.dedupe import SIMILAR, Identity, compare, match_keys
from leaddesk.domain.fields import FIELDS
from leaddesk.domain.pipeline import OPEN_ROLES, Pipeline
from leaddesk.service.read_models import CardRow, Cursor, LeadPage, ListQuery
from leaddesk.storage import rows
from leaddesk.storage.readers.cards import read_card, select_cards
from leaddesk.storage.readers.criteria_sql import compile_criteria
from leaddesk.storage.readers.keyset import Segment, cursor_of, fetch_page
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
}
SORT_COLUMNS = {"name": "sort_name", "company": "sort_name", "next_step": "due_at"}


def order_of(sort: str) -> tuple[Segment, ...]:
    """The order of a list; what has no value comes last."""
    name = sort.removeprefix("-")
    column = lead[SORT_COLUMNS.get(name, FIELDS[name].column if name in FIELDS else "created_at")]
    falling = sort.startswith("-")
    if column.name == "id":
        return (Segment(None, None, falling),)
    if column.name not in NULLABLE:
        return (Segment(None, column, falling),)
    return Segment(column.is_not(None), column, falling), Segment(column.is_(None), None)


def conditions(connection: Connection, pipeline: Pipeline, query: ListQuery) -> list[Any]:
    found: list[ColumnElement[bool]] = [
        lead.deleted_at.is_not(None) if query.in_bin else lead.deleted_at.is_(None)
    ]
    if query.open_only:
        found.append(lead.stage_id.in_([s.id for s in pipeline.stages if s.role in OPEN_ROLES]))
    if query.criteria is not None:
        found.append(compile_criteria(query.criteria, connection.dialect.name))
    if query.search.strip():
        found.append(lead.id.in_(find_ids(connection, query.search)))
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
    where = conditions(connection, pipeline, query)
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
    """How many rows the list has; from the counters where nothing filters."""
    if query.criteria is None and not query.search.strip() and not query.in_bin:
        total = select(func.coalesce(func.sum(rows.counter.c.n), 0))
        if query.open_only:
            open_ids = [s.id for s in pipeline.stages if s.role in OPEN_ROLES]
            total = total.where(rows.counter.c.stage_id.in_(open_ids))
        return int(connection.execute(total).scalar_one())
    where = conditions(connection, pipeline, query)
    return int(
        connection.execute(select(func.count()).select_from(rows.lead).where(*where)).scalar_one()
    )


def read_ids(connection: Connection, pipeline: Pipeline, query: ListQuery) -> tuple[int, ...]:
    where = conditions(connection, pipeline, query)
    found: list[int] = []
    for segment in order_of(query.sort):
        part: Select[Any] = select(lead.id).where(*where)
        if segment.where is not None:
            part = part.where(segment.where)
        columns = (lead.id,) if segment.key is None else (segment.key, lead.id)
        part = part.order_by(*(c.desc() if segment.descending else c.asc() for c in columns))
        found.extend(connection.execute(part).scalars().fetchall())
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


def find_ids(connection: Connection, words: str, limit: int = MOST_HITS) -> list[int]:
    """Ids of leads whose search text holds every word; one or two letters: names that start so."""
    parts = words.casefold().split()[:8]
    if not parts:
        return []
    long = [part for part in parts if len(part) >= 3]
    if not long:
        start = " ".join(parts)
        found = connection.execute(
            select(lead.id)
            .where(
                lead.sort_name >= start,
                lead.sort_name < start + "\U0010ffff",
                lead.deleted_at.is_(None),
            )
            .order_by(lead.sort_name, lead.id)
            .limit(limit)
        )
        return list(found.scalars().fetchall())
    if connection.dialect.name == "sqlite":
        return _find_in_file(connection, long, limit)
    from sqlalchemy import column, table

    docs = table("lead_search", column("lead_id"), column("doc"))
    found = connection.execute(
        select(docs.c.lead_id)
        .where(*(docs.c.doc.contains(part.replace("\0", ""), autoescape=True) for part in long))
        .limit(limit)
    )
    return list(found.scalars().fetchall())


def _find_in_file(connection: Connection, parts: list[str], limit: int) -> list[int]:
    """The index knows which leads hold all three-letter pieces; the text decides."""
    pieces = dict.fromkeys(
        part[i : i + 3].replace('"', '""').replace("\0", " ")
        for part in parts
        for i in range(min(len(part), 40) - 2)
    )
    checks = " AND ".join(f"instr(doc, :part{n}) > 0" for n in range(len(parts)))
    found = connection.execute(
        text(
            "SELECT rowid FROM lead_search WHERE lead_search MATCH :match AND "  # noqa: S608
            f"{checks} LIMIT :limit"
        ),
        {
            "match": " AND ".join(f'"{piece}"' for piece in pieces),
            "limit": limit,
            **{f"part{n}": part for n, part in enumerate(parts)},
        },
    )
    return list(found.scalars().fetchall())


def search(connection: Connection, words: str, limit: int) -> tuple[CardRow, ...]:
    """The best of the hits: names that start with the words first, then by score."""
    ids = find_ids(connection, words)
    cards: list[CardRow] = []
    start = " ".join(words.casefold().split())
    for part in chunks(ids):
        starts = lead.sort_name.startswith(start, autoescape=True)
        answer = (
            connection.execute(
                select_cards()
                .where(lead.id.in_(part), lead.deleted_at.is_(None))
                .order_by(starts.desc(), lead.score.desc(), lead.id.desc())
                .limit(limit)
            )
            .mappings()
            .fetchall()
        )
        cards.extend(read_card(row) for row in answer)
    cards.sort(
        key=lambda card: (
            not (card.company or card.name or card.email).casefold().startswith(start),
            -card.score,
            -card.id,
        )
    )
    return tuple(cards[:limit])


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
