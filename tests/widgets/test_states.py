"""What the window shows while something loads, is broken, is away, is read only, or was deleted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leaddesk.base.errors import KnownError
from leaddesk.presentation.edit_lock import EditLock
from leaddesk.presentation.errors import Notice
from leaddesk.service.commands import DeleteLeads, EditLead, MoveLeads
from leaddesk.widgets.loading import LoadingCover

READ_ONLY = Notice("known", "This file can only be read.", "Get the right to write.", "read-only")
GONE = KnownError("The team server did not answer.", code="server-gone")


def lose(office):
    office.client.trouble_changed.emit(GONE)
    office.window.states.standing._grace.timeout.emit()


# --- loading -------------------------------------------------------------------------------------


def test_loading_shows_blocks_then_a_line_then_cancel(qtbot, theme):
    from PySide6.QtWidgets import QWidget

    host = QWidget()
    host.resize(900, 600)
    qtbot.addWidget(host)
    host.show()
    cover = LoadingCover(theme, host, "rows")
    cover.begin(18240)
    assert not cover.isVisible(), "what comes within 150 ms is not announced"
    blocks, line, cancel = cover._timers
    blocks.timeout.emit()
    assert cover.isVisible()
    assert not cover.line.isVisible()
    line.timeout.emit()
    assert cover.line.text() == "Loading 18,240 leads..."
    assert not cover.cancel.isVisible()
    cancel.timeout.emit()
    with qtbot.waitSignal(cover.cancelled):
        cover.cancel.click()
    assert not cover.isVisible()
    assert not cover.is_loading


def test_a_list_that_was_stopped_says_so_and_reads_again(office):
    office.window.show_page("leads")
    page = office.window.leads
    shown = page.model.rowCount()
    page.model.loading_changed.emit(True)
    cover = page.table.findChild(LoadingCover)
    cover.cancelled.emit()
    assert "Loading was stopped." in page.trouble.accessibleName()
    assert page.trouble.isVisible()
    page.trouble.findChildren(type(office.window.retry))[0].click()
    assert not page.trouble.isVisible()
    assert page.model.rowCount() == shown


def test_before_the_first_board_there_are_grey_columns(make_office):
    office = make_office(connect=False).open()
    cover = office.board.loading
    assert cover.is_loading
    office.connect()
    assert not cover.is_loading


# --- a part that is broken -----------------------------------------------------------------------


@pytest.mark.parametrize("part", ["bin", "history"])
def test_a_part_that_cannot_be_read_says_so_there(office, part, monkeypatch):
    office.window.show_page("data")
    data = office.window.data
    data.choose_tab(part)
    page = getattr(data, part)
    page._failed(KnownError("The disk failed.", "Try again."))
    page._failed(KnownError("The disk failed.", "Try again."))
    trouble = page.widget()
    assert trouble.banner.accessibleName() == "The disk failed. Try again."
    assert office.toasts() == []
    trouble.retry.click()
    QApplication.processEvents()
    assert page.widget() is not trouble


# --- read only, paused ---------------------------------------------------------------------------


def test_a_file_to_read_only_is_shown_so_everywhere(office):
    window = office.window
    office.press("Nordwind Logistics", Qt.Key.Key_Space)
    window.states.show_start_trouble(READ_ONLY)
    mark = window.bar.saved
    assert mark.text == "Read only"
    assert "can only be read" in mark.toolTip()
    assert not window.bar.new.isEnabled()
    assert window.bar.new.toolTip() == "This file can only be read."
    panel = window.dock.panel
    assert not any(row.line.isVisibleTo(panel) for row in panel.details.rows.values())
    assert not panel.step.done.isEnabled()
    assert not panel.composer.save.isEnabled()
    cards, point = office.card_point("Nordwind Logistics")
    QTest.mousePress(cards.viewport(), Qt.MouseButton.LeftButton, pos=point)
    office.board.drag.begin(cards, office.id_of("Nordwind Logistics"), point)
    assert not office.board.drag.is_on
    window.open_new_lead()
    assert window.new_lead_form is None
    assert "This file can only be read." in office.toasts()
    QTest.mouseRelease(cards.viewport(), Qt.MouseButton.LeftButton, pos=point)
    window.states.clear_trouble()
    assert mark.text == "Saved"
    assert window.bar.new.isEnabled()
    assert panel.details.rows["email"].line.isVisibleTo(panel)


def test_a_lost_server_pauses_and_keeps_what_is_being_written(office):
    window = office.window
    office.press("Nordwind Logistics", Qt.Key.Key_Space)
    line = window.dock.panel.details.rows["email"].line
    other = window.dock.panel.details.rows["phone"].line
    line.setFocus()
    line.setText("anna@lindqvist.example")
    lose(office)
    assert window.states.standing.lost is not None
    assert line.text() == "anna@lindqvist.example"
    assert not line.isReadOnly(), "what was begun may be finished"
    assert other.isReadOnly()
    assert other.toolTip() == "Changes are paused until the team server is back."
    office.client.do(MoveLeads((office.id_of("Kite & Company"),), office.stage("Qualified").id))
    assert "Changes are paused until the team server is back. Nothing was changed." in (
        office.toasts()
    )
    office.client.trouble_changed.emit(None)
    assert window.states.standing.lost is None
    assert not other.isReadOnly()


def test_a_pause_takes_texts_in_and_nothing_else():
    lock = EditLock("Paused.", keeps_text=True)
    assert lock.refuses(EditLead(1, {"city": "Oslo"})) is None
    refusal = lock.refuses(DeleteLeads((1,)))
    assert refusal is not None
    assert refusal.code == "paused"


# --- what others do ------------------------------------------------------------------------------


def test_a_lead_that_somebody_deleted_stays_in_the_peek(office, qtbot):
    office.press("Nordwind Logistics", Qt.Key.Key_Space)
    lead = office.lead("Nordwind Logistics")
    outcome = office.other.execute(DeleteLeads((lead.id,)))
    office.hub.tell(outcome.changes)
    panel = office.window.dock.panel
    qtbot.waitUntil(panel.banner.isVisible)
    assert panel.model.lead_id == lead.id
    assert panel.banner.accessibleName() == "Priya Rao moved this lead to the bin at 13:42."
    assert panel._restore.isVisible()
    panel._leave.click()
    assert not office.window.dock.is_open


def test_what_others_change_in_the_open_lead_is_tinted_for_two_seconds(office, qtbot):
    office.press("Nordwind Logistics", Qt.Key.Key_Space)
    lead = office.lead("Nordwind Logistics")
    outcome = office.other.execute(EditLead(lead.id, {"phone": "+46 8 555 01 42"}))
    office.hub.tell(outcome.changes)
    row = office.window.dock.panel.details.rows["phone"]
    qtbot.waitUntil(lambda: row.line.property("state") == "fresh")
    assert row.message.text() == "Priya Rao, just now"
    office.window.dock.panel.model._tint.timeout.emit()
    assert row.line.property("state") == ""
