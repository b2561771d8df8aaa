"""Taking an import back: as if it had never been, but for what people did since."""

from __future__ import annotations

import pytest

from leaddesk.base.errors import KnownError
from leaddesk.domain.consent import Status
from leaddesk.service import commands as c
from leaddesk.service import import_commands as i
from tests.features.imports.conftest import Imports, check_sums

HEAD = ("Name", "Company", "E-mail", "Phone", "City", "Notes", "Tags", "Newsletter consent")
ROWS = (
    ("Ida Ost", "Ost AG", "ida@ost.com", "+49 431 55501", "Kiel", "told us more", "vip", "no"),
    ("Jo West", "West AG", "jo@west.com", "", "", "a note", "", "yes"),
    ("Jo West", "West AG", "jo@west.com", "+49 431 55502"),
    ("Kai Nord", "Ost AG", "info@ost.com"),
    ("Lea Süd", "Ost AG", "info@ost.com"),
    ("Mia Ruhe", "Ruhe KG", "mia@ruhe.com", "", "Ulm"),
)


@pytest.fixture
def known(imports: Imports) -> dict[str, int]:
    """Leads that were there: one open, one resting, one at the switchboard."""
    office = imports.office
    ida = office.new_lead(
        name="Ida Ost", company="Ost AG", emails=("ida@ost.com",), city="Bonn", value="500",
        note="the first note",
    )  # fmt: skip
    mia = office.new_lead(name="Mia Ruhe", company="Ruhe KG", emails=("mia@ruhe.com",))
    office.do(c.Disqualify((mia,), "no budget"))
    kai = office.new_lead(name="Karl Nord", company="Ost AG", emails=("info@ost.com",))
    return {"ida": ida, "mia": mia, "kai": kai}


@pytest.mark.parametrize("policy", ["fill", "replace"])
def test_an_import_taken_back_leaves_nothing(imports: Imports, known, policy):
    before = imports.tables()
    batch = imports.typed(*ROWS, head=HEAD, policy=policy)
    assert batch.counts == i.Counts(
        rows=6, created=1, updated=2, duplicate_in_file=1, flagged=2, rejected=0
    )
    assert imports.tables() != before
    check_sums(imports)
    back = imports.undo(batch)
    assert imports.tables() == before
    assert (back.removed, back.kept) == (3, ())
    check_sums(imports)
    again = imports.typed(*ROWS, head=HEAD, policy=policy)
    assert again.counts == batch.counts


def test_the_undo_of_the_step_does_the_same(imports: Imports, known):
    before = imports.tables()
    imports.typed(*ROWS, head=HEAD)
    undone = imports.office.do(c.Undo()).result
    assert (undone.verb, undone.changes) == ("import_file", 5)
    assert imports.tables() == before
    with pytest.raises(KnownError) as refused:
        imports.office.do(c.Redo())
    assert refused.value.code == "not-redoable"


def test_an_import_is_taken_back_once(imports: Imports):
    batch = imports.typed(*ROWS, head=HEAD)
    imports.undo(batch)
    with pytest.raises(KnownError) as refused:
        imports.undo(batch)
    assert refused.value.code == "not-undoable"


def test_after_thirty_days_it_stays(imports: Imports):
    batch = imports.typed(*ROWS, head=HEAD)
    imports.office.wait(days=29, hours=23)
    count = imports.count()
    imports.office.wait(days=2)
    with pytest.raises(KnownError) as refused:
        imports.undo(batch)
    assert refused.value.code == "too-old"
    assert imports.count() == count
    # the single Undo knows no way round it
    with pytest.raises(KnownError):
        imports.office.do(c.Undo(step_id=batch.step_id))


def test_within_thirty_days_it_goes(imports: Imports):
    batch = imports.typed(*ROWS, head=HEAD)
    imports.office.wait(days=29, hours=23)
    assert imports.undo(batch).removed == 5


