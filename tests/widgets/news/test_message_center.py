"""The bell: what is unread, what a line can do, what comes back after a restart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leaddesk.presentation.errors import Notice
from leaddesk.presentation.message_book import KEPT
from leaddesk.service.commands import MoveLeads
from leaddesk.widgets.news.news_panel import PAGE
from leaddesk.widgets.notices import Notices


def move(office, company, stage):
    office.client.do(MoveLeads((office.lead(company).id,), office.stage(stage).id))


def opened(office):
    office.window.messages.toggle()
    QApplication.processEvents()
    return office.window.messages.panel


def texts(panel):
    return [line.message.text for line in panel.lines]


@pytest.fixture
def bell(office):
    return office.window.bar.bell


def test_the_bell_counts_what_was_not_seen(office, bell):
    assert bell.accessibleName() == "Messages"
    office.history.say("Import finished")
    assert bell.accessibleName() == "Messages, 1 unread"
    assert "Shift F8" in bell.toolTip()
    (toast,) = office.window.notices.toasts.toasts()
    toast.seen.emit()
    assert bell.unread == 0
    office.client.noticed.emit(Notice("known", "The disk is full.", "Make room."))
    assert bell.unread == 1


def test_own_acts_are_read_also_after_a_restart(office, bell, make_office):
    for company in ("Kite & Company", "Holm Architects"):
        move(office, company, "Contacted")
    assert bell.unread == 0
    again = make_office(document=office.settings_document()).open()
    panel = opened(again)
    assert texts(panel)[0].endswith("moved to Contacted")
    assert again.window.bar.bell.unread == 0


def test_an_error_is_not_read_by_its_time_alone(office, bell, qtbot):
    office.window.activateWindow()
    office.history.say("Export saved")
    office.history.say("The disk is full.", is_error=True)
    said, error = office.window.notices.toasts.toasts()
    for toast in (said, error):
        toast._clock.timeout.emit()
    assert [(m.text, m.is_read) for m in office.history.messages] == [
        ("The disk is full.", False),
        ("Export saved", office.window.isActiveWindow()),
    ]


def test_the_panel_tells_the_newest_first_and_takes_back(office):
    move(office, "Kite & Company", "Contacted")
    move(office, "Delta Print", "New")
    panel = opened(office)
    assert texts(panel)[:2] == ["Delta Print moved to New", "Kite & Company moved to Contacted"]
    assert panel.lines[0].hasFocus()
    assert panel.lines[1].accessibleName() == "13:42, Kite & Company moved to Contacted"
    panel.lines[1].button.click()
    assert office.lead("Kite & Company").stage_id == office.stage("New").id
    assert office.lead("Delta Print").stage_id == office.stage("New").id
    undone = panel.lines[2]
    assert undone.button is None
    assert "undone" in undone.accessibleName()
    assert not panel.mark_all.isEnabled()
    office.history.say("The disk is full.", is_error=True)
    assert panel.mark_all.isEnabled()
    panel.mark_all.click()
    assert office.window.bar.bell.unread == 0
    assert not panel.mark_all.isEnabled()


def test_a_line_opens_its_lead_by_key_and_the_panel_goes(office):
    move(office, "Kite & Company", "Contacted")
    move(office, "Delta Print", "New")
    panel = opened(office)
    QTest.keyClick(panel.lines[0], Qt.Key.Key_Down)
    assert panel.lines[1].hasFocus()
    QTest.keyClick(panel.lines[1], Qt.Key.Key_Return)
    assert office.window.messages.panel is None
    assert office.window.dock.lead_id == office.lead("Kite & Company").id


def test_the_lead_of_a_new_lead_opens_too(office):
    office.window.open_new_lead()
    form = office.window.new_lead_form
    form.line("company").setText("Ostrava Steel")
    form.submit(stay=False)
    (message,) = office.history.messages
    assert message.lead_id == office.lead("Ostrava").id


def test_its_key_opens_it_and_escape_closes_it(office, qtbot):
    qtbot.waitUntil(office.window.isActiveWindow)
    QTest.keyClick(office.window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    panel = office.window.messages.panel
    assert panel.lines == [] or panel.lines[0].hasFocus()
    QTest.keyClick(panel.parentWidget(), Qt.Key.Key_Escape)
    assert office.window.messages.panel is None


def test_messages_come_back_from_the_log_with_their_undo(office, make_office):
    move(office, "Kite & Company", "Contacted")
    move(office, "Delta Print", "New")
    office.history.undo()
    before = [m.text for m in office.history.messages][:3]
    again = make_office(document=office.settings_document()).open()
    panel = opened(again)
    assert texts(panel)[:3] == before
    assert again.window.bar.bell.unread == 0
    kite = next(line for line in panel.lines if "Kite" in line.message.text)
    kite.button.click()
    assert again.lead("Kite & Company").stage_id == again.stage("New").id


def test_many_messages_are_bounded_and_come_in_parts(office):
    for n in range(KEPT + 30):
        office.history.say(f"said {n}")
    panel = opened(office)
    assert len(office.history.messages) == KEPT
    assert len(panel.lines) == PAGE
    panel.older.click()
    assert len(panel.lines) == 2 * PAGE
    assert panel.lines[PAGE].hasFocus()


# --- toasts --------------------------------------------------------------------------------------


def test_one_undo_takes_back_what_one_toast_tells(office, qtbot):
    """By its key as by its button; what was undone is one line, too."""
    for company in ("Kite & Company", "Holm Architects", "Vantage Foods"):
        move(office, company, "Contacted")
    assert office.toasts() == ["3 leads moved to Contacted"]
    office.window.notices.undo()
    for company in ("Kite & Company", "Holm Architects", "Vantage Foods"):
        assert office.lead(company).stage_id == office.stage("New").id
    assert office.toasts() == ["Undone: Move 3 leads to Contacted"]


def test_without_a_toast_undo_takes_back_one_step(office):
    for company in ("Kite & Company", "Holm Architects"):
        move(office, company, "Contacted")
    office.window.notices.toasts.clear()
    office.window.notices.undo()
    assert office.lead("Holm Architects").stage_id == office.stage("New").id
    assert office.lead("Kite & Company").stage_id == office.stage("Contacted").id


def test_a_bug_offers_to_try_again(office):
    tried = []
    notices: Notices = office.window.notices
    title = "Something went wrong while moving Nordwind."
    notices.tell(
        Notice("bug", title, "The lead is unchanged.", details="x", again=lambda: tried.append(1))
    )
    (toast,) = notices.toasts.toasts()
    assert toast.said.text == f"{title} The lead is unchanged."
    assert (toast.said.action, toast.said.other) == ("Try again", "Copy details")
    toast.acted.emit()
    assert tried == [1]
    assert opened(office).lines[0].button.text() == "Copy details"
