"""A team, leads and a reader in memory, so that a model is tested without a database or a clock."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from leaddesk.base.clock import FixedClock
from leaddesk.base.errors import BugError
from leaddesk.domain.change import Change, Step
from leaddesk.domain.people import User
from leaddesk.domain.pipeline import SIMPLE, Pipeline, Stage
from leaddesk.presentation.board_order import sort_key
from leaddesk.service.commands import BulkResult, MoveLeads
from leaddesk.service.desk import Outcome
from leaddesk.service.read_models import (
    Attention,
    CardPage,
    CardRow,
    ColumnHead,
    Cursor,
    TeamView,
)

NOW = datetime(2025, 11, 20, 13, 42, tzinfo=UTC)  # a Thursday
CLOCK = FixedClock(NOW)

PIPELINE = Pipeline(
    tuple(
        Stage(
            n, plan.name, plan.belongs, plan.role, plan.lifecycle, n,
            plan.color, plan.probability, 14, plan.requires,
        )
        for n, plan in enumerate(SIMPLE, start=1)
    )
)  # fmt: skip
SAM = User(1, "Sam Keller", "sam", color=3)
PRIYA = User(2, "Priya Rao", "priya", color=2)
TEAM = TeamView((SAM, PRIYA), (), PIPELINE, "EUR", "DE")


def row(id: int, **values) -> CardRow:
    """A lead in the first column without anything special."""
    plain = {
        "version": 1, "kind": "lead", "column_id": 1, "stage_id": 1, "company": f"Company {id}",
        "name": f"Person {id}", "email": f"p{id}@example.org", "phone": "", "value": Decimal(1000),
        "currency": "EUR", "lead_type": "demo request", "source": "web form", "score": 50,
        "band": "warm", "owner_id": 1, "next_task_id": None, "next_due": None, "next_kind": "",
        "next_title": "", "sla_due": None, "sla_started": None, "last_activity_at": None,
        "stage_since": NOW - timedelta(days=3), "created_at": NOW - timedelta(days=4),
    }  # fmt: skip
    plain.update(values)
    plain["stage_id"] = values.get("stage_id", plain["column_id"])
    return CardRow(id=id, **plain)


class FakeReader:
    """Answers what the board asks from sorted lists; the rest of the protocol is not asked."""

    def __init__(self, rows=(), team=TEAM):
        self._team = team
        self.rows = {r.id: r for r in rows}
        self._sorted = {}
        self.asked = []
        self.error = None

    def put(self, *rows):
        self.rows.update((r.id, r) for r in rows)
        self._sorted.clear()

    def drop(self, *ids):
        for key in ids:
            del self.rows[key]
        self._sorted.clear()

    def team(self):
        return self._team

    def _column(self, column_id, filter):
        key = (column_id, filter)
        if key not in self._sorted:
            found = [
                (sort_key(r, filter), r)
                for r in self.rows.values()
                if r.column_id == column_id and filter.owner_id in (None, r.owner_id)
            ]
            found.sort(key=lambda pair: pair[0])
            self._sorted[key] = ([k for k, _ in found], [r for _, r in found])
        return self._sorted[key]

    def board_heads(self, filter):
        if self.error:
            raise self.error
        found = []
        for stage in self._team.pipeline.columns:
            rows = self._column(stage.id, filter)[1]
            found.append(
                ColumnHead(stage.id, len(rows), {"EUR": Decimal(1000) * len(rows)} if rows else {})
            )
        return tuple(found)

    def board_page(self, column_id, filter, *, after=None, before=None, limit=50):
        self.asked.append((column_id, after, before, limit))
        keys, rows = self._column(column_id, filter)
        if before is not None:
            stop = bisect_left(keys, (before.segment, before.key, before.id))
            start = max(0, stop - limit)
        else:
            start = 0
            if after is not None:
                start = bisect_right(keys, (after.segment, after.key, after.id))
            stop = min(len(rows), start + limit)
        found = tuple(rows[start:stop])
        ends = [Cursor(*keys[n]) for n in (start, stop - 1)] if found else [None, None]
        return CardPage(column_id, found, *ends, at_start=start == 0, at_end=stop == len(rows))

    def cards(self, ids):
        return {key: self.rows[key] for key in ids if key in self.rows}

    def attention(self, filter, now):
        return Attention(1, 2, 3, 4, 5)


class FakeDesk:
    """Moves leads in a FakeReader; `errors` are raised by the next commands, one each."""

    user_id = 1

    def __init__(self, reader):
        self.reader = reader
        self.commands = []
        self.op_ids = []
        self.errors = []
        self._steps = itertools.count(1)

    def giving_way(self, awaited):
        return self

    def ask(self, question):
        return question(self.reader)

    def execute(self, command, *, op_id):
        self.commands.append(command)
        self.op_ids.append(op_id)
        if self.errors:
            raise self.errors.pop(0)
        if not isinstance(command, MoveLeads):
            return Outcome(command, self.step(op_id, "edit"), (self.change(0),))
        for key in command.ids:
            held = self.reader.rows[key]
            column = self.reader._team.pipeline.column_of(command.stage_id)
            if column is None:
                self.reader.drop(key)
            else:
                self.reader.put(
                    replace(
                        held, stage_id=command.stage_id, column_id=column, version=held.version + 1
                    )
                )
        return Outcome(
            BulkResult(command.ids),
            self.step(op_id, "move", count=len(command.ids)),
            tuple(self.change(key) for key in command.ids),
        )

    def step(self, op_id, verb, **args):
        return Step(next(self._steps), op_id, self.user_id, NOW, verb, args)

    def change(self, id):
        return Change("lead", id, id, {}, {})


def never(*_args):
    """A callback that must not be called."""
    raise BugError("called")
