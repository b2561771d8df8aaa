"""The tables of an import: batches, their rows, and leads staged before they are promoted."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text, text

from leaddesk.storage import rows
from leaddesk.storage.rows import id_column, metadata, number, reference, version, words

import_batch = Table(
    "import_batch",
    metadata,
    id_column(),
    words("file_name"),
    words("sha256"),
    words("state"),
    number("at", null=False),
    reference("user_id", "app_user"),
    number("step_id"),
    words("plan", "{}"),
    words("report", "{}"),
    number("next_row", null=False),
    number("seen_step", null=False),
    version(),
    Index("ix_import_batch_sha", "sha256", "state"),
)
import_row = Table(
    "import_row",
    metadata,
    Column(
        "batch_id", BigInteger, ForeignKey("import_batch.id"), primary_key=True, autoincrement=False
    ),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("line", Integer, nullable=False),
    words("outcome"),
    words("reason"),
    number("lead_id"),
    words("cells", "[]"),
    words("problems", "[]"),
    Column("update_json", Text),
    number("turn_of"),
    Column("stops", Boolean, nullable=False, server_default=text("false")),
    Index("ix_import_row_lead", "lead_id"),
    sqlite_with_rowid=False,
)
"""One line of the file: what becomes of it and, for rejects and updates, what it held."""


def _staging_twin(table: Table) -> Table:
    """The same columns without keys and references: rows of an import before it is promoted."""
    columns = [Column(c.name, c.type) for c in table.columns if c.name != "batch_id"]
    return Table(
        f"staged_{table.name}",
        metadata,
        Column("batch_id", BigInteger, nullable=False),
        *columns,
        Index(f"ix_staged_{table.name}_batch", "batch_id", "id"),
    )


staged_lead = _staging_twin(rows.lead)
staged_activity = _staging_twin(rows.activity)
staged_task = _staging_twin(rows.task)
staged_consent = _staging_twin(rows.consent)
Index("ix_staged_activity_lead", staged_activity.c.lead_id)
