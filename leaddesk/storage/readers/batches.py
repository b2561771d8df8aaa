"""Imports, newest first."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from leaddesk.service.read_models import BatchView
from leaddesk.storage import import_rows, rows
from leaddesk.storage.codec import from_micros


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
