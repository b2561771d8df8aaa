"""The command palette worked by the keyboard alone: found, moved, gone to, left."""

from __future__ import annotations

import re

import pytest

from tests.journeys.journey import Journey
from tests.support.waiting import wait_until

pytestmark = pytest.mark.journey


def test_a_lead_is_found_moved_and_looked_for_without_a_mouse(journey: Journey) -> None:
    eye, hand = journey.eye, journey.desktop
    journey.start("--demo")
    journey.wait_focus("list item", "")
    hand.key("Right")
    card = journey.wait_focus("list item", "")
    lead = journey.lead_of(card)
    assert lead["stage"] == "Contacted"
    hand.key("Left")
    hand.key("ctrl+k")
    journey.wait_focus("text", "Search or run a command")
    hand.write(str(lead["company"]))
    found = eye.wait("list item", rf"^{re.escape(str(lead['company']))}, .*Contacted")
    assert any("Results" in name for name in found.inside)
    journey.picture("palette-search")
    hand.key("Return")
    eye.wait("label", r"^\d+ of \d+ in Contacted$")  # the peek is open on it
    journey.wait_focus("list item", journey.words_of(lead))
    hand.key("ctrl+k")
    journey.wait_focus("text", "Search or run a command")
    hand.write(">move qual")
    eye.wait("list item", "^Move to Qualified")
    hand.key("Return")
    journey.wait_stage(lead["id"], "Qualified")
    wait_until(lambda: journey.column_of(lead) == "Qualified", "its card stands there")
    hand.key("ctrl+k")
    journey.wait_focus("text", "Search or run a command")
    hand.write("#new")
    hand.key("Return")
    assert journey.wait_focus("list item", "").inside[-1].startswith("New, ")
    hand.key("ctrl+k")
    journey.wait_focus("text", "Search or run a command")
    hand.key("Escape")
    assert journey.wait_focus("list item", "").inside[-1].startswith("New, ")
    journey.close()
