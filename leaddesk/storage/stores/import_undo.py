"""An import goes again by a few statements over the whole set; what others touched stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    delete,
    exists,
    false,
    func,
    or_,
    select,
    union,
    update,
)

from leaddesk.storage import import_rows, rows
from leaddesk.storage.stores import search
from leaddesk.storage.stores.import_promote import NOBODY, NOTHING, Moves

PARTS = {"activity": rows.activity, "task": rows.task, "consent": rows.consent}


def _by_a_person(step_id: int) -> ColumnElement[bool]:
    """Changes of a standing step after `step_id` that a user made; scores and clocks that were
    only worked out anew touch nothing."""
    return and_(
        rows.change.c.step_id > step_id,
        rows.step.c.user_id.is_not(None),
        rows.step.c.mode != "undo",
        rows.step.c.undone_by.is_(None),
        or_(rows.change.c.before.is_(None), rows.change.c.before != "{}"),
    )


def _other_imports(batch_id: int) -> list[Select[Any]]:
    """(lead of the batch, user) to which another import added."""
    b, lead = import_rows.import_batch, rows.lead
    return [
        select(lead.c.id, b.c.user_id)
        .join(table, table.c.lead_id == lead.c.id)
        .join(b, b.c.id == table.c.batch_id)
        .where(lead.c.batch_id == batch_id, table.c.batch_id != batch_id)
        for table in PARTS.values()
    ]


def _touched_ids(batch_id: int, step_id: int) -> Select[Any]:
    """Leads of the batch that are not its own any more."""
    changed = (
        select(rows.lead.c.id)
        .join(rows.change, rows.change.c.lead_id == rows.lead.c.id)
        .join(rows.step, rows.step.c.id == rows.change.c.step_id)
        .where(rows.lead.c.batch_id == batch_id, _by_a_person(step_id))
    )
    added = [select(one.subquery().c.id) for one in _other_imports(batch_id)]
    return select(union(changed, *added).subquery().c.id)


def touched(connection: Connection, batch_id: int, step_id: int) -> list[tuple[int, str]]:
    """Leads of the batch that somebody touched after `step_id`, with that user's name."""
    u = rows.app_user.c
    changed = (
        select(rows.lead.c.id, rows.step.c.user_id)
        .join(rows.change, rows.change.c.lead_id == rows.lead.c.id)
        .join(rows.step, rows.step.c.id == rows.change.c.step_id)
        .where(rows.lead.c.batch_id == batch_id, _by_a_person(step_id))
    )
    found = union(changed, *_other_imports(batch_id)).subquery()
    answer = connection.execute(
        select(found.c.id, func.max(u.name))
        .select_from(found.outerjoin(rows.app_user, u.id == found.c.user_id))
        .group_by(found.c.id)
        .order_by(found.c.id)
    ).fetchall()
    return [(int(lead_id), who or "") for lead_id, who in answer]


def told(connection: Connection, batch_id: int) -> set[int]:
    """Leads that were there before, with records that the batch filed."""
    mine = select(rows.lead.c.id).where(rows.lead.c.batch_id == batch_id)
    found: set[int] = set()
    for table in PARTS.values():
        answer = connection.execute(
            select(table.c.lead_id)
            .where(table.c.batch_id == batch_id, table.c.lead_id.not_in(mine))
            .distinct()
        )
        found.update(answer.scalars().fetchall())
    return found


def take_back(connection: Connection, batch_id: int, step_id: int) -> tuple[int, Moves]:
    """Remove the batch's leads that nobody touched since, with all that belongs to them, and what
    the batch added to other leads, unless somebody worked with it. Gives how many leads went and
    the counters' moves."""
    return _take_back(connection, batch_id, step_id, _touched_ids(batch_id, step_id))


def take_in(connection: Connection, batch_id: int) -> Select[Any]:
    """Make what became of the batch's leads (an opportunity, a lead that returned from it) a part
    of it; the ids of all of them."""
    _take_in(connection, batch_id)
    return select(rows.lead.c.id).where(rows.lead.c.batch_id == batch_id)


