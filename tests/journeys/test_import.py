"""A list as people keep it, brought in by the four steps with the keyboard, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.list_exports import office_list
from tests.journeys.journey import Journey
from tests.support.waiting import wait_until

pytestmark = pytest.mark.journey


def test_a_messy_file_is_imported_and_taken_back(journey: Journey, tmp_path: Path) -> None:
    eye, hand = journey.eye, journey.desktop
    path = office_list(tmp_path)
    with path.open("a", encoding="cp1252") as file:
        file.write("Werner, Petra;Werner KG;petra(at)werner;030 1;850,00\r\n")
    journey.start()
    hand.key("ctrl+3")
    journey.wait_focus("push button", "Choose a file")
    hand.key("space")
    hand.wait_for_window("Choose a file to import")
    journey.wait_focus("text", "File name")
    hand.write(str(path))
    journey.picture("import-1-dialog")
    hand.key("Return")
    journey.wait_focus("push button", "Match columns")
    eye.wait("cell", "Nordwind GmbH")
    journey.picture("import-1-file")
    hand.key("space")
    eye.wait("combo box", "Contact name")
    eye.wait("label", "^6$")  # what will happen: six new leads
    journey.picture("import-2-match")
    journey.press("push button", "Check 6 rows")
    journey.wait_focus("list item", "Email looks wrong, 1")
    eye.wait("cell", "petra\\(at\\)werner")
    journey.picture("import-3-check")
    journey.press("push button", "Import 6 rows")
    journey.wait_focus("push button", "See new leads")
    eye.wait("label", "^6 added, 0 updated, 1 skipped$")
    journey.picture("import-4-done")
    assert sorted(one["name"] for one in journey.leads()) == [
        "Anna Müller", "John O'Brien", "María José García López", "Petra Werner", "Priya Raman",
        "Zoé Lefèvre",
    ]  # fmt: skip
    journey.press("push button", "Undo import")
    eye.wait("", "6 leads removed")
    wait_until(lambda: journey.leads() == [], "everything is taken back")
    journey.picture("import-5-undone")
    journey.close()


def choose_file(journey: Journey, path: Path) -> None:
    """Go to the import page and choose a file with its dialog, with the keyboard."""
    eye, hand = journey.eye, journey.desktop
    hand.key("ctrl+3")
    journey.wait_focus("push button", "Choose a file")
    hand.key("space")
    hand.wait_for_window("Choose a file to import")
    journey.wait_focus("text", "File name")
    hand.write(str(path))
    hand.key("Return")
    journey.wait_focus("push button", "Match columns")
    eye.wait("cell", "Nordwind GmbH")


def test_an_imported_lead_is_worked_on_and_is_there_after_a_restart(
    journey: Journey, tmp_path: Path
) -> None:
    eye, hand = journey.eye, journey.desktop
    journey.start()
    choose_file(journey, office_list(tmp_path))
    hand.key("space")
    eye.wait("label", "^5$")  # what will happen: five new leads
    journey.press("push button", "Check 5 rows")
    journey.press("push button", "Import 5 rows")
    journey.wait_focus("push button", "See new leads")
    hand.key("ctrl+1")
    card = journey.cards("New")[0]
    lead = journey.lead_of(card)
    hand.drag(card.middle, journey.column("Proposal").middle)
    eye.wait_still("", "(?i)convert|needed for proposal")
    hand.key("Return")
    wait_until(lambda: journey.column_of(lead) == "Proposal", "the card stands in Proposal")
    wait_until(lambda: journey.leads('kind = "opportunity"'), "an opportunity is there")
    journey.picture("imported-converted")
    hand.key("ctrl+z")
    wait_until(lambda: journey.column_of(lead) == "New", "the lead is back")
    wait_until(lambda: not journey.leads('kind = "opportunity"'), "the opportunity is gone")
    before = journey.leads()
    assert len(before) == 5
    journey.close()
    journey.start()
    wait_until(lambda: journey.column_of(lead) == "New", "the imported lead is still there")
    assert len(journey.cards("New")) == 5
    assert journey.leads() == before
    assert journey.verb("verify")["findings"] == []
    journey.picture("imported-again")
    journey.close()


def test_an_import_that_was_left_goes_on_after_a_restart(journey: Journey, tmp_path: Path) -> None:
    eye, hand = journey.eye, journey.desktop
    path = office_list(tmp_path)
    with path.open("a", encoding="cp1252") as file:
        file.write("Werner, Petra;Werner KG;petra(at)werner;030 1;850,00\r\n")
    journey.start()
    choose_file(journey, path)
    hand.key("space")
    eye.wait("label", "^6$")
    journey.press("push button", "Check 6 rows")
    journey.wait_focus("list item", "Email looks wrong, 1")
    hand.key("Tab")
    journey.press("push button", "Empty these cells")
    eye.wait("push button", "Check 1 correction")
    journey.close()
    journey.start()
    hand.key("ctrl+3")
    eye.wait("", "You go on with messe.csv where you stopped. 1 correction")
    eye.wait("push button", "Import 6 rows")
    journey.picture("import-6-resumed")
    hand.key("ctrl+3")
    journey.press("push button", "Import 6 rows")
    journey.wait_focus("push button", "See new leads")
    eye.wait("label", "^6 added, 0 updated, 1 skipped$")
    (petra,) = [one for one in journey.leads() if one["name"] == "Petra Werner"]
    assert not petra["email"]
    journey.close()
