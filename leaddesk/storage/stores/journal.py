"""The change log: one step row per act, its changes below, read back for undo."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Select, and_, func, insert, literal, or_, select, update

from leaddesk.base.errors import Conflict, KnownError
from leaddesk.base.said import said
from leaddesk.domain.change import (
    CHANGES_KEY,
    PART_MARK,
    PARTS_KEY,
    Change,
    Step,
    first_op,
    part_op,
    parts_of,
)
from leaddesk.storage import rows
from leaddesk.storage.codec import Codec, from_micros, storable
from leaddesk.storage.stores.entity import EntityStore
from leaddesk.storage.stores.settings import KIND as SETTING
from leaddesk.storage.stores.settings import SqlSettings
from leaddesk.storage.view_rows import saved_view

IS_PART = rows.step.c.op_id.contains(PART_MARK)
"""A slice of an act; its first slice stands for all."""
STEP_CODEC = Codec(Step)
_KEPT_OWN_STEPS = 50
_NAMES_AT_ONCE = 500
_LINKS: dict[str, tuple[Column[Any], ...]] = {
    "lead": (rows.activity.c.lead_id, rows.task.c.lead_id, rows.consent.c.lead_id),
    "company": (rows.lead.c.company_id, rows.contact.c.company_id),
    "contact": (rows.lead.c.contact_id,),
    "stage": (rows.lead.c.stage_id,),
    "team": (rows.lead.c.team_id,),
    "user": (
        rows.lead.c.owner_id,
        rows.task.c.owner_id,
        rows.activity.c.user_id,
        rows.company.c.owner_id,
        rows.step.c.user_id,
        saved_view.c.user_id,
        saved_view.c.made_by,
    ),
}
_KEPT_IF_LINKED = frozenset({"company", "contact"})
"""Made on the way by a conversion; where others link to them by now they stay for those."""


def read_step(row: Mapping[Any, Any]) -> Step:
    return STEP_CODEC.decode({**row, "args": row["args"]})


def read_change(row: Mapping[Any, Any]) -> Change:
    return Change(
        row["kind"],
        row["record_id"],
        row["lead_id"],
        None if row["before"] is None else json.loads(row["before"]),
        None if row["after"] is None else json.loads(row["after"]),
    )


def change_rows(step_id: int, changes: Sequence[Change]) -> list[dict[str, Any]]:
    def dump(values: Mapping[str, Any] | None) -> str | None:
        if values is None:
            return None
        return json.dumps(dict(values), ensure_ascii=False, separators=(",", ":"))

    return [
        {
            "step_id": step_id,
            "seq": seq,
            "kind": c.kind,
            "record_id": c.id,
            "lead_id": c.lead_id,
            "before": dump(c.before),
            "after": dump(c.after),
        }
        for seq, c in enumerate(changes)
    ]


class SqlJournal:
    """Steps and changes of one transaction's view."""

    def __init__(
        self,
        connection: Connection,
        store_of: Callable[[str], EntityStore[Any]],
        settings: SqlSettings,
    ) -> None:
        self._connection = connection
        self._store_of, self._settings = store_of, settings

    def by_op(self, op_id: str) -> Step | None:
        row = (
            self._connection.execute(select(rows.step).where(rows.step.c.op_id == op_id))
            .mappings()
            .first()
        )
        return None if row is None else read_step(row)

    def step(self, id: int) -> Step:
        row = (
            self._connection.execute(select(rows.step).where(rows.step.c.id == id))
            .mappings()
            .first()
        )
        if row is None:
            raise KnownError(
                said("There is no step {id} in the history.", id=id),
                "Nothing was changed.",
                code="not-found",
            )
        return read_step(row)

    def act_of(self, step: Step) -> Step:
        first = self.by_op(first_op(step.op_id))
        return step if first is None else first

    def parts(self, step: Step) -> tuple[Step, ...]:
        names = [part_op(step.op_id, n) for n in range(2, parts_of(step) + 1)]
        found: dict[str, Step] = {}
        for at in range(0, len(names), _NAMES_AT_ONCE):
            some = rows.step.c.op_id.in_(names[at : at + _NAMES_AT_ONCE])
            answer = self._connection.execute(select(rows.step).where(some))
            found.update({row["op_id"]: read_step(row) for row in answer.mappings().fetchall()})
        return (step, *(found[name] for name in names))

    def count_part(self, first: Step, number: int, count: int | None, changes: int) -> None:
        """Add a slice to the account that the act's first step keeps of all."""
        own = select(func.count()).where(rows.change.c.step_id == first.id)
        held = first.args.get(CHANGES_KEY) or self._connection.execute(own).scalar_one()
        args = {**first.args, PARTS_KEY: number, CHANGES_KEY: int(held) + changes}
        if count is not None:
            args = {k: v for k, v in args.items() if k not in ("name", "id")} | {"n": count}
        self._connection.execute(
            update(rows.step)
            .where(rows.step.c.id == first.id)
            .values(args=storable(json.dumps(args, ensure_ascii=False)))
        )

    def changes(self, step_id: int) -> tuple[Change, ...]:
        found = (
            self._connection.execute(
                select(rows.change)
                .where(rows.change.c.step_id == step_id)
                .order_by(rows.change.c.seq)
            )
            .mappings()
            .fetchall()
        )
        return tuple(read_change(row) for row in found)

    def newest_undoable(self, user_id: int) -> Step | None:
        """The newest own step that stands; the last 50 own ones are looked at."""
        for step in self._own(user_id):
            if step.mode in ("do", "redo") and step.undone_by is None:
                return step
        return None

    def newest_redoable(self, user_id: int) -> Step | None:
        """The newest own undo that stands, unless something new was done after it."""
        for step in self._own(user_id):
            if step.mode == "do":
                return None
            if step.mode == "undo" and step.undone_by is None:
                return step
        return None

    def _own(self, user_id: int) -> list[Step]:
        found = (
            self._connection.execute(
                select(rows.step)
                .where(rows.step.c.user_id == user_id, ~IS_PART)
                .order_by(rows.step.c.id.desc())
                .limit(4 * _KEPT_OWN_STEPS)
            )
            .mappings()
            .fetchall()
        )
        return [read_step(row) for row in found]

    def mark_undone(self, step_id: int, by: int | None) -> None:
        self._connection.execute(
            update(rows.step).where(rows.step.c.id == step_id).values(undone_by=by)
        )

    def end_acts_on(self, kind: str, ids: Sequence[int] | Select[Any], by: int) -> None:
        c, s = rows.change.c, rows.step.c
        about = or_(
            and_(c.kind == kind, c.record_id.in_(ids)),
            and_(c.lead_id.in_(ids), literal(kind == "lead")),
        )
        changed = select(c.step_id).where(about)
        found = self._connection.execute(
            select(rows.step).where(
                s.id.in_(changed), s.id != by, s.undone_by.is_(None), s.batch_id.is_(None)
            )
        )
        for step in map(read_step, found.mappings().fetchall()):
            for part in self.parts(self.act_of(step)):
                if part.undone_by is None:
                    self.mark_undone(part.id, by)

    def append(self, step: dict[str, Any], changes: Sequence[Change]) -> int:
        """Write the step's changes under the id that `open_step` gave."""
        self._connection.execute(update(rows.step).where(rows.step.c.id == step["id"]).values(step))
        if changes:
            self._connection.execute(insert(rows.change), change_rows(step["id"], changes))
        return int(step["id"])

    def open_step(self, op_id: str, user_id: int | None, at: int) -> int:
        done = self._connection.execute(
            insert(rows.step).values(op_id=op_id, user_id=user_id, at=at).returning(rows.step.c.id)
        )
        return int(done.scalar_one())

    def drop_step(self, step_id: int) -> None:
        self._connection.execute(rows.step.delete().where(rows.step.c.id == step_id))

    def write_back(self, change: Change, *, force: bool) -> None:
        """Write `before` where the record still holds what `after` says."""
        if change.kind == SETTING:
            if not self._settings.take_back(change, force=force):
                raise self._changed(change)
            return
        store = self._store_of(change.kind)
        current = store.row(change.id)
        if change.after is None:
            if current is None:
                assert change.before is not None
                store.bring_back(change.before)
            return
        if current is None:
            if change.before is None:
                return  # made by the step, gone already
            raise self._changed(change)
        if change.before is None:
            linked = self._is_linked(change)
            if linked and change.kind not in _KEPT_IF_LINKED:
                raise self._changed(change)
            if not linked:
                store.remove(change.id)
            return
        if not force:
            self._require(change, current)
        store.update_row(change.id, change.before)

    def require_unchanged(self, change: Change) -> None:
        """Conflict naming who, if the record does not hold `after` any more."""
        self._require(change, self._store_of(change.kind).row(change.id))

    def _require(self, change: Change, current: Mapping[str, Any] | None) -> None:
        if current is None:
            raise self._changed(change)
        differing = [k for k, v in (change.after or {}).items() if current.get(k) != v]
        if differing:
            raise self._changed(change, differing)

    def _is_linked(self, change: Change) -> bool:
        """Whether others have built upon the record since: it is not taken away under them."""
        return any(
            self._connection.execute(
                select(column.table.c.id).where(column == change.id).limit(1)
            ).first()
            is not None
            for column in _LINKS.get(change.kind, ())
        )

    def _changed(self, change: Change, fields: Sequence[str] = ()) -> Conflict:
        later = self._connection.execute(
            select(rows.app_user.c.name, rows.step.c.at)
            .select_from(
                rows.change.join(rows.step, rows.change.c.step_id == rows.step.c.id).outerjoin(
                    rows.app_user, rows.step.c.user_id == rows.app_user.c.id
                )
            )
            .where(
                or_(
                    and_(rows.change.c.kind == change.kind, rows.change.c.record_id == change.id),
                    and_(rows.change.c.lead_id == change.id, literal(change.kind == "lead")),
                )
            )
            .order_by(rows.change.c.step_id.desc())
            .limit(1)
        ).first()
        who = (later.name if later is not None else "") or said("Somebody")
        at = from_micros(later.at).isoformat() if later is not None else ""
        # A setting is no record with fields; none of them is shown.
        current = (fields and self._store_of(change.kind).row(change.id)) or {}
        shown = {
            f: ((change.before or {}).get(f), (change.after or {}).get(f), current.get(f))
            for f in fields
        }
        return Conflict(
            said("{who} changed this since.", who=who),
            "Nothing was taken back. Look at the change, or undo anyway.",
            fields=shown,
            who=who,
            at=at,
        )
