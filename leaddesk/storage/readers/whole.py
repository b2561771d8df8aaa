"""Everything that may leave: all records of a kind, page by page, in the order of their ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from leaddesk.storage import rows
from leaddesk.storage.kinds import SIMPLE_KINDS
from leaddesk.storage.stores.entity import chunks
from leaddesk.storage.stores.leads import LEAD_CODEC

PAGE = 2_000


def read_whole(connection: Connection, kind: str) -> Iterator[Any]:
    """All records of a kind ("lead", "company", "contact", "activity", "task", "consent"); leads
    of the bin and what belongs to them are left out. Never more than one page in memory."""
    table, codec = (rows.lead, LEAD_CODEC) if kind == "lead" else SIMPLE_KINDS[kind]
    last = 0
    while True:
        query = select(table).where(table.c.id > last).order_by(table.c.id).limit(PAGE)
        if kind == "lead":
            query = query.where(rows.lead.c.deleted_at.is_(None))
        elif "lead_id" in table.c:
            gone = select(rows.lead.c.id).where(rows.lead.c.deleted_at.is_not(None))
            query = query.where(table.c.lead_id.not_in(gone))
        found = connection.execute(query).mappings().fetchall()
        for row in found:
            yield codec.decode(row)
        if len(found) < PAGE:
            return
        last = found[-1]["id"]


def read_of(connection: Connection, kind: str, ids: Sequence[int]) -> Iterator[Any]:
    """Records of a kind by id; activities, tasks and consents by the id of their lead."""
    table: Table
    table, codec = (rows.lead, LEAD_CODEC) if kind == "lead" else SIMPLE_KINDS[kind]
    key = table.c.lead_id if "lead_id" in table.c else table.c.id
    for part in chunks(sorted(set(ids))):
        query = select(table).where(key.in_(part)).order_by(key, table.c.id)
        for row in connection.execute(query).mappings().fetchall():
            yield codec.decode(row)
