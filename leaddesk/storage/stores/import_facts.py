"""What follows from the timelines of many leads, asked and written by the set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from leaddesk.domain.activity import Activity, Task
from leaddesk.storage import rows
from leaddesk.storage.bulk import bulk_update
from leaddesk.storage.stores import search
from leaddesk.storage.stores.entity import chunks
from leaddesk.storage.stores.leads import ACTIVITY_CODEC, TASK_CODEC

MOST_NOTES = 50
"""Of one lead, those that can be found by their text."""


class ImportFacts:
    """A part of ports.ImportStore."""

    _uow: Any
    _connection: Connection

    def stories(self, ids: Iterable[int]) -> dict[int, list[Activity]]:
        """The own timelines, oldest first; leads without one are left out."""
        a = rows.activity
        found: dict[int, list[Activity]] = {}
        for part in chunks(sorted(set(ids))):
            answer = self._connection.execute(
                select(a).where(a.c.lead_id.in_(part)).order_by(a.c.lead_id, a.c.at, a.c.id)
            )
            for one in ACTIVITY_CODEC.decode_all(answer):
                found.setdefault(one.lead_id, []).append(one)
        return found

    def open_tasks(self, ids: Iterable[int]) -> dict[int, list[Task]]:
        """The open tasks of each lead, the next one first."""
        t = rows.task
        found: dict[int, list[Task]] = {}
        for part in chunks(sorted(set(ids))):
            answer = self._connection.execute(
                select(t)
                .where(t.c.lead_id.in_(part), t.c.done_at.is_(None), t.c.cancelled_at.is_(None))
                .order_by(t.c.due_at, t.c.id)
            )
            for one in TASK_CODEC.decode_all(answer):
                found.setdefault(one.lead_id, []).append(one)
        return found

    def score_documents(self, ids: Iterable[int]) -> dict[int, str]:
        d = rows.lead_score
        found: dict[int, str] = {}
        for part in chunks(sorted(set(ids))):
            answer = self._connection.execute(
                select(d.c.lead_id, d.c.document).where(d.c.lead_id.in_(part))
            ).fetchall()
            found.update({int(lead_id): document for lead_id, document in answer})
        return found

    def store_scores(self, documents: Mapping[int, str]) -> None:
        """Replace documents; of leads that have one."""
        bulk_update(
            self._connection,
            rows.lead_score,
            "lead_id",
            ["document"],
            [{"lead_id": one, "document": told} for one, told in documents.items()],
        )

    def write_search(self, ids: Iterable[int]) -> None:
        """Search texts anew, notes among them."""
        a = rows.activity
        for part in chunks(sorted(set(ids))):
            notes: dict[int, list[str]] = {}
            answer = self._connection.execute(
                select(a.c.lead_id, a.c.body)
                .where(a.c.lead_id.in_(part), a.c.body != "")
                .order_by(a.c.lead_id, a.c.at.desc())
            )
            for lead_id, body in answer.fetchall():
                held = notes.setdefault(int(lead_id), [])
                if len(held) < MOST_NOTES:
                    held.append(body)
            there: dict[int, Mapping[str, Any]] = self._uow.leads.rows(list(part))
            search.put(
                self._connection,
                [(one, search.document(row, notes.get(one, ()))) for one, row in there.items()],
            )
