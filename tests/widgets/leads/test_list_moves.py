"""Moves from the list and from the peek ask what a drag asks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leaddesk.service.commands import SaveStage
from leaddesk.widgets.board.needed_form import NeededForm


@pytest.fixture
def page(office):
    office.window.show_page("leads")
    QApplication.processEvents()
    return office.window.leads


def go_to(page, office, company, name="lead"):
    row = page.model.row_of(office.lead(company).id)
    page.table.setCurrentIndex(page.model.index(row, page.model.columns.index(name)))


def choose(menu, name):
    next(a for a in menu.actions() if name in a.text()).trigger()
    menu.close()


def form(page) -> NeededForm:
    assert page.moves.popover is not None, "nothing is asked"
    return page.moves.popover.findChild(NeededForm)


def test_over_the_divider_the_conversion_is_asked_at_the_row(office, page, qtbot):
    go_to(page, office, "Lumen Dental")
    QTest.keyClick(page.table, Qt.Key.Key_M)
    choose(page.menu, "Proposal")
    asked = form(page)
    assert asked.values() == {"value": "12000"}
    assert office.lead("Lumen Dental").kind == "lead", "nothing is written before the answer"
    asked.field("value").editor.setText("15000")
    QTest.keyClick(asked.field("value").editor, Qt.Key.Key_Return)
    deal = office.lead("Lumen Dental")
    assert (deal.kind, int(deal.value)) == ("opportunity", 15000)
    assert page.moves.popover is None
    qtbot.waitUntil(lambda: page.current_id() == deal.id)


def test_esc_leaves_the_lead_where_it_was_and_says_why(office, page):
    go_to(page, office, "Lumen Dental")
    QTest.keyClick(page.table, Qt.Key.Key_M)
    choose(page.menu, "Proposal")
    QTest.keyClick(form(page).field("value").editor, Qt.Key.Key_Escape)
    assert office.lead("Lumen Dental").kind == "lead"
    assert any("was not moved" in text for text in office.toasts())
    assert page.table.hasFocus()


def test_several_rows_are_asked_for_what_they_share(office, page):
    page.model.check([office.lead(c).id for c in ("Lumen Dental", "Delta Print")])
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_M)
    choose(page.menu, "Proposal")
    asked = form(page)
    assert list(asked._fields) == ["close_date"], "each deal keeps its own amount"
    asked.accept()
    assert {office.lead(c).kind for c in ("Lumen Dental", "Delta Print")} == {"opportunity"}
    office.history.undo()
    assert {office.lead(c).kind for c in ("Lumen Dental", "Delta Print")} == {"lead"}


def test_a_stage_that_needs_a_field_asks_for_just_that(office, page):
    stage = office.stage("Qualified")
    office.desk.execute(
        SaveStage(stage.id, stage.name, "lead", stage.lifecycle, stage.position,
                  requires=("budget",))
    )  # fmt: skip
    go_to(page, office, "Delta Print")
    page.move_leads([office.lead("Delta Print").id], stage.id)
    asked = form(page)
    assert list(asked._fields) == ["budget"]
    asked.field("budget").editor.setText("20k")
    asked.accept()
    assert office.lead("Delta Print").stage_id == stage.id


def test_f2_on_stage_and_owner_opens_their_menus_for_this_row(office, page):
    page.model.check([office.lead("Atlas Freight").id])
    go_to(page, office, "Delta Print", "stage")
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    here = next(a for a in page.menu.actions() if "Contacted" in a.text())
    assert not here.isEnabled(), "where it stands"
    choose(page.menu, "Qualified")
    assert office.lead("Delta Print").stage_id == office.stage("Qualified").id
    assert office.lead("Atlas Freight").stage_id == office.stage("Proposal").id
    go_to(page, office, "Delta Print", "owner")
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    choose(page.assigning.menu, "Priya")
    assert office.lead("Delta Print").owner_id == office.priya.id
    assert office.lead("Atlas Freight").owner_id == office.sam.id


def test_the_stage_bar_of_the_peek_asks_beside_the_list(office, page, qtbot):
    lead = office.lead("Lumen Dental")
    go_to(page, office, "Lumen Dental")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    bar = office.window.dock.panel.head.stages
    spot = bar.rect_of(office.stage("Proposal").id).center()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=spot)
    form(page).accept()
    deal = office.lead("Lumen Dental")
    assert deal.kind == "opportunity"
    assert deal.id != lead.id
    assert office.window.dock.lead_id == deal.id, "the peek goes on with what came of it"


def test_the_stage_bar_moves_a_lead_that_the_board_does_not_hold(office, qtbot):
    lead = office.lead("Delta Print")
    from leaddesk.service.commands import AssignLeads

    office.desk.execute(AssignLeads((lead.id,), owner_id=office.priya.id))
    office.window.board.load()
    assert "Delta Print" not in office.names("Contacted")
    office.window.open_peek(lead.id)
    bar = office.window.dock.panel.head.stages
    spot = bar.rect_of(office.stage("Qualified").id).center()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=spot)
    assert office.lead("Delta Print").stage_id == office.stage("Qualified").id
