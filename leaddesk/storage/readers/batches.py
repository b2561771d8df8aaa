"""Imports, newest first, and the account of their rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from leaddesk.service.read_models import BatchView, ImportRowView
from leaddesk.storage import import_rows, rows
from leaddesk.storage.codec import from_micros

if TYPE_CHECKING:
    from leaddesk.service.import_commands import RowOutcome


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
            )
        )
    return tuple(views)


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
    return tuple(
        ImportRowView(
            line=row["line"],
            outcome=row["outcome"],
            reason=row["reason"],
            lead_id=row["lead_id"],
            cells=tuple(json.loads(row["cells"])),
            problems=tuple((p[0], p[1], p[2], p[3]) for p in json.loads(row["problems"])),
            stops=bool(row["stops"]),
        )
        for row in found
    )
