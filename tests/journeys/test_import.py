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
