"""The first schema: people, pipeline, leads and what belongs to them, log, imports.

Its tables stand as SQL in `schemas`, one file for each database, and never change again.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None
min_app_version = "0.1"

SCHEMAS = Path(__file__).parent.parent / "schemas"


def upgrade() -> None:
    """Make the tables, then what only one of the databases has."""
    name = op.get_bind().dialect.name
    for statement in (SCHEMAS / f"0001.{name}.sql").read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)
    if name == "sqlite":
        _only_in_a_file()
    else:
        _only_on_a_server()
    op.execute("INSERT INTO meta(key, value) VALUES ('min_app_version', '0.1')")


def _only_in_a_file() -> None:
    op.execute("INSERT INTO id_sequence(name, next) VALUES ('record', 1)")
    op.execute("CREATE VIRTUAL TABLE lead_search USING fts5(doc, tokenize='trigram', detail=none)")


def _only_on_a_server() -> None:
    op.execute("CREATE SEQUENCE record_id")
    # Readers of the log follow commits, not ids: see change_watch.
    op.execute("ALTER TABLE step ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id()")
    op.execute("CREATE INDEX ix_step_xid ON step (xid, id)")
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.execute("CREATE TABLE lead_search (lead_id bigint PRIMARY KEY, doc text NOT NULL)")
    op.execute("CREATE INDEX ix_lead_search_doc ON lead_search USING gin (doc gin_trgm_ops)")


def downgrade() -> None:
    """Not offered: the backup made before the upgrade is the way back."""
    raise RuntimeError("the first schema has nothing before it")
