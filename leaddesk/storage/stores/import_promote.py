"""Staged rows become leads by a few statements over the whole set."""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from leaddesk.storage import import_rows, rows
from leaddesk.storage.stores.entity import chunks

NOBODY: ColumnElement[int] = literal_column("0")
NOTHING = NOBODY
"""Written out: a server takes an expression with a bound value for another one each time."""

Moves = dict[tuple[int, int, str], tuple[int, int]]
PARTS: tuple[tuple[Table, Table], ...] = (
    (rows.lead, import_rows.staged_lead),
    (rows.activity, import_rows.staged_activity),
    (rows.task, import_rows.staged_task),
    (rows.consent, import_rows.staged_consent),
)


def newly_known(connection: Connection, batch_id: int, seen_step: int) -> list[tuple[int, int]]:
    """(staged lead, known lead) that share an address or number and are no pair yet: known leads
    that came in, or got that address, after the step `seen_step` of the log."""
    mine, theirs = rows.match_key.alias("mine"), rows.match_key.alias("theirs")
    s, p, b = import_rows.staged_lead, rows.pair, import_rows.import_batch
    known_pair = exists().where(
        or_(
            and_(p.c.a == mine.c.lead_id, p.c.b == theirs.c.lead_id),
            and_(p.c.b == mine.c.lead_id, p.c.a == theirs.c.lead_id),
        )
    )
    changed = exists().where(
        rows.change.c.lead_id == theirs.c.lead_id, rows.change.c.step_id > seen_step
    )
    imported = exists().where(b.c.id == rows.lead.c.batch_id, b.c.step_id > seen_step)
    answer = connection.execute(
        select(mine.c.lead_id, theirs.c.lead_id)
        .select_from(s)
        .join(mine, mine.c.lead_id == s.c.id)
        .join(theirs, and_(theirs.c.kind == mine.c.kind, theirs.c.value == mine.c.value))
        .join(rows.lead, rows.lead.c.id == theirs.c.lead_id)
        .where(
            s.c.batch_id == batch_id,
            mine.c.kind.in_(["email", "phone"]),
            theirs.c.lead_id != mine.c.lead_id,
            rows.lead.c.deleted_at.is_(None),
            func.coalesce(s.c.origin_id, NOBODY) != theirs.c.lead_id,
            or_(changed, imported),
            ~known_pair,
        )
        .distinct()
    ).fetchall()
    return [(int(a), int(b)) for a, b in answer]


def assign_turns(
    connection: Connection,
    batch_id: int,
    team_id: int,
    owner_at: Callable[[int], int | None],
    why: Callable[[int | None], str],
) -> None:
    """Owners anew by rank: others took places of the round robin meanwhile. `why` is what the
    score's document says about an owner."""
    r, s, t = import_rows.import_row.c, import_rows.staged_lead, import_rows.staged_task
    held = connection.execute(
        select(s.c.id, s.c.owner_id)
        .join(import_rows.import_row, and_(r.lead_id == s.c.id, r.batch_id == s.c.batch_id))
        .where(s.c.batch_id == batch_id, r.turn_of == team_id)
        .order_by(r.seq)
    ).fetchall()
    moves: dict[tuple[int | None, int | None], list[int]] = {}
    for rank, (lead_id, owner) in enumerate(held):
        moves.setdefault((owner, owner_at(rank)), []).append(lead_id)
    d = rows.lead_score
    for (old, new), leads in moves.items():
        was, now = (json.dumps(why(one), ensure_ascii=False) for one in (old, new))
        for part in chunks(leads):
            connection.execute(
                update(s).where(s.c.batch_id == batch_id, s.c.id.in_(part)).values(owner_id=new)
            )
            connection.execute(
                update(d)
                .where(d.c.lead_id.in_(part))
                .values(document=func.replace(d.c.document, was, now))
            )
    mine = select(s.c.owner_id).where(s.c.batch_id == batch_id, s.c.id == t.c.lead_id)
    turns = select(r.lead_id).where(r.batch_id == batch_id, r.turn_of == team_id)
    connection.execute(
        update(t)
        .where(t.c.batch_id == batch_id, t.c.lead_id.in_(turns))
        .values(owner_id=mine.scalar_subquery())
    )


def counter_moves(connection: Connection, batch_id: int) -> Moves:
    """What the staged leads add to the counters."""
    s = import_rows.staged_lead.c
    owner = func.coalesce(s.owner_id, NOBODY)
    answer = connection.execute(
        select(
            s.stage_id,
            owner,
            s.currency,
            func.count(),
            func.coalesce(func.sum(s.value), NOTHING),
        )
        .where(s.batch_id == batch_id)
        .group_by(s.stage_id, owner, s.currency)
    ).fetchall()
    return {(stage, owner, cur): (int(n), int(total)) for stage, owner, cur, n, total in answer}


def owners(connection: Connection, batch_id: int) -> list[tuple[int, int]]:
    """How many new leads each user (0: nobody) gets."""
    s = import_rows.staged_lead.c
    owner = func.coalesce(s.owner_id, NOBODY)
    answer = connection.execute(
        select(owner, func.count()).where(s.batch_id == batch_id).group_by(owner).order_by(owner)
    ).fetchall()
    return [(int(user), int(n)) for user, n in answer]


def promote(connection: Connection, batch_id: int) -> None:
    """Leads, activities, tasks and consents; pairs join the duplicates queue."""
    for table, staged in PARTS:
        names = [c.name for c in table.columns]
        connection.execute(
            insert(table).from_select(
                names,
                select(*(staged.c[name] for name in names))
                .where(staged.c.batch_id == batch_id)
                .order_by(staged.c.id),
            )
        )
    connection.execute(
        update(rows.pair)
        .where(rows.pair.c.batch_id == batch_id, rows.pair.c.state == "staged")
        .values(state="open")
    )


# --- taking back -------------------------------------------------------------------------------
