"""The list of leads: views, filter, keys, checks, edits in the cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from leaddesk.base.errors import KnownError
from leaddesk.domain.criteria import Condition
from leaddesk.domain.saved_view import OPEN
from leaddesk.presentation.views_model import key_of
from leaddesk.service.commands import MoveLeads, SaveView
from leaddesk.service.import_commands import OpenBatch


@pytest.fixture
def page(office):
    office.window.show_page("leads")
    QApplication.processEvents()
    return office.window.leads


def companies(page):
    lead = page.model.columns.index("lead")
    rows = range(page.model.rowCount())
    return [str(page.model.index(row, lead).data()).split(",")[0] for row in rows]


def row_of(page, company):
    return companies(page).index(company)


def cell(page, row, name):
    return page.table.visualRect(page.model.index(row, page.model.columns.index(name))).center()


def test_it_shows_all_open_leads_and_says_how_many(office, page):
    assert page.model.rowCount() == 7
    assert page.bar.count.text() == "7 of 8 leads"
    assert page.table.hasFocus()


def test_views_are_chosen_by_tabs(office, page):
    office.window.bar.tab("unassigned").click()
    assert page.model.rowCount() == 0
    assert page.empty.isVisible()
    office.window.bar.tab("mine").click()
    assert page.model.rowCount() == 7


def test_the_peek_says_where_the_lead_stands_in_the_list(office, page):
    page.table.setCurrentIndex(page.model.index(2, 1))
    office.window.peek.toggle()
    place = office.window.dock.panel.head.place
    assert place.text() == "3 of 7"
    office.window.dock.panel.head.down.click()
    assert place.text() == "4 of 7"
    page.model.sort(page.model.columns.index("lead"), Qt.SortOrder.DescendingOrder)
    lead_id = office.window.dock.lead_id
    assert place.text() == f"{page.model.row_of(lead_id) + 1} of 7" != "4 of 7"
    page.model.take_out([page.model.id_at(0)])
    assert place.text() == f"{page.model.row_of(lead_id) + 1} of 6"
    office.window.show_page("pipeline")
    assert " in " in place.text()
    office.window.show_page("leads")
    assert place.text().endswith("of 6")


def test_words_filter_the_list_and_the_count_says_out_of_how_many(office, page):
    page.focus_filter()
    line = page.filtering.form.form.rows[0].line
    QTest.keyClicks(line, "delta")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert companies(page) == ["Delta Print"]
    assert page.bar.count.text() == "1 of 8 leads"
    assert [t.condition for t in page.bar.chips.texts] == ["is open", "contain “delta”"]
    page.bar.chips.removed.emit("1")
    assert page.model.rowCount() == 7


def test_a_saved_view_of_an_import_says_which_file_it_was(office, page):
    batch = office.desk.execute(OpenBatch("fair.csv", "0" * 64, "{}")).result
    kept = Condition("import", "eq", Decimal(batch.id))
    view = office.desk.execute(SaveView(None, "Fair", "list", criteria=kept)).result
    page.views.saved.load()
    page.views.choose(key_of(view))
    (chip,) = page.bar.chips.texts
    assert (chip.field, chip.condition) == ("New from the import of", "fair.csv")


def test_without_the_chip_that_says_open_closed_leads_are_there(office, page):
    stage = office.stage("Disqualified")
    delta = page.model.id_at(row_of(page, "Delta Print"))
    office.desk.execute(MoveLeads((delta,), stage.id, given={"reason": "no budget"}))
    page.views.choose("open")
    assert page.model.rowCount() == 6
    assert page.bar.count.text() == "6 of 8 leads"
    page.bar.chips.cleared.emit()
    assert page.bar.count.text() == "8 leads"


def test_an_empty_list_says_what_leaves_out_most(office, page):
    page.views.filter.set_parts(
        (
            OPEN,
            Condition("company", "contains", "delta"),
            Condition("value", "ge", Decimal(12000)),
        )
    )
    assert page.empty.isVisible()
    assert page.empty.text.startswith("No leads match these 2 filters.")
    assert "Company contains “delta”" in page.empty.text
    page.empty.action.click()
    assert page.bar.count.text() == "8 leads"


def test_a_click_on_a_header_sorts_and_the_next_turns_it_round(office, page):
    value = page.model.columns.index("value")
    header = page.table.horizontalHeader()
    header.sectionClicked.emit(value)
    assert page.model.query.sort == "value"
    assert companies(page)[0] == "Holm Architects"
    header.sectionClicked.emit(value)
    assert page.model.query.sort == "-value"
    assert companies(page)[0] == "Atlas Freight"


def test_enter_opens_the_peek_and_j_walks_on(office, page):
    page.table.setCurrentIndex(page.model.index(0, 1))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert office.window.dock.lead_id == page.model.id_at(0)
    QTest.keyClick(page.table, Qt.Key.Key_J)
    assert office.window.dock.lead_id == page.model.id_at(1)
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert not office.window.dock.is_open


def test_checked_rows_raise_the_bulk_bar(office, page, qtbot):
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=cell(page, 0, "check"))
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=cell(page, 1, "check"))
    assert page.bulk.isVisible()
    assert page.bulk.count.text() == "2 selected"
    page.bulk.all.click()
    assert page.bulk.count.text() == "7 selected"
    page.bulk.delete_asked.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 0, timeout=5000)
    assert not page.bulk.isVisible()
    assert any("7 leads" in text for text in office.toasts())


def test_a_deleted_row_leaves_at_once_and_the_next_is_current(office, page, qtbot):
    gone, following = page.model.id_at(2), page.model.id_at(3)
    page.table.setCurrentIndex(page.model.index(2, 1))
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.model.row_of(gone) is None
    assert page.current_id() == following
    assert page.table.hasFocus()
    office.history.undo()
    qtbot.waitUntil(lambda: page.model.row_of(gone) is not None)
    assert page.current_id() == following


def test_after_the_last_row_the_focus_is_not_lost(office, page):
    page.model.check_all()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.empty.isVisible()
    assert page.bar.filter_button.hasFocus()


def test_a_row_that_cannot_be_deleted_comes_back_and_says_why(office, page, monkeypatch):
    def refuse(*_args, **_values):
        raise KnownError("The file is read only.", "Nothing was deleted.", code="bad")

    monkeypatch.setattr(office.client.desk, "execute", refuse)
    page.table.setCurrentIndex(page.model.index(2, 1))
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.model.rowCount() == 7
    assert any("read only" in text for text in office.toasts())


def test_f2_edits_a_cell(office, page):
    row = row_of(page, "Delta Print")
    page.table.setCurrentIndex(page.model.index(row, page.model.columns.index("source")))
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    editor = page.table.findChild(QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "fair")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # Qt commits a moment later
    assert office.lead("Delta Print").source == "fair"


def test_widths_are_kept(office, page):
    page.table.setColumnWidth(page.model.columns.index("owner"), 222)
    assert office.settings.settings.column_widths["owner"] == 222


def test_the_switch_leads_back_to_the_board(office, page):
    page.bar.switch.chosen.emit("board")
    assert office.window.page == "pipeline"
    office.window.pipeline.bar.switch.chosen.emit("list")
    assert office.window.page == "leads"


def test_it_paints_every_cell_in_both_themes(office, page, theme):
    light = page.table.grab().toImage()
    office.settings.change(theme="dark")
    dark = page.table.grab().toImage()
    assert light != dark
    office.settings.change(theme="light")


# --- the bulk bar, columns, cells -----------------------------------------------------------------


def check_two(page):
    page.model.check([page.model.id_at(0), page.model.id_at(1)])


def test_tags_are_put_on_the_checked_leads_in_one_step(office, page):
    check_two(page)
    page.bulk.tag_asked.emit()
    form = page.acts.form
    form.accept()
    assert page.acts.form is form, "nothing was written yet"
    QTest.keyClicks(form.add, "fair, Berlin")
    QTest.keyClick(form.add, Qt.Key.Key_Return)
    ids = page.model.checked
    leads = office.desk.ask(lambda reader: reader.leads(ids))
    assert {lead.tags for lead in leads.values()} == {("fair", "Berlin")}
    office.history.undo()
    leads = office.desk.ask(lambda reader: reader.leads(ids))
    assert {lead.tags for lead in leads.values()} == {()}


def test_a_step_is_planned_with_all_checked_leads(office, page):
    check_two(page)
    ids = page.model.checked
    page.bulk.plan_asked.emit()
    page.acts.form.title.setText("Invite to the fair")
    page.acts.form.accept()
    for lead_id in ids:
        tasks = office.desk.ask(lambda reader, n=lead_id: reader.lead(n)).tasks
        assert "Invite to the fair" in {task.title for task in tasks}


def test_checked_leads_are_exported_as_our_import_reads_them(office, page, tmp_path, monkeypatch):
    target = tmp_path / "out.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    check_two(page)
    page.bulk.export_asked.emit()
    lines = target.read_text("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert '"Company"' in lines[0]
    assert any("exported" in text for text in office.toasts())


def test_the_headers_check_is_all_or_none(office, page):
    page.table.horizontalHeader().sectionClicked.emit(0)
    assert len(page.model.checked) == page.model.rowCount()
    page.table.horizontalHeader().sectionClicked.emit(0)
    assert not page.model.checked


def test_columns_are_chosen_and_kept(office, page):
    page.bar.columns.click()
    form = page.chooser.form
    names = [form.list.item(n).text() for n in range(form.list.count())]
    form.list.item(names.index("Email")).setCheckState(Qt.CheckState.Checked)
    assert "email" in page.model.columns
    assert "email" in office.settings.settings.list_columns
    form.list.setCurrentRow(names.index("Value"))
    form.up.click()
    assert page.model.columns[:4] == ("check", "lead", "value", "stage")


def test_a_double_click_edits_a_cell_and_opens_the_lead_elsewhere(office, page):
    row = row_of(page, "Delta Print")
    place = cell(page, row, "source")
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.table.findChild(QLineEdit) is not None
    assert not office.window.dock.is_open
    QTest.keyClick(page.table.findChild(QLineEdit), Qt.Key.Key_Escape)
    place = cell(page, row, "lead")
    QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert office.window.dock.lead_id == page.model.id_at(row)


def test_the_first_columns_stay_in_sight(office, page):
    page._choose_columns(("stage", "value", "email", "phone", "city", "campaign", "industry"))
    office.window.resize(1024, 640)
    QApplication.processEvents()
    table = page.table
    bar = table.horizontalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    lead = page.model.index(0, 1)
    assert table.visualRect(lead).left() == table.columnWidth(0)
    assert table.indexAt(table.visualRect(lead).center()) == lead
    table.setCurrentIndex(page.model.index(0, 2))
    table.scrollTo(page.model.index(0, 2))
    assert table.visualRect(page.model.index(0, 2)).left() >= table.frozen.width
    assert not table.grab().isNull()
