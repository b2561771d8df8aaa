"""Imports, newest first, and the account of their rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, or_, select

from leaddesk.service.read_models import BatchView, ImportRowView
from leaddesk.storage import import_rows, rows
from leaddesk.storage.codec import from_micros
from leaddesk.storage.readers.lists import read_cards
from leaddesk.storage.stores.entity import chunks

if TYPE_CHECKING:
    from leaddesk.service.import_commands import RowOutcome, TakenBack


def read_batches(connection: Connection, limit: int = 100) -> tuple[BatchView, ...]:
    """The last imports; those thrown away before they were promoted are left out."""
    b, u = import_rows.import_batch, rows.app_user
    found = (
        connection.execute(
            select(b, u.c.name.label("user_name"))
            .select_from(b.outerjoin(u, b.c.user_id == u.c.id))
            .where(b.c.state != "discarded")
            .order_by(b.c.id.desc())
            .limit(limit)
        )
        .mappings()
        .fetchall()
    )
    views = []
    for row in found:
        counts = json.loads(row["report"]).get("counts", {})
        views.append(
            BatchView(
                id=row["id"],
                file_name=row["file_name"],
                at=from_micros(row["at"]),
                user=row["user_name"] or "",
                state=row["state"],
                rows=int(counts.get("rows", row["next_row"])),
                created=int(counts.get("created", 0)),
                updated=int(counts.get("updated", 0)),
                duplicate_in_file=int(counts.get("duplicate_in_file", 0)),
                flagged=int(counts.get("flagged", 0)),
                rejected=int(counts.get("rejected", 0)),
                step_id=row["step_id"],
                back=_taken_back(json.loads(row["report"]).get("back")),
            )
        )
    return tuple(views)


def _taken_back(told: dict[str, Any] | None) -> TakenBack | None:
    if told is None:
        return None
    from leaddesk.service.import_commands import Kept, TakenBack

    kept = tuple(Kept(**one) for one in told["kept"])
    return TakenBack(told["removed"], told["restored"], kept)


def read_rows(
    connection: Connection,
    batch_id: int,
    *,
    outcome: RowOutcome | None = None,
    with_problems: bool = False,
    limit: int = 500,
) -> tuple[ImportRowView, ...]:
    """Rows of one import in the file's order, at most `limit`."""
    r = import_rows.import_row
    wanted = select(r).where(r.c.batch_id == batch_id)
    if outcome is not None:
        wanted = wanted.where(r.c.outcome == outcome)
    if with_problems:
        wanted = wanted.where(r.c.problems != "[]")
    found = connection.execute(wanted.order_by(r.c.seq).limit(limit)).mappings().fetchall()
    mine = {row["lead_id"]: row["lead_id"] for row in found if row["lead_id"] is not None}
    others = {} if outcome not in ("flagged", "updated") else mine
    if outcome == "flagged":
        others = _likeliest(connection, batch_id, list(mine))
    cards = read_cards(connection, others.values())
    lines = _lines(connection, batch_id, [one for one in others.values() if one not in cards])
    return tuple(
        ImportRowView(
            line=row["line"],
            outcome=row["outcome"],
            reason=row["reason"],
            lead_id=row["lead_id"],
            cells=tuple(json.loads(row["cells"])),
            problems=tuple((p[0], p[1], p[2], p[3]) for p in json.loads(row["problems"])),
            stops=bool(row["stops"]),
            other=cards.get(others.get(row["lead_id"], 0)),
            other_line=lines.get(others.get(row["lead_id"], 0)),
        )
        for row in found
    )


def _likeliest(connection: Connection, batch_id: int, leads: list[int]) -> dict[int, int]:
    """{lead of a row: the record that it is most like}; the older one of two that are alike."""
    p = rows.pair
    found: dict[int, int] = {}
    for part in chunks(sorted(leads)):
        pairs = connection.execute(
            select(p.c.a, p.c.b)
            .where(p.c.batch_id == batch_id, or_(p.c.a.in_(part), p.c.b.in_(part)))
            .order_by(p.c.score.desc(), p.c.a)
        ).fetchall()
        for a, b in pairs:
            # A row is compared with those before it, and its lead's number is the higher one.
            found.setdefault(b, a)
    return {lead: found[lead] for lead in leads if lead in found}


def _lines(connection: Connection, batch_id: int, leads: list[int]) -> dict[int, int]:
    """{lead that is made by the import: line of its first row}."""
    r = import_rows.import_row
    found: dict[int, int] = {}
    for part in chunks(sorted(leads)):
        answer = connection.execute(
            select(r.c.lead_id, func.min(r.c.line))
            .where(
                r.c.batch_id == batch_id,
                r.c.lead_id.in_(part),
                r.c.outcome.in_(("created", "flagged")),
            )
            .group_by(r.c.lead_id)
        )
        found.update((lead_id, line) for lead_id, line in answer.fetchall())
    return found
