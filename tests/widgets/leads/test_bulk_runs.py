"""Acts on many checked leads: how far they are, Cancel, what is said, one undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leaddesk.base.progress import Progress
from leaddesk.presentation import bulk_runs
from leaddesk.service import bulk_job
from leaddesk.service.commands import DeleteLeads
from leaddesk.widgets.board.needed_form import NeededForm


@pytest.fixture
def page(office, monkeypatch):
    monkeypatch.setattr(bulk_runs, "AT_ONCE", 2)
    monkeypatch.setattr(bulk_job, "SLICE", 2)
    office.window.show_page("leads")
    QApplication.processEvents()
    return office.window.leads


def owners(office, ids):
    return {lead.owner_id for lead in office.desk.ask(lambda r: r.leads(ids)).values()}


def user(office, login):
    return office.desk.ask(lambda reader: reader.user_by_login(login)).id


def test_the_bar_says_how_far_it_is_and_then_what_can_be_done(page):
    page.model.check_all()
    page.bulk.more.setFocus()
    page.bulk.show_progress(Progress(1200, 18240))
    assert page.bulk.far.text() == "1,200 of 18,240"
    assert page.bulk.line.value == pytest.approx(1200 / 18240)
    assert page.bulk.cancel.hasFocus(), "the focus is not lost with its button"
    assert not page.bulk.count.isVisible()
    page.model.check(page.model.checked, on=False)
    assert page.bulk.isVisible(), "an act under way is seen without a selection, too"
    page.bulk.show_progress(None)
    assert not page.bulk.isVisible()
    page.model.check_all()
    assert page.bulk.count.isVisible()
    assert not page.bulk.cancel.isVisible()


def test_many_are_assigned_in_slices_and_taken_back_as_one_step(office, page):
    page.model.check_all()
    ids = page.model.checked
    seen: list[Progress | None] = []
    before = owners(office, ids)
    page.runs.progressed.connect(seen.append)
    page.assigning.assign(ids, user(office, "priya"))
    assert [p.done for p in seen if p][1:] == [0, 2, 4, 6, 7]
    assert seen[-1] is None
    assert owners(office, ids) == {user(office, "priya")}
    assert [text for text in office.toasts() if "assigned" in text] == [
        "7 leads assigned to Priya Rao"
    ]
    office.history.undo()
    assert owners(office, ids) == before
    office.history.redo()
    assert owners(office, ids) == {user(office, "priya")}


def test_cancel_keeps_what_is_done_and_says_how_many(office, page):
    page.model.check_all()
    ids = page.model.checked
    page.runs.progressed.connect(
        lambda p: page.bulk.cancel.click() if p is not None and p.done == 4 else None
    )
    page.assigning.assign(ids, user(office, "priya"))
    assert not page.runs.is_running
    assert any("4 of 7" in text for text in office.toasts())
    assert "4 leads assigned to Priya Rao" in office.toasts()
    leads = office.desk.ask(lambda r: r.leads(ids))
    mine = [n for n in ids if leads[n].owner_id == user(office, "priya")]
    assert mine == list(ids[:4])


def test_each_lead_that_failed_is_named(office, page):
    page.model.check_all()
    ids = page.model.checked
    gone = office.desk.ask(lambda r: r.leads(ids))[ids[3]]
    office.desk.execute(DeleteLeads((gone.id,)))
    page.assigning.assign(ids, user(office, "priya"))
    (message,) = [m for m in office.history.messages if m.details]
    assert message.text.startswith("1 lead was left as it was.")
    assert gone.label in message.details


def test_an_end_is_for_those_that_can_have_it_and_asked_once(office, page):
    page.views.filter.set_parts(())
    page.model.check_all()
    team = office.desk.ask(lambda reader: reader.team())
    leads = office.desk.ask(lambda r: r.leads(page.model.checked))
    deals = [lead.id for lead in leads.values() if lead.kind == "opportunity"]
    open_leads = [n for n in leads if n not in deals]
    assert deals
    assert open_leads
    page.acts.end(page.model.checked, "lost", page.bulk, team)
    assert any(f"{len(open_leads)} are no opportunities" in text for text in office.toasts())
    form = page.moves.popover.findChild(NeededForm)
    form.accepted.emit({"reason": "no budget"})
    lost = team.pipeline.by_role("lost").id
    now = office.desk.ask(lambda r: r.leads(tuple(leads)))
    assert [n for n in now if now[n].stage_id == lost] == deals


def test_one_field_is_set_for_all_checked_leads(office, page):
    page.model.check_all()
    ids = page.model.checked
    page.acts.edit(ids, page.bulk)
    form = page.acts.form
    form.field.setCurrentIndex(form.field.findData("city"))
    QTest.keyClicks(form.line, "Oslo")
    QTest.keyClick(form.line, Qt.Key.Key_Return)
    assert {lead.city for lead in office.desk.ask(lambda r: r.leads(ids)).values()} == {"Oslo"}
    office.history.undo()
    assert "Oslo" not in {lead.city for lead in office.desk.ask(lambda r: r.leads(ids)).values()}
