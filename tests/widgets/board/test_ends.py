"""Ending the work on a lead or a deal by a key."""

from __future__ import annotations

from PySide6.QtCore import Qt


def test_a_lead_can_not_be_won_and_that_is_said(office):
    office.press("Kite & Company", Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    assert any("won as an opportunity" in text for text in office.toasts())
    assert office.lead("Kite & Company").stage_id == office.stage("New").id
