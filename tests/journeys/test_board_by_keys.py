"""The board worked without a mouse: walking, moving, peeking, planning, editing in place."""

from __future__ import annotations

import pytest

from tests.journeys.journey import Journey
from tests.support.waiting import wait_until

pytestmark = pytest.mark.journey


def test_a_lead_is_moved_planned_and_edited_with_keys_alone(journey: Journey) -> None:
    eye, hand = journey.eye, journey.desktop
    journey.start("--demo")
    journey.wait_focus("list item", "")
    hand.key("Right")
    card = journey.wait_focus("list item", "")
    lead = journey.lead_of(card)
    assert lead["stage"] == "Contacted"
    hand.key("ctrl+shift+Right")
    wait_until(lambda: journey.column_of(lead) == "Qualified", "moved on by its key")
    journey.wait_stage(lead["id"], "Qualified")
    assert "Qualified" in journey.wait_focus("list item", journey.words_of(lead)).inside[-1]
    board = journey.column("Qualified").box
    before = journey.pixels(board)
    hand.key("m")
    wait_until(lambda: journey.pixels(board) != before, "the menu of the stages is there")
    journey.picture("keys-move")
    hand.key("1")
    wait_until(lambda: journey.column_of(lead) == "New", "moved by the number of the stage")
    hand.key("space")
    eye.wait("label", r"^\d+ of \d+ in New$")  # the peek is open on it
    journey.picture("keys-peek")
    hand.key("t")
    journey.wait_focus("text", "What about")
    hand.write("Send the offer")
    journey.picture("keys-plan")
    hand.key("Return")
    wait_until(lambda: "Send the offer" in titles(journey, lead["id"]), "the step is planned")
    journey.wait_focus("list item", journey.words_of(lead))
    hand.key("w")
    journey.wait_focus("text", "Text")
    hand.write("Wants two of them")
    hand.key("ctrl+Return")
    wait_until(
        lambda: any(
            "Wants two of them" in str(one)
            for one in journey.verb("lead", str(lead["id"]))["activities"]
        ),
        "the note is kept",
    )
    journey.picture("keys-note")
    hand.key("Escape")
    hand.key("Escape")
    eye.wait_gone("label", r"^\d+ of \d+ in New$")
    journey.wait_focus("list item", journey.words_of(lead))
    journey.close()


def titles(journey: Journey, lead_id: int) -> list[str | None]:
    """What is planned with a lead."""
    return [task["title"] for task in journey.verb("lead", str(lead_id))["tasks"]]
