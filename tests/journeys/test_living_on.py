"""The window closed, killed, started again; and another process at work beside it."""

from __future__ import annotations

import pytest

from tests.journeys.journey import Journey
from tests.support.waiting import wait_until

pytestmark = pytest.mark.journey
PLACE = (90, 70, 1180, 720)
SOON = 2.0
"""Seconds in which the window shows what another process did."""


def test_place_page_and_undo_outlive_the_window(journey: Journey) -> None:
    eye, hand = journey.eye, journey.desktop
    journey.start()
    hand.key("n")
    journey.wait_focus("text", "Company")
    hand.write("Fjord Seafood")
    hand.key("Return")
    eye.wait("list item", "Fjord Seafood")
    window = hand.wait_for_window("LeadDesk")
    hand.xdo("windowmove", "--sync", window, *PLACE[:2])
    hand.xdo("windowsize", window, *PLACE[2:])
    wait_until(lambda: hand.geometry(window)[2:] == PLACE[2:], "the window has its new size")
    place = hand.geometry(window)
    hand.key("ctrl+2")
    wait_until(lambda: eye.wait("page tab", "^Leads").is_selected, "the Leads page is there")
    journey.close()
    journey.start()
    window = hand.wait_for_window("LeadDesk")
    assert hand.geometry(window) == place
    assert eye.wait("page tab", "^Leads").is_selected
    eye.wait("", "Fjord Seafood")
    journey.picture("again-leads")
    hand.key("ctrl+z")
    wait_until(lambda: journey.leads() == [], "what was done before the restart is undone")
    journey.close()


def test_what_the_command_line_moves_moves_on_the_board(journey: Journey) -> None:
    journey.start("--demo")
    lead = journey.lead_of(journey.cards("Contacted")[0])
    journey.verb("move", str(lead["id"]), "Qualified")
    wait_until(lambda: journey.column_of(lead) == "Qualified", "the card moved", seconds=SOON)
    journey.verb("undo")
    wait_until(lambda: journey.column_of(lead) == "Contacted", "the card is back", seconds=SOON)
    journey.close()


def test_a_killed_window_starts_again_with_everything(journey: Journey) -> None:
    eye, hand = journey.eye, journey.desktop
    journey.start()
    for company in ("Fjord Seafood", "Atlas Freight"):
        hand.key("n")
        journey.wait_focus("text", "Company")
        hand.write(company)
        hand.key("Return")
        eye.wait("list item", company)
    wait_until(lambda: len(journey.leads()) == 2, "both are in the database")
    journey.kill()
    journey.start()
    for company in ("Fjord Seafood", "Atlas Freight"):
        eye.wait("list item", company)
    journey.picture("killed-again")
    assert not eye.all("", "(?i)damaged|went wrong|could not")
    hand.key("ctrl+z")
    eye.wait_gone("list item", "Atlas Freight")
    wait_until(lambda: len(journey.leads()) == 1, "the last step is undone")
    assert journey.verb("verify")["findings"] == []
    journey.close()