def take_back_all(connection: Connection, batch_id: int) -> tuple[int, Moves]:
    """The same for all leads of the batch, touched or not; what became of them was taken in."""
    nobody = select(rows.lead.c.id).where(false())
    return _take_back(connection, batch_id, 0, nobody)


def free_users(connection: Connection, ids: Sequence[int]) -> tuple[int, ...]:
    """Those of the users to whom no record belongs and who have done nothing."""
    user = rows.app_user.c
    used = (
        exists(select(column).where(column == user.id))
        for column in (
            rows.lead.c.owner_id, rows.company.c.owner_id, rows.activity.c.user_id,
            rows.task.c.owner_id, rows.step.c.user_id, import_rows.import_batch.c.user_id,
        )
    )  # fmt: skip
    found = connection.execute(
        select(user.id).where(user.id.in_(list(ids)), ~or_(*used)).order_by(user.id)
    )
    return tuple(found.scalars().fetchall())


def _take_in(connection: Connection, batch_id: int) -> None:
    """Make what came of the batch's leads a part of it."""
    lead = rows.lead.c
    mine = select(lead.id).where(lead.batch_id == batch_id)
    while connection.execute(
        update(rows.lead)
        .where(lead.origin_id.in_(mine), lead.batch_id.is_distinct_from(batch_id))
        .values(batch_id=batch_id)
    ).rowcount:
        pass  # a deal's lead may have returned from another deal
    for table, linked in ((rows.contact, lead.contact_id), (rows.company, lead.company_id)):
        theirs = select(linked).where(lead.batch_id == batch_id, linked.is_not(None))
        connection.execute(
            update(table)
            .where(table.c.id.in_(theirs), table.c.batch_id.is_(None))
            .values(batch_id=batch_id)
        )


def _take_back(
    connection: Connection, batch_id: int, step_id: int, kept: Select[Any]
) -> tuple[int, Moves]:
    lead, p = rows.lead.c, rows.pair.c
    free = and_(lead.batch_id == batch_id, lead.id.not_in(kept))
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
    mine = select(lead.id).where(free)
    for kind, table in PARTS.items():
        worked_with = exists(
            select(rows.change.c.step_id)
            .join(rows.step, rows.step.c.id == rows.change.c.step_id)
            .where(
                rows.change.c.kind == kind,
                rows.change.c.record_id == table.c.id,
                _by_a_person(step_id),
            )
        )
        added = and_(table.c.batch_id == batch_id, table.c.lead_id.not_in(kept), ~worked_with)
        connection.execute(delete(table).where(or_(table.c.lead_id.in_(mine), added)))
    for table in (rows.match_key, rows.lead_score):
        connection.execute(delete(table).where(table.c.lead_id.in_(mine)))
    waiting = and_(p.batch_id == batch_id, p.state == "open", p.a.not_in(kept), p.b.not_in(kept))
    connection.execute(delete(rows.pair).where(or_(p.a.in_(mine), p.b.in_(mine), waiting)))
    search.drop_where(connection, mine)
    removed = connection.execute(delete(rows.lead).where(free)).rowcount
    _drop_unused(connection, batch_id)
    moves = {(s, o, c): (-int(n), -int(total)) for s, o, c, n, total in counted}
    return removed, moves


def _drop_unused(connection: Connection, batch_id: int) -> None:
    """Contacts and companies that came with the batch and that nobody refers to any more."""
    lead, contact, company = rows.lead.c, rows.contact.c, rows.company.c
    of_leads = select(lead.contact_id).where(lead.contact_id.is_not(None))
    connection.execute(
        delete(rows.contact).where(contact.batch_id == batch_id, contact.id.not_in(of_leads))
    )
    used = union(
        select(lead.company_id).where(lead.company_id.is_not(None)),
        select(contact.company_id).where(contact.company_id.is_not(None)),
    )
    connection.execute(
        delete(rows.company).where(company.batch_id == batch_id, company.id.not_in(used))
    )
