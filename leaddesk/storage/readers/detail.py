"""Everything about one lead, and the history of steps."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.domain.activity import Activity, Consent, Task
from leaddesk.domain.change import CHANGES_KEY, PART_MARK, Step, first_op
from leaddesk.domain.lead import Lead
from leaddesk.domain.people import Company, Contact
from leaddesk.service.read_models import (
    HistoryEntry,
    LeadDetail,
    LoggedChange,
    ScoreReason,
    ScoreView,
)
from leaddesk.storage import rows
from leaddesk.storage.codec import Codec
from leaddesk.storage.stores.journal import IS_PART, read_change, read_step
from leaddesk.storage.stores.leads import LEAD_CODEC

MOST_LINES, MOST_PAIRS = 200, 20
ACTIVITY_CODEC, TASK_CODEC, CONSENT_CODEC = Codec(Activity), Codec(Task), Codec(Consent)
COMPANY_CODEC, CONTACT_CODEC = Codec(Company), Codec(Contact)


def read_lead(connection: Connection, id: int) -> LeadDetail:
    row = connection.execute(select(rows.lead).where(rows.lead.c.id == id)).mappings().first()
    if row is None:
        raise KnownError(
            said("There is no lead or opportunity with the number {id}.", id=id),
            "Nothing was changed. It may have been removed by somebody else.",
            code="not-found",
        )
    lead = LEAD_CODEC.decode(row)
    document = _score_document(connection, id)
    return LeadDetail(
        lead=lead,
        score=_score(lead, document),
        activities=tuple(_all(connection, rows.activity, ACTIVITY_CODEC, _story(lead), "at")),
        tasks=tuple(_all(connection, rows.task, TASK_CODEC, (id,), "due_at")),
        consents=tuple(_all(connection, rows.consent, CONSENT_CODEC, (id,), "at")),
        changes=_changes(connection, lead),
        company=_one(connection, rows.company, COMPANY_CODEC, lead.company_id),
        contact=_one(connection, rows.contact, CONTACT_CODEC, lead.contact_id),
        duplicates=_duplicates(connection, id),
        routed=str(document.get("routed", "")),
    )


def _story(lead: Lead) -> tuple[int, ...]:
    """An opportunity's timeline begins with its lead's."""
    return (
        (lead.id, lead.origin_id) if lead.kind == "opportunity" and lead.origin_id else (lead.id,)
    )


def _all(
    connection: Connection, table: Table, codec: Codec[Any], ids: Sequence[int], order: str
) -> list[Any]:
    query: Select[Any] = (
        select(table)
        .where(table.c.lead_id.in_(ids))
        .order_by(table.c[order].desc(), table.c.id.desc())
        .limit(MOST_LINES)
    )
    return [codec.decode(row) for row in connection.execute(query).mappings().fetchall()]


def _one(connection: Connection, table: Table, codec: Codec[Any], id: int | None) -> Any:
    if id is None:
        return None
    row = connection.execute(select(table).where(table.c.id == id)).mappings().first()
    return None if row is None else codec.decode(row)


def _score_document(connection: Connection, id: int) -> Mapping[str, Any]:
    text = connection.execute(
        select(rows.lead_score.c.document).where(rows.lead_score.c.lead_id == id)
    ).scalar()
    return json.loads(text) if text else {}


def _score(lead: Lead, document: Mapping[str, Any]) -> ScoreView:
    """The stored reasons as they are; see handlers for the document's shape."""
    reasons = tuple(
        ScoreReason(
            r["rule"],
            int(r["points"]),
            datetime.fromisoformat(r["since"]) if r.get("since") else None,
            r.get("part", "fit"),
        )
        for r in document.get("reasons", ())
    )
    at = document.get("at")
    return ScoreView(
        lead.score,
        lead.fit,
        lead.intent,
        lead.band,
        lead.grade,
        reasons,
        int(document.get("fit_cap", 50)),
        int(document.get("intent_cap", 50)),
        datetime.fromisoformat(at) if at else None,
    )


