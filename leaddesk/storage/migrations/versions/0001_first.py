"""The first schema: people, pipeline, leads and what belongs to them, log, imports."""

from __future__ import annotations

from alembic import op

from leaddesk.storage import import_rows, rows  # noqa: F401

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None
min_app_version = "0.1"


def upgrade() -> None:
    connection = op.get_bind()
    rows.metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        op.execute("INSERT INTO id_sequence(name, next) VALUES ('record', 1)")
        op.execute(
            "CREATE VIRTUAL TABLE lead_search USING fts5(doc, tokenize='trigram', detail=none)"
        )
    else:
        op.execute("CREATE SEQUENCE record_id")
        # Readers of the log follow commits, not ids: see change_watch.
        op.execute("ALTER TABLE step ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id()")
        op.execute("CREATE INDEX ix_step_xid ON step (xid, id)")
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        op.execute("CREATE TABLE lead_search (lead_id bigint PRIMARY KEY, doc text NOT NULL)")
        op.execute("CREATE INDEX ix_lead_search_doc ON lead_search USING gin (doc gin_trgm_ops)")
    op.execute("INSERT INTO meta(key, value) VALUES ('min_app_version', '0.1')")


def downgrade() -> None:
    """Not offered: the backup made before the upgrade is the way back."""
    raise RuntimeError("the first schema has nothing before it")
