"""What the revisions make is what the program's tables say."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from leaddesk.storage import import_rows
from leaddesk.storage.store import SqlStorage

ONLY_THERE = {"lead_search", "alembic_version", "ix_lead_search_doc", "ix_step_xid", "xid"}


def _is_ours(
    _object: object, name: str | None, _kind: str, _reflected: bool, _other: object
) -> bool:
    return not (name or "").startswith("lead_search") and name not in ONLY_THERE


# SQLAlchemy has no name for the transaction ids of PostgreSQL.
@pytest.mark.filterwarnings("ignore:Did not recognize type 'xid8'")
def test_revisions_make_the_tables_of_the_program(storage: SqlStorage) -> None:
    with storage.database.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        assert compare_metadata(context, import_rows.metadata) == []
