"""Counts that agree with one another, and the way from an import to its leads."""

from __future__ import annotations

from leaddesk.app.import_place import ImportPlace
from leaddesk.widgets.imports.match_row import _MARKS
from tests.presentation.imports.fair import fair_list
from tests.widgets.imports.test_import_page import in_step_2, settled


def small_list(folder):
    """Six rows below a heading, one column without any value, a line of totals."""
    lines = ["Company;Email;City;Value"]
    lines += [f"Firm {n} Works;info@firm{n}.example;;{n}000" for n in range(1, 7)]
    path = folder / "six.csv"
    path.write_text("\n".join([*lines, "Total;;;21000", ""]), encoding="utf-8")
    return path


def test_one_count_of_rows_from_the_first_step_to_the_last(page, shop, qtbot):
    page.choose(small_list(shop.folder))
    assert "6 rows below the heading" in page.file_step.details.about.text()
    page.footer.next.click()
    settled(page, qtbot)
    assert "6 rows" in page.head.about.text()
    assert page.match_step.outcome.row.text() == "Row 1 of 6"
    assert page.footer.next.text() == "Check 6 rows"
    page.footer.next.click()
    assert page.footer.next.text() == "Import 6 rows"
    page.footer.next.click()
    assert page.run_step._done_title.text() == "6 added, 0 updated, 1 skipped"
    said = page.run_step.summary.text()
    assert "The file has 6 rows below the heading." in said
    assert "1 line more is no row" in said


def test_a_column_without_values_is_neutral(page, shop, qtbot):
    in_step_2(page, qtbot, small_list(shop.folder))
    city = page.match_step.rows[2]
    assert city.combo.currentText() == "City"
    assert city.result.text() == "0 of 6 filled"
    assert city._shown.result.kind == "none"
    assert _MARKS["none"][0] != "check"
    assert page.match_step.rows[0]._shown.result.kind == "ok"


def test_see_new_leads_shows_just_those_of_this_import(make_office, tmp_path, qtbot):
    places = []

    def place(tools):
        places.append(ImportPlace(tools))
        places[0].leads_asked.connect(lambda *found: office.window.leads.show_import(*found))
        places[0].leads_asked.connect(lambda *_found: office.window.show_page("leads"))
        return places[0]

    office = make_office(import_page=place).open()
    window = office.window
    window.show_import()
    page = places[0].page
    page.flow._settle.setInterval(0)
    in_step_2(page, qtbot, small_list(tmp_path))
    page.footer.next.click()
    page.footer.next.click()
    page.run_step.see.click()
    assert window.page == "leads"
    assert window.leads.model.rowCount() == 6
    (part,) = window.leads.views.look.parts
    assert (part.field, int(part.value)) == ("import", page.flow.done.id)


def test_likely_duplicates_are_updated_added_or_left_out(page, shop, qtbot):
    in_step_2(page, qtbot, fair_list(shop.folder, rows=24, twins=3, unknown_stage=False))
    page.footer.next.click()
    check = page.check_step
    check.groups.choose("flagged")
    assert check.model.rowCount() == 3
    assert check.repair.same.text() == "Update instead of adding"
    check.table.selectRow(0)
    assert check.repair.same.text() == "Update instead: 1 row"
    check.repair.same.click()
    assert page.footer.next.text() == "Check 1 correction"
    page.footer.next.click()
    settled(page, qtbot)
    assert (page.flow.counts.flagged, page.flow.counts.duplicate_in_file) == (2, 1)
    check.groups.choose("same")
    assert check.repair.same.text() == "Add as new after all"
    check.repair.same.click()
    page.footer.next.click()
    settled(page, qtbot)
    check.groups.choose("flagged")
    check.repair.leave.click()
    page.footer.next.click()
    settled(page, qtbot)
    page.footer.next.click()
    assert page.flow.done.counts.created == 21
