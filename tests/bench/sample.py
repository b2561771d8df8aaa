"""A team and any number of made-up leads, written as fast as the database takes them.

The shape is the same at every size: each column, each owner and each due state holds its share,
so that what a gate or a growth bench compares differs in size alone.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, text

from leaddesk.base.clock import FixedClock
from leaddesk.domain.dedupe import identity_of, match_keys
from leaddesk.domain.lead import Lead
from leaddesk.domain.people import User
from leaddesk.domain.pipeline import Pipeline
from leaddesk.service.commands import AddUser, EnsureTeam
from leaddesk.service.desk import Desk
from leaddesk.service.handlers import HANDLERS
from leaddesk.storage import rows
from leaddesk.storage.bulk import bulk_insert
from leaddesk.storage.codec import to_micros
from leaddesk.storage.store import SqlStorage
from leaddesk.storage.stores import search
from leaddesk.storage.stores.leads import LEAD_CODEC, derive

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
DAY_ENDS = datetime(2026, 3, 10, 23, 0, tzinfo=UTC)
REPS = 8
ACTIVITIES = 3  # of each lead
PORTION = 5_000  # leads of one transaction
_DAY = 86_400_000_000

_GIVEN = "Anna Ben Clara David Emil Freya Goran Hanna Ivan Julia Karim Lena Marco Nora Omar".split()
_START = "Al Ber Cor Dan El Far Gra Hol In Jor Kal Lin Mor Nor Ost Pal Quin Ros Sal Tor".split()
_END = "beck berg dorf feld gaard haus kamp ley mark nov quist rup son stein ton wald".split()
_TRADE = "Logistics Foods Energy Textiles Robotics Media Pharma Tools Glass Paper".split()
_FORM = "GmbH Ltd SAS Inc BV AG".split()
_CITY = "Berlin Lyon Oslo Porto Turin Gdansk Leeds Malmo Bruges Graz".split()
_SOURCES = ("web form", "referral", "fair", "cold call", "partner")
_WORDS = "depot pilot offer budget renewal trial demo invoice roadmap contract".split()


def make_team(storage: SqlStorage, template: str = "simple") -> tuple[Desk, tuple[User, ...]]:
    """The first user's desk, and the reps who own the leads."""
    desk = Desk(storage, FixedClock(NOW), HANDLERS)
    boss = desk.execute(EnsureTeam("bench", "Bench", template=template)).result
    desk = desk.as_user(boss.id)
    reps = tuple(
        desk.execute(AddUser(f"rep{n}", f"Rep {n}", f"rep{n}@team.example.org")).result
        for n in range(1, REPS + 1)
    )
    return desk, reps


def fill(storage: SqlStorage, leads: int, *, seed: int = 1) -> None:
    """Add leads with activities, steps, keys, search texts, scores, log and counters."""
    pipeline = storage.read(lambda reader: reader.pipeline())
    users = storage.read(lambda reader: reader.team()).users
    made = 0
    while made < leads:
        count = min(PORTION, leads - made)
        first = storage.database.run_write(lambda c, n=count: _take_ids(c, n * (ACTIVITIES + 2)))
        part = _Portion(pipeline, [u.id for u in users[1:]], first, made, count, seed)
        storage.database.run_write(part.write)
        made += count
    storage.database.run_write(_analyze)


def _take_ids(connection: Connection, count: int) -> int:
    """The first of `count` ids in a row."""
    if connection.dialect.name == "sqlite":
        taken = text("UPDATE id_sequence SET next = next + :n WHERE name = 'record' RETURNING next")
        return int(connection.execute(taken, {"n": count}).scalar_one()) - count
    taken = text("SELECT setval('record_id', nextval('record_id') + :n)")
    return int(connection.execute(taken, {"n": count}).scalar_one()) - count


