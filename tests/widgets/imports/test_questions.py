"""What is asked once for a file: its stages, its dates."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from leaddesk.widgets.imports.question_forms import ChoiceForm, ValueForm, date_answers
from tests.widgets.imports.test_import_page import in_step_2


def with_column(folder, name, cells):
    """A file of companies with one more column."""
    lines = [f"Company;Email;{name}"]
    lines += [f"Firm {n};info@firm{n}.example;{cell}" for n, cell in enumerate(cells)]
    path = folder / "asked.csv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def test_a_row_is_put_by_hand_only_where_a_person_may_put_a_lead(page, shop, qtbot):
    in_step_2(page, qtbot, with_column(shop.folder, "Status", ["Open", "vorgemerkt", "Archived"]))
    page.match_step.rows[2].button.click()
    combos = page.match_step.popover.findChild(ValueForm).combos
    offered = [combos["vorgemerkt"].itemText(n) for n in range(combos["vorgemerkt"].count())]
    assert offered == [
        "Choose…", "New", "Contacted", "Qualified", "Proposal", "Negotiation", "Nurture",
        "Disqualified", "Won", "Lost", "Leave the stage open",
    ]  # fmt: skip
    assert combos["Archived"].currentText() == "Archived"


def test_the_question_for_dates_shows_one_that_is_unclear_in_both_ways(page, shop, qtbot):
    in_step_2(page, qtbot, with_column(shop.folder, "Created", ["03.11.2025", "05/06/2025"]))
    page.match_step.rows[2].button.click()
    form = page.match_step.popover.findChild(ChoiceForm)
    said = " ".join(button.text() for button in form.findChildren(QAbstractButton))
    assert "05/06/2025 is day 05, month 06" in said
    assert "05/06/2025 is month 05, day 06" in said


def test_both_readings_are_told_of_a_date_in_any_writing():
    for text in ("05/06/2025", "05 06 2025", "Mon 05/06/2025 10:30", "05-06-25"):
        day, month = date_answers(text)
        assert (day[1], month[1]) == (
            f"Day first: {text} is day 05, month 06", f"Month first: {text} is month 05, day 06",
        )  # fmt: skip
