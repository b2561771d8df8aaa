"""A new user: welcomed, set up with the keyboard alone, looking at sample data, rid of it."""

from __future__ import annotations

import pytest

from tests.journeys.journey import Journey
from tests.support.waiting import wait_until

pytestmark = pytest.mark.journey


def test_from_the_welcome_to_sample_data_and_back_by_keys(journey: Journey) -> None:
    eye, hand = journey.eye, journey.desktop
    journey.start(is_new=True)
    journey.wait_focus("text", "^Name$")
    journey.picture("welcome-you")
    hand.key("ctrl+a")
    hand.write("Ida Holm")
    hand.key("Tab")
    journey.wait_focus("text", "Work email")
    hand.write("ida at holm")
    hand.key("Return")
    eye.wait("", "not an email address")
    hand.key("ctrl+a")
    hand.write("ida@holm.com")
    hand.key("Return")
    journey.wait_focus("radio button", "^Sample data$")
    journey.picture("welcome-start")
    hand.key("Escape")  # Back keeps what was written
    assert eye.wait("text", "Work email").text == "ida@holm.com"
    hand.key("Return")
    journey.wait_focus("radio button", "^Sample data$")
    hand.key("Return")
    eye.wait("", "^You are looking at sample data")
    eye.wait("", "^Get started 0 of 4")
    assert len(journey.leads()) == 30
    journey.wait_focus("list item", "")
    journey.picture("welcome-sample")
    hand.key("shift+F6")
    journey.press("push button", "^Remove it$")
    journey.press("push button", "^Remove 30 leads$")
    eye.wait_gone("", "^You are looking at sample data")
    wait_until(lambda: journey.leads() == [], "the sample is gone")
    eye.wait("", "pipeline starts here")
    journey.picture("welcome-empty")
    journey.close()
    journey.start()
    assert not eye.all("", "^Welcome to LeadDesk")
    journey.close()
