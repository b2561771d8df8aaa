"""The peek: opened from the board, edited in place, walking, logging, planning."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leaddesk.domain.draft import LeadDraft
from leaddesk.service.commands import CaptureLeads, EditLead
from leaddesk.widgets.peek.plan_form import PlanForm


@pytest.fixture
def peek(office):
    """The peek on Nordwind Logistics, which has a call planned."""
    office.press("Nordwind Logistics", Qt.Key.Key_Space)
    assert office.window.dock.isVisible()
    return office.window.dock.panel


def edit(peek, name, text, key=Qt.Key.Key_Return):
    line = peek.details.rows[name].line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, key)
    QApplication.processEvents()
    return line


def test_space_opens_and_closes_it(office, peek):
    assert peek.head.name.text() == "Nordwind Logistics"
    assert peek.head.value.text() == "€24,000"
    assert peek.head.stage.text() == "Contacted"
    office.press("Nordwind Logistics", Qt.Key.Key_Space)
    assert not office.window.dock.isVisible()
    assert office.board.isAncestorOf(QApplication.focusWidget())


def test_it_says_where_the_lead_stands(office, peek):
    assert peek.head.place.text().endswith("of 2 in Contacted")


def test_arrows_on_the_board_and_its_own_buttons_walk(office, peek):
    first = office.window.dock.lead_id
    cards = office.column("Contacted").list
    step = 1 if cards.currentIndex().row() == 0 else -1
    QTest.keyClick(cards, Qt.Key.Key_Down if step > 0 else Qt.Key.Key_Up)
    second = office.window.dock.lead_id
    assert second not in (None, first)
    (peek.head.up if step > 0 else peek.head.down).click()
    assert office.window.dock.lead_id == first


def test_done_finishes_the_next_step_and_offers_undo(office, peek, qtbot):
    assert peek.step.title.text() == "Call Anna about the depot pilot"
    peek.step.done.click()
    qtbot.waitUntil(lambda: office.lead("Nordwind Logistics").next_due is None
                    or "depot" not in office.lead("Nordwind Logistics").next_title)  # fmt: skip
    assert any("done" in text for text in office.toasts())
    qtbot.waitUntil(lambda: any(title.startswith("Call") for title in peek.timeline.titles()))


def test_t_plans_a_step(office, qtbot):
    office.press("Delta Print", Qt.Key.Key_T)
    peek = office.window.dock.panel
    assert peek.plan is not None
    form = peek.plan.findChild(PlanForm)
    form.kind.choose("meeting")
    QTest.keyClicks(form.title, "Show the proofs")
    form.chips[0].click()
    QTest.keyClick(form.title, Qt.Key.Key_Return)
    assert peek.plan is None
    detail = office.desk.ask(lambda reader: reader.lead(office.id_of("Delta Print")))
    task = next(task for task in detail.tasks if task.title == "Show the proofs")
    assert (task.kind, task.due_at) == ("meeting", datetime(2025, 11, 21, 9, tzinfo=UTC))


def test_a_note_is_written_with_w_and_saved_with_ctrl_enter(office, qtbot):
    office.press("Delta Print", Qt.Key.Key_W)
    composer = office.window.dock.panel.composer
    assert composer.text.hasFocus()
    QTest.keyClicks(composer.text, "Wants two colours")
    QTest.keyClick(composer.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: composer.text.toPlainText() == "")
    detail = office.desk.ask(lambda reader: reader.lead(office.id_of("Delta Print")))
    assert detail.activities[0].body == "Wants two colours"


def test_a_call_carries_its_outcome(office, peek):
    peek.composer.start("call")
    outcome = peek.composer.outcome
    outcome.setCurrentIndex(outcome.findData("no answer"))
    peek.composer.save.click()
    detail = office.desk.ask(lambda reader: reader.lead(peek.model.lead_id))
    assert (detail.activities[0].kind, detail.activities[0].outcome) == ("call", "no answer")


def test_an_empty_note_is_not_saved(office, peek):
    peek.composer.start("note")
    peek.composer.save.click()
    assert peek.composer.problem.text() == "Write the note first."


def test_a_detail_is_edited_in_place(office, peek):
    edit(peek, "title", "Head of Operations")
    assert office.lead("Nordwind Logistics").title == "Head of Operations"
    assert "Head of Operations" in peek.head.under.text()


def test_esc_restores_a_detail(office, peek):
    line = edit(peek, "title", "Boss", Qt.Key.Key_Escape)
    assert line.text() == ""
    assert office.lead("Nordwind Logistics").title == ""


def test_what_is_wrong_stands_under_the_field(office, peek):
    edit(peek, "value", "a lot")
    row = peek.details.rows["value"]
    assert row.message.isVisible()
    assert row.line.property("state") == "bad"
    assert int(office.lead("Nordwind Logistics").value) == 24000
    edit(peek, "value", "26000")
    assert row.line.property("state") != "bad"
    assert int(office.lead("Nordwind Logistics").value) == 26000


def test_esc_takes_a_refused_text_back(office, peek):
    row = peek.details.rows["email"]
    address = row.line.text()
    edit(peek, "email", "abc", Qt.Key.Key_Tab)
    assert row.message.text().startswith("There is no @ in this e-mail address. Nothing")
    row.line.setFocus()
    QTest.keyClick(row.line, Qt.Key.Key_Escape)
    assert (row.line.text(), row.message.isVisible()) == (address, False)


def test_a_long_message_under_a_field_is_seen_whole(office, peek, qtbot):
    edit(peek, "phone", "abc")
    message = peek.details.rows["phone"].message
    needed = message.heightForWidth(message.width())
    assert needed > 2 * message.fontMetrics().height()
    qtbot.waitUntil(lambda: message.height() >= needed)


def test_two_values_for_one_field_are_both_shown(office, peek):
    lead_id = peek.model.lead_id
    office.other.execute(EditLead(lead_id, {"title": "COO"}))
    edit(peek, "title", "CEO")
    row = peek.details.rows["title"]
    assert "Priya" in row.message.text()
    row._mine.click()
    assert office.lead("Nordwind Logistics").title == "CEO"


def test_the_stage_bar_moves_the_lead(office, peek):
    stage = office.stage("Qualified")
    rect = peek.head.stages.rect_of(stage.id)
    QTest.mouseClick(peek.head.stages, Qt.MouseButton.LeftButton, pos=rect.center())
    assert office.lead("Nordwind Logistics").stage_id == stage.id


def test_the_score_shows_its_strongest_reasons_and_then_all(office, peek):
    block = peek.score
    assert block.title.text().startswith("Why ")
    shown = block._reasons.count()
    assert shown <= 4
    if not block.more.isHidden():
        block.more.click()
        assert block._reasons.count() > shown


def test_a_lead_in_the_bin_says_so_and_is_restored(office, peek, qtbot):
    from leaddesk.service.commands import DeleteLeads

    outcome = office.other.execute(DeleteLeads((peek.model.lead_id,)))
    office.hub.tell(outcome.changes)
    qtbot.waitUntil(lambda: peek.banner.isVisible())
    assert "Priya" in peek.banner.accessibleName()
    held = "This lead is in the bin. Restore it first."
    buttons = (*peek.head.buttons.values(), peek.head.stages, peek.step.done, peek.composer.save)
    for widget in (*buttons, peek.head.more):
        assert not widget.isEnabled()
        assert held in widget.toolTip()
    assert peek.composer.text.isReadOnly()
    lines = [row.line for row in peek.details.rows.values() if row.line.isVisible()]
    assert lines
    assert all(line.isReadOnly() and line.toolTip() == held for line in lines)
    assert not any(row.button.isVisible() for row in peek.details.rows.values())
    peek.act("plan", peek.model.lead_id)
    assert peek.plan is None
    peek._restore.click()
    qtbot.waitUntil(lambda: not peek.banner.isVisible())
    assert all(widget.isEnabled() for widget in (*buttons, peek.head.more))
    assert not peek.composer.text.isReadOnly()
    assert not any(line.isReadOnly() for line in lines)


def test_in_a_narrow_window_it_lies_over_the_board(office, peek):
    dock = office.window.dock
    office.window.resize(1100, 800)
    QApplication.processEvents()
    assert dock.geometry().right() == office.window._content.width() - 1
    assert not dock.is_shown
    office.window.resize(1440, 900)
    QApplication.processEvents()
    assert dock.is_shown
    assert dock.width() == 388


def test_its_width_and_lead_are_kept(make_office, office, peek):
    office.window.dock._pull(office.window.dock.mapToGlobal(office.window.dock.rect().topRight()).x()
                             - 450)  # fmt: skip
    assert office.settings.settings.peek_width == 450
    assert office.settings.settings.open_lead == office.id_of("Nordwind Logistics")
    again = make_office(
        document={"open_lead": office.settings.settings.open_lead, "peek_open": True}
    ).open()
    assert again.window.dock.isVisible()


def test_empty_fields_wait_behind_a_link(office, peek):
    website = peek.details.rows["website"]
    assert website.isHidden()
    peek.details.more.click()
    assert website.isVisible()
    assert peek.details.more.text() == "Fewer fields"
    peek.details.more.click()
    assert website.isHidden()


def test_a_long_value_ends_with_a_sign_and_is_whole_while_it_is_edited(office, peek):
    address = "a.very.long.address.of.somebody@a-very-long-company-name.example"
    line = edit(peek, "email", address)
    peek.head.up.setFocus()
    read = line.grab().toImage()
    line.setFocus()
    assert line.text() == address
    assert line.grab().toImage() != read


def test_the_composer_is_one_line_until_somebody_writes(office, peek):
    assert peek.composer.save.isHidden() or not peek.composer.save.isVisible()
    peek.composer.text.setFocus()
    assert peek.composer.save.isVisible()
    QTest.keyClick(peek.composer.text, Qt.Key.Key_Escape)
    office.press("Nordwind Logistics", Qt.Key.Key_Space)
    assert not peek.composer.save.isVisible()


def test_the_composer_is_seen_with_its_button(office, peek, qtbot):
    office.window.resize(1200, 640)
    QApplication.processEvents()
    peek.head.buttons["log call"].click()
    save, port = peek.composer.save, peek.area.viewport()

    def lowest():
        return save.mapTo(port, save.rect().bottomLeft()).y()

    qtbot.waitUntil(lambda: save.isVisible() and 0 < lowest() <= port.height())


def test_another_lead_is_seen_from_its_top(office, peek, qtbot):
    office.window.resize(1200, 640)
    QApplication.processEvents()
    bar = peek.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    peek.show_lead(office.id_of("Delta Print"))
    qtbot.waitUntil(lambda: peek.head.name.text() == "Delta Print")
    assert bar.value() == 0


def test_it_closes_when_its_new_lead_is_undone(office, peek, qtbot):
    draft = LeadDraft(company="Brand New")
    (captured,) = office.desk.execute(CaptureLeads((draft,))).result
    office.window.dock.show_lead(captured.id)
    qtbot.waitUntil(lambda: peek.head.name.text() == "Brand New")
    office.history.undo()
    qtbot.waitUntil(lambda: not office.window.dock.isVisible())


def test_done_leaves_the_focus_on_what_is_next(office, peek, qtbot):
    peek.step.done.setFocus()
    peek.step.done.click()
    qtbot.waitUntil(lambda: peek.step.plan.isVisible())
    assert peek.step.plan.hasFocus()


def test_its_menu_does_what_the_cards_menu_does(office, peek, qtbot):
    peek.head.more.click()
    lines = {action.text().partition("\t")[0]: action for action in peek.menu.actions()}
    assert {"Move to", "Assign...", "Disqualify", "To the bin"} <= set(lines)
    assert "Won" not in lines  # it is a lead
    peek.menu.close()
    lines["To the bin"].trigger()
    qtbot.waitUntil(lambda: any("bin" in text for text in office.toasts()))


def test_a_step_planned_while_a_reply_is_owed_is_told_after_it(office, qtbot):
    office.press("Vantage Foods", Qt.Key.Key_Space)
    peek = office.window.dock.panel
    assert peek.step.title.text() == "First reply"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_T)
    form = peek.plan.findChild(PlanForm)
    form.title.setText("Ask about the depots")
    form.accept()
    qtbot.waitUntil(lambda: peek.step.after.text().startswith("Then: Ask about the depots"))
