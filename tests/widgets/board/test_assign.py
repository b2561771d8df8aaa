"""Handing leads to somebody: on the board, in the list, in the peek."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leaddesk.service.commands import EditUser


def choose(menu, name):
    assert menu.isVisible()
    action = next(a for a in menu.actions() if name in a.text())
    action.trigger()
    menu.close()


def names_in(menu):
    return [a.text().split("  ")[-1] for a in menu.actions() if a.text()]


def owner(office, company):
    return office.lead(company).owner_id


def test_a_on_a_card_asks_who_gets_it_and_says_who_has_it(office, qtbot):
    office.window.bar.tab("team").click()
    office.press("Kite & Company", Qt.Key.Key_A)
    menu = office.window.pipeline.assigning.menu
    assert names_in(menu) == ["Sam Keller", "Priya Rao", "Unassigned"]
    assert [a.isChecked() for a in menu.actions() if a.text()] == [True, False, False]
    QTest.keyClick(menu, Qt.Key.Key_2)
    assert owner(office, "Kite & Company") == office.priya.id
    assert any("assigned to Priya Rao" in text for text in office.toasts())


def test_somebody_who_left_is_not_offered(office):
    office.desk.execute(EditUser(office.priya.id, {"active": "no"}))
    office.window.board.load()
    office.press("Kite & Company", Qt.Key.Key_A)
    assert names_in(office.window.pipeline.assigning.menu) == ["Sam Keller", "Unassigned"]
    office.window.pipeline.assigning.menu.close()


def test_several_cards_are_assigned_in_one_step(office, qtbot):
    office.window.bar.tab("team").click()
    cards = office.select("Kite & Company")
    QTest.keyClick(cards, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(cards, Qt.Key.Key_A)
    choose(office.window.pipeline.assigning.menu, "Unassigned")
    three = ("Kite & Company", "Holm Architects", "Vantage Foods")
    assert [owner(office, company) for company in three] == [None] * 3
    office.history.undo()
    assert [owner(office, company) for company in three] == [office.sam.id] * 3


def test_the_card_menu_has_a_line_for_it(office):
    cards, point = office.card_point("Kite & Company")
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=point)
    cards.menu_asked.emit(cards.viewport().mapToGlobal(point))
    page = office.window.pipeline
    choose(page.menu, "Assign...")
    choose(page.assigning.menu, "Priya")
    assert owner(office, "Kite & Company") == office.priya.id


def test_in_the_list_a_assigns_the_checked_rows(office):
    office.window.show_page("leads")
    QApplication.processEvents()
    page = office.window.leads
    ids = [office.lead(company).id for company in ("Delta Print", "Atlas Freight")]
    page.model.check(ids)
    page.table.setCurrentIndex(page.model.index(0, 1))
    QTest.keyClick(page.table, Qt.Key.Key_A)
    choose(page.assigning.menu, "Priya")
    assert owner(office, "Delta Print") == owner(office, "Atlas Freight") == office.priya.id
    office.history.undo()
    assert owner(office, "Delta Print") == owner(office, "Atlas Freight") == office.sam.id
    page.bulk.assign_asked.emit()
    choose(page.assigning.menu, "Unassigned")
    assert owner(office, "Delta Print") is None


def test_in_the_peek_the_owner_is_a_button_and_a_a_key(office, qtbot):
    office.press("Nordwind Logistics", Qt.Key.Key_Space)
    panel = office.window.dock.panel
    button = panel.details.rows["owner"].button
    assert button.accessibleName() == "Owner: Sam Keller"
    button.click()
    choose(panel.assigning.menu, "Priya")
    assert owner(office, "Nordwind Logistics") == office.priya.id
    qtbot.waitUntil(lambda: "Priya Rao" in button.text())
    panel.head.up.setFocus()
    QTest.keyClick(panel.head.up, Qt.Key.Key_A)
    choose(panel.assigning.menu, "Sam")
    assert owner(office, "Nordwind Logistics") == office.sam.id
