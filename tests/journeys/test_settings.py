"""Settings in the real window: sample data put in and taken out, a look that is kept."""

from __future__ import annotations

import pytest

from tests.journeys.journey import Journey
from tests.support.waiting import wait_until

pytestmark = pytest.mark.journey


def test_sample_data_comes_and_goes(journey: Journey) -> None:
    eye, hand = journey.eye, journey.desktop
    journey.start()
    hand.key("ctrl+comma")
    eye.click("page tab", "^Sample data$")
    journey.press("push button", "Add sample data")
    journey.wait_focus("push button", "Remove sample data")
    assert len(journey.leads()) == 30
    journey.picture("settings-sample")
    hand.key("space")
    journey.press("push button", "^Remove 30 leads$")
    journey.wait_focus("push button", "Add sample data")
    wait_until(lambda: journey.leads() == [], "the sample is gone")
    journey.close()


def test_the_dark_look_is_there_at_once_and_after_a_restart(journey: Journey) -> None:
    eye, hand = journey.eye, journey.desktop
    journey.start("--demo")
    hand.key("ctrl+comma")
    eye.click("page tab", "^Appearance$")
    switch = eye.wait_still("", "^Theme: ").box
    light, dark = ((switch[0] + switch[2] * n // 6, switch[1] + switch[3] // 2) for n in (3, 5))
    hand.click(dark)
    wait_until(lambda: looks_dark(journey), "the window is dark")
    hand.click(light)
    wait_until(lambda: not looks_dark(journey), "the window is light")
    hand.click(dark)
    wait_until(lambda: looks_dark(journey), "the window is dark again")
    hand.key("ctrl+1")
    journey.cards("New")
    journey.picture("settings-dark")
    journey.close()
    journey.start("--demo")
    assert looks_dark(journey)
    journey.close()


def looks_dark(journey: Journey) -> bool:
    """Whether the top bar is painted dark."""
    x, y, width, height = journey.eye.wait("push button", "^New lead$").box
    beside = journey.pixels((x + width + 8, y, 4, height))
    return beside.pixelColor(1, 1).lightness() < 128
