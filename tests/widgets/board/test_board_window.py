"""The board in its window: what it shows, and every way to move a card."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leaddesk.base.errors import KnownError
from leaddesk.service.commands import MoveLeads
from leaddesk.widgets.board.needed_form import NeededForm

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def form(office) -> NeededForm:
    popover = office.window.pipeline.moves.popover
    assert popover is not None, "nothing is asked"
    return popover.findChild(NeededForm)


# --- what it shows -------------------------------------------------------------------------------


def test_the_columns_stand_in_order_with_a_divider_before_the_opportunities(office):
    names = [column.model.stage.name for column in office.board.columns]
    assert names == ["New", "Contacted", "Qualified", "Proposal", "Negotiation"]
    divider = office.board._dividers[0]
    left, right = office.column("Qualified"), office.column("Proposal")
    assert left.geometry().right() < divider.x() < right.x()


def test_heads_show_exact_counts_and_sums(office):
    head = office.column("New").head
    assert (head.count, head.sum_text) == (3, "€22,100")
    assert office.window.board.total().count_text == "7 open"


def test_five_columns_fit_on_a_small_screen_and_scroll_beside_the_peek(office):
    office.window.resize(1366, 768)
    QApplication.processEvents()
    assert office.board.horizontalScrollBar().maximum() == 0
    assert all(column.width() >= 232 for column in office.board.columns)
    office.window.open_peek(office.id_of("Delta Print"))
    QApplication.processEvents()
    assert all(column.width() >= 264 for column in office.board.columns)
    assert office.board.horizontalScrollBar().maximum() > 0


def test_an_empty_pipeline_offers_a_lead_and_an_import(make_office, tmp_path, theme):
    office = make_office()
    ids = tuple(office.desk.ask(lambda reader: reader.lead_ids(_all())))
    from leaddesk.service.commands import DeleteLeads

    office.desk.execute(DeleteLeads(ids))
    office.open()
    office.window.board.load()
    page = office.window.pipeline
    assert page.empty.isVisible()
    page.empty.action.click()
    assert office.window.new_lead_form is not None


def _all():
    from leaddesk.service.read_models import ListQuery

    return ListQuery()


@pytest.mark.parametrize("need", ["overdue", "today", "no_next_step", "sla_running", "going_stale"])
def test_a_chip_shows_as_many_leads_as_it_counts(office, need, qtbot):
    page = office.window.pipeline
    attention = office.desk.ask(
        lambda reader: reader.attention(office.window.board.filter, office.clock.now())
    )
    page.bar.chips[need].click()
    assert office.window.board.total().count == getattr(attention, need)


def test_chips_are_one_at_a_time_and_shift_adds(office):
    bar = office.window.pipeline.bar
    bar.chips["overdue"].click()
    bar.chips["today"].click()
    assert bar.pressed == ("today",)
    QTest.mouseClick(
        bar.chips["overdue"], Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    )
    assert set(bar.pressed) == {"overdue", "today"}


def test_a_pressed_chip_leaves_the_counts_of_the_others(office, qtbot):
    bar = office.window.pipeline.bar
    before = {need: chip.accessibleName() for need, chip in bar.chips.items()}
    bar.chips["overdue"].click()
    qtbot.waitUntil(lambda: office.window.board.total().count < 7)
    office.window.board.catch_up()
    assert {need: chip.accessibleName() for need, chip in bar.chips.items()} == before
    assert any("0" not in name for need, name in before.items() if need != "overdue"), before


def test_a_filter_without_leads_can_be_cleared(office):
    page = office.window.pipeline
    page.bar.chips["going_stale"].click()
    assert page.empty.isVisible()
    page.empty.action.click()
    assert not page.bar.pressed
    assert page.view.isVisible()


def test_the_order_is_chosen_from_the_menu(office):
    bar = office.window.pipeline.bar
    next(a for a in bar.sort_menu.actions() if a.data() == "value").trigger()
    assert office.names("New") == ["Vantage Foods", "Kite & Company", "Holm Architects"]
    assert "Value" in bar.sort_button.accessibleName()


def test_my_leads_and_the_teams_are_two_views(office):
    lead = office.lead("Delta Print")
    from leaddesk.service.commands import AssignLeads

    office.desk.execute(AssignLeads((lead.id,), owner_id=office.priya.id))
    office.window.bar.tab("team").click()
    assert "Delta Print" in office.names("Contacted")
    office.window.bar.tab("mine").click()
    assert "Delta Print" not in office.names("Contacted")
    assert office.settings.settings.view == "mine"


# --- dragging ------------------------------------------------------------------------------------


def test_a_card_is_dragged_to_another_stage_and_the_move_is_undone(office, qtbot):
    office.drag("Kite & Company", office.column("Contacted"))
    assert office.lead("Kite & Company").stage_id == office.stage("Contacted").id
    assert "Kite & Company" in office.names("Contacted")
    assert any("moved to Contacted" in text for text in office.toasts())
    QTest.keyClick(office.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Kite & Company" in office.names("New"))
    assert not any("moved to Contacted" in text for text in office.toasts())
    QTest.keyClick(office.window, Qt.Key.Key_Z, CTRL_SHIFT)
    qtbot.waitUntil(lambda: "Kite & Company" in office.names("Contacted"))


def test_while_a_card_is_dragged_source_slot_header_and_bar_say_so(office):
    cards = office.begin_drag("Kite & Company")
    target = office.column("Contacted")
    office.drag_over(cards, target)
    assert cards.cards.sources == {office.id_of("Kite & Company")}
    assert target.list.cards.slot_row is not None
    assert target._preview == "+€6,400"
    bar = office.board.drag.bar
    assert [place.role for place in bar._places] == ["nurture", "disqualified"]
    assert bar.isVisible()
    QTest.keyClick(cards, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert target.list.cards.slot_row is None
    assert not cards.cards.sources


def test_the_bar_offers_an_opportunity_won_lost_and_nurture(office):
    cards = office.begin_drag("Atlas Freight")
    assert [place.role for place in office.board.drag.bar._places] == ["won", "lost", "nurture"]
    QTest.keyClick(cards, Qt.Key.Key_Escape)


@pytest.mark.parametrize("how", ["escape", "right click"])
def test_a_drag_is_cancelled(office, how):
    cards = office.begin_drag("Kite & Company")
    office.drag_over(cards, office.column("Contacted"))
    if how == "escape":
        QTest.keyClick(cards, Qt.Key.Key_Escape)
    else:
        QTest.mousePress(cards.viewport(), Qt.MouseButton.RightButton)
    office.drop(cards, office.column("Contacted"))
    assert office.lead("Kite & Company").stage_id == office.stage("New").id
    assert not office.toasts()


def test_several_selected_cards_are_dragged_together(office):
    cards = office.select("Kite & Company")
    point = cards.rect_of(office.id_of("Holm Architects")).center()
    QTest.mouseClick(
        cards.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, point
    )
    assert len(office.board.selected_ids()) == 2
    assert cards.cards.several
    office.drag("Kite & Company", office.column("Qualified"))
    assert {"Kite & Company", "Holm Architects"} <= set(office.names("Qualified"))
    assert any("2 leads" in text for text in office.toasts())


def test_a_card_dropped_across_the_divider_is_converted_with_amount_and_date(office):
    office.drag("Lumen Dental", office.column("Proposal"))
    asked = form(office)
    assert asked.values() == {"value": "12000"}
    assert office.lead("Lumen Dental").kind == "lead", "nothing is written before the answer"
    assert "Lumen Dental" in office.names("Proposal"), "it is held where it was dropped"
    asked.field("value").editor.setText("15000")
    QTest.keyClick(asked.field("value").editor, Qt.Key.Key_Return)
    deal = office.lead("Lumen Dental")
    assert (deal.kind, int(deal.value)) == ("opportunity", 15000)
    assert office.names("Proposal").count("Lumen Dental") == 1
    assert "Lumen Dental" not in office.names("Qualified")


def test_esc_in_the_popover_puts_the_card_back_and_says_why(office):
    office.drag("Lumen Dental", office.column("Proposal"))
    QTest.keyClick(form(office).field("value").editor, Qt.Key.Key_Escape)
    assert "Lumen Dental" in office.names("Qualified")
    assert any("was not moved" in text for text in office.toasts())
    assert office.lead("Lumen Dental").kind == "lead"


def test_dropping_on_disqualify_asks_for_a_reason_and_what_belongs_to_it(office):
    cards = office.begin_drag("Kite & Company")
    bar = office.board.drag.bar
    point = bar.rect_of("disqualified").center()
    office.drag_over(cards, bar, point)
    office.drop(cards, bar, point)
    asked = form(office)
    asked.accept()
    assert asked.field("reason").error
    reason = asked.field("reason").editor
    reason.setCurrentIndex(reason.findData("timing"))
    asked.field("until").editor.set_text_value("2026-02-01")
    asked.accept()
    lead = office.lead("Kite & Company")
    assert (lead.reason, lead.recycle_on) == ("timing", "2026-02-01")
    assert "Kite & Company" not in office.names("New")


def test_a_stage_that_needs_a_field_asks_for_just_that(office):
    from leaddesk.service.commands import SaveStage

    stage = office.stage("Qualified")
    office.desk.execute(
        SaveStage(stage.id, stage.name, "lead", stage.lifecycle, stage.position,
                  requires=("budget",))
    )  # fmt: skip
    office.window.board.load()
    QApplication.processEvents()  # the columns are new ones
    office.drag("Delta Print", office.column("Qualified"))
    asked = form(office)
    assert list(asked._fields) == ["budget"]
    asked.accept()
    assert asked.field("budget").error
    asked.field("budget").editor.setText("20k")
    asked.accept()
    assert office.lead("Delta Print").budget == "20k"
    assert office.lead("Delta Print").stage_id == stage.id


def test_the_keyboard_stays_on_its_card_when_somebody_adds_a_stage(office):
    from leaddesk.service.commands import SaveStage

    view, lead = office.window.pipeline.view, office.lead("Delta Print")
    view.select(lead.id)
    before = QApplication.focusWidget()
    office.desk.execute(SaveStage(None, "Agreed", "lead", position=9))
    office.window.board.load()
    QApplication.processEvents()  # the columns are new ones
    after = QApplication.focusWidget()
    assert after is not before
    assert view.current_id() == lead.id
    assert after is view.column_of(lead.id).list


def test_a_card_moved_by_somebody_else_meanwhile_returns_with_their_name(office):
    lead = office.lead("Delta Print")
    office.other.execute(MoveLeads((lead.id,), office.stage("Qualified").id))
    office.drag("Delta Print", office.column("New"))
    assert office.lead("Delta Print").stage_id == office.stage("Qualified").id
    assert any("Priya" in text for text in office.toasts())


def test_near_the_edge_the_board_scrolls_under_the_drag(office, qtbot):
    office.window.resize(1100, 800)
    QApplication.processEvents()
    bar = office.board.horizontalScrollBar()
    assert bar.maximum() > 0
    cards = office.begin_drag("Kite & Company")
    viewport = office.board.viewport()
    office.drag_over(cards, viewport, QPoint(viewport.width() - 6, 200))
    qtbot.waitUntil(lambda: bar.value() > 0)
    QTest.keyClick(cards, Qt.Key.Key_Escape)


# --- without dragging ----------------------------------------------------------------------------


def test_m_and_a_digit_move_a_card(office):
    office.press("Kite & Company", Qt.Key.Key_M)
    menu = office.window.pipeline.menu
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_2)
    assert office.lead("Kite & Company").stage_id == office.stage("Contacted").id


def test_ctrl_shift_arrows_move_one_stage(office):
    office.press("Kite & Company", Qt.Key.Key_Right, CTRL_SHIFT)
    assert office.lead("Kite & Company").stage_id == office.stage("Contacted").id
    office.press("Kite & Company", Qt.Key.Key_Left, CTRL_SHIFT)
    assert office.lead("Kite & Company").stage_id == office.stage("New").id
    office.press("Kite & Company", Qt.Key.Key_Left, CTRL_SHIFT)
    assert office.lead("Kite & Company").stage_id == office.stage("New").id


@pytest.mark.parametrize("stage", ["Contacted", "Proposal"])
def test_the_keyboard_goes_back_with_a_card_whose_move_is_undone(office, qtbot, stage):
    lead = office.lead("Kite & Company").id
    office.drag("Kite & Company", office.column(stage))
    if stage == "Proposal":
        QTest.keyClick(form(office).field("value").editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Kite & Company" in office.names(stage))
    office.press("Kite & Company", Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Kite & Company" in office.names("New"))
    assert office.window.pipeline.view.current_id() == lead
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Kite & Company" not in office.names("New"))


def test_the_context_menu_moves_too(office):
    cards, point = office.card_point("Kite & Company")
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=point)
    cards.menu_asked.emit(cards.viewport().mapToGlobal(point))
    menu = office.window.pipeline.menu
    moves = menu.actions()[0].menu()
    next(a for a in moves.actions() if "Qualified" in a.text()).trigger()
    assert office.lead("Kite & Company").stage_id == office.stage("Qualified").id
    menu.close()


def test_delete_puts_a_card_into_the_bin_and_undo_brings_it_back(office, qtbot):
    office.press("Kite & Company", Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Kite & Company" not in office.names("New"))
    office.history.undo()
    qtbot.waitUntil(lambda: "Kite & Company" in office.names("New"))


def test_arrows_and_j_k_walk_the_board(office):
    cards = office.select("Kite & Company")
    column = office.names("New")
    at = column.index("Kite & Company")
    QTest.keyClick(cards, Qt.Key.Key_K if at else Qt.Key.Key_J)
    assert office.board.current_id() == office.id_of(column[at - 1 if at else at + 1])
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert office.board.column_of(office.board.current_id()) is office.column("Contacted")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert office.board.column_of(office.board.current_id()) is office.column("New")


def test_x_selects_and_esc_clears(office):
    cards = office.select(office.names("New")[0])
    QTest.keyClick(cards, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(office.board.selected_ids()) == 2
    QTest.keyClick(cards, Qt.Key.Key_Escape)
    assert len(office.board.selected_ids()) == 1
    QTest.keyClick(cards, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(office.board.selected_ids()) == 3


# --- trouble -------------------------------------------------------------------------------------


def test_a_board_that_cannot_be_read_says_so_and_retries(office, monkeypatch):
    page = office.window.pipeline
    good = office.client.desk.ask

    def broken(question):
        raise KnownError("The file is locked.", "Nothing was changed.", code="disk")

    monkeypatch.setattr(office.client.desk, "ask", broken)
    office.window.board.load()
    assert page.trouble.isVisible()
    monkeypatch.setattr(office.client.desk, "ask", good)
    page.trouble.findChildren(type(office.window.retry))[0].click()
    assert not page.trouble.isVisible()
