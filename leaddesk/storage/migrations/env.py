"""How Alembic runs a revision: on the connection and in the transaction it is handed.

`leaddesk.storage.upgrade` opens that transaction under a lock (BEGIN IMMEDIATE on a file, an
advisory lock on a server) and commits it; nothing here commits. For a developer's
`alembic revision --autogenerate` hand over the tables as `config.attributes["metadata"]`.
"""

from __future__ import annotations

from alembic import context


def run() -> None:
    attributes = context.config.attributes
    connection = attributes["connection"]
    if not connection.in_transaction():
        raise RuntimeError("revisions run only inside the transaction that guards them")
    context.configure(
        connection=connection,
        target_metadata=attributes.get("metadata"),
        transactional_ddl=True,
        transaction_per_migration=False,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


run()
