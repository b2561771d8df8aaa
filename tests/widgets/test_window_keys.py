"""Keys that lead through the whole window, and those of leads outside the board."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def key(office, code, modifier=NONE):
    QTest.keyClick(QApplication.focusWidget() or office.window, code, modifier)
    QApplication.processEvents()


def choose(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if words in action.text()).trigger()
    menu.close()


def test_alt_left_and_right_lead_through_pages_and_leads(office):
    window = office.window
    delta, holm = office.id_of("Delta Print"), office.id_of("Holm Architects")
    window.show_lead(delta)
    window.show_page("data")
    window.show_page("pipeline")
    window.show_lead(holm)
    key(office, Qt.Key.Key_Left, ALT)
    assert (window.page, window.dock.lead_id) == ("pipeline", delta)
    key(office, Qt.Key.Key_Left, ALT)
    assert window.page == "data"
    key(office, Qt.Key.Key_Right, ALT)
    key(office, Qt.Key.Key_Right, ALT)
    assert (window.page, window.dock.lead_id) == ("pipeline", holm)


def test_h_puts_the_next_step_off(office):
    office.press("Nordwind Logistics", Qt.Key.Key_H)
    choose(office.window.acts.snoozing.menu, "Tomorrow 9:00")
    assert office.lead("Nordwind Logistics").next_due == datetime(2025, 11, 21, 9, tzinfo=UTC)
    office.history.undo()
    assert office.lead("Nordwind Logistics").next_due == datetime(2025, 11, 20, 14, 30, tzinfo=UTC)


def test_any_other_day_is_picked(office):
    office.press("Nordwind Logistics", Qt.Key.Key_H)
    snoozing = office.window.acts.snoozing
    choose(snoozing.menu, "Pick a date")
    key(office, Qt.Key.Key_Return)
    assert snoozing.popover is None
    assert office.lead("Nordwind Logistics").next_due == datetime(2025, 11, 24, 9, tzinfo=UTC)


def test_without_a_next_step_h_says_so(office):
    office.press("Nordwind Logistics", Qt.Key.Key_D)
    office.press("Nordwind Logistics", Qt.Key.Key_H)
    assert any("no next step" in text for text in office.toasts())


def test_f2_writes_in_the_first_field_of_a_card(office):
    office.press("Delta Print", Qt.Key.Key_F2)
    assert office.window.dock.lead_id == office.id_of("Delta Print")
    assert office.window.dock.panel.details.isAncestorOf(QApplication.focusWidget())


def test_shift_f10_opens_the_menu_of_a_card_and_of_a_row(office):
    office.press("Delta Print", Qt.Key.Key_F10, SHIFT)
    assert office.window.pipeline.menu.isVisible()
    office.window.pipeline.menu.close()
    page = shown_list(office)
    key(office, Qt.Key.Key_F10, SHIFT)
    assert "Log a call" in " ".join(action.text() for action in page.menu.actions())
    page.menu.close()


def test_in_the_list_shift_and_arrows_check_rows(office):
    page = shown_list(office)
    key(office, Qt.Key.Key_Down, SHIFT)
    assert len(page.model.checked) == 2
    key(office, Qt.Key.Key_A, CTRL)
    assert len(page.model.checked) == 7
    key(office, Qt.Key.Key_Escape)
    assert not page.model.checked


def test_in_the_list_a_lead_is_disqualified_nurtured_and_moved_by_its_keys(office):
    page = shown_list(office)
    row = page.model.row_of(office.lead("Delta Print").id)
    page.table.setCurrentIndex(page.model.index(row, 1))
    key(office, Qt.Key.Key_Right, CTRL | SHIFT)
    assert office.lead("Delta Print").stage_id == office.stage("Qualified").id
    key(office, Qt.Key.Key_L, SHIFT)
    assert office.window.acts.moves.popover is not None
    office.window.acts.moves.popover.close_it()
    assert office.lead("Delta Print").stage_id == office.stage("Qualified").id


def test_esc_in_the_peek_clears_the_selection_first_and_then_closes_it(office):
    office.press("Vantage Foods", Qt.Key.Key_Space)
    cards = office.column("New").list
    cards.setFocus()
    QTest.keyClick(cards, Qt.Key.Key_A, CTRL)
    assert len(office.board.selected_ids()) == 3
    office.window.dock.take_focus()
    key(office, Qt.Key.Key_Escape)
    assert office.window.dock.is_open
    assert len(office.board.selected_ids()) == 1
    office.window.dock.take_focus()
    key(office, Qt.Key.Key_Escape)
    assert not office.window.dock.is_open


def test_single_letters_switched_off_do_nothing_and_are_shown_nowhere(office):
    office.settings.change(single_letter_keys=False)
    office.press("Nordwind Logistics", Qt.Key.Key_N)
    assert office.window.new_lead_form is None
    office.press("Nordwind Logistics", Qt.Key.Key_J)
    assert office.board.current_id() == office.id_of("Nordwind Logistics")
    assert "  N" not in office.window.bar.new.toolTip()
    key(office, Qt.Key.Key_N, CTRL)
    assert office.window.new_lead_form is not None


def shown_list(office):
    office.window.show_page("leads")
    QApplication.processEvents()
    page = office.window.leads
    page.table.setCurrentIndex(page.model.index(0, 1))
    page.table.setFocus()
    return page
