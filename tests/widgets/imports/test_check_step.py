"""Rows of step 3, mended as in a sheet: one by one, together, or left out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leaddesk.domain.draft import LeadDraft
from leaddesk.presentation.imports.import_flow import CHECK
from leaddesk.presentation.imports.problem_rows_model import FIRST_CELL, WHY
from leaddesk.service.commands import CaptureLeads
from tests.presentation.imports.fair import fair_list
from tests.widgets.imports.conftest import page_of
from tests.widgets.imports.test_import_page import in_step_2, settled


def picked(page, group, column, *rows):
    """Cells of a group selected in the table, the first of them current."""
    check = page.check_step
    check.groups.choose(group)
    model, table = check.model, check.table
    table.clearSelection()
    first = model.index(rows[0], column + FIRST_CELL)
    table.setCurrentIndex(first)
    for row in rows[1:]:
        index = model.index(row, column + FIRST_CELL)
        table.selectionModel().select(index, table.selectionModel().SelectionFlag.Select)
    return check


def in_step_3(page, qtbot, path):
    in_step_2(page, qtbot, path)
    page.footer.next.click()
    assert page.flow.step == CHECK


def test_cells_are_pasted_emptied_and_copied_as_in_a_sheet(page, shop, qtbot):
    in_step_3(page, qtbot, fair_list(shop.folder, wrong_email=4, unknown_stage=False))
    check = picked(page, "field:email", 2, 0)
    QApplication.clipboard().setText("eva@kite.example\tx\ntom@kite.example\ty\n")
    QTest.keyClick(check.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    fixes = {fix[:2]: fix[2] for fix in page.flow.decisions.fixes}
    assert fixes == {
        (2, 2): "eva@kite.example", (2, 3): "x", (3, 2): "tom@kite.example", (3, 3): "y",
    }  # fmt: skip
    check = picked(page, "field:email", 2, 2, 3)
    QApplication.clipboard().setText("office@kite.example")
    QTest.keyClick(check.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [fix[2] for fix in page.flow.decisions.fixes if fix[0] > 3] == [
        "office@kite.example", "office@kite.example",
    ]  # fmt: skip
    picked(page, "field:email", 2, 0, 1)
    QTest.keyClick(check.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "eva@kite.example\ntom@kite.example"
    QTest.keyClick(check.table, Qt.Key.Key_Delete)
    assert {fix[2] for fix in page.flow.decisions.fixes if fix[0] < 4 and fix[1] == 2} == {""}


def test_the_marked_cells_are_emptied_for_all_or_for_some(page, shop, qtbot):
    in_step_3(page, qtbot, fair_list(shop.folder, wrong_email=4, unknown_stage=False))
    check = picked(page, "field:email", 0, 1)
    assert check.repair.empty.text() == "Empty these cells: 1 row"
    check.repair.empty.click()
    assert page.flow.decisions.fixes == ((3, 2, ""),)
    assert check.repair.empty.text() == "Empty these cells"
    check.repair.empty.click()
    page.footer.next.click()
    settled(page, qtbot)
    assert "field:email" not in [group.key for group in page.flow.groups()]


def test_one_correction_is_made_in_all_rows_with_the_same_text(page, shop, qtbot):
    path = shop.folder / "days.csv"
    lines = [
        "Name,Created",
        *(f"Lead Number {n},someday" for n in range(4)),
        "Lead Five,13.11.2025",
    ]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    in_step_3(page, qtbot, path)
    check = picked(page, "date", 1, 0)
    check.model.setData(check.table.currentIndex(), "12.11.2025")
    assert check.repair.alike.isVisible()
    assert check.repair.alike.text() == "“12.11.2025” in 3 rows more"
    check.repair.alike.click()
    assert len(page.flow.decisions.fixes) == 4
    assert not check.repair.alike.isVisible()


def test_space_leaves_a_row_out_and_selected_rows_go_together(page, shop, qtbot):
    in_step_3(page, qtbot, fair_list(shop.folder, wrong_email=4, unknown_stage=False))
    check = picked(page, "field:email", 2, 0)
    QTest.keyClick(check.table, Qt.Key.Key_Space)
    assert page.flow.decisions.left_out == (2,)
    check = picked(page, "field:email", 2, 1, 2)
    assert check.repair.leave.text() == "Leave out: 2 rows"
    check.repair.leave.click()
    assert page.flow.decisions.left_out == (2, 3, 4)


def test_rows_that_are_not_taken_are_saved_as_a_workbook(shop, theme, qtbot):
    target = shop.folder / "bad rows.xlsx"
    host, page = page_of(shop, theme, pick_rejects=lambda _parent, _name: target)
    qtbot.addWidget(host)
    host.show()
    in_step_3(page, qtbot, fair_list(shop.folder, nobody=2, unknown_stage=False))
    page.check_step.save.click()
    page.choose(target)
    assert page.flow.file.looked.inspection.shape.kind == "xlsx"
    assert page.flow.file.rows == 2


def test_a_likely_duplicate_names_the_lead_and_leads_to_it(page, shop, qtbot):
    draft = LeadDraft(company="Kite Print AA", name="Eva Moreau", emails=("eva@kite.example",))
    (known,) = shop.desk.execute(CaptureLeads((draft,))).result
    path = shop.folder / "twins.csv"
    path.write_text("Company,Name,Email\nKite Print AA,Eva Moreau,moreau@office.example\n")
    in_step_3(page, qtbot, path)
    check = page.check_step
    check.groups.choose("flagged")
    said = "Kite Print AA · Eva Moreau · New · "
    assert check.model.index(0, WHY).data().startswith(said)
    assert check.model.index(0, WHY).data().endswith("same name; same company")
    assert check.other.link.text().startswith(said)
    assert check.other.words.text() == "Line 2 may be:"
    with qtbot.waitSignal(page.lead_asked) as asked:
        check.other.link.click()
    assert asked.args == [known.id]
    check.repair.same.click()
    page.footer.next.click()
    settled(page, qtbot)
    check.groups.choose("same")
    assert check.other.words.text() == "Line 2 is:"
