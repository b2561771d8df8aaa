"""Promise 4: an error at any statement of a verb leaves what was before, nothing in between."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from leaddesk.base.errors import KnownError
from leaddesk.domain.draft import LeadDraft
from leaddesk.service import commands as c
from leaddesk.service import import_commands as i
from leaddesk.service import slice_commands as s
from leaddesk.service.import_job import context, stage
from leaddesk.service.read_models import BoardFilter
from leaddesk.storage.import_rows import metadata
from tests.faults.importing import PLAN, People
from tests.features.conftest import Office, open_office
from tests.features.imports.conftest import drive, typed
from tests.support.promise import promise

pytestmark = pytest.mark.reliability


class BrokenError(Exception):
    """Something that nobody foresaw."""


@dataclass
class Points:
    """Counts the statements and commits of all engines; fails at one of them."""

    at: int = 0  # 0: none
    passed: int = 0
    error: Callable[[], Exception] = BrokenError

    def step(self, *_: Any) -> None:
        self.passed += 1
        if self.passed == self.at:
            raise self.error()


@contextmanager
def points(at: int = 0, error: Callable[[], Exception] = BrokenError) -> Iterator[Points]:
    found = Points(at, error=error)
    names = ("before_cursor_execute", "commit")
    for name in names:
        event.listen(Engine, name, found.step)
    try:
        yield found
    finally:
        for name in names:
            event.remove(Engine, name, found.step)


def dump(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """All that is stored. Ids that a failure lost are only never used."""
    found = {}
    with office.storage.database.read() as connection:
        for table in metadata.sorted_tables:
            if table.name != "id_sequence":
                rows = connection.execute(select(table)).fetchall()
                found[table.name] = sorted((tuple(row) for row in rows), key=repr)
        rows = connection.exec_driver_sql("SELECT * FROM lead_search").fetchall()
        found["lead_search"] = sorted((tuple(row) for row in rows), key=repr)
    return found


def sweep(office: Office, command: c.Command, *, promised: str) -> int:
    """Fail at every point of the verb, then let it pass; how many points there were."""
    before = dump(office)
    at = 0
    with promise(4) as measured:
        while True:
            at += 1
            with points(at) as found:
                try:
                    outcome = office.do(command)
                except BrokenError:
                    outcome = None
            if outcome is not None:
                break
            assert dump(office) == before, f"{promised}: half done after point {at}"
        measured.count(points=at - 1, between=0)
    assert found.passed < at
    after = dump(office)
    assert after != before
    counted(office)
    return at - 1


def counted(office: Office) -> None:
    """Counters are what the leads add up to."""
    heads = office.storage.read(lambda reader: reader.board_heads(BoardFilter()))
    lead = metadata.tables["lead"].c
    with office.storage.database.read() as connection:
        rows = connection.execute(select(lead.id).where(lead.column_id.is_not(None))).fetchall()
    assert sum(head.count for head in heads) == len(rows)


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """A team with a few leads."""
    if request.param == "sqlite":
        place = str(tmp_path / "team.leaddesk")
    else:
        place = request.getfixturevalue("postgres_url")
    made = open_office(place)
    made.new_lead(name="Ida Ost", company="Ost AG", emails=("ida@ost.com",), value="500")
    made.new_lead(name="Jo West", company="West AG", emails=("jo@west.com",))
    yield made
    made.close()


def lead_id(office: Office, email: str) -> int:
    lead = metadata.tables["lead"].c
    with office.storage.database.read() as connection:
        return int(connection.execute(select(lead.id).where(lead.email == email)).scalar_one())


def test_capture(office: Office):
    drafts = (
        LeadDraft(name="Kai Nord", company="Nord AG", emails=("kai@nord.com",), note="hello"),
        LeadDraft(name="Ida Ost", emails=("ida@ost.com",), phones=("+49 431 55501",)),
    )
    assert sweep(office, c.CaptureLeads(drafts), promised="capture") > 20


def test_edit(office: Office):
    edit = c.EditLead(lead_id(office, "ida@ost.com"), {"company": "Ost SE", "value": "900"})
    assert sweep(office, edit, promised="edit") > 8


def test_move(office: Office):
    ids = tuple(lead_id(office, one) for one in ("ida@ost.com", "jo@west.com"))
    move = c.MoveLeads(ids, office.stage("Contacted").id)
    assert sweep(office, move, promised="move") > 8


def test_conversion(office: Office):
    convert = c.ConvertLead(lead_id(office, "ida@ost.com"), "900", close_date="2026-06-30")
    assert sweep(office, convert, promised="conversion") > 15


def test_undo(office: Office):
    office.do(c.EditLead(lead_id(office, "ida@ost.com"), {"company": "Ost SE", "value": "900"}))
    assert sweep(office, c.Undo(), promised="undo") > 8


def test_the_second_slice_of_a_long_act_and_of_its_undo(office: Office):
    """The act counts a slice in the same transaction that does it."""
    one, two = (lead_id(office, mail) for mail in ("ida@ost.com", "jo@west.com"))
    desk = office.desk()
    desk.execute(s.DoPart(c.TagLeads((one,), ("fair",)), "act", 1, 0), op_id="act")
    second = s.DoPart(c.TagLeads((two,), ("fair",)), "act", 2, 1)
    before = dump(office)
    points_met = broken_at_each(office, second, "act/2", before)
    assert points_met > 8
    step = office.storage.read(lambda reader: reader.history(limit=1))[0].step
    assert (step.args["n"], step.args["parts"]) == (2, 2)
    back = s.TakeBackPart(step.id, "undo", False, "back", 1)
    assert broken_at_each(office, back, "back", dump(office)) > 8
    assert (office.lead(one).tags, office.lead(two).tags) == (("fair",), ())


def broken_at_each(
    office: Office, command: c.Command, op_id: str, before: dict[str, list[tuple[Any, ...]]]
) -> int:
    """Fail at every point of the slice, then let it pass; how many points there were."""
    at = 0
    while True:
        at += 1
        with points(at):
            try:
                office.desk().execute(command, op_id=op_id)
            except BrokenError:
                assert dump(office) == before, f"half done after point {at}"
                continue
        return at - 1


ROWS = (
    ("Ida Ost", "Ost SE", "ida@ost.com", "+49 431 55501", "Kiel", "told us more"),
    ("Jo Süd", "West AG", "jo@west.com", "", "", ""),
    ("Kai Nord", "Nord AG", "kai@nord.com", "", "", "a note"),
    ("Kai Nord", "Nord AG", "kai@nord.com", "+49 431 55502"),
    ("Lea Wirt", "Wirt KG", "info@wirt.com"),
    ("Mia Wirt", "Wirt KG", "info@wirt.com"),
)


def test_adding_an_import_and_taking_it_back(office: Office):
    """The short step in which all rows become leads, and the one in which they go again."""
    source, plan = typed(ROWS)
    plan = replace(plan, policy="replace")
    batch = drive(stage(office.desk(), source, plan))
    office.new_lead()  # somebody took a turn meanwhile
    assert sweep(office, i.PromoteBatch(batch.id, policy="replace"), promised="import") > 30
    assert sweep(office, i.ClearBatch(batch.id), promised="tidying") > 3
    assert sweep(office, i.UndoImport(batch.id), promised="undo of an import") > 20


def test_staging_a_slice(office: Office):
    source, plan = typed(ROWS)
    desk = office.desk()
    opened = i.OpenBatch(source.file_name, source.sha256, plan.to_json())
    assert sweep(office, opened, promised="opening") > 5
    batch = desk.execute(opened).result
    ctx = desk.ask(lambda reader: context(reader, plan, desk))
    (rows,) = list(source.prepared(plan, ctx, size=100, skip=0))
    assert sweep(office, i.StageRows(batch.id, 0, tuple(rows)), promised="a slice") > 20
    assert sweep(office, i.FinishStaging(batch.id), promised="the end") > 2
    assert sweep(office, i.DiscardBatch(batch.id), promised="throwing away") > 5


def test_a_full_disk_is_told_as_such_and_changes_nothing(tmp_path: Path):
    """The same with an error that the program knows: it comes out as a sentence."""
    office = open_office(str(tmp_path / "team.leaddesk"))
    batch = drive(stage(office.desk(), People(20), PLAN))
    before = dump(office)

    def full() -> Exception:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        return error

    for at in range(2, 30, 3):
        with points(at, full), pytest.raises(KnownError) as told:
            office.do(i.PromoteBatch(batch.id))
        assert told.value.code == "disk-full"
        assert dump(office) == before
    office.do(i.PromoteBatch(batch.id))
    assert office.storage.read(lambda reader: reader.count()) == 20
    office.close()
