"""The bin and the history."""

from __future__ import annotations

from leaddesk.service.commands import DeleteLeads, MoveLeads


def test_a_deleted_lead_is_in_the_bin_and_comes_back(office, qtbot):
    lead = office.lead("Delta Print")
    office.desk.execute(DeleteLeads((lead.id,)))
    office.window.show_page("data")
    page = office.window.data.bin
    assert list(page.buttons) == [lead.id]
    page.buttons[lead.id].click()
    qtbot.waitUntil(lambda: not page.buttons)
    assert office.lead("Delta Print").deleted_at is None


def test_the_history_takes_an_own_step_back(office, qtbot):
    lead = office.lead("Delta Print")
    outcome = office.desk.execute(MoveLeads((lead.id,), office.stage("Qualified").id))
    office.window.show_page("data")
    office.window.bar.tab("history").click()
    office.window.data.history.buttons[outcome.step.id].click()
    assert office.lead("Delta Print").stage_id == office.stage("Contacted").id


def test_a_colleagues_step_has_no_undo_here(office):
    lead = office.lead("Delta Print")
    outcome = office.other.execute(MoveLeads((lead.id,), office.stage("Qualified").id))
    office.window.show_page("data")
    office.window.bar.tab("history").click()
    assert outcome.step.id not in office.window.data.history.buttons
