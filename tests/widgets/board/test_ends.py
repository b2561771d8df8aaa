"""Ending the work on a lead or a deal by a key."""

from __future__ import annotations

from PySide6.QtCore import Qt


def test_a_lead_can_not_be_won_and_that_is_said(office):
    office.press("Kite & Company", Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    assert any("won as an opportunity" in text for text in office.toasts())
    assert office.lead("Kite & Company").stage_id == office.stage("New").id


def test_leaving_the_question_says_what_is_missing(office):
    shift = Qt.KeyboardModifier.ShiftModifier
    moves = office.window.pipeline.moves
    office.press("Kite & Company", Qt.Key.Key_L, shift)
    moves.popover.close_it()
    assert office.toasts()[-1] == "Kite & Company was not moved. Not given: Reason."


def test_leaving_what_may_stay_empty_names_nothing(office):
    moves = office.window.pipeline.moves
    moves.move_to_role([office.id_of("Kite & Company")], "nurture")
    moves.popover.close_it()
    assert office.toasts()[-1] == "Kite & Company was not moved."
