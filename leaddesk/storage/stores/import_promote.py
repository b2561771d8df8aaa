"""Staged rows become leads by a few statements over the whole set; and go again by as few."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Table,
    and_,
    delete,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from leaddesk.storage import import_rows, rows
from leaddesk.storage.stores import search
from leaddesk.storage.stores.entity import chunks
from leaddesk.storage.stores.journal import is_untouched

NOBODY = NOTHING = literal_column("0")
"""Written out: a server takes an expression with a bound value for another one each time."""

Moves = dict[tuple[int, int, str], tuple[int, int]]
PARTS: tuple[tuple[Table, Table], ...] = (
    (rows.lead, import_rows.staged_lead),
    (rows.activity, import_rows.staged_activity),
    (rows.task, import_rows.staged_task),
    (rows.consent, import_rows.staged_consent),
)


def newly_known(connection: Connection, batch_id: int) -> list[tuple[int, int]]:
    """(staged lead, known lead) that share an address or number and are no pair yet: those that
    came in while the file was being staged."""
    mine, theirs = rows.match_key.alias("mine"), rows.match_key.alias("theirs")
    s, p = import_rows.staged_lead, rows.pair
    known_pair = exists().where(
        or_(
            and_(p.c.a == mine.c.lead_id, p.c.b == theirs.c.lead_id),
            and_(p.c.b == mine.c.lead_id, p.c.a == theirs.c.lead_id),
        )
    )
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
            ~known_pair,
        )
        .distinct()
    ).fetchall()
    return [(int(a), int(b)) for a, b in answer]


def assign_turns(
    connection: Connection, batch_id: int, team_id: int, owner_at: Callable[[int], int | None]
) -> None:
    """Owners anew by rank: others took places of the round robin meanwhile."""
    r, s, t = import_rows.import_row.c, import_rows.staged_lead, import_rows.staged_task
    ids = (
        connection.execute(
            select(r.lead_id).where(r.batch_id == batch_id, r.turn_of == team_id).order_by(r.seq)
        )
        .scalars()
        .fetchall()
    )
    by_owner: dict[int | None, list[int]] = {}
    for rank, lead_id in enumerate(ids):
        by_owner.setdefault(owner_at(rank), []).append(lead_id)
    for owner, leads in by_owner.items():
        for part in chunks(leads):
            connection.execute(
                update(s).where(s.c.batch_id == batch_id, s.c.id.in_(part)).values(owner_id=owner)
            )
            connection.execute(
                update(t)
                .where(t.c.batch_id == batch_id, t.c.lead_id.in_(part))
                .values(owner_id=owner)
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


def touched(connection: Connection, batch_id: int, step_id: int) -> list[tuple[int, str]]:
    """Leads of the batch that a standing later step changed, with who did."""
    mine = select(rows.lead.c.id).where(rows.lead.c.batch_id == batch_id)
    answer = connection.execute(
        select(rows.change.c.lead_id, func.max(rows.app_user.c.name))
        .select_from(
            rows.change.join(rows.step, rows.step.c.id == rows.change.c.step_id).outerjoin(
                rows.app_user, rows.app_user.c.id == rows.step.c.user_id
            )
        )
        .where(
            rows.change.c.lead_id.in_(mine),
            rows.change.c.step_id > step_id,
            rows.step.c.mode != "undo",
            rows.step.c.undone_by.is_(None),
        )
        .group_by(rows.change.c.lead_id)
    ).fetchall()
    return [(int(lead_id), who or "") for lead_id, who in answer]


def take_back(connection: Connection, batch_id: int, step_id: int) -> tuple[int, Moves]:
    """Remove the batch's leads that nobody touched since, with all that belongs to them, and what
    the batch added to other leads. Gives how many leads went and the counters' moves."""
    lead = rows.lead.c
    free = and_(lead.batch_id == batch_id, is_untouched(step_id))
    owner = func.coalesce(lead.owner_id, NOBODY)
    counted = connection.execute(
        select(
            lead.stage_id,
            owner,
            lead.currency,
            func.count(),
            func.coalesce(func.sum(lead.value), NOTHING),
        )
        .where(free, lead.deleted_at.is_(None))
        .group_by(lead.stage_id, owner, lead.currency)
    ).fetchall()
    removed = int(
        connection.execute(select(func.count()).select_from(rows.lead).where(free)).scalar_one()
    )
    mine = select(lead.id).where(free)
    kept = select(lead.id).where(lead.batch_id == batch_id, ~is_untouched(step_id))
    for table in (rows.activity, rows.task, rows.consent):
        connection.execute(
            delete(table).where(
                or_(
                    table.c.lead_id.in_(mine),
                    and_(table.c.batch_id == batch_id, table.c.lead_id.not_in(kept)),
                )
            )
        )
    for table in (rows.match_key, rows.lead_score):
        connection.execute(delete(table).where(table.c.lead_id.in_(mine)))
    connection.execute(
        delete(rows.pair).where(or_(rows.pair.c.a.in_(mine), rows.pair.c.b.in_(mine)))
    )
    search.drop_where(connection, mine)
    connection.execute(delete(rows.lead).where(free))
    moves = {(s, o, c): (-int(n), -int(total)) for s, o, c, n, total in counted}
    return removed, moves


def set_routed(connection: Connection, reasons: Mapping[int, str]) -> None:
    """Write why each lead got its owner into the document of its score."""
    table = rows.lead_score
    for part in chunks(sorted(reasons)):
        answer: Sequence[Any] = connection.execute(
            select(table.c.lead_id, table.c.document).where(table.c.lead_id.in_(part))
        ).fetchall()
        for lead_id, document in answer:
            plain = {**json.loads(document), "routed": reasons[lead_id]}
            connection.execute(
                update(table)
                .where(table.c.lead_id == lead_id)
                .values(document=json.dumps(plain, ensure_ascii=False, separators=(",", ":")))
            )