def _analyze(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ANALYZE")


class _Portion:
    """The rows of some thousand leads."""

    def __init__(
        self, pipeline: Pipeline, users: list[int], first: int, offset: int, count: int, seed: int
    ) -> None:
        self._pipeline, self._users = pipeline, users
        self._columns = [stage.id for stage in pipeline.columns]
        self._closed = [pipeline.by_role(role).id for role in ("won", "lost", "disqualified")]
        self._first, self._offset, self._count = first, offset, count
        self._random = random.Random(f"{seed} {offset}")
        self._now = to_micros(NOW)

    def write(self, connection: Connection) -> None:
        leads = [self._lead(number) for number in range(self._count)]
        tasks = [self._task(lead) for lead in leads if lead["next_task_id"]]
        activities = [one for lead in leads for one in self._activities(lead)]
        notes = {one["lead_id"]: one["body"] for one in activities if one["body"]}
        bulk_insert(connection, rows.lead, leads)
        bulk_insert(connection, rows.activity, activities)
        bulk_insert(connection, rows.task, tasks)
        bulk_insert(connection, rows.match_key, list(_keys(leads)))
        bulk_insert(
            connection, rows.lead_score, [{"lead_id": r["id"], "document": _SCORE} for r in leads]
        )
        documents = [(r["id"], search.document(r, (notes.get(r["id"], ""),))) for r in leads]
        search.add(connection, documents)
        self._log(connection, leads)
        _count(connection, leads)

    def _lead(self, number: int) -> dict[str, Any]:
        choice, n = self._random.choice, self._offset + number
        lead_id = self._first + number * (ACTIVITIES + 2)
        given, family = choice(_GIVEN), choice(_START) + choice(_END)
        company = f"{choice(_START)}{choice(_END)}{choice(_END)} {choice(_TRADE)}"
        domain = company.lower().replace(" ", "-") + f"{n % 9973}.example"
        created = self._now - self._random.randrange(_DAY, 300 * _DAY)
        # Six of ten stand on the board, the columns hold the same share each.
        stage = self._columns[n // 10 % len(self._columns)] if n % 10 < 6 else self._closed[n % 3]
        row: dict[str, Any] = dict(_EMPTY)
        row.update(
            id=lead_id, name=f"{given} {family}", given_name=given, family_name=family,
            title=choice(("CEO", "Buyer", "Engineer", "")), company=f"{company} {choice(_FORM)}",
            email=f"{given}.{family}{n}@{domain}".lower(), phone=f"+4930{10_000_000 + n}",
            website=domain, country=choice(("DE", "FR", "NO", "GB")), city=choice(_CITY),
            employees=self._random.randrange(1, 5_000), source=choice(_SOURCES),
            value=self._random.randrange(1_000, 90_000) * 1_000 if n // 10 % 7 else None,
            currency="EUR", stage_id=stage, stage_since=created + _DAY // 2,
            owner_id=self._users[n // 50 % len(self._users)],
            created_at=created, updated_at=created, score=self._random.randrange(101),
            last_activity_at=created + _DAY, tags='["fair"]' if n % 7 == 0 else "[]",
        )  # fmt: skip
        if n % 10 < 6:
            row["kind"] = self._pipeline.by_id(stage).belongs
            self._plan(row, (n + n // 50) % 10, n)
        return derive(row, self._pipeline)

    def _plan(self, row: dict[str, Any], state: int, n: int) -> None:
        """Three of ten are late, one is due today, three have nothing planned, three are later."""
        if state < 7:
            late = self._random.randrange(1, 20 * _DAY)
            today = self._random.randrange(1, 12 * 3_600_000_000)
            later = self._random.randrange(_DAY, 60 * _DAY)
            due = self._now + (-late if state < 3 else today if state == 3 else later)
            row.update(next_task_id=row["id"] + 1, next_due=due, next_kind="call",
                       next_title="Call back")  # fmt: skip
        if n % 50 == 0:
            row.update(sla_due=self._now + 3_600_000_000, sla_started=self._now)

    def _task(self, lead: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": lead["next_task_id"], "lead_id": lead["id"], "kind": "call",
            "due_at": lead["next_due"], "owner_id": lead["owner_id"], "title": "Call back",
        }  # fmt: skip

    def _activities(self, lead: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for number in range(ACTIVITIES):
            yield {
                "id": lead["id"] + 2 + number, "lead_id": lead["id"],
                "kind": ("form", "call", "note")[number % 3],
                "at": lead["created_at"] + number * _DAY // 2, "user_id": lead["owner_id"],
                "body": f"Asked about the {self._random.choice(_WORDS)}" if number == 2 else "",
                "source": lead["source"] if number == 0 else "",
            }  # fmt: skip

    def _log(self, connection: Connection, leads: list[dict[str, Any]]) -> None:
        """A step for each ten leads: they were made, then moved."""
        for start in range(0, len(leads), 10):
            part = leads[start : start + 10]
            values = {"op_id": f"fill-{part[0]['id']}", "user_id": part[0]["owner_id"],
                      "at": part[0]["created_at"], "verb": "capture",
                      "args": json.dumps({"n": len(part)})}  # fmt: skip
            step_id = connection.execute(insert(rows.step).values(values)).inserted_primary_key
            assert step_id is not None
            changes = [
                {"step_id": step_id[0], "seq": seq, "kind": "lead", "record_id": r["id"],
                 "lead_id": r["id"], "before": None, "after": json.dumps({"name": r["name"]})}
                for seq, r in enumerate(part)
            ]  # fmt: skip
            bulk_insert(connection, rows.change, changes)


_EMPTY = {
    name: value
    for name, value in LEAD_CODEC.encode(Lead(0, 0, NOW, NOW)).items()
    if name in rows.lead.c
}
_SCORE = json.dumps(
    {"reasons": [{"rule": "Company size", "points": 10, "part": "fit"}], "at": NOW.isoformat()}
)


def _keys(leads: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in leads:
        lead = LEAD_CODEC.decode(row)
        for kind, value in sorted({(k.kind, k.value) for k in match_keys(identity_of(lead))}):
            yield {"kind": kind, "value": value, "lead_id": row["id"]}


def _count(connection: Connection, leads: list[dict[str, Any]]) -> None:
    sums: dict[tuple[int, int, str], tuple[int, int]] = {}
    for row in leads:
        key = (row["stage_id"], row["owner_id"] or 0, row["currency"])
        n, total = sums.get(key, (0, 0))
        sums[key] = (n + 1, total + (row["value"] or 0))
    connection.execute(
        text(
            "INSERT INTO counter (stage_id, owner_id, currency, n, total)"
            " VALUES (:stage, :owner, :currency, :n, :total)"
            " ON CONFLICT (stage_id, owner_id, currency) DO UPDATE"
            " SET n = counter.n + excluded.n, total = counter.total + excluded.total"
        ),
        [
            {"stage": stage, "owner": owner, "currency": currency, "n": n, "total": total}
            for (stage, owner, currency), (n, total) in sums.items()
        ],
    )
