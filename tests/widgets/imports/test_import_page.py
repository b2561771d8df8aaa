"""The import page as a hand and a keyboard use it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from leaddesk.presentation.bridge import Bridge
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.edit_lock import EditLock
from leaddesk.presentation.imports.history import ImportHistory
from leaddesk.presentation.imports.import_flow import CHECK, MATCH
from leaddesk.presentation.imports.problem_rows_model import FIRST_CELL, TAKE
from leaddesk.presentation.imports.rehearsal import RehearsalState
from leaddesk.service.commands import EditLead
from leaddesk.widgets.imports.matchings_form import MatchingsForm
from leaddesk.widgets.labels import PlainLabel
from leaddesk.work.lanes import start_lanes
from tests.presentation.imports.conftest import Shop
from tests.presentation.imports.fair import HEADER, fair_list
from tests.widgets.imports.conftest import page_of


def settled(page, qtbot):
    qtbot.waitUntil(lambda: page.flow.is_settled)


def in_step_2(page, qtbot, path):
    page.choose(path)
    page.footer.next.click()
    assert page.flow.step == MATCH
    settled(page, qtbot)
    header = page.flow.decisions.mapping.header
    qtbot.waitUntil(lambda: len(page.match_step.rows) == len(header))


def choose(combo, data):
    """Choose an entry as a hand does."""
    combo.setFocus()
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def test_a_file_is_shown_as_it_is_read(page, shop):
    assert page.file_step.drop.isVisible()
    assert not page.footer.isVisible()
    page.choose(fair_list(shop.folder))
    details = page.file_step.details
    assert details.isVisible()
    assert details.delimiter.currentData() == ";"
    assert details.encoding.currentData() == "cp1252"
    assert details.heading.value() == 1
    assert details.table.model().rowCount() == 5
    assert details.table.model().headerData(0, Qt.Orientation.Horizontal) == "Firma"
    assert page.footer.next.isEnabled()


def test_the_reading_is_corrected_and_looked_at_again(page, shop):
    page.choose(fair_list(shop.folder))
    details = page.file_step.details
    choose(details.delimiter, ",")
    assert page.flow.file.looked.inspection.shape.delimiter == ","
    choose(details.delimiter, ";")
    assert page.flow.file.looked.inspection.shape.header == HEADER
    details.heading.setValue(0)
    assert page.flow.file.looked.inspection.shape.header[0] == "Column 1"
    choose(details.encoding, "cp850")
    assert page.flow.file.looked.inspection.shape.encoding == "cp850"


def test_a_file_that_is_no_table_is_told_in_place(page, shop):
    path = shop.folder / "picture.csv"
    path.write_bytes(b"\x89PNG and more")
    page.choose(path)
    assert page.file_step.error.isVisible()
    assert "a picture" in page.file_step.error.accessibleName()
    assert page.file_step.drop.isVisible()
    page.choose(fair_list(shop.folder))
    assert not page.file_step.error.isVisible()


def test_choosing_nothing_changes_nothing(page):
    page.file_step.choose.click()
    assert page.flow.file.path is None


def test_each_column_has_its_row_and_the_open_one_leads_to_its_question(page, shop, qtbot):
    in_step_2(page, qtbot, fair_list(shop.folder))
    rows = page.match_step.rows
    assert [row.name.text() for row in rows] == list(HEADER)
    assert rows[0].samples.text().startswith("Brightwater Clinics AAA, Kite")
    status = rows[HEADER.index("Status")]
    assert (status.result.text(), status.button.text()) == ("Choose a stage for 1 value", "Fix")
    assert page.footer.reason.text() == "1 column needs a decision"
    assert page.footer.next.text() == "Check 24 rows"
    page.footer.next.click()
    assert page.flow.step == MATCH  # it leads to what is open
    popover = page.match_step.popover
    assert popover.isVisible()
    (combo,) = [c for c in popover.findChildren(QComboBox) if c.currentData() is None]
    choose(combo, "Contacted")
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    settled(page, qtbot)
    assert status.result.text() == "2 values matched"
    assert page.footer.reason.text() == ""
    page.footer.next.click()
    assert page.flow.step == CHECK


def test_another_field_is_chosen_and_the_counts_follow(page, shop, qtbot):
    in_step_2(page, qtbot, fair_list(shop.folder, unknown_stage=False))
    row = page.match_step.rows[HEADER.index("ID_intern")]
    assert row.combo.accessibleName() == "Field for ID_intern"
    row.combo.setFocus()
    choose(row.combo, "custom:ID_intern")
    assert page.flow.decisions.mapping.fields[10] == "custom:ID_intern"
    settled(page, qtbot)
    assert row.result.text() == "24 of 24 filled"


def test_the_card_of_a_row_is_shown_and_walks(page, shop, qtbot):
    in_step_2(page, qtbot, fair_list(shop.folder))
    outcome = page.match_step.outcome
    assert outcome.preview.card.company == "Brightwater Clinics AAA"
    outcome.next.click()
    assert outcome.preview.card.person == "Tom Harker"
    assert outcome.row.text() == "Row 2 of 24"
    assert not outcome.preview.grab().isNull()


def test_what_all_leads_are_given(page, shop, qtbot):
    in_step_2(page, qtbot, fair_list(shop.folder, unknown_stage=False))
    form = page.match_step.outcome.form
    assert form.detail.text() == "Messe koeln 2025"
    assert not form.source.isVisible()  # the file has a column for it
    choose(form.owner, shop.priya.id)
    choose(form.consent, "granted")
    form.detail.setText("Messe Köln 2025, Halle 4")
    form.detail.editingFinished.emit()
    settled(page, qtbot)
    page.footer.next.click()
    page.footer.next.click()
    assert page.flow.done is not None
    (card,) = shop.desk.ask(lambda reader: reader.search("Tom Harker"))
    lead = shop.desk.ask(lambda reader: reader.lead(card.id)).lead
    assert (lead.owner_id, lead.source_detail) == (shop.priya.id, "Messe Köln 2025, Halle 4")
    assert lead.consent_email == "granted"


def test_rows_are_mended_in_the_grid_or_left_out(page, shop, qtbot):
    in_step_2(page, qtbot, fair_list(shop.folder, nobody=2, unknown_stage=False))
    page.footer.next.click()
    check = page.check_step
    assert check.groups.key() == "rejected"
    assert page.footer.reason.text() == "2 rows can't be taken"
    model = check.model
    cell = model.index(0, FIRST_CELL + 1)
    check.table.setCurrentIndex(cell)
    check.table.edit(cell)
    editor = check.table.findChild(QLineEdit)
    editor.setText("Clara Voss")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.flow.corrections == 1)
    take = model.index(1, TAKE)
    assert model.setData(take, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert page.footer.next.text() == "Check 2 corrections"
    page.footer.next.click()
    settled(page, qtbot)
    assert check.groups.key() == "left_out"
    assert page.footer.next.text() == "Import 23 rows"
    page.footer.next.click()
    assert page.flow.done.counts.created == 23


def test_the_good_rows_are_taken_by_choice_and_the_bad_ones_saved(shop, theme, qtbot):
    target = shop.folder / "bad rows.csv"
    host, page = page_of(shop, theme, pick_rejects=lambda _parent, _name: target)
    qtbot.addWidget(host)
    host.show()
    in_step_2(page, qtbot, fair_list(shop.folder, nobody=2, unknown_stage=False))
    page.footer.next.click()
    page.footer.next.click()
    assert page.flow.step == CHECK  # a row can't be taken: the click leads there
    page.check_step.skip.click()
    page.check_step.save.click()
    assert target.is_file()
    page.footer.next.click()
    assert page.run_step._done_title.text() == "22 added, 0 updated, 2 skipped"
    assert page.run_step.save.isVisible()


def test_an_import_is_undone_from_its_end_and_says_what_stayed(page, shop, qtbot):
    in_step_2(page, qtbot, fair_list(shop.folder, unknown_stage=False))
    page.footer.next.click()
    page.footer.next.click()
    (card,) = shop.desk.ask(lambda reader: reader.search("Tom Harker"))
    shop.desk.execute(EditLead(card.id, {"city": "Bonn"}))
    page.run_step.undo.click()
    run = page.run_step
    assert run._done_title.text() == "The import was undone"
    assert "23 leads removed" in run.summary.text()
    assert f"{card.company}: changed by Sam Keller since" in run.note.accessibleName()
    assert not run.see.isVisible()
    assert shop.count() == 1
    again = ImportHistory(shop.client, shop.hub, shop.clock, shop.dates, shop.money, page)
    again.load()  # a program that was started anew knows no more than the database
    assert f"{card.company}: changed by Sam Keller since" in again.rows[0].stayed
    page.show_history()
    labels = page.history.findChildren(PlainLabel)
    assert any("changed by Sam Keller since" in label.text() for label in labels)


def test_the_history_lists_imports_and_takes_one_back(page, shop, qtbot):
    in_step_2(page, qtbot, fair_list(shop.folder, unknown_stage=False))
    page.footer.next.click()
    page.footer.next.click()
    page.head.to_history.click()
    (row,) = page.history.history.rows
    assert (row.file_name, row.summary) == ("messe-koeln-2025.csv", "24 added, 0 skipped")
    assert row.until == "until 20 Dec"
    (button,) = page.history.buttons.values()
    button.click()
    assert shop.count() == 0
    (row,) = page.history.history.rows
    assert (row.state, row.can_undo) == ("Undone", False)


def test_a_cancelled_import_asks_and_adds_nothing(page, shop, qtbot):
    in_step_2(page, qtbot, fair_list(shop.folder, unknown_stage=False))
    page.footer.next.click()
    run, flow = page.run_step, page.flow
    # As a large file: still being counted when somebody wants to add it.
    flow.rehearsal.state = RehearsalState.RUNNING
    flow.step = 3
    flow.step_changed.emit()
    assert run.cancel.isVisible()
    run.cancel.click()
    assert run.question.isVisible()
    run.throw.click()
    assert not flow.has_draft
    assert page.file_step.drop.isVisible()
    assert shop.count() == 0


def test_the_draft_is_told_and_kept_when_the_page_is_left(page, shop, qtbot):
    told = []
    page.draft_changed.connect(told.append)
    in_step_2(page, qtbot, fair_list(shop.folder))
    assert page.draft_words() == "Import in progress, step 2"
    page.hide()
    page.show()
    assert page.flow.step == MATCH
    assert told[-1] == "Import in progress, step 2"
    page.footer.cancel.click()
    assert page.draft_words() == ""


def test_a_file_of_many_columns_does_not_hold_the_window(page, shop, qtbot):
    path = shop.folder / "wide.csv"
    header = ["Name", *(f"Question {n}" for n in range(120))]
    path.write_text("\n".join([",".join(header), ",".join(["Anna"] * 121)]) + "\n")
    page.choose(path)
    assert len(page.match_step.rows) < 30
    qtbot.waitUntil(lambda: len(page.match_step.rows) == 121)


def test_every_control_can_be_named(page, shop, qtbot):
    in_step_2(page, qtbot, fair_list(shop.folder))
    nameless = [
        combo for combo in page.findChildren(QComboBox)
        if combo.isVisible() and not combo.accessibleName()
    ]  # fmt: skip
    assert nameless == []


@pytest.fixture
def threaded(qapp, tmp_path):
    """The same shop with real lanes and a bridge."""
    shop = Shop(tmp_path)
    shop.lanes.stop(1)
    shop.lanes, bridge = start_lanes(), Bridge()
    shop.client = DeskClient(shop.lanes, bridge.post, shop.hub, shop.desk)
    shop.client.crashed.connect(shop.errors.append)
    yield shop
    shop.lanes.stop(10)
    bridge.close()
    shop.storage.close()
    assert shop.errors == []


def test_in_real_lanes_a_file_is_counted_again_and_again_and_added_once(threaded, theme, qtbot):
    host, page = page_of(threaded, theme)
    qtbot.addWidget(host)
    host.show()
    flow = page.flow
    page.choose(fair_list(threaded.folder, rows=1500, unknown_stage=False))
    qtbot.waitUntil(lambda: page.footer.next.isEnabled(), timeout=20_000)
    page.footer.next.click()
    qtbot.waitUntil(
        lambda: bool(flow.rehearsal.progress and flow.rehearsal.progress.done), timeout=20_000
    )
    flow.set_field(9, "")  # in the middle of it
    assert flow.counts is None
    qtbot.waitUntil(lambda: flow.is_settled, timeout=30_000)
    assert flow.counts.rows == 1500
    page.footer.next.click()
    qtbot.waitUntil(lambda: bool(page.check_step.isVisible() and page.footer.next.isEnabled()))
    flow.add_rows()
    qtbot.waitUntil(lambda: flow.done is not None, timeout=30_000)
    counts = flow.done.counts
    assert threaded.count() == counts.created + counts.flagged
    assert [b.state for b in threaded.batches()] == ["promoted"]


def test_in_real_lanes_a_cancelled_count_leaves_nothing(threaded, theme, qtbot):
    host, page = page_of(threaded, theme)
    qtbot.addWidget(host)
    host.show()
    flow = page.flow
    page.choose(fair_list(threaded.folder, rows=3000, unknown_stage=False))
    qtbot.waitUntil(lambda: page.footer.next.isEnabled(), timeout=20_000)
    page.footer.next.click()
    qtbot.waitUntil(
        lambda: bool(flow.rehearsal.progress and flow.rehearsal.progress.done), timeout=20_000
    )
    page.footer.cancel.click()
    qtbot.waitUntil(lambda: threaded.batches() == (), timeout=20_000)
    assert threaded.count() == 0


def test_a_matching_with_a_name_is_saved_and_used_from_its_popover(page, shop, qtbot):
    in_step_2(page, qtbot, fair_list(shop.folder, unknown_stage=False))
    page.footer.matchings.click()
    form = page.window().findChild(MatchingsForm)
    form.name.setText("Fairs")
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    assert list(form.uses) == ["Fairs"]
    page.flow.set_field(0, "")
    form.uses["Fairs"].click()
    assert page.flow.decisions.mapping.fields[0] == "company"
    assert not form.isVisible()


def test_a_column_can_become_a_field_of_its_own(page, shop, qtbot):
    in_step_2(page, qtbot, fair_list(shop.folder, unknown_stage=False))
    combo = page.match_step.rows[HEADER.index("ID_intern")].combo
    combo.setFocus()
    combo.showPopup()
    at = combo.findData("custom:ID_intern")
    assert combo.itemText(at) == "New field “ID_intern”"
    combo.hidePopup()


def test_a_draft_that_is_kept_is_gone_on_with_from_the_first_step(page, shop, qtbot):
    first = fair_list(shop.folder, unknown_stage=False)
    in_step_2(page, qtbot, first)
    second = shop.folder / "second.csv"
    second.write_bytes(b"\x89PNG and more")
    page.choose(second)
    drafts = page.file_step.drafts
    assert page.file_step.error.isVisible()
    assert drafts.isVisible()
    (button,) = drafts.buttons.values()
    assert button.accessibleName() == "Go on with messe-koeln-2025.csv"
    button.click()
    assert page.flow.step == MATCH
    assert not drafts.isVisible()


def test_the_end_is_told_to_somebody_who_went_elsewhere(page, shop, qtbot):
    in_step_2(page, qtbot, fair_list(shop.folder, unknown_stage=False))
    page.hide()
    page.flow.add_rows()
    assert page.flow.done is not None
    assert page._tools.notices._history.messages[0].text == (
        "Import finished: 24 added, 0 updated, 0 skipped"
    )


def test_nothing_is_checked_or_undone_while_the_database_can_only_be_read(page, shop, qtbot):
    in_step_2(page, qtbot, fair_list(shop.folder, unknown_stage=False))
    why = "This file can only be read."
    shop.client.set_lock(EditLock(why))
    assert not page.footer.next.isEnabled()
    assert page.footer.reason.text() == why
    assert page.block() == why
    shop.client.set_lock(None)
    page.footer.next.click()
    page.footer.next.click()
    shop.client.set_lock(EditLock(why))
    page.show_history()
    (button,) = page.history.buttons.values()
    for held in (button, page.run_step.undo, page.file_step.choose):
        assert not held.isEnabled()
        assert held.toolTip() == why
