"""Between the file and the board: plans, interruptions, what others do meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaddesk.base.errors import KnownError
from leaddesk.domain.draft import LeadDraft
from leaddesk.service import commands as c
from leaddesk.service import import_commands as i
from leaddesk.service.handlers.imports import LEAST
from leaddesk.service.import_job import SLICE, import_file, promote, stage
from tests.features.imports.conftest import (
    Imports,
    check_counts,
    check_sums,
    drive,
    many,
    typed,
)

GOOD = [
    ("Ida Ost", "Ost AG", "ida@ost.com"),
    ("Jo West", "West AG", "jo@west.com"),
    ("Kai Nord", "Nord AG", "kai@nord.com"),
]
BAD = ("", "", "", "", "", "somebody we can't reach")


# --- all or nothing -----------------------------------------------------------------------------


def test_a_bad_row_stops_the_whole_file_which_can_then_be_looked_at(imports: Imports):
    before = imports.tables()
    source, plan = typed([*GOOD, BAD])
    with pytest.raises(KnownError) as refused:
        drive(import_file(imports.office.desk(), source, plan))
    assert refused.value.code == "bad-rows"
    assert "1 row" in refused.value.title
    assert imports.count() == 0
    batch = drive(stage(imports.office.desk(), source, plan))
    assert batch.state == "staged"
    assert [row.outcome for row in imports.rows(batch)] == ["created"] * 3 + ["rejected"]
    assert imports.rows(batch)[3].stops
    assert imports.rows(batch)[3].cells == BAD
    # the same rehearsal serves the other answer
    done = drive(import_file(imports.office.desk(), source, replace(plan, bad_rows="skip")))
    assert (done.id, done.state, imports.count()) == (batch.id, "promoted", 3)
    check_counts(done)
    imports.undo(done)
    assert imports.tables() == before


def test_what_says_of_itself_that_it_is_no_lead_stops_nothing(imports: Imports):
    batch = imports.typed(*GOOD, ("Name", "Company", "E-mail", "Phone", "City", "Notes"))
    assert (batch.state, batch.counts.rejected, batch.counts.stopping) == ("promoted", 1, 0)


def test_a_row_that_is_joined_with_another_can_be_looked_at(imports: Imports):
    batch, _plan = imports.staged(*GOOD, GOOD[0])
    *created, joined = imports.rows(batch)
    assert (joined.outcome, joined.cells[:3]) == ("duplicate_in_file", GOOD[0])
    assert not any(row.cells for row in created)


def test_nothing_is_seen_before_it_is_added(imports: Imports):
    batch, plan = imports.staged(*GOOD)
    assert imports.count() == 0
    assert (batch.counts.created, batch.state) == (3, "staged")
    assert sum(n for _, n in batch.owners) == 3
    done = imports.promote(batch, plan)
    assert imports.count() == 3
    assert done.owners == batch.owners
    for name in ("staged_lead", "staged_activity", "staged_task", "staged_consent"):
        assert imports.tables()[name] == []


def test_what_was_staged_goes_without_a_trace(imports: Imports):
    imports.office.new_lead(name="Anna", company="Ost AG", emails=("info@ost.com",))
    before = imports.tables()
    batch, _ = imports.staged(*GOOD, ("Bea Wirt", "Ost AG", "info@ost.com"), BAD)
    assert imports.tables() != before
    imports.office.do(i.DiscardBatch(batch.id))
    assert imports.tables() == before
    with pytest.raises(KnownError) as refused:
        imports.office.do(i.PromoteBatch(batch.id))
    assert refused.value.code == "import-not-ready"


def test_a_corrected_plan_throws_the_earlier_rehearsal_away(imports: Imports):
    first, plan = imports.staged(*GOOD, BAD)
    source, _ = typed([*GOOD, BAD])
    fixed = replace(plan, fixes=((5, 0, "Lea Süd"),))
    second = drive(stage(imports.office.desk(), source, fixed))
    assert second.id != first.id
    assert second.counts.created == 4
    states = {one.id: one.state for one in imports.office.storage.read(lambda r: r.batches())}
    assert states == {second.id: "staged"}  # a discarded one is not shown
    assert imports.count("staged_lead") == 4
    imports.promote(second, fixed)
    assert imports.count() == 4


def test_a_promoted_import_is_not_thrown_away(imports: Imports):
    batch = imports.typed(*GOOD)
    with pytest.raises(KnownError) as refused:
        imports.office.do(i.DiscardBatch(batch.id))
    assert refused.value.code == "import-done"


# --- what a person decided ----------------------------------------------------------------------


def test_rows_left_out_and_cells_corrected(imports: Imports):
    batch = imports.typed(
        *GOOD, BAD, left_out=(2,), fixes=((3, 1, "Western AG"), (5, 0, "Lea Süd"))
    )
    rows = imports.rows(batch)
    assert [row.outcome for row in rows] == ["rejected", "created", "created", "created"]
    assert rows[0].reason == "left out by you"
    leads = {lead.name: lead.company for lead in imports.leads(batch)}
    assert leads == {"Jo West": "Western AG", "Kai Nord": "Nord AG", "Lea Süd": ""}


def test_words_of_the_file_mean_what_was_chosen(imports: Imports):
    head = ("Name", "E-mail", "Lead source", "Lead status", "Owner")
    batch = imports.typed(
        ("Ida Ost", "ida@ost.com", "Quelle 7", "Angerufen", "Rita Rep"),
        ("Jo West", "jo@west.com", "Quelle 8", "", "nobody"),
        ("Kai Nord", "kai@nord.com", "", "", ""),
        head=head,
        choices=(
            ("source", "Quelle 7", "Trade fair"), ("source", "Quelle 8", ""),
            ("stage", "Angerufen", "Contacted"), ("owner", "Rita Rep", "ben"),
            ("owner", "nobody", ""),
        ),
        source="List of the fair", source_detail="Hall 3", consent_email="granted",
    )  # fmt: skip
    ida, jo, kai = imports.leads(batch)
    office = imports.office
    assert (ida.source, ida.owner_id, office.stage_of(ida.id)) == (
        "Trade fair", office.ben.id, "Contacted",
    )  # fmt: skip
    assert [one.source_detail for one in (ida, jo, kai)] == ["Hall 3"] * 3
    assert kai.source == "List of the fair"
    assert [one.consent_email for one in (ida, jo, kai)] == ["granted"] * 3
    assert not any(row.problems for row in imports.rows(batch))


def test_one_owner_for_all(imports: Imports):
    ben = imports.office.ben
    batch = imports.typed(*GOOD, owner_id=ben.id)
    assert {lead.owner_id for lead in imports.leads(batch)} == {ben.id}
    assert batch.owners == ((ben.id, 3),)


def test_a_column_that_is_not_wanted_stays_out(imports: Imports):
    source, plan = typed(GOOD)
    batch = drive(
        import_file(
            imports.office.desk(), source, replace(plan, mapping=plan.mapping.with_field(1, ""))
        )
    )
    assert [lead.company for lead in imports.leads(batch)] == ["", "", ""]


def test_a_slice_ends_early_for_a_user_and_nothing_is_lost(imports: Imports):
    rows = many(SLICE + 30)
    source, plan = typed(rows)
    waits = iter([False] * 50 + [True] * 40)
    job = import_file(imports.office.desk().giving_way(lambda: next(waits, False)), source, plan)
    done = [next(job).done for _ in range(5)]
    assert [one - done[1] for one in done[1:]] == [0, LEAST, 2 * LEAST, 3 * LEAST]
    assert LEAST < done[1] < 2 * 50
    batch = drive(job)
    assert (batch.counts.rows, batch.counts.created, imports.count()) == (len(rows),) * 3
    assert [row.line for row in imports.rows(batch)] == list(range(2, 502))
    check_sums(imports)


# --- interrupted --------------------------------------------------------------------------------


@pytest.mark.parametrize("slices", [0, 1, 2, 3])
def test_an_interrupted_import_goes_on_where_it_stopped(imports: Imports, slices):
    rows = many(2 * SLICE + 30)
    source, plan = typed(rows)
    job = import_file(imports.office.desk(), source, plan)
    next(job)  # "reading"
    for _ in range(slices):
        next(job)
    job.close()
    imports.office.restart()
    assert imports.count() == 0
    assert imports.count("import_row") == min(slices * SLICE, len(rows))
    job = import_file(imports.office.desk(), source, plan)
    if slices < 3:
        assert next(job).done == slices * SLICE
    batch = drive(job)
    assert (batch.counts.rows, batch.counts.created) == (len(rows), len(rows))
    assert imports.count() == len(rows)
    assert [row.line for row in imports.rows(batch)] == list(range(2, len(rows) + 2))[:500]
    check_sums(imports)


def test_a_slice_told_twice_counts_once(imports: Imports):
    from leaddesk.service.import_job import context

    source, plan = typed(GOOD)
    desk = imports.office.desk()
    opened = desk.execute(i.OpenBatch(source.file_name, source.sha256, plan.to_json())).result
    ctx = desk.ask(lambda reader: context(reader, plan, desk))
    (rows,) = list(source.prepared(plan, ctx, size=SLICE, skip=0))
    for _ in range(2):
        batch = desk.execute(i.StageRows(opened.id, 0, tuple(rows))).result
    ahead = desk.execute(i.StageRows(opened.id, 99, tuple(rows))).result
    assert batch == ahead
    assert (batch.next_row, batch.counts.rows) == (3, 3)


def test_adding_twice_adds_once(imports: Imports):
    batch, plan = imports.staged(*GOOD)
    first = imports.promote(batch, plan)
    second = imports.promote(batch, plan)
    assert (first, imports.count()) == (second, 3)


def test_without_resume_a_file_begins_anew(imports: Imports):
    batch, plan = imports.staged(*GOOD)
    source, _ = typed(GOOD)
    again = drive(stage(imports.office.desk(), source, plan, resume=False))
    assert again.id != batch.id
    assert imports.count("staged_lead") == 3


# --- meanwhile ----------------------------------------------------------------------------------


def test_somebody_who_came_in_meanwhile_is_asked_about(imports: Imports):
    batch, plan = imports.staged(*GOOD, ("Ida Ost", "Ost AG", "ida@ost.com", "", "Kiel"))
    theirs = imports.office.new_lead(name="Ida Ost", emails=("ida@ost.com",), company="Ost AG")
    done = imports.promote(batch, plan)
    assert (done.counts.created, done.counts.flagged, done.counts.duplicate_in_file) == (2, 1, 1)
    mine = imports.ids(done)[0]
    (pair,) = imports.office.detail(mine).duplicates
    assert pair[0] == theirs
    assert imports.rows(done)[0].outcome == "flagged"
    check_counts(done)


def test_a_customer_who_came_back_is_not_asked_about_meanwhile(imports: Imports):
    office = imports.office
    known = office.new_lead(name="Ida Ost", emails=("ida@ost.com",), company="Ost AG")
    office.do(c.ConvertLead(known, value="1000", close_date="2026-06-30"))
    batch, plan = imports.staged(*GOOD)
    office.new_lead()
    done = imports.promote(batch, plan)
    assert (done.counts.created, done.counts.flagged) == (3, 0)


def test_two_imports_of_the_same_people_at_once(imports: Imports):
    office = imports.office
    first, plan = imports.staged(*GOOD)
    other_source, other_plan = typed([(*row, "", "Kiel") for row in GOOD])
    second = drive(stage(office.desk(office.ben), other_source, other_plan))
    imports.promote(first, plan)
    done = drive(promote(office.desk(office.ben), second, other_plan))
    assert (done.counts.created, done.counts.flagged) == (0, 3)
    check_sums(imports)


def test_a_known_lead_gets_the_file_as_it_stands_by_then(imports: Imports):
    office = imports.office
    known = office.new_lead(name="Ida Ost", emails=("ida@ost.com",))
    batch, plan = imports.staged(("Ida Ost", "Ost AG", "ida@ost.com", "+49 431 55501", "Kiel"))
    office.do(c.EditLead(known, {"city": "Husum"}), office.ben)
    imports.promote(batch, plan)
    lead = office.lead(known)
    assert (lead.city, lead.phone) == ("Husum", "+4943155501")


@pytest.mark.parametrize("gone", ["undone", "bin", "stage"])
def test_rows_that_build_on_what_is_gone_are_staged_anew(imports: Imports, gone):
    office = imports.office
    known = office.new_lead(name="Ida Ost", emails=("ida@ost.com",))
    extra = office.do(c.SaveStage(None, "Warm", position=1), office.maya).result
    head = ("Name", "E-mail", "Notes", "Lead status")
    rows = [("Ida Ost", "ida@ost.com", "hello", ""), ("Jo West", "jo@west.com", "", "Warm")]
    source, plan = typed(rows, head)
    batch = drive(stage(office.desk(), source, plan))
    assert batch.counts.updated == 1
    if gone == "undone":
        office.do(c.Undo())
    elif gone == "bin":
        office.do(c.DeleteLeads((known,)))
    else:
        office.do(c.RemoveStage(extra.id, office.stage("New").id), office.maya)
    with pytest.raises(KnownError) as refused:
        imports.promote(batch, plan)
    assert refused.value.code == i.OUTDATED
    assert imports.count() == (0 if gone == "undone" else 1)
    done = drive(import_file(office.desk(), source, plan))
    assert done.id != batch.id
    expected = (1, 1) if gone == "stage" else (2, 0)
    assert (done.counts.created, done.counts.updated) == expected
    check_sums(imports)


def test_it_is_staged_anew_without_being_asked(imports: Imports):
    office = imports.office
    known = office.new_lead(name="Ida Ost", emails=("ida@ost.com",))
    source, plan = typed(GOOD)
    job = import_file(office.desk(), source, plan)
    while next(job).note != "adding":
        pass
    office.do(c.DeleteLeads((known,)))
    batch = drive(job)
    assert (batch.state, batch.counts.created) == ("promoted", 3)


def test_drafts_and_rows_are_the_same_intake(imports: Imports):
    """A row of a file and the same lead typed in become the same record."""
    office = imports.office
    batch = imports.typed(("Ida Ost", "Ost AG", "ida@ost.com", "+49 431 55501", "Kiel", "hello"))
    (mine,) = imports.details(batch)
    imports.undo(batch)
    done = office.do(
        c.CaptureLeads(
            (LeadDraft(name="Ida Ost", company="Ost AG", emails=("ida@ost.com",),
                       phones=("+49 431 55501",), city="Kiel", note="hello"),),
            channel="import",
        )
    ).result  # fmt: skip
    theirs = office.detail(done[0].id)
    own = {"id", "batch_id", "next_task_id", "owner_id", "version"}
    for name in mine.lead.__dataclass_fields__:
        if name not in own:
            assert getattr(mine.lead, name) == getattr(theirs.lead, name), name
    assert len(mine.tasks) == len(theirs.tasks) == 1
    assert [a.kind for a in mine.activities] == [a.kind for a in theirs.activities]
