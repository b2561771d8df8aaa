"""Many made-up records at once: written like an import, so that they go like one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import insert

from leaddesk.domain.activity import Activity, Consent, Task
from leaddesk.domain.dedupe import compare, identity_of, match_keys
from leaddesk.domain.lead import Lead
from leaddesk.domain.people import Company, Contact
from leaddesk.service.import_commands import SAMPLE_DATA
from leaddesk.storage import import_rows, rows
from leaddesk.storage.bulk import bulk_insert
from leaddesk.storage.codec import to_micros
from leaddesk.storage.kinds import SIMPLE_KINDS
from leaddesk.storage.store import SqlStorage
from leaddesk.storage.stores import search
from leaddesk.storage.stores.leads import LEAD_CODEC, derive
from leaddesk.storage.unit_of_work import SqlUnitOfWork


@dataclass(frozen=True, slots=True)
class Filled:
    """A record as it is stored, derived fields set, with all that is filed beside it. `twin` is
    the record that it most likely is the same as."""

    lead: Lead
    activities: tuple[Activity, ...]
    tasks: tuple[Task, ...]
    consents: tuple[Consent, ...]
    score_document: str
    company: Company | None = None
    contact: Contact | None = None
    twin: Lead | None = None


NewId = Callable[[], int]
Make = Callable[[NewId, int], Iterable[Sequence[Filled]]]
"""Makes the records in slices; it is handed a source of fresh ids and the id of the batch."""


def fill_database(
    storage: SqlStorage,
    make: Make,
    *,
    name: str,
    now: datetime,
    user_id: int | None,
    op_id: str,
    users: Sequence[int] = (),
) -> dict[str, int]:
    """Write all slices in one transaction: all of them are there afterwards, or none.

    They are one import called `name`, which takes them away again, together with the `users` that
    were made for it. Counts each kind of record.
    """

    def work(uow: object) -> dict[str, int]:
        return _Filling(cast(SqlUnitOfWork, uow), name, user_id, users).fill(make)

    counts, _, _ = storage.write(work, op_id=op_id, now=now, user_id=None)
    return counts


class _Filling:
    def __init__(
        self, uow: SqlUnitOfWork, name: str, user_id: int | None, users: Sequence[int]
    ) -> None:
        self._uow = uow
        self._connection = uow.connection
        self._name = name
        self._user_id, self._users = user_id, list(users)
        self._ids: list[int] = []
        self._counts: Counter[str] = Counter()
        self._sums: dict[tuple[int, int, str], tuple[int, int]] = {}

    def fill(self, make: Make) -> dict[str, int]:
        batch_id = self._uow.new_id()
        self._uow.as_batch(batch_id)
        for part in make(self._new_id, batch_id):
            self._write(part)
        self._uow.count(self._sums)
        leads = self._counts["leads"]
        self._add_batch(batch_id, leads)
        told = {"batch": batch_id, "leads": leads, "users": self._users}
        self._uow.settings.put(SAMPLE_DATA, json.dumps(told))
        self._uow.say("import_file", n=leads, file=self._name)
        return dict(self._counts)

    def _new_id(self) -> int:
        if not self._ids:
            self._ids = list(reversed(self._uow.new_ids(5_000)))
        return self._ids.pop()

    def _write(self, part: Sequence[Filled]) -> None:
        self._add("companies", "company", [f.company for f in part if f.company is not None])
        self._add("contacts", "contact", [f.contact for f in part if f.contact is not None])
        self._add_leads(part)
        self._add("activities", "activity", [a for f in part for a in f.activities])
        self._add("tasks", "task", [t for f in part for t in f.tasks])
        self._add("consents", "consent", [c for f in part for c in f.consents])
        self._add_pairs(part)

    def _add(self, plural: str, kind: str, records: Sequence[object]) -> None:
        table, codec = SIMPLE_KINDS[kind]
        bulk_insert(self._connection, table, [codec.encode(record) for record in records])
        self._counts[plural] += len(records)

    def _add_leads(self, part: Sequence[Filled]) -> None:
        pipeline = self._uow.pipeline()
        leads: list[dict[str, object]] = []
        keys: list[dict[str, object]] = []
        documents: list[tuple[int, str]] = []
        for one in part:
            row = derive(dict(LEAD_CODEC.encode(one.lead)), pipeline)
            leads.append(row)
            found = {(key.kind, key.value) for key in match_keys(identity_of(one.lead))}
            keys.extend(
                {"kind": kind, "value": value, "lead_id": one.lead.id}
                for kind, value in sorted(found)
            )
            notes = [activity.body for activity in one.activities if activity.body]
            documents.append((one.lead.id, search.document(row, notes)))
            self._counts["leads" if one.lead.kind == "lead" else "opportunities"] += 1
            key = (one.lead.stage_id, one.lead.owner_id or 0, one.lead.currency)
            n, total = self._sums.get(key, (0, 0))
            self._sums[key] = (n + 1, total + (row["value"] or 0))
        bulk_insert(self._connection, rows.lead, leads)
        bulk_insert(self._connection, rows.match_key, keys)
        bulk_insert(
            self._connection, rows.lead_score,
            [{"lead_id": one.lead.id, "document": one.score_document} for one in part],
        )  # fmt: skip
        search.add(self._connection, documents)

    def _add_pairs(self, part: Sequence[Filled]) -> None:
        for one in part:
            if one.twin is None:
                continue
            match = compare(identity_of(one.lead), identity_of(one.twin))
            self._uow.matches.add_pair(one.lead.id, one.twin.id, match.score, match.reasons)
            self._counts["duplicates"] += 1

    def _add_batch(self, batch_id: int, leads: int) -> None:
        counts = {"rows": leads, "created": leads}
        self._connection.execute(
            insert(import_rows.import_batch).values(
                id=batch_id, file_name=self._name, state="promoted", user_id=self._user_id,
                at=to_micros(self._uow.now), step_id=self._uow.step_id, next_row=leads,
                seen_step=0, report=json.dumps({"counts": counts}),
            )
        )  # fmt: skip
