"""One transaction, its stores, and the step of the log that it becomes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, text
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from leaddesk.base.errors import BugError
from leaddesk.domain.activity import REAL_KINDS, Activity, Consent, Task
from leaddesk.domain.change import Change, Plain, Step
from leaddesk.domain.people import Company, Contact, Team, User
from leaddesk.domain.pipeline import Pipeline, Stage
from leaddesk.domain.saved_view import SavedView
from leaddesk.storage import rows
from leaddesk.storage.change_watch import announce
from leaddesk.storage.codec import from_micros, storable, to_micros
from leaddesk.storage.kinds import SIMPLE_KINDS
from leaddesk.storage.readers.reader import SqlReader
from leaddesk.storage.stores.entity import EntityStore
from leaddesk.storage.stores.imports import SqlImports
from leaddesk.storage.stores.journal import SqlJournal
from leaddesk.storage.stores.leads import SqlLeadStore, log_touch
from leaddesk.storage.stores.matches import SqlMatches
from leaddesk.storage.stores.settings import SqlSettings


class SqlUnitOfWork:
    """See ports.UnitOfWork. Made and finished by `store.SqlStorage.write`."""

    def __init__(
        self,
        connection: Connection,
        *,
        op_id: str,
        now: datetime,
        user_id: int | None,
        awaited: Callable[[], bool] | None = None,
    ) -> None:
        self.connection = connection
        self.now = now
        self.now_micros = to_micros(now)
        self._op_id = op_id
        self._user_id = user_id
        self._awaited = awaited
        self._changes: list[Change] = []
        self._shown_again: set[int] = set()
        self._with_tasks: set[int] = set()
        self._with_activities: dict[int, bool] = {}
        self._step_id: int | None = None
        self._verb = ""
        self._args: dict[str, Plain] = {}
        self._mode = "do"
        self._undoes: int | None = None
        self._batch_id: int | None = None
        self._part: tuple[Step, int, int | None] | None = None
        self._moves: dict[tuple[int, int, str], tuple[int, int]] = {}
        self._pipeline: Pipeline | None = None
        self._actor: User | None = None
        self.leads = SqlLeadStore(self)
        self._stores: dict[str, EntityStore[Any]] = {"lead": self.leads}
        self.matches = SqlMatches(connection)
        self.settings = SqlSettings(connection, self)
        self.imports = SqlImports(self)
        self.journal = SqlJournal(connection, self.store, self.settings)
        self.reader = SqlReader(connection)

    # --- stores --------------------------------------------------------------------------------

    def store(self, kind: str) -> EntityStore[Any]:
        """The store of a kind of record, made at its first use."""
        if kind not in self._stores:
            table, codec = SIMPLE_KINDS[kind]
            self._stores[kind] = EntityStore(kind, table, codec, self.connection, self)
        return self._stores[kind]

    @property
    def activities(self) -> EntityStore[Activity]:
        return self.store("activity")

    @property
    def tasks(self) -> EntityStore[Task]:
        return self.store("task")

    @property
    def consents(self) -> EntityStore[Consent]:
        return self.store("consent")

    @property
    def companies(self) -> EntityStore[Company]:
        return self.store("company")

    @property
    def contacts(self) -> EntityStore[Contact]:
        return self.store("contact")

    @property
    def users(self) -> EntityStore[User]:
        return self.store("user")

    @property
    def teams(self) -> EntityStore[Team]:
        return self.store("team")

    @property
    def stages(self) -> EntityStore[Stage]:
        return self.store("stage")

    @property
    def views(self) -> EntityStore[SavedView]:
        return self.store("view")

    # --- what handlers ask -----------------------------------------------------------------------

    @property
    def actor(self) -> User | None:
        if self._actor is None and self._user_id is not None:
            self._actor = self.reader.user(self._user_id)
        return self._actor

    @property
    def is_awaited(self) -> bool:
        return self._awaited is not None and self._awaited()

    def pipeline(self) -> Pipeline:
        if self._pipeline is None:
            self._pipeline = self.reader.pipeline()
        return self._pipeline

    def new_id(self) -> int:
        return self.new_ids(1)[0]

    def new_ids(self, count: int) -> Sequence[int]:
        """Rising ids, never used before; those of a transaction that fails may stay unused."""
        if self.connection.dialect.name == "postgresql":
            answer = self.connection.execute(
                text("SELECT nextval('record_id') FROM generate_series(1, :n)"), {"n": count}
            )
            return [int(new) for new in answer.scalars().fetchall()]
        last = self.connection.execute(
            text("UPDATE id_sequence SET next = next + :n WHERE name = 'record' RETURNING next"),
            {"n": count},
        ).scalar_one()
        return range(int(last) - count, int(last))

    def take_turns(self, team_id: int, count: int) -> int:
        insert = self._insert()(rows.rotation).values(team_id=team_id, turn=count)
        answer = self.connection.execute(
            insert.on_conflict_do_update(
                index_elements=["team_id"], set_={"turn": rows.rotation.c.turn + count}
            ).returning(rows.rotation.c.turn)
        )
        return int(answer.scalar_one()) - count

    def turn(self, team_id: int) -> int:
        answer = self.connection.execute(
            select(rows.rotation.c.turn).where(rows.rotation.c.team_id == team_id)
        ).scalar()
        return int(answer or 0)

    def say(self, verb: str, **args: Plain) -> None:
        self._verb, self._args = verb, args

    def say_count(self, count: int) -> None:
        rest = {k: v for k, v in self._args.items() if k not in ("name", "id")}
        self._args = {**rest, "n": count}

    def as_part(self, first: Step, number: int, count: int | None = None) -> None:
        self._part = first, number, count

    def as_undo(self, step: Step, mode: str) -> None:
        self._mode, self._undoes = mode, step.id
        self._batch_id = step.batch_id

    def as_batch(self, batch_id: int) -> None:
        """The step stands for a whole import."""
        self._batch_id = batch_id

    @property
    def step_id(self) -> int:
        if self._step_id is None:
            self._step_id = self.journal.open_step(self._op_id, self._user_id, self.now_micros)
        return self._step_id

    # --- Recorder ------------------------------------------------------------------------------

    def record(self, change: Change) -> None:
        self._changes.append(change)
        if change.kind == "stage":
            self._pipeline = None

    def touch(self, kind: str, lead_id: int, row: Mapping[str, Any]) -> None:
        if kind == "task":
            self._with_tasks.add(lead_id)
        elif kind == "activity":
            has_text = self._with_activities.get(lead_id, False) or bool(row["body"])
            self._with_activities[lead_id] = has_text

    def count(self, moves: Mapping[tuple[int, int, str], tuple[int, int]]) -> None:
        """Add to the counters what was written by the set, past the lead store."""
        for key, (n, total) in moves.items():
            held = self._moves.get(key, (0, 0))
            self._moves[key] = (held[0] + n, held[1] + total)

    def show_again(self, lead_id: int) -> None:
        self._shown_again.add(lead_id)

    # --- the end -------------------------------------------------------------------------------

    def finish(self) -> tuple[Step | None, tuple[Change, ...]]:
        """Write what follows from the changes, then the log, as the last act before the commit."""
        self._settle()
        self._count()
        seen = {c.lead_id for c in self._changes}
        self._changes.extend(log_touch(one) for one in sorted(self._shown_again - seen))
        if not self._changes and self._batch_id is None:
            if self._step_id is not None:
                self.journal.drop_step(self._step_id)
            return None, ()
        if not self._verb and self._user_id is not None and self._changes:
            raise BugError("a handler changed something without saying what it did")
        step = Step(
            id=self.step_id,
            op_id=self._op_id,
            user_id=self._user_id,
            at=from_micros(self.now_micros),
            verb=self._verb,
            args=self._args,
            mode=self._mode,  # type: ignore[arg-type]
            undoes=self._undoes,
            batch_id=self._batch_id,
        )
        self.journal.append(
            {
                "id": step.id,
                "verb": step.verb,
                "args": storable(json.dumps(self._args, ensure_ascii=False)),
                "mode": step.mode,
                "undoes": step.undoes,
                "batch_id": step.batch_id,
            },
            self._changes,
        )
        if self._part is not None:
            self.journal.count_part(*self._part, len(self._changes))
        announce(self.connection)
        return step, tuple(self._changes)

    def _settle(self) -> None:
        """Next steps, last activities and search texts of the leads that were written about."""
        there = self.leads.rows(sorted(self._with_tasks | set(self._with_activities)))
        for lead_id in sorted(self._with_tasks & set(there)):
            self.leads.plan_next_step(lead_id)
        for lead_id, has_text in sorted(self._with_activities.items()):
            if lead_id not in there:
                continue
            newest = self.connection.execute(
                select(rows.activity.c.at)
                .where(rows.activity.c.lead_id == lead_id, rows.activity.c.kind.in_(REAL_KINDS))
                .order_by(rows.activity.c.at.desc())
                .limit(1)
            ).scalar()
            at = None if newest is None else from_micros(newest)
            self.leads.save_derived(lead_id, {"last_activity_at": at})
            if has_text:
                self.leads.write_search(lead_id)

    def _count(self) -> None:
        """Counters last and in key order, so that two writers can't wait for each other."""
        self.count(self.leads.counter_moves())
        moves = {key: move for key, move in self._moves.items() if move != (0, 0)}
        if not moves:
            return
        insert = self._insert()(rows.counter)
        statement = insert.on_conflict_do_update(
            index_elements=["stage_id", "owner_id", "currency"],
            set_={
                "n": rows.counter.c.n + insert.excluded.n,
                "total": rows.counter.c.total + insert.excluded.total,
            },
        )
        self.connection.execute(
            statement,
            [
                {"stage_id": stage, "owner_id": owner, "currency": currency, "n": n, "total": total}
                for (stage, owner, currency), (n, total) in sorted(moves.items())
            ],
        )

    def _insert(self) -> Any:
        if self.connection.dialect.name == "sqlite":
            return sqlite_insert
        # 60 ms that a file never needs.
        from sqlalchemy.dialects.postgresql import insert as postgresql_insert

        return postgresql_insert
