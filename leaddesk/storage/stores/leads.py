"""Leads and opportunities, with all that is kept true beside the row itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select, update

from leaddesk.domain.activity import Activity, Task
from leaddesk.domain.change import Change
from leaddesk.domain.dedupe import identity_of, match_keys
from leaddesk.domain.lead import DERIVED_FIELDS, Lead
from leaddesk.domain.pipeline import Pipeline
from leaddesk.storage import rows
from leaddesk.storage.bulk import bulk_update
from leaddesk.storage.codec import Codec
from leaddesk.storage.stores import search
from leaddesk.storage.stores.entity import EntityStore, Row

LEAD_CODEC = Codec(Lead)
TASK_CODEC = Codec(Task)
ACTIVITY_CODEC = Codec(Activity)
IDENTITY_FIELDS = (
    "given_name",
    "family_name",
    "name",
    "company",
    "email",
    "emails",
    "phone",
    "phones",
    "website",
    "country",
)

WRITTEN_DERIVED = tuple(sorted(DERIVED_FIELDS - {"version", "updated_at"}))


def derive(row: Row, pipeline: Pipeline) -> Row:
    """Column, sort name and due time follow from the other fields."""
    row["column_id"] = (
        None if row["deleted_at"] is not None else pipeline.column_of(row["stage_id"])
    )
    row["sort_name"] = (row["company"] or row["name"] or row["email"]).casefold()[:200]
    due = [at for at in (row["sla_due"], row["next_due"]) if at is not None]
    row["due_at"] = min(due) if due else None
    return row


class SqlLeadStore(EntityStore[Lead]):
    """See ports.LeadStore. `before` keeps each lead's image at the start, for the counters."""

    derived = DERIVED_FIELDS

    def __init__(self, uow: Any) -> None:
        super().__init__("lead", rows.lead, LEAD_CODEC, uow.connection, uow)
        self._uow = uow
        self._start: dict[int, Row | None] = {}

    @property
    def unlogged(self) -> frozenset[str]:
        return frozenset({"updated_at", "column_id", "sort_name", "due_at"})

    def prepare(self, row: Row) -> Row:
        row["updated_at"] = self._uow.now_micros
        return derive(row, self._uow.pipeline())

    def lead_of(self, row: Mapping[str, Any]) -> int | None:
        return int(row["id"])

    def written(self, old: Row | None, new: Row | None) -> None:
        lead_id = (new or old or {})["id"]
        self._start.setdefault(lead_id, old)
        if new is None:
            self.connection.execute(
                delete(rows.match_key).where(rows.match_key.c.lead_id == lead_id)
            )
            search.drop(self.connection, [lead_id])
            return
        if old is None or any(old[f] != new[f] for f in IDENTITY_FIELDS):
            self._write_keys(lead_id, new, fresh=old is None)
        if old is None or any(old[f] != new[f] for f in search.FIELDS):
            self.write_search(lead_id)

    def _write_keys(self, id: int, row: Row, *, fresh: bool) -> None:
        if not fresh:
            self.connection.execute(delete(rows.match_key).where(rows.match_key.c.lead_id == id))
        keys = {(k.kind, k.value) for k in match_keys(identity_of(LEAD_CODEC.decode(row)))}
        if keys:
            self.connection.execute(
                insert(rows.match_key),
                [{"kind": kind, "value": value, "lead_id": id} for kind, value in sorted(keys)],
            )

    def write_search(self, id: int) -> None:
        """Write the search text anew; notes of the timeline are part of it."""
        row = self._rows.get(id) or self.row(id)
        if row is None:
            return
        notes = (
            self.connection.execute(
                select(rows.activity.c.body)
                .where(rows.activity.c.lead_id == id, rows.activity.c.body != "")
                .order_by(rows.activity.c.at.desc())
                .limit(50)
            )
            .scalars()
            .fetchall()
        )
        search.put(self.connection, [(id, search.document(row, notes))])

    # --- derived facts -----------------------------------------------------------------------

    def save_derived(self, id: int, values: Mapping[str, object]) -> None:
        self.save_derived_many({id: values})

    def save_derived_many(self, values: Mapping[int, Mapping[str, object]]) -> None:
        """The same for many records by one statement; ids that are gone are passed over."""
        there = self.rows(list(values))
        changed: list[Row] = []
        for lead_id, own in values.items():
            old = there.get(lead_id)
            if old is None:
                continue
            plain = {k: self.codec.encode_field(k, v) for k, v in own.items()}
            new = derive({**old, **plain}, self._uow.pipeline())
            if new == old:
                continue
            changed.append(new)
            self._rows[lead_id] = new
            self._start.setdefault(lead_id, old)
            self._uow.show_again(lead_id)
        bulk_update(self.connection, rows.lead, "id", WRITTEN_DERIVED, changed)

    def store_score(self, id: int, document: str) -> None:
        done = self.connection.execute(
            update(rows.lead_score).where(rows.lead_score.c.lead_id == id).values(document=document)
        )
        if done.rowcount == 0:
            self.connection.execute(insert(rows.lead_score).values(lead_id=id, document=document))

    def tasks(self, id: int) -> tuple[Task, ...]:
        found = (
            self.connection.execute(
                select(rows.task).where(rows.task.c.lead_id == id).order_by(rows.task.c.due_at)
            )
            .mappings()
            .fetchall()
        )
        return tuple(TASK_CODEC.decode(row) for row in found)

    def activities(self, id: int) -> tuple[Activity, ...]:
        found = (
            self.connection.execute(
                select(rows.activity)
                .where(rows.activity.c.lead_id == id)
                .order_by(rows.activity.c.at, rows.activity.c.id)
            )
            .mappings()
            .fetchall()
        )
        return tuple(ACTIVITY_CODEC.decode(row) for row in found)

    def score_document(self, id: int) -> str | None:
        return self.connection.execute(
            select(rows.lead_score.c.document).where(rows.lead_score.c.lead_id == id)
        ).scalar()

    def ids_in_stage(self, stage_id: int) -> tuple[int, ...]:
        found = self.connection.execute(
            select(rows.lead.c.id).where(rows.lead.c.stage_id == stage_id)
        )
        return tuple(found.scalars().fetchall())

    def plan_next_step(self, id: int) -> None:
        """The earliest open task is the lead's next step."""
        first = (
            self.connection.execute(
                select(rows.task)
                .where(
                    rows.task.c.lead_id == id,
                    rows.task.c.done_at.is_(None),
                    rows.task.c.cancelled_at.is_(None),
                )
                .order_by(rows.task.c.due_at, rows.task.c.id)
                .limit(1)
            )
            .mappings()
            .first()
        )
        task = None if first is None else TASK_CODEC.decode(first)
        self.save_derived(
            id,
            {
                "next_task_id": task.id if task else None,
                "next_due": task.due_at if task else None,
                "next_kind": task.kind if task else "",
                "next_title": task.title if task else "",
            },
        )

    # --- counters ------------------------------------------------------------------------------

    def counter_moves(self) -> dict[tuple[int, int, str], tuple[int, int]]:
        """(stage, owner or 0, currency) -> (count, sum in thousandths) to add."""
        moves: dict[tuple[int, int, str], tuple[int, int]] = {}
        for lead_id, start in self._start.items():
            for row, sign in ((start, -1), (self._rows.get(lead_id), 1)):
                if row is None or row["deleted_at"] is not None:
                    continue
                key = (row["stage_id"], row["owner_id"] or 0, row["currency"])
                n, total = moves.get(key, (0, 0))
                moves[key] = (n + sign, total + sign * (row["value"] or 0))
        return {key: move for key, move in moves.items() if move != (0, 0)}


def log_touch(id: int) -> Change:
    """A change of derived facts only: screens ask again, undo has nothing to do."""
    return Change("lead", id, id, {}, {})
