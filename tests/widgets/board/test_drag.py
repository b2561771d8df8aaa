"""What a drag shows in the hand, and how it is given up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leaddesk.presentation.column_model import CardRole, TipsRole
from leaddesk.widgets.board.card_layout import layout_of, measures_of
from leaddesk.widgets.board.card_tips import tip_at
from leaddesk.widgets.board.needed_form import NeededForm
from leaddesk.widgets.theme import Look

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def captions(monkeypatch, office):
    """What is written on the cards in the hand."""
    found = []
    painter = office.board.columns[0].list.cards.painter
    paint = painter.ghost

    def spy(card, width, ratio, caption, **more):
        found.append(caption)
        return paint(card, width, ratio, caption, **more)

    monkeypatch.setattr(painter, "ghost", spy)
    return found


def test_one_card_is_itself_and_several_say_how_many(office, captions):
    cards = office.begin_drag("Kite & Company")
    QTest.keyClick(cards, Qt.Key.Key_Escape)
    office.select("Kite & Company")
    QTest.keyClick(cards, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    office.begin_drag("Kite & Company")
    QTest.keyClick(cards, Qt.Key.Key_Escape)
    assert captions == ["", "3 leads"]
    assert len(office.board.selected_ids()) == 3, "they stay selected"


def test_a_card_that_is_there_already_adds_nothing_to_the_header(office):
    office.select("Delta Print")  # in Contacted
    cards, point = office.card_point("Kite & Company")
    QTest.mouseClick(
        cards.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, point
    )
    cards = office.begin_drag("Kite & Company")
    assert len(office.board.selected_ids()) == 2
    target = office.column("Contacted")
    office.drag_over(cards, target)
    assert target._preview == "+€6,400"
    QTest.keyClick(cards, Qt.Key.Key_Escape)


def test_the_right_click_that_cancels_a_drag_opens_no_menu(office):
    cards, point = office.card_point("Kite & Company")
    cards = office.begin_drag("Kite & Company")
    right_click(cards, point)
    assert not office.board.drag.is_on
    assert office.window.pipeline.menu is None
    QTest.mouseRelease(cards.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert office.names("New").count("Kite & Company") == 1
    right_click(cards, point)
    assert office.window.pipeline.menu.isVisible(), "the next one does"
    office.window.pipeline.menu.close()


def right_click(cards, point):
    """As the system does it: the press, then what asks for a menu."""
    viewport = cards.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.RightButton, pos=point)
    where = viewport.mapToGlobal(point)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, where)
    QApplication.sendEvent(viewport, event)
    QTest.mouseRelease(viewport, Qt.MouseButton.RightButton, pos=point)


def test_a_move_is_said_aloud_with_the_place_of_the_card(office):
    office.press("Kite & Company", Qt.Key.Key_Right, CTRL_SHIFT)
    said = office.window.notices.toasts.toasts()[-1].said
    place = office.names("Contacted").index("Kite & Company") + 1
    assert said.spoken == (f"Kite & Company moved to Contacted, {place} of 3. Undo with Control Z")


def test_by_hand_cards_are_placed_with_mouse_and_keys(office):
    bar = office.window.pipeline.bar
    next(a for a in bar.sort_menu.actions() if a.data() == "manual").trigger()
    first, second, third = office.names("New")
    office.press(first, Qt.Key.Key_Down, CTRL_SHIFT)
    assert office.names("New") == [second, first, third]
    office.press(third, Qt.Key.Key_Up, CTRL_SHIFT)
    assert office.names("New") == [second, third, first]
    cards = office.begin_drag(second)
    foot = QPoint(40, cards.viewport().height() - 60)
    office.drag_over(cards, cards.viewport(), foot)
    office.drop(cards, cards.viewport(), foot)
    assert office.names("New") == [third, first, second]
    office.window.board.load()
    assert office.names("New") == [third, first, second], "it is written"


def test_in_another_order_the_key_says_how_to_place_cards(office):
    office.press("Kite & Company", Qt.Key.Key_Up, CTRL_SHIFT)
    assert any("order Manual" in text for text in office.toasts())


def test_a_won_deal_may_get_its_start_date(office):
    office.press("Atlas Freight", Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    asked = office.window.pipeline.moves.popover.findChild(NeededForm)
    assert asked.values() == {"value": "61000"}
    asked.field("start date").editor.set_text_value("2026-01-15")
    QTest.keyClick(asked.field("value").editor, Qt.Key.Key_Return)
    deal = office.lead("Atlas Freight")
    assert deal.stage_id == office.stage("Won").id
    assert deal.custom["start date"] == "2026-01-15"


def test_a_popover_outlives_another_theme(office, theme, qapp):
    office.drag("Lumen Dental", office.column("Proposal"))
    theme.apply(qapp, Look("dark", reduce_motion=True))
    asked = office.window.pipeline.moves.popover.findChild(NeededForm)
    assert asked.isVisible()
    QTest.keyClick(asked.field("value").editor, Qt.Key.Key_Return)
    assert office.lead("Lumen Dental").kind == "opportunity"


def test_tool_tips_tell_the_part_under_the_pointer(office, theme):
    cards = office.column_of("Nordwind Logistics").list
    row = cards.column.row_of(office.id_of("Nordwind Logistics"))
    index = cards.column.index(row)
    card, tips = index.data(CardRole), index.data(TipsRole)
    measures = measures_of(theme.look)

    def tip(x, middle, width=224):
        return tip_at(theme, card, tips, width, QPoint(x, middle))

    assert tip(40, measures.step) == "Call Anna about the depot pilot\nThu 20 Nov, 14:30"
    assert "Last contact" in tip(layout_of(theme, card, 224).days.x + 2, measures.step)
    assert tip(layout_of(theme, card, 224).score.x + 2, measures.head).startswith("Score ")
    assert tip(20, measures.head) == "", "it is not cut"
    assert tip(20, measures.head, 110) == "Nordwind Logistics"