def _duplicates(connection: Connection, id: int) -> tuple[tuple[int, float, tuple[str, ...]], ...]:
    p = rows.pair.c
    # Each side by its own index; with `or`, or the state among the conditions, all open pairs of
    # the team would be read.
    pairs = select(p.a, p.b, p.score, p.reasons, p.state)
    both = pairs.where(p.a == id).union_all(pairs.where(p.b == id))
    found = [row[:4] for row in connection.execute(both).fetchall() if row.state == "open"]
    found = sorted(found, key=lambda row: (-row[2], row[0], row[1]))[:MOST_PAIRS]
    return tuple(
        (b if a == id else a, float(score), tuple(json.loads(reasons)))
        for a, b, score, reasons in found
    )


def _changes(connection: Connection, lead: Lead) -> tuple[LoggedChange, ...]:
    ch, st, us = rows.change, rows.step, rows.app_user
    found = (
        connection.execute(
            select(
                ch.c.kind,
                ch.c.seq,
                ch.c.record_id,
                ch.c.lead_id,
                ch.c.before,
                ch.c.after,
                us.c.name.label("user_name"),
                *(c.label(f"step_{c.name}") for c in st.columns),
            )
            .select_from(
                ch.join(st, ch.c.step_id == st.c.id).outerjoin(us, st.c.user_id == us.c.id)
            )
            .where(ch.c.lead_id.in_(_story(lead)))
            .order_by(ch.c.step_id.desc(), ch.c.seq.desc())  # as the index has them
            .limit(MOST_LINES)
        )
        .mappings()
        .fetchall()
    )
    lines: list[LoggedChange] = []
    for row in sorted(found, key=lambda row: (-row["step_id"], row["seq"])):
        change = read_change(row)
        step = read_step({k[5:]: v for k, v in row.items() if k.startswith("step_")})
        user = row["user_name"] or ""
        if change.before is None or change.after is None:
            what = "created" if change.before is None else "removed"
            lines.append(LoggedChange(step, user, change.kind, what, change.before, change.after))
            continue
        lines.extend(
            LoggedChange(step, user, change.kind, field, change.before.get(field), after)
            for field, after in change.after.items()
        )
    return tuple(lines)


def read_history(
    connection: Connection, *, lead_id: int | None, limit: int, user_id: int | None
) -> tuple[HistoryEntry, ...]:
    st, us, ch = rows.step, rows.app_user, rows.change
    number = select(func.count()).select_from(ch).where(ch.c.step_id == st.c.id).scalar_subquery()
    query = (
        select(st, us.c.name.label("user_name"), number.label("changes"))
        .select_from(st.outerjoin(us, st.c.user_id == us.c.id))
        .order_by(st.c.id.desc())
        .limit(limit)
    )
    if user_id is not None:
        query = query.where(st.c.user_id == user_id)
    if lead_id is None:
        query = query.where(~IS_PART)
    else:
        batch = select(rows.lead.c.batch_id).where(rows.lead.c.id == lead_id).scalar_subquery()
        own = select(ch.c.step_id).where(ch.c.lead_id == lead_id)
        query = query.where(st.c.id.in_(own.union(select(st.c.id).where(st.c.batch_id == batch))))
    found = connection.execute(query).mappings().fetchall()
    steps = _said_as_acts(connection, [read_step(row) for row in found])
    return tuple(
        HistoryEntry(
            step,
            row["user_name"] or "",
            int(row["changes"] if lead_id else step.args.get(CHANGES_KEY) or row["changes"]),
        )
        for step, row in zip(steps, found, strict=True)
    )


def _said_as_acts(connection: Connection, steps: list[Step]) -> list[Step]:
    """Slices say what their act says: how many leads it was for in all."""
    acts = {first_op(step.op_id) for step in steps if PART_MARK in step.op_id}
    if not acts:
        return steps
    query = select(rows.step).where(rows.step.c.op_id.in_(acts))
    firsts = (read_step(row) for row in connection.execute(query).mappings().fetchall())
    args = {first.op_id: first.args for first in firsts}
    return [replace(step, args=args.get(first_op(step.op_id), step.args)) for step in steps]
