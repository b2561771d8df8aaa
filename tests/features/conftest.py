"""Stories one floor below the pixels: a team with a desk, on a file and on a server."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leaddesk.base.clock import FixedClock
from leaddesk.domain.draft import LeadDraft
from leaddesk.domain.people import User
from leaddesk.service import commands as c
from leaddesk.service.desk import Desk, Outcome
from leaddesk.service.handlers import HANDLERS
from leaddesk.storage.address import parse_address
from leaddesk.storage.store import SqlStorage, open_storage

START = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)  # a Tuesday
_numbers = itertools.count(1)


@dataclass
class Office:
    """A team at work: Maya manages, Ana and Ben sell. `now` moves only when a story says so."""

    storage: SqlStorage
    place: str
    maya: User
    ana: User
    ben: User
    now: datetime = START
    _open: list[SqlStorage] = field(default_factory=list)

    def desk(self, user: User | None = None, storage: SqlStorage | None = None) -> Desk:
        return Desk(storage or self.storage, FixedClock(self.now), HANDLERS, (user or self.ana).id)

    def do(self, command: c.Command, user: User | None = None) -> Outcome:
        return self.desk(user).execute(command)

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)

    def restart(self) -> None:
        """Close the program and open it again."""
        self.storage.close()
        self.storage = open_storage(parse_address(self.place))

    def second_program(self) -> SqlStorage:
        """Another client on the same data."""
        other = open_storage(parse_address(self.place))
        self._open.append(other)
        return other

    def close(self) -> None:
        for storage in (*self._open, self.storage):
            storage.close()

    # --- what stories ask -----------------------------------------------------------------------

    def detail(self, id: int):
        return self.storage.read(lambda reader: reader.lead(id))

    def lead(self, id: int):
        return self.detail(id).lead

    def stage(self, name: str):
        found = self.storage.read(lambda reader: reader.pipeline()).by_name(name)
        assert found is not None, name
        return found

    def stage_of(self, id: int) -> str:
        pipeline = self.storage.read(lambda reader: reader.pipeline())
        return pipeline.by_id(self.lead(id).stage_id).name

    def open_tasks(self, id: int):
        return tuple(task for task in self.detail(id).tasks if task.is_open)

    # --- what stories do ------------------------------------------------------------------------

    def capture(self, user: User | None = None, **fields) -> c.Captured:
        fields.setdefault("name", "Anna Meier")
        return self.do(c.CaptureLeads((LeadDraft(**fields),)), user).result[0]

    def new_lead(self, user: User | None = None, **fields) -> int:
        """Somebody nobody has heard of before."""
        given, family, company = _words(next(_numbers))
        fields.setdefault("emails", (f"{given}@{company}.com",))
        fields.setdefault("company", company.title())
        fields.setdefault("name", f"{given.title()} {family.title()}")
        captured = self.capture(user, **fields)
        assert captured.outcome == "created", captured
        return captured.id

    def move(self, id: int, stage: str, user: User | None = None, **rest) -> Outcome:
        return self.do(c.MoveLeads((id,), self.stage(stage).id, **rest), user)


def _words(number: int) -> tuple[str, str, str]:
    """Three made-up words that are like no others."""
    digest = hashlib.sha256(str(number).encode()).digest()
    letters = "".join(chr(ord("a") + byte % 26) for byte in digest)
    return letters[:8], letters[8:17], letters[17:27]


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """The *Simple* pipeline, three users."""
    if request.param == "sqlite":
        place = str(tmp_path / "team.leaddesk")
    else:
        place = request.getfixturevalue("postgres_url")
    made = open_office(place)
    yield made
    made.close()


def open_office(place: str, template: str = "simple") -> Office:
    storage = open_storage(parse_address(place), create=True)
    desk = Desk(storage, FixedClock(START), HANDLERS)
    maya = desk.execute(
        c.EnsureTeam("maya", "Maya Rossi", role="manager", template=template)
    ).result
    boss = desk.as_user(maya.id)
    ana = boss.execute(c.AddUser("ana", "Ana Ruiz", "ana@team.example.org")).result
    ben = boss.execute(c.AddUser("ben", "Ben Okafor", "ben@team.example.org")).result
    boss.execute(c.EditUser(maya.id, {"receives_leads": "no"}))
    return Office(storage, place, maya, ana, ben)
