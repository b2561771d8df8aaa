"""A new user: nothing there, a lead added with the keyboard alone, taken back."""

from __future__ import annotations

import pytest

from tests.journeys.journey import Journey
from tests.support.waiting import wait_until

pytestmark = pytest.mark.journey


def test_a_new_user_adds_a_lead_with_the_keyboard_and_takes_it_back(journey: Journey) -> None:
    eye, hand = journey.eye, journey.desktop
    journey.start()
    assert journey.leads() == []
    journey.picture("first-empty")
    hand.key("n")
    journey.wait_focus("text", "Company")
    hand.write("Nordwind Logistics")
    hand.key("Tab")
    hand.write("Anna Lindqvist")
    journey.picture("first-form")
    hand.key("Return")
    card = eye.wait("list item", "Nordwind Logistics")
    assert card.inside[-1].startswith("New, 1 lead"), card
    journey.picture("first-added")
    journey.wait_focus("list item", "Nordwind")
    (lead,) = journey.leads()
    assert (lead["company"], lead["name"]) == ("Nordwind Logistics", "Anna Lindqvist")
    assert lead["stage"] == "New"
    hand.key("ctrl+z")
    eye.wait_gone("list item", "Nordwind Logistics")
    wait_until(lambda: journey.leads() == [], "the lead is taken back")
    journey.picture("first-undone")
    hand.key("ctrl+shift+z")
    eye.wait("list item", "Nordwind Logistics")
    journey.close()
