"""What a drag shows in the hand, and how it is given up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


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
