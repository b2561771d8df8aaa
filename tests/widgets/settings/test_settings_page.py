"""Settings: they apply at once; stages, people and fields are the team's own."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from leaddesk.domain.draft import LeadDraft
from leaddesk.presentation.edit_lock import EditLock
from leaddesk.service.commands import CaptureLeads, EditLead
from leaddesk.service.team_commands import CUSTOM_FIELDS


@pytest.fixture
def page(office):
    office.window.show_page("settings")
    QApplication.processEvents()
    return office.window.settings_page


def form(page, key):
    page.choose(key)
    QApplication.processEvents()
    return page.form(key)


def write(line, text):
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def press(box, text):
    next(b for b in box.buttons() if b.text() == text).click()
    QApplication.processEvents()


# --- finding -----------------------------------------------------------------------------------


def test_the_search_finds_single_settings_and_goes_there(page, qtbot):
    QTest.keyClicks(page.search, "text si")
    assert page.found.item(0).text() == "Text size · Appearance"
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.shown == "appearance"
    size = page.form("appearance").text_size
    qtbot.waitUntil(lambda: QApplication.focusWidget() in (size, size.focusProxy()))


def test_the_key_that_filters_a_page_finds_a_setting(office, page, qtbot):
    office.window.show_page("settings")
    page.choose("keyboard")
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.search.hasFocus)


def test_each_section_is_found_by_its_name_and_esc_ends_the_search(page):
    for key in page.keys:
        found = page.matches(page._places[key].section.text)
        assert (key, "") in found
    QTest.keyClicks(page.search, "zebra")
    assert not page.found.isVisible()
    assert page._nothing.isVisible()
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert page._names.isVisible()


# --- appearance --------------------------------------------------------------------------------


def test_looks_apply_at_once(office, page, theme, qtbot):
    appearance = form(page, "appearance")
    appearance.theme_switch.chosen.emit("dark")
    assert theme.scheme == "dark"
    appearance.density.chosen.emit("compact")
    assert theme.look.compact
    appearance.text_size.setValue(12)
    qtbot.waitUntil(lambda: theme.look.text_scale == 1.2)
    appearance.motion.setChecked(False)
    assert not theme.look.reduce_motion


def test_high_contrast_is_put_on_and_off(office, page, theme):
    appearance = form(page, "appearance")
    appearance.contrast.chosen.emit("on")
    assert theme.look.high_contrast
    assert theme.colors.line == theme.colors.line_control
    appearance.contrast.chosen.emit("system")
    assert not theme.look.high_contrast


def test_the_form_follows_a_change_from_elsewhere(office, page):
    appearance = form(page, "appearance")
    office.settings.change(density="compact", text_percent=110, contrast="on")
    assert appearance.density.key == "compact"
    assert appearance.text_size.value() == 11
    assert appearance.contrast.key == "on"


# --- you ---------------------------------------------------------------------------------------


def me(office):
    return office.desk.ask(lambda reader: reader.user(office.sam.id))


def test_my_name_is_saved(office, page):
    write(form(page, "you").lines["name"], "Sam K. Keller")
    assert me(office).name == "Sam K. Keller"


@pytest.mark.parametrize(("name", "text"), [("name", ""), ("email", "sam at home")])
def test_what_is_wrong_is_refused_under_the_field(office, page, name, text):
    you = form(page, "you")
    line = you.lines[name]
    line.setFocus()
    line.clear()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert you.fields[name].error
    assert getattr(me(office), name) != text


def test_colour_and_zone_are_saved_and_undone(office, page):
    you = form(page, "you")
    you.color.chosen.emit(4)
    you.zone.setCurrentIndex(you.zone.findData("Asia/Tokyo"))
    you.zone.activated.emit(you.zone.currentIndex())
    assert (me(office).color, me(office).time_zone) == (4, "Asia/Tokyo")
    office.history.undo()
    assert me(office).time_zone == "UTC"


# --- stages ------------------------------------------------------------------------------------


def test_a_stage_is_renamed_and_the_board_shows_it(office, page, qtbot):
    row = form(page, "stages").rows[office.stage("Contacted").id]
    write(row.name, "In touch")
    qtbot.waitUntil(lambda: "In touch" in [c.model.stage.name for c in office.board.columns])


def test_a_name_taken_twice_is_refused_in_words(office, page):
    stages = form(page, "stages")
    write(stages.rows[office.stage("Contacted").id].name, "New")
    assert "name of its own" in stages.problem


def test_more_about_a_stage(office, page, qtbot):
    stages = form(page, "stages")
    row = stages.rows[office.stage("Contacted").id]
    row.more.click()
    assert row.is_open
    row.color.chosen.emit(row.color.count)
    row.days.setValue(30)
    row.days.editingFinished.emit()
    row._require("budget", True)
    stage = office.stage("Contacted")
    assert (stage.rotting_days, stage.requires) == (30, ("budget",))
    QApplication.processEvents()
    assert stages.rows[stage.id] is row, "what somebody works on stays"
    assert row.is_open
    office.history.undo()
    assert office.stage("Contacted").requires == ()
    qtbot.waitUntil(lambda: "Nothing" in row.needs.text())


def test_a_stage_goes_one_place_on_and_back_by_undo(office, page, qtbot):
    def order():
        return [c.model.stage.name for c in office.board.columns]

    stages = form(page, "stages")
    before = order()
    stages.rows[office.stage("New").id].down.click()
    qtbot.waitUntil(lambda: order() == ["Contacted", "New", *before[2:]])
    office.history.undo()
    qtbot.waitUntil(lambda: order() == before)


def test_a_stage_is_added(office, page, qtbot):
    form(page, "stages").adders["lead"].click()
    qtbot.waitUntil(lambda: len(office.board.columns) == 6)
    assert [c.model.stage.belongs for c in office.board.columns].count("lead") == 4


def test_an_added_stage_waits_for_its_name(office, page, qtbot):
    stages = form(page, "stages")
    stages.adders["lead"].setFocus()
    stages.adders["lead"].click()
    qtbot.waitUntil(lambda: len(stages.rows) == 6)
    row = next(row for row in stages.rows.values() if row.stage.name == "New stage 1")
    qtbot.waitUntil(row.name.hasFocus)
    assert row.name.selectedText() == "New stage 1"
    QTest.keyClicks(row.name, "Demo")
    QTest.keyClick(row.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(c.model.stage.name == "Demo" for c in office.board.columns))


def test_a_stage_is_removed_after_a_question_with_its_numbers(office, page, qtbot):
    stage, target = office.stage("Contacted"), office.stage("New")
    stages = form(page, "stages")
    stages.rows[stage.id].remove.setFocus()
    stages.remove(stage, target)
    box = stages.findChild(QMessageBox)
    assert "2 leads move to New" in box.informativeText()
    press(box, "Remove stage")
    qtbot.waitUntil(lambda: len(office.board.columns) == 4)
    assert office.lead("Nordwind Logistics").stage_id == target.id
    after = stages.rows[office.stage("Qualified").id].remove
    qtbot.waitUntil(lambda: after.window().focusWidget() is after)


def test_the_question_counts_the_leads_that_the_board_does_not_show(office, page, qtbot):
    board = office.window.board
    board.set_filter(replace(board.filter, owner_id=10_000))
    qtbot.waitUntil(lambda: sum(head.count for head in board.heads()) == 0)
    stages = form(page, "stages")
    stages.remove(office.stage("Contacted"), office.stage("New"))
    assert "2 leads move to New" in stages.findChild(QMessageBox).informativeText()


def test_keeping_a_stage_changes_nothing(office, page):
    stages = form(page, "stages")
    stages.remove(office.stage("Contacted"), office.stage("New"))
    box = stages.findChild(QMessageBox)
    assert box.defaultButton().text() == "Keep it"
    box.defaultButton().click()
    assert len(office.board.columns) == 5


def test_the_other_template_and_back(office, page, qtbot):
    stages = form(page, "stages")
    stages.templates["full"].click()
    box = stages.findChild(QMessageBox)
    assert "MQL" in box.informativeText()
    press(box, "Use template")
    full = ["New", "MQL", "Accepted", "Sales qualified", "Proposal", "Negotiation"]
    qtbot.waitUntil(lambda: [c.model.stage.name for c in office.board.columns] == full)
    assert set(office.names("Accepted")) == {"Nordwind Logistics", "Delta Print"}
    office.history.undo()
    qtbot.waitUntil(lambda: office.board.columns[1].model.stage.name == "Contacted")


# --- fields ------------------------------------------------------------------------------------


def test_a_field_is_added_renamed_and_removed_with_its_values(office, page, qtbot):
    def fields():
        return json.loads(office.desk.ask(lambda r: r.setting(CUSTOM_FIELDS)) or "[]")

    own = form(page, "fields")
    write(own.name, "Depots")
    assert fields() == ["Depots"]
    lead = office.lead("Nordwind Logistics")
    office.desk.execute(EditLead(lead.id, {"Depots": "two"}))
    write(own.lines["Depots"], "Warehouses")
    assert fields() == ["Warehouses"]
    assert office.lead("Nordwind Logistics").custom == {"Warehouses": "two"}
    own.removers["Warehouses"].click()
    box = own.findChild(QMessageBox)
    assert "1 lead loses" in box.informativeText()
    press(box, "Remove field")
    assert fields() == []
    assert office.lead("Nordwind Logistics").custom == {}


@pytest.mark.parametrize("name", ["", "Email", "company"])
def test_a_field_needs_a_name_of_its_own(office, page, name):
    own = form(page, "fields")
    own.name.setText(name)
    own.add.click()
    assert own.field.error
    assert own.lines == {}


# --- team --------------------------------------------------------------------------------------


def users(office):
    return {u.login: u for u in office.desk.ask(lambda reader: reader.team()).users}


def test_a_colleague_is_added_and_takes_leads(office, page, qtbot):
    team = form(page, "team")
    for key, text in (("name", "Hanna Vogel"), ("login", "hanna"), ("email", "hanna@firm.com")):
        team.lines[key].setText(text)
    team.add.click()
    qtbot.waitUntil(lambda: "hanna" in users(office))
    hanna = users(office)["hanna"]
    qtbot.waitUntil(lambda: hanna.id in team.rows)
    assert team.rows[hanna.id].takes.isChecked(), "a rep takes their turn"
    team.rows[hanna.id].takes.click()
    queue = office.desk.ask(lambda reader: reader.team()).teams[0]
    assert hanna.id not in queue.members


def test_what_is_missing_of_a_colleague_is_said_under_its_field(office, page):
    team = form(page, "team")
    team.lines["email"].setText("nonsense")
    team.add.click()
    assert all(team.fields[key].error for key in ("name", "login", "email"))
    team.lines["name"].setText("Second Sam")
    team.lines["login"].setText("sam")
    team.lines["email"].clear()
    team.add.click()
    assert "taken" in team.fields["login"].error


def test_a_person_is_deactivated_after_a_question_with_its_numbers(office, page):
    team = form(page, "team")
    team.rows[office.priya.id].active.click()
    box = team.findChild(QMessageBox)
    assert "0 open leads" in box.informativeText()
    press(box, "Deactivate")
    assert not users(office)["priya"].active
    captured = office.desk.execute(CaptureLeads((LeadDraft(name="Ida Holm"),))).result[0]
    assert captured.owner_id != office.priya.id


def test_the_last_manager_can_not_give_it_up(office, page):
    team = form(page, "team")
    row = team.rows[office.sam.id]
    row.role.setCurrentIndex(row.role.findData("rep"))
    row.role.activated.emit(0)
    assert "Nobody would be left" in team.problem
    assert team.rows[office.sam.id].role.currentData() == "admin"


def test_a_queue_is_added_and_filled(office, page, qtbot):
    team = form(page, "team")
    team.add_queue.click()
    qtbot.waitUntil(lambda: len(team.queues) == 2)
    new = max(team.queues)
    team.queues[new][office.priya.id].click()
    queue = next(t for t in office.desk.ask(lambda r: r.team()).teams if t.id == new)
    assert queue.members == (office.priya.id,)


# --- sample data, about ------------------------------------------------------------------------


def test_sample_data_is_offered_and_removed_after_a_question(office, page, qtbot):
    page.show_sample("none", 0)
    sample = form(page, "sample")
    with qtbot.waitSignal(page.sample_asked):
        sample.add.click()
    page.show_sample("there", 30)
    sample.remove.click()
    assert sample.sure.text() == "Remove 30 leads"
    with qtbot.waitSignal(page.sample_removed):
        sample.sure.click()
    page.show_sample("refused", 0)
    assert not sample.add.isEnabled()


def test_about_names_every_library_with_its_licence(page, qtbot):
    about = form(page, "about")
    qtbot.waitUntil(lambda: about.texts.toPlainText() != "")
    for name in ("PySide6", "SQLAlchemy", "psycopg", "Inter", "Lucide", "babel"):
        assert name.upper() in about.texts.toPlainText().upper()
    text = about.texts.toPlainText().upper()
    assert "SIL OPEN FONT LICENSE" in text
    assert "ISC" in text
    about.copy.click()
    copied = QApplication.clipboard().text()
    assert "LeadDesk" in copied
    assert "Nordwind" not in copied


def test_what_the_team_shares_is_held_while_nothing_can_be_written(office, page):
    why = "This file can only be read."
    office.client.set_lock(EditLock(why))
    for key in ("stages", "fields", "team", "sample"):
        assert not page.form(key).isEnabled()
        assert page.form(key).toolTip() == why
    assert page.form("appearance").isEnabled()
    office.client.set_lock(None)
    assert page.form("stages").isEnabled()
