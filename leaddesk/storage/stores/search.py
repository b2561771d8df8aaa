"""The search text of each lead: SQLite's full-text table or PostgreSQL's trigram index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, column, delete, table, text

from leaddesk.storage.bulk import bulk_rows

LONGEST = 4_000  # characters of one lead that can be found
FIELDS = ("name", "company", "email", "emails", "phone", "phones", "title", "city")


def document(row: Mapping[str, Any], notes: Iterable[str] = ()) -> str:
    """What a lead is found by: who it is, then its notes; folded to lower case."""
    parts = [str(row[name]) for name in FIELDS if row.get(name) not in (None, "", "[]")]
    return " ".join((*parts, *notes))[:LONGEST].casefold()


def put(connection: Connection, documents: Sequence[tuple[int, str]]) -> None:
    """Write or replace documents by lead id."""
    if not documents:
        return
    rows = [{"id": lead_id, "doc": doc} for lead_id, doc in documents]
    if connection.dialect.name == "sqlite":
        drop(connection, [lead_id for lead_id, _ in documents])
        connection.execute(text("INSERT INTO lead_search(rowid, doc) VALUES (:id, :doc)"), rows)
    else:
        connection.execute(
            text(
                "INSERT INTO lead_search(lead_id, doc) VALUES (:id, :doc) "
                "ON CONFLICT (lead_id) DO UPDATE SET doc = excluded.doc"
            ),
            rows,
        )


def add(connection: Connection, documents: Sequence[tuple[int, str]]) -> None:
    """Write documents of leads that have none yet."""
    if not documents:
        return
    name = "rowid" if connection.dialect.name == "sqlite" else "lead_id"
    bulk_rows(connection, "lead_search", [name, "doc"], documents)


def drop_where(connection: Connection, ids: Select[tuple[int]]) -> None:
    """Drop the documents of all leads that a question names."""
    name = "rowid" if connection.dialect.name == "sqlite" else "lead_id"
    docs = table("lead_search", column(name))
    connection.execute(delete(docs).where(docs.c[name].in_(ids)))


def drop(connection: Connection, ids: Sequence[int]) -> None:
    name = "rowid" if connection.dialect.name == "sqlite" else "lead_id"
    statement = text(f"DELETE FROM lead_search WHERE {name} IN :ids").bindparams(  # noqa: S608
        bindparam("ids", expanding=True)
    )
    connection.execute(statement, {"ids": list(ids)})
