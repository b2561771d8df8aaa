"""The whole of a first day without a mouse: welcomed, a list imported, filtered, kept as a view,
a lead converted and taken back, found, edited, several deleted and restored, the look changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.corpus.list_exports import office_list
from tests.journeys.journey import Journey
from tests.support.waiting import wait_until

pytestmark = pytest.mark.journey

VIEW = "^Looked for"


def test_a_first_day_with_the_keyboard_alone(journey: Journey, tmp_path: Path) -> None:
    journey.start(is_new=True)
    import_a_list(journey, office_list(tmp_path))
    filter_and_keep_as_view(journey)
    lead = convert_and_take_back(journey)
    find_and_edit(journey, lead)
    delete_all_and_restore(journey)
    choose_dark(journey)
    journey.close()
    journey.start()
    journey.eye.wait("page tab", VIEW)  # the window opens on the list again, its view is kept
    kept = journey.verb("lead", str(lead["id"]))
    assert (kept["stage"], kept["phone"]) == ("Qualified", "+46855501 42".replace(" ", ""))
    assert journey.leads('kind = "opportunity"') == []
    journey.picture("keyboard-again")
    journey.close()


def import_a_list(journey: Journey, path: Path) -> None:
    """From the welcome straight into the import, Ctrl+Enter from step to step."""
    eye, hand = journey.eye, journey.desktop
    journey.wait_focus("text", "^Name$")
    hand.key("Return")
    journey.wait_focus("radio button", "^Sample data$")
    hand.key("Right", "Return")
    journey.wait_focus("push button", "Choose a file")
    hand.key("space")
    hand.wait_for_window("Choose a file to import")
    journey.wait_focus("text", "File name")
    hand.write(str(path))
    hand.key("Return")
    journey.wait_focus("push button", "Match columns")
    hand.key("ctrl+Return")
    eye.wait("label", "^5$")  # what will happen: five new leads
    hand.key("ctrl+Return")
    eye.wait("push button", "^Import 5 rows$")
    hand.key("ctrl+Return")
    journey.wait_focus("push button", "See new leads")
    hand.key("space")
    eye.wait("label", "^5 leads$")


def filter_and_keep_as_view(journey: Journey) -> None:
    """A filter in words, saved under a name; the focus comes back to the list each time."""
    eye, hand = journey.eye, journey.desktop
    hand.key("slash")
    journey.wait_focus("text", "^Value$")
    hand.write("nord")
    hand.key("Return")
    eye.wait("label", "^1 of 5 leads$")
    journey.press("push button", "^Save as a view$")
    journey.wait_focus("text", "Name")
    hand.write("Looked for")
    journey.picture("keyboard-view")
    hand.key("Return")
    eye.wait("page tab", VIEW)


def convert_and_take_back(journey: Journey) -> dict[str, Any]:
    """Over the divider step by step: the value is asked for; undo takes the conversion back."""
    eye, hand = journey.eye, journey.desktop
    hand.key("ctrl+1")
    card = journey.wait_focus("list item", "")
    lead = journey.lead_of(card)
    hand.key("m", "3")
    wait_until(lambda: journey.column_of(lead) == "Qualified", "it is moved by M and a number")
    hand.key("ctrl+shift+Right")
    journey.wait_focus("text", "Value")
    assert journey.column_of(lead) == "Proposal"  # held there, in sight, while it is asked
    journey.picture("keyboard-convert")
    hand.key("ctrl+a")
    hand.write("24000")
    hand.key("Return")
    eye.wait("list item", journey.words_of(lead) + ".*24,000")
    hand.key("ctrl+z")
    wait_until(lambda: journey.column_of(lead) == "Qualified", "the conversion is taken back")
    return lead


def find_and_edit(journey: Journey, lead: dict[str, Any]) -> None:
    """By the palette into the peek, where a field is edited in place."""
    hand = journey.desktop
    hand.key("ctrl+k")
    journey.wait_focus("text", "Search or run a command")
    hand.write(str(lead["company"]))
    journey.eye.wait("list item", f"^{lead['company']}, ")
    hand.key("Return")
    journey.wait_focus("list item", journey.words_of(lead))
    hand.key("F2")
    journey.wait_focus("text", "^Email$")
    hand.key("Tab")
    journey.wait_focus("text", "^Phone$")
    hand.key("ctrl+a")
    hand.write("+46 8 555 01 42")
    hand.key("Return")
    journey.eye.wait("", "saved: phone")
    journey.picture("keyboard-edit")


def delete_all_and_restore(journey: Journey) -> None:
    """Every lead of the list selected, into the bin, and back by undo."""
    eye, hand = journey.eye, journey.desktop
    hand.key("ctrl+2")
    journey.wait_focus("cell", "")
    hand.key("ctrl+a")
    eye.wait("label", "selected$")
    journey.picture("keyboard-bulk")
    hand.key("Delete")
    eye.wait("label", "^0 of ")
    hand.key("ctrl+z")
    eye.wait("label", "^1 of 5 leads$")


def choose_dark(journey: Journey) -> None:
    """By the palette, which has the settings too; the list stays."""
    hand = journey.desktop
    before = journey.pixels(journey.eye.wait("push button", "^New lead$").box)
    hand.key("ctrl+k")
    journey.wait_focus("text", "Search or run a command")
    hand.write(">theme: dark")
    journey.eye.wait("list item", "^Theme: dark")
    hand.key("Return")
    wait_until(
        lambda: journey.pixels(journey.eye.wait("push button", "^New lead$").box) != before,
        "the window is dark",
    )
    journey.picture("keyboard-dark")
