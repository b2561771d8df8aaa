"""An import's rows beside the leads: batches, staged leads and what belongs to them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, or_, select, tuple_, update

from leaddesk.base.errors import KnownError
from leaddesk.domain.activity import Activity, Consent, Task
from leaddesk.domain.dedupe import MatchKey
from leaddesk.domain.lead import Lead
from leaddesk.service.import_commands import Batch, Counts, StagedRow
from leaddesk.storage import import_rows, rows
from leaddesk.storage.bulk import bulk_insert
from leaddesk.storage.codec import Codec
from leaddesk.storage.stores import import_promote, search
from leaddesk.storage.stores.entity import chunks
from leaddesk.storage.stores.leads import LEAD_CODEC, derive
from leaddesk.storage.stores.matches import gathered, read_glimpses

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
UNFINISHED = ("staging", "paused", "staged")


class SqlImports:
    """See ports.ImportStore."""

    def __init__(self, uow: Any) -> None:
        self._uow = uow
        self._connection: Connection = uow.connection

    # --- batches -------------------------------------------------------------------------------

    def open(self, file_name: str, sha256: str, plan: str, *, resume: bool) -> Batch:
        """A new batch, or the unfinished one of the same file and plan."""
        b = import_rows.import_batch
        if resume:
            found = self._connection.execute(
                select(b.c.id)
                .where(b.c.sha256 == sha256, b.c.plan == plan, b.c.state.in_(UNFINISHED))
                .order_by(b.c.id.desc())
                .limit(1)
            ).scalar()
            if found is not None:
                return self.batch(int(found))
        new = self._uow.new_id()
        actor = self._uow.actor
        self._connection.execute(
            insert(b).values(
                id=new,
                file_name=file_name,
                sha256=sha256,
                plan=plan,
                state="staging",
                at=self._uow.now_micros,
                user_id=None if actor is None else actor.id,
                seen_step=self.newest_step(),
            )
        )
        return self.batch(new)

    def batch(self, id: int) -> Batch:
        row = (
            self._connection.execute(
                select(import_rows.import_batch)
                .where(import_rows.import_batch.c.id == id)
                .with_for_update()
            )
            .mappings()
            .first()
        )
        if row is None:
            raise KnownError(
                f"There is no import with the number {id}.",
                "Nothing was changed.",
                code="not-found",
            )
        report = json.loads(row["report"])
        return Batch(
            row["id"],
            row["state"],
            row["next_row"],
            Counts(**report.get("counts", {})),
            row["step_id"],
            tuple((u, n) for u, n in report.get("owners", ())),
            tuple((t, n) for t, n in report.get("turns", ())),
        )

    def plan(self, id: int) -> str:
        b = import_rows.import_batch.c
        return str(self._connection.execute(select(b.plan).where(b.id == id)).scalar_one())

    def seen_step(self, id: int) -> int:
        b = import_rows.import_batch.c
        return int(self._connection.execute(select(b.seen_step).where(b.id == id)).scalar_one())

    def file_name(self, id: int) -> str:
        b = import_rows.import_batch.c
        return str(self._connection.execute(select(b.file_name).where(b.id == id)).scalar_one())

    def set_state(
        self,
        batch: Batch,
        *,
        state: str,
        counts: Counts | None = None,
        next_row: int | None = None,
        step_id: int | None = None,
        owners: Sequence[tuple[int, int]] = (),
        turns: Sequence[tuple[int, int]] = (),
    ) -> Batch:
        report = {
            "counts": asdict(counts or batch.counts),
            "owners": list(owners or batch.owners),
            "turns": list(turns or batch.turns),
        }
        self._connection.execute(
            update(import_rows.import_batch)
            .where(import_rows.import_batch.c.id == batch.id)
            .values(
                state=state,
                report=json.dumps(report),
                next_row=batch.next_row if next_row is None else next_row,
                step_id=batch.step_id if step_id is None else step_id,
            )
        )
        return self.batch(batch.id)

    def newest_step(self) -> int:
        return int(
            self._connection.execute(
                select(func.coalesce(func.max(rows.step.c.id), 0))
            ).scalar_one()
        )

    # --- who is known, in the base and in the file -----------------------------------------------

    def candidates(
        self, batch_id: int, keys: Iterable[MatchKey]
    ) -> dict[MatchKey, tuple[int, ...]]:
        """Ids of leads, and of staged ones of this batch, that carry each key."""
        mk, staged = rows.match_key, import_rows.staged_lead
        found: list[Any] = []
        for part in chunks(list(dict.fromkeys(keys)), 250):
            answer = self._connection.execute(
                select(mk.c.kind, mk.c.value, mk.c.lead_id)
                .select_from(
                    mk.outerjoin(rows.lead, rows.lead.c.id == mk.c.lead_id).outerjoin(
                        staged,
                        (staged.c.batch_id == batch_id) & (staged.c.id == mk.c.lead_id),
                    )
                )
                .where(
                    tuple_(mk.c.kind, mk.c.value).in_([(k.kind, k.value) for k in part]),
                    or_(rows.lead.c.id.is_not(None), staged.c.id.is_not(None)),
                )
            ).fetchall()
            found.extend(answer)
        return gathered(found)

    def glimpses(
        self, batch_id: int, ids: Iterable[int]
    ) -> tuple[dict[int, Lead], dict[int, Lead]]:
        """Known leads and staged ones, with only those fields on which a match decides."""
        wanted = sorted(set(ids))
        known: dict[int, Lead] = self._uow.matches.glimpses(wanted)
        s = import_rows.staged_lead
        rest = [one for one in wanted if one not in known]
        return known, read_glimpses(self._connection, s, rest, s.c.batch_id == batch_id)

    def staged_leads(self, batch_id: int, ids: Sequence[int]) -> dict[int, Lead]:
        s = import_rows.staged_lead
        found: dict[int, Lead] = {}
        for part in chunks(list(ids)):
            answer = self._connection.execute(
                select(s).where(s.c.batch_id == batch_id, s.c.id.in_(part))
            ).mappings()
            found.update({row["id"]: LEAD_CODEC.decode(row) for row in answer.fetchall()})
        return found

    # --- staging ---------------------------------------------------------------------------------

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
        """Pairs for the duplicates queue; they wait there once the batch is promoted."""
        p = rows.pair
        for a, b, score, reasons in pairs:
            low, high = sorted((a, b))
            known = self._connection.execute(
                select(p.c.a).where(p.c.a == low, p.c.b == high)
            ).first()
            if known is None:
                self._connection.execute(
                    insert(p).values(
                        a=low,
                        b=high,
                        score=score,
                        batch_id=batch_id,
                        state="staged",
                        reasons=json.dumps(list(reasons), ensure_ascii=False),
                    )
                )

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
                    "cells": json.dumps(list(r.cells), ensure_ascii=False),
                    "problems": json.dumps(
                        [[p.column, p.value, p.reason, p.code] for p in r.problems],
                        ensure_ascii=False,
                    ),
                    "update_json": r.update,
                    "stops": r.stops,
                    "turn_of": r.turn_of,
                }
                for r in staged
            ],
        )

    def updates(self, batch_id: int) -> list[Mapping[str, Any]]:
        """What known leads are to get: (seq, lead_id, update_json), in the file's order."""
        r = import_rows.import_row.c
        answer = self._connection.execute(
            select(r.seq, r.lead_id, r.update_json)
            .where(r.batch_id == batch_id, r.update_json.is_not(None))
            .order_by(r.seq)
        ).mappings()
        return [dict(row) for row in answer.fetchall()]

    def updated_leads(self, batch_id: int, ids: Iterable[int]) -> set[int]:
        """Which of the known leads an earlier row of the file updates."""
        r = import_rows.import_row.c
        found: set[int] = set()
        for part in chunks(sorted(set(ids))):
            answer = self._connection.execute(
                select(r.lead_id).where(
                    r.batch_id == batch_id, r.outcome == "updated", r.lead_id.in_(part)
                )
            )
            found.update(answer.scalars().fetchall())
        return found

    def turns_staged(self, batch_id: int) -> dict[int, int]:
        """How many places of each team's round robin the staged rows take."""
        r = import_rows.import_row.c
        answer = self._connection.execute(
            select(r.turn_of, func.count())
            .where(r.batch_id == batch_id, r.turn_of.is_not(None))
            .group_by(r.turn_of)
        ).fetchall()
        return {int(team): int(n) for team, n in answer}

    def company_owners(
        self, domains: Iterable[str], names: Iterable[str]
    ) -> tuple[dict[str, int], dict[str, int]]:
        """Owners of known companies by domain and by match name."""
        c = rows.company.c
        found: list[dict[str, int]] = []
        for column, values in ((c.domain, domains), (c.match_name, names)):
            owners: dict[str, int] = {}
            for part in chunks(sorted({v for v in values if v})):
                answer = self._connection.execute(
                    select(column, c.owner_id)
                    .where(column.in_(part), c.owner_id.is_not(None))
                    .order_by(c.id.desc())
                ).fetchall()
                owners.update({value: int(owner) for value, owner in answer})
            found.append(owners)
        return found[0], found[1]

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

    def leads_told(self, batch_id: int) -> list[int]:
        """Known leads to whose timeline, tasks or consents the file adds."""
        found: set[int] = set()
        mine = select(import_rows.staged_lead.c.id).where(
            import_rows.staged_lead.c.batch_id == batch_id
        )
        for table in STAGED.values():
            answer = self._connection.execute(
                select(table.c.lead_id)
                .where(table.c.batch_id == batch_id, table.c.lead_id.not_in(mine))
                .distinct()
            )
            found.update(answer.scalars().fetchall())
        return sorted(found)

    # --- promoting and taking back ---------------------------------------------------------------

    def newly_known(self, batch_id: int) -> list[tuple[int, int]]:
        return import_promote.newly_known(self._connection, batch_id)

    def assign_turns(
        self, batch_id: int, team_id: int, owner_at: Callable[[int], int | None]
    ) -> None:
        import_promote.assign_turns(self._connection, batch_id, team_id, owner_at)

    def owners(self, batch_id: int) -> list[tuple[int, int]]:
        return import_promote.owners(self._connection, batch_id)

    def promote(self, batch_id: int) -> None:
        self._uow.count(import_promote.counter_moves(self._connection, batch_id))
        import_promote.promote(self._connection, batch_id)

    def touched(self, batch_id: int, step_id: int) -> list[tuple[int, str]]:
        return import_promote.touched(self._connection, batch_id, step_id)

    def take_back(self, batch_id: int, step_id: int) -> int:
        removed, moves = import_promote.take_back(self._connection, batch_id, step_id)
        self._uow.count(moves)
        return removed

    def clear(self, batch_id: int, *, promoted: bool) -> None:
        """Empty the staging tables; what was staged at its final place goes too unless it was
        promoted."""
        s = import_rows.staged_lead
        if not promoted:
            mine = select(s.c.id).where(s.c.batch_id == batch_id)
            for table in (rows.match_key, rows.lead_score):
                self._connection.execute(delete(table).where(table.c.lead_id.in_(mine)))
            search.drop_where(self._connection, mine)
            self._connection.execute(
                delete(rows.pair).where(
                    rows.pair.c.batch_id == batch_id, rows.pair.c.state == "staged"
                )
            )
        for table in (s, *STAGED.values()):
            self._connection.execute(delete(table).where(table.c.batch_id == batch_id))
