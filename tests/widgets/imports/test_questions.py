"""What is asked once for a file: its stages."""

from __future__ import annotations

from leaddesk.widgets.imports.question_forms import ValueForm
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