def test_leads_that_a_person_touched_stay_and_are_listed(imports: Imports, known):
    office = imports.office
    batch = imports.typed(*ROWS, head=HEAD)
    jo = next(lead for lead in imports.leads(batch) if lead.name == "Jo West")
    office.do(c.LogActivity(jo.id, "call", "reached", "a good talk"), office.ben)
    story = office.detail(jo.id)
    back = imports.undo(batch)
    assert [(one.id, one.reason) for one in back.kept] == [(jo.id, "changed by Ben Okafor since")]
    assert back.removed == 2
    office.restart()
    (told,) = office.storage.read(lambda reader: reader.batches())
    assert told.back == back
    kept = office.detail(jo.id)
    assert (kept.lead, kept.activities, kept.tasks, kept.consents) == (
        story.lead, story.activities, story.tasks, story.consents,
    )  # fmt: skip
    found = [row for row in imports.tables()["lead_search"] if row[0] == jo.id]
    assert "a note" in found[0][1]
    check_sums(imports)


def test_what_a_person_did_and_took_back_holds_nothing(imports: Imports, known):
    before = imports.tables()
    batch = imports.typed(*ROWS, head=HEAD)
    jo = next(lead for lead in imports.leads(batch) if lead.name == "Jo West")
    imports.office.do(c.EditLead(jo.id, {"city": "Ulm"}))
    imports.office.do(c.Undo())
    assert imports.undo(batch).kept == ()
    assert imports.tables() == before


def test_an_edit_since_is_kept_field_by_field(imports: Imports, known):
    office, ida = imports.office, known["ida"]
    batch = imports.typed(*ROWS, head=HEAD, policy="replace")
    assert (office.lead(ida).city, office.lead(ida).phone) == ("Kiel", "+4943155501")
    office.do(c.EditLead(ida, {"city": "Husum"}), office.ben)
    back = imports.undo(batch)
    lead = office.lead(ida)
    assert (lead.city, lead.phone, lead.tags) == ("Husum", "", ())
    assert [(one.id, one.reason) for one in back.kept] == [(ida, "changed by Ben Okafor since")]
    check_sums(imports)


def test_a_step_that_was_done_since_stays_done(imports: Imports, known):
    office = imports.office
    batch = imports.typed(
        ("Ida Ost", "ida@ost.com", "Send the offer", "2026-03-12"),
        head=("Name", "E-mail", "Activity - Subject", "Activity - Due date"),
    )
    (task,) = [one for one in office.detail(known["ida"]).tasks if one.title == "Send the offer"]
    office.do(c.FinishTask(task.id, "sent"))
    imports.undo(batch)
    assert task.id in {one.id for one in office.detail(known["ida"]).tasks}


def test_a_second_import_holds_the_leads_of_the_first(imports: Imports):
    first = imports.typed(*ROWS, head=HEAD)
    second = imports.typed(("Jo West", "West AG", "jo@west.com", "", "", "another file"))
    (jo,) = imports.ids(second)
    back = imports.undo(first)
    assert [one.id for one in back.kept] == [jo]
    imports.undo(second)
    assert [one.body for one in imports.office.detail(jo).activities if one.kind == "note"] == [
        "a note"
    ]
    check_sums(imports)


def test_two_imports_are_taken_back_in_turn(imports: Imports, known):
    before = imports.tables()
    first = imports.typed(*ROWS, head=HEAD)
    between = imports.tables()
    second = imports.typed(("Jo West", "West AG", "jo@west.com", "", "Celle", "another file"))
    imports.undo(second)
    assert imports.tables() == between
    imports.undo(first)
    assert imports.tables() == before


def test_a_refusal_that_the_import_brought_goes_with_it(imports: Imports, known):
    granted: Status = "granted"
    office = imports.office
    office.do(c.RecordConsent(known["ida"], "email", granted))
    batch = imports.typed(*ROWS, head=HEAD)
    assert office.lead(known["ida"]).consent_email == "denied"
    imports.undo(batch)
    assert office.lead(known["ida"]).consent_email == "granted"
