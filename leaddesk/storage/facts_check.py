"""Whether what is kept beside the records still says the same as the records themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, func, or_, select

from leaddesk.storage import rows

lead, task, counter = rows.lead.c, rows.task.c, rows.counter.c
_MOST = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be. `ids` are records, at most fifty of `count`."""

    kind: str
    count: int
    text: str
    ids: tuple[int, ...] = ()


def check_facts(connection: Connection) -> tuple[Finding, ...]:
    """All findings of one read; () if everything fits together."""
    checks: tuple[Callable[[Connection], Finding | None], ...] = (
        _counters, _next_steps, _owners, _columns, _searches, _conversions,
    )  # fmt: skip
    found = (check(connection) for check in checks)
    return tuple(one for one in found if one is not None)


def _counters(connection: Connection) -> Finding | None:
    """Counts and sums per stage, owner and currency."""
    owner = func.coalesce(lead.owner_id, 0)
    counted = connection.execute(
        select(lead.stage_id, owner, lead.currency, func.count(),
               func.coalesce(func.sum(lead.value), 0))
        .where(lead.deleted_at.is_(None))
        .group_by(lead.stage_id, owner, lead.currency)
    ).fetchall()  # fmt: skip
    true = {tuple(row[:3]): (int(row[3]), int(row[4])) for row in counted}
    kept = {
        tuple(row[:3]): (int(row[3]), int(row[4]))
        for row in connection.execute(
            select(counter.stage_id, counter.owner_id, counter.currency, counter.n, counter.total)
        ).fetchall()
        if (row[3], row[4]) != (0, 0)
    }
    wrong = {key for key in true.keys() | kept.keys() if true.get(key) != kept.get(key)}
    return Finding("counters", len(wrong), "Counts of the board are wrong.") if wrong else None


def _next_steps(connection: Connection) -> Finding | None:
    """The next step of a record is its earliest open task."""
    is_open = and_(task.lead_id == lead.id, task.done_at.is_(None), task.cancelled_at.is_(None))
    first = select(func.min(task.due_at)).where(is_open).scalar_subquery()
    return _records(
        connection, "next-steps", "The next step is not the earliest open task.",
        select(lead.id).where(func.coalesce(first, -1) != func.coalesce(lead.next_due, -1)),
    )  # fmt: skip


def _owners(connection: Connection) -> Finding | None:
    """Owned by a user or waiting in a queue, never neither."""
    return _records(
        connection, "owners", "Nobody owns these records and they wait in no queue.",
        select(lead.id).where(lead.owner_id.is_(None), lead.team_id.is_(None)),
    )  # fmt: skip


def _columns(connection: Connection) -> Finding | None:
    """Records in the bin stand in no column, the others in that of their stage."""
    s = rows.stage.c
    in_column = select(s.id).where(s.role == "column")
    return _records(
        connection, "columns", "These records stand in the wrong column.",
        select(lead.id).where(
            or_(
                and_(lead.deleted_at.is_not(None), lead.column_id.is_not(None)),
                and_(
                    lead.deleted_at.is_(None), lead.stage_id.in_(in_column),
                    func.coalesce(lead.column_id, 0) != lead.stage_id,
                ),
            )
        ),
    )  # fmt: skip


def _searches(connection: Connection) -> Finding | None:
    """Every record can be found by its words."""
    from sqlalchemy import column, table

    name = "rowid" if connection.dialect.name == "sqlite" else "lead_id"
    docs = table("lead_search", column(name))
    known = select(docs.c[name])
    return _records(
        connection, "search", "These records are missing from the search.",
        select(lead.id).where(lead.id.not_in(known)),
    )  # fmt: skip


def _conversions(connection: Connection) -> Finding | None:
    """A converted lead has its opportunity."""
    deal = rows.lead.alias("deal")
    there = exists().where(deal.c.id == lead.converted_id)
    return _records(
        connection, "conversions", "The opportunities of these leads are gone.",
        select(lead.id).where(lead.converted_id.is_not(None), ~there),
    )  # fmt: skip


def _records(connection: Connection, kind: str, text: str, query: Select[Any]) -> Finding | None:
    ids = connection.execute(query.order_by(lead.id)).scalars().fetchall()
    return Finding(kind, len(ids), text, tuple(ids[:_MOST])) if ids else None
