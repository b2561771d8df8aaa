"""Cards slide to their new place, whoever moved them, and stand still otherwise."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from leaddesk.service.commands import MoveLeads, SaveStage
from leaddesk.widgets.theme import Look

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def moving(make_office, theme, qapp):
    """A window in which things move."""
    theme.apply(qapp, Look("light"))
    return make_office(document={"reduce_motion": False}).open()


def sliding(office):
    return {one.lead_id: one for one in office.board.slide._sliding}


def test_a_card_moved_by_key_slides_from_its_old_column(moving, qtbot):
    lead_id = moving.id_of("Kite & Company")
    before = moving.board.rect_of(lead_id)
    moving.press("Kite & Company", Qt.Key.Key_Right, CTRL_SHIFT)
    one = sliding(moving)[lead_id]
    assert one.begin.x() < one.end.x()
    assert one.begin.size() == before.size()
    assert moving.column("Contacted").list.cards.away, "it is not painted at its place yet"
    qtbot.waitUntil(lambda: not moving.board.slide.is_on)
    assert not moving.column("Contacted").list.cards.away
    assert moving.board.slide.isHidden()


def test_cards_below_close_up(moving):
    first, *rest = moving.names("New")
    moving.press(first, Qt.Key.Key_Right, CTRL_SHIFT)
    height = moving.column("New").list.cards.painter.cell_height()
    for name in rest:
        one = sliding(moving)[moving.id_of(name)]
        assert one.begin.y() - one.end.y() == height


def test_others_changes_slide_too(moving, qtbot):
    lead = moving.lead("Delta Print")
    moving.other.execute(MoveLeads((lead.id,), moving.stage("Qualified").id))
    moving.hub.tell_all()
    moving.hub.flush()
    qtbot.waitUntil(lambda: lead.id in sliding(moving))


def test_a_dropped_card_slides_from_the_hand(moving):
    cards = moving.begin_drag("Kite & Company")
    target = moving.column("Qualified")
    moving.drag_over(cards, target)
    hand = moving.board.drag._dragged.ghost.place().topLeft()
    moving.drop(cards, target)
    one = sliding(moving)[moving.id_of("Kite & Company")]
    assert one.begin.topLeft() == moving.board.viewport().mapFromGlobal(hand)


def test_a_cancelled_card_slides_back(moving):
    cards = moving.begin_drag("Kite & Company")
    moving.drag_over(cards, moving.column("Qualified"))
    QTest.keyClick(cards, Qt.Key.Key_Escape)
    one = sliding(moving)[moving.id_of("Kite & Company")]
    assert one.begin.x() > one.end.x()


def test_a_slide_stands_in_nobodys_way(moving):
    moving.press("Kite & Company", Qt.Key.Key_Right, CTRL_SHIFT)
    assert moving.board.slide.is_on
    cards, point = moving.card_point("Delta Print")
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert moving.board.current_id() == moving.id_of("Delta Print")
    moving.press("Delta Print", Qt.Key.Key_Right, CTRL_SHIFT)
    assert moving.lead("Delta Print").stage_id == moving.stage("Qualified").id


def test_scrolling_and_another_theme_end_it(moving, qapp, theme):
    moving.press("Kite & Company", Qt.Key.Key_Right, CTRL_SHIFT)
    theme.apply(qapp, Look("dark"))
    assert not moving.board.slide.is_on
    assert not moving.column("Contacted").list.cards.away


def test_with_reduced_motion_nothing_slides(office):
    office.press("Kite & Company", Qt.Key.Key_Right, CTRL_SHIFT)
    assert not office.board.slide.is_on


def test_another_filter_is_another_board(moving):
    bar = moving.window.pipeline.bar
    next(a for a in bar.sort_menu.actions() if a.data() == "value").trigger()
    assert not moving.board.slide.is_on


def test_a_stage_renamed_under_a_drag_changes_nothing(moving, qtbot):
    cards = moving.begin_drag("Kite & Company")
    stage = moving.stage("Contacted")
    moving.desk.execute(
        SaveStage(stage.id, "Reached", "lead", stage.lifecycle, stage.position, stage.color)
    )
    moving.hub.tell_all()
    moving.hub.flush()
    columns = moving.board.columns
    qtbot.waitUntil(lambda: "Reached" in [column.head.name for column in columns])
    assert moving.board.columns == columns
    assert moving.board.drag.is_on
    moving.drag_over(cards, moving.column("Reached"))
    moving.drop(cards, moving.column("Reached"))
    assert moving.lead("Kite & Company").stage_id == stage.id


def test_a_stage_removed_under_a_drag_ends_it_and_says_so(moving):
    from leaddesk.service.commands import RemoveStage

    cards = moving.begin_drag("Kite & Company")
    at = cards.viewport().mapToGlobal(QPoint(20, 20))
    moving.desk.execute(RemoveStage(moving.stage("Contacted").id, moving.stage("New").id))
    moving.window.board.load()
    assert not moving.board.drag.is_on
    assert any("was not moved" in text for text in moving.toasts())
    moving.board.drag.drop(at)
    assert moving.lead("Kite & Company").stage_id == moving.stage("New").id


def test_a_card_deleted_while_it_is_dragged_is_told(moving, qtbot):
    from leaddesk.service.commands import DeleteLeads

    cards = moving.begin_drag("Kite & Company")
    lead = moving.lead("Kite & Company")
    moving.other.execute(DeleteLeads((lead.id,)))
    moving.hub.tell_all()
    moving.hub.flush()
    qtbot.waitUntil(lambda: "Kite & Company" not in moving.names("New"))
    moving.drop(cards, moving.column("Contacted"))
    assert any("moved this lead to the bin" in text for text in moving.toasts())
    assert "Kite & Company" not in moving.names("Contacted")


def test_a_card_moved_by_others_while_it_is_dragged_is_not_moved_again(moving, qtbot):
    cards = moving.begin_drag("Kite & Company")
    lead = moving.lead("Kite & Company")
    moving.other.execute(MoveLeads((lead.id,), moving.stage("Qualified").id))
    moving.hub.tell_all()
    moving.hub.flush()
    qtbot.waitUntil(lambda: "Kite & Company" in moving.names("Qualified"))
    moving.drop(cards, moving.column("Contacted"))
    assert moving.lead("Kite & Company").stage_id == moving.stage("Qualified").id
    assert any("Priya" in text for text in moving.toasts())
