"""Cards dragged with the mouse: to the next column, across the divider, and back by undo."""

from __future__ import annotations

import pytest

from tests.journeys.journey import Journey
from tests.support.waiting import wait_until

pytestmark = pytest.mark.journey


def test_a_card_is_dragged_to_the_next_column_and_comes_back(journey: Journey) -> None:
    eye, hand = journey.eye, journey.desktop
    journey.start("--demo")
    journey.picture("board-demo")
    card = journey.cards("Contacted")[0]
    lead = journey.lead_of(card)
    assert lead["stage"] == "Contacted"
    hand.drag(card.middle, journey.column("Qualified").middle)
    moved = eye.wait("list item", journey.words_of(lead))
    wait_until(lambda: journey.column_of(lead) == "Qualified", "the card stands in Qualified")
    journey.wait_stage(lead["id"], "Qualified")
    journey.picture("board-dragged")
    assert moved.name
    hand.key("ctrl+z")
    wait_until(lambda: journey.column_of(lead) == "Contacted", "the card is back")
    journey.wait_stage(lead["id"], "Contacted")
    journey.picture("board-undone")
    journey.close()


def test_a_card_dragged_across_the_divider_becomes_an_opportunity(journey: Journey) -> None:
    eye, hand = journey.eye, journey.desktop
    journey.start("--demo")
    card = journey.cards("Qualified")[0]
    lead = journey.lead_of(card)
    before = {one["id"] for one in journey.leads('kind = "opportunity"')}
    hand.drag(card.middle, journey.column("Proposal").middle)
    eye.wait_still("", "(?i)convert|needed for proposal")
    journey.picture("board-convert")
    hand.key("Return")
    wait_until(lambda: journey.column_of(lead) == "Proposal", "the card stands in Proposal")

    def made() -> set[int]:
        return {one["id"] for one in journey.leads('kind = "opportunity"')} - before

    assert len(wait_until(made, "an opportunity is there")) == 1
    journey.picture("board-converted")
    hand.key("ctrl+z")
    wait_until(lambda: journey.column_of(lead) == "Qualified", "the lead is back")
    wait_until(lambda: not made(), "the opportunity is gone")
    journey.wait_stage(lead["id"], "Qualified")
    journey.close()


def test_several_cards_are_dragged_in_a_narrow_window_that_scrolls_at_its_edges(
    journey: Journey,
) -> None:
    eye, hand = journey.eye, journey.desktop
    journey.start("--demo")
    hand.xdo("windowsize", "--sync", hand.windows("LeadDesk")[0], 1024, 700)
    chosen = journey.cards("Contacted")[:2]
    leads = [journey.lead_of(card) for card in chosen]
    hand.click(chosen[0].middle)
    hand.xdo("keydown", "ctrl")
    hand.click(chosen[1].middle)
    hand.xdo("keyup", "ctrl")
    wait_until(lambda: all(one.is_selected for one in journey.cards("Contacted")[:2]), "both")
    start, window = journey.column("Negotiation").box[0], eye.wait("frame", "LeadDesk").box
    right_edge = (window[0] + window[2] - 12, chosen[0].middle[1])
    hand.xdo("mousemove", *chosen[0].middle, "mousedown", 1)
    hand.xdo("mousemove", chosen[0].middle[0] + 20, chosen[0].middle[1] + 4)
    hand.xdo("mousemove", *right_edge)
    wait_until(lambda: journey.column("Negotiation").box[0] < start, "the board scrolls sideways")
    journey.picture("board-edge-scroll")
    left_edge = (journey.column("Qualified").box[0] + 30, chosen[0].middle[1])
    hand.xdo("mousemove", *left_edge)
    box = journey.column("Qualified").box
    foot = (box[0] + box[2] // 2, box[1] + box[3] - 8)
    before = journey.pixels(box)
    hand.xdo("mousemove", *foot)
    wait_until(lambda: journey.pixels(box) != before, "the column scrolls down")
    hand.xdo("mousemove", box[0] + box[2] // 2, box[1] + box[3] // 2, "mouseup", 1)
    for lead in leads:
        journey.wait_stage(lead["id"], "Qualified")
    eye.wait("", "^2 leads moved to Qualified")
    hand.key("ctrl+z")
    journey.wait_stage(leads[1]["id"], "Contacted")
    journey.close()


def test_escape_puts_a_dragged_card_back(journey: Journey) -> None:
    hand = journey.desktop
    journey.start("--demo")
    card = journey.cards("Contacted")[0]
    lead = journey.lead_of(card)
    column = journey.column("Qualified")
    before = journey.pixels(column.box)
    hand.xdo("mousemove", *card.middle, "mousedown", 1)
    hand.xdo("mousemove", card.middle[0] + 20, card.middle[1] + 4)
    hand.xdo("mousemove", *column.middle)
    wait_until(lambda: journey.pixels(column.box) != before, "the place for the card is shown")
    journey.picture("board-dragging")
    hand.key("Escape")
    hand.xdo("mouseup", 1, "mousemove", *card.middle)  # off the column: nothing is lit there
    wait_until(lambda: journey.pixels(column.box) == before, "the place is gone")
    assert journey.column_of(lead) == "Contacted"
    assert journey.verb("lead", str(lead["id"]))["version"] == lead["version"]
    journey.close()
