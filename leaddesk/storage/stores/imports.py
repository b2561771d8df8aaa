"""Imports: their batches, promoting and taking back; see also import_known, import_staging,
import_facts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, func, insert, or_, select, update

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.service.import_commands import Batch, Counts, TakenBack
from leaddesk.storage import import_rows, rows
from leaddesk.storage.codec import to_micros
from leaddesk.storage.stores import import_promote, import_undo, search
from leaddesk.storage.stores.import_facts import ImportFacts
from leaddesk.storage.stores.import_known import ImportQuestions
from leaddesk.storage.stores.import_staging import STAGED, ImportStaging

UNFINISHED = ("staging", "paused", "staged")


class SqlImports(ImportQuestions, ImportStaging, ImportFacts):
    """See ports.ImportStore."""

    def __init__(self, uow: Any) -> None:
        self._uow = uow
        self._connection: Connection = uow.connection

    def unfinished(self, sha256: str, plan: str) -> Batch | None:
        """The newest unfinished batch of the same file and plan."""
        b = import_rows.import_batch
        found = self._connection.execute(
            select(b.c.id)
            .where(b.c.sha256 == sha256, b.c.plan == plan, b.c.state.in_(UNFINISHED))
            .order_by(b.c.id.desc())
            .limit(1)
        ).scalar()
        return None if found is None else self.batch(int(found))

    def abandoned(self, sha256: str, before: datetime) -> list[Batch]:
        """Unfinished batches of the same file by the same user, and anybody's older ones."""
        b = import_rows.import_batch
        actor = self._uow.actor
        mine = b.c.user_id.is_(None) if actor is None else b.c.user_id == actor.id
        found = self._connection.execute(
            select(b.c.id).where(
                b.c.state.in_(UNFINISHED),
                or_(and_(b.c.sha256 == sha256, mine), b.c.at < to_micros(before)),
            )
        ).scalars()
        return [self.batch(int(one)) for one in found.fetchall()]

    def untidy(self) -> list[int]:
        """Promoted batches whose staging tables were not emptied: the program ended before."""
        b = import_rows.import_batch
        left = [
            exists().where(table.c.batch_id == b.c.id)
            for table in (import_rows.staged_lead, *STAGED.values())
        ]
        found = self._connection.execute(
            select(b.c.id).where(b.c.state.in_(["promoted", "undone"]), or_(*left))
        )
        return list(found.scalars().fetchall())

    def open(self, file_name: str, sha256: str, plan: str) -> Batch:
        """A new batch."""
        new = self._uow.new_id()
        actor = self._uow.actor
        self._connection.execute(
            insert(import_rows.import_batch).values(
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
                said("There is no import with the number {id}.", id=id),
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
            tuple((t, n) for t, n in report.get("taken", ())),
        )

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
        taken: Sequence[tuple[int, int]] = (),
        back: TakenBack | None = None,
    ) -> Batch:
        report: dict[str, Any] = {
            "counts": asdict(counts or batch.counts),
            "owners": list(owners or batch.owners),
            "turns": list(turns or batch.turns),
            "taken": list(taken or batch.taken),
        }
        if back is not None:
            report["back"] = asdict(back)
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

    # --- promoting and taking back ---------------------------------------------------------------

    def newly_known(self, batch_id: int) -> list[tuple[int, int]]:
        return import_promote.newly_known(self._connection, batch_id, self.seen_step(batch_id))

    def assign_turns(
        self,
        batch_id: int,
        team_id: int,
        owner_at: Callable[[int], int | None],
        why: Callable[[int | None], str],
    ) -> None:
        import_promote.assign_turns(self._connection, batch_id, team_id, owner_at, why)

    def owners(self, batch_id: int) -> list[tuple[int, int]]:
        return import_promote.owners(self._connection, batch_id)

    def promote(self, batch_id: int) -> None:
        self._uow.count(import_promote.counter_moves(self._connection, batch_id))
        import_promote.promote(self._connection, batch_id)

    def touched(self, batch_id: int, step_id: int) -> list[tuple[int, str]]:
        return import_undo.touched(self._connection, batch_id, step_id)

    def told(self, batch_id: int) -> set[int]:
        return import_undo.told(self._connection, batch_id)

    def take_back(self, batch_id: int, step_id: int) -> int:
        removed, moves = import_undo.take_back(self._connection, batch_id, step_id)
        self._uow.count(moves)
        return removed

    def take_back_all(self, batch_id: int) -> int:
        leads = import_undo.take_in(self._connection, batch_id)
        self._uow.journal.end_acts_on("lead", leads, self._uow.step_id)
        removed, moves = import_undo.take_back_all(self._connection, batch_id)
        self._uow.count(moves)
        return removed

    def free_users(self, ids: Sequence[int]) -> tuple[int, ...]:
        return import_undo.free_users(self._connection, ids)

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
