"""Ending the work on a lead or a deal by a key."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt

from leaddesk.widgets.board.needed_form import NeededForm
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.snoozing import Snoozing


def test_a_lead_can_not_be_won_and_that_is_said(office):
    office.press("Kite & Company", Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    assert any("won as an opportunity" in text for text in office.toasts())
    assert office.lead("Kite & Company").stage_id == office.stage("New").id


def form(office):
    return office.window.pipeline.moves.popover.findChild(NeededForm)


def icons(office):
    return [toast.said.icon for toast in office.window.notices.toasts.toasts()]


def test_a_refusal_does_not_look_like_a_success(office):
    office.press("Kite & Company", Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    Snoozing(office.window.tools, office.window)._ask(None, QRect())
    office.window.pipeline.moves.place(office.id_of("Kite & Company"), 1)
    assert icons(office) == ["info"] * 3
    assert [message.text for message in reversed(office.history.messages)] == office.toasts()
    office.history.say("Diagnostics copied.")
    assert icons(office)[-1] == "check"


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


def test_shift_l_disqualifies_a_lead_and_loses_an_opportunity(office):
    shift = Qt.KeyboardModifier.ShiftModifier
    office.press("Kite & Company", Qt.Key.Key_L, shift)
    assert "disqualified" in form(office).findChildren(PlainLabel)[0].text()
    office.window.pipeline.moves.popover.close_it()
    office.press("Atlas Freight", Qt.Key.Key_L, shift)
    reason = form(office).field("reason").editor
    reason.setCurrentIndex(reason.findData("no budget"))
    form(office).accept()
    assert office.lead("Atlas Freight").stage_id == office.stage("Lost").id
