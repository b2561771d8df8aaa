"""The rows of an import beside the leads: what a slice writes, by a few statements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select, tuple_, update

from leaddesk.domain.activity import Activity, Consent, Task
from leaddesk.domain.dedupe import MatchKey
from leaddesk.domain.lead import Lead
from leaddesk.service.import_commands import StagedRow
from leaddesk.storage import import_rows, rows
from leaddesk.storage.bulk import bulk_insert
from leaddesk.storage.codec import Codec
from leaddesk.storage.stores import search
from leaddesk.storage.stores.entity import chunks
from leaddesk.storage.stores.leads import LEAD_CODEC, derive

CODECS: dict[str, Codec[Any]] = {
    "activity": Codec(Activity),
    "task": Codec(Task),
    "consent": Codec(Consent),
}
STAGED: dict[str, Table] = {
    "activity": import_rows.staged_activity,
    "task": import_rows.staged_task,
    "consent": import_rows.staged_consent,
}


def _listed(values: Sequence[object]) -> str:
    """As JSON; most rows of a file have nothing to tell."""
    return json.dumps(values, ensure_ascii=False) if values else "[]"


class ImportStaging:
    """The writing half of ports.ImportStore."""

    _uow: Any
    _connection: Connection

    def stage_leads(
        self, batch_id: int, leads: Sequence[tuple[Lead, Sequence[MatchKey], str, str]]
    ) -> None:
        """New leads with their keys, the JSON of their score and the text of their notes. Keys,
        scores and search texts stand at their final place at once: without the lead they are
        not seen."""
        pipeline = self._uow.pipeline()
        staged: list[dict[str, Any]] = []
        keys: list[dict[str, Any]] = []
        docs: list[tuple[int, str]] = []
        for lead, own_keys, _, notes in leads:
            row = derive(dict(LEAD_CODEC.encode(lead)), pipeline)
            row["batch_id"] = batch_id
            staged.append(row)
            keys.extend(
                {"kind": kind, "value": value, "lead_id": lead.id}
                for kind, value in sorted({(k.kind, k.value) for k in own_keys})
            )
            docs.append((lead.id, search.document(row, (notes,))))
        bulk_insert(self._connection, import_rows.staged_lead, staged)
        bulk_insert(self._connection, rows.match_key, keys)
        bulk_insert(
            self._connection,
            rows.lead_score,
            [{"lead_id": lead.id, "document": doc} for lead, _, doc, _ in leads],
        )
        search.add(self._connection, docs)

    def save_staged(self, batch_id: int, lead: Lead) -> None:
        """Write a staged lead again: a later row of the file added to it."""
        row = derive(dict(LEAD_CODEC.encode(lead)), self._uow.pipeline())
        s = import_rows.staged_lead
        self._connection.execute(
            update(s)
            .where(s.c.batch_id == batch_id, s.c.id == lead.id)
            .values({k: v for k, v in row.items() if k not in ("id", "batch_id")})
        )

    def add_keys(self, lead_id: int, keys: Sequence[MatchKey]) -> None:
        """Further keys of a staged lead."""
        mk = rows.match_key
        held = {
            (kind, value)
            for kind, value in self._connection.execute(
                select(mk.c.kind, mk.c.value).where(mk.c.lead_id == lead_id)
            ).fetchall()
        }
        new = sorted({(k.kind, k.value) for k in keys} - held)
        bulk_insert(
            self._connection, mk, [{"kind": k, "value": v, "lead_id": lead_id} for k, v in new]
        )

    def stage_records(self, batch_id: int, kind: str, records: Sequence[Any]) -> None:
        """Activities, tasks or consents of this batch, of new and of known leads."""
        encode = CODECS[kind].encode
        bulk_insert(
            self._connection,
            STAGED[kind],
            [{**encode(record), "batch_id": batch_id} for record in records],
        )

    def stage_pairs(
        self, batch_id: int, pairs: Sequence[tuple[int, int, float, Sequence[str]]]
    ) -> None:
        """Pairs for the duplicates queue; they wait there once the batch is promoted. A pair that
        is there already, whatever was decided about it, stays as it is."""
        p = rows.pair
        new: dict[tuple[int, int], dict[str, Any]] = {}
        for a, b, score, reasons in pairs:
            low, high = sorted((a, b))
            told = json.dumps(list(reasons), ensure_ascii=False)
            values = {"a": low, "b": high, "score": score, "batch_id": batch_id}
            new.setdefault((low, high), {**values, "state": "staged", "reasons": told})
        for part in chunks(list(new), 200):
            known = self._connection.execute(
                select(p.c.a, p.c.b).where(tuple_(p.c.a, p.c.b).in_(part))
            ).fetchall()
            for a, b in known:
                del new[a, b]
        bulk_insert(self._connection, p, list(new.values()))

    def account(self, batch_id: int, staged: Sequence[StagedRow]) -> None:
        """What becomes of each row."""
        bulk_insert(
            self._connection,
            import_rows.import_row,
            [
                {
                    "batch_id": batch_id,
                    "seq": r.seq,
                    "line": r.line,
                    "outcome": r.outcome,
                    "reason": r.reason,
                    "lead_id": r.lead_id,
                    "cells": _listed(r.cells),
                    "problems": _listed(
                        [(p.column, p.value, p.reason, p.code) for p in r.problems]
                    ),
                    "update_json": r.update,
                    "stops": r.stops,
                    "turn_of": r.turn_of,
                }
                for r in staged
            ],
        )

    def mark_flagged(self, batch_id: int, leads: Iterable[int]) -> int:
        """Rows whose new lead a person must compare after all; how many."""
        r = import_rows.import_row
        marked = 0
        for part in chunks(sorted(set(leads))):
            done = self._connection.execute(
                update(r)
                .where(r.c.batch_id == batch_id, r.c.lead_id.in_(part), r.c.outcome == "created")
                .values(outcome="flagged")
            )
            marked += done.rowcount
        return marked
