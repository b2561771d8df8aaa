"""Settings: they apply at once; stages are the team's own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox


@pytest.fixture
def page(office):
    office.window.show_page("settings")
    QApplication.processEvents()
    return office.window.settings_page


def test_looks_apply_at_once(office, page, theme, qtbot):
    page.appearance.theme_switch.chosen.emit("dark")
    assert theme.scheme == "dark"
    page.appearance.density.chosen.emit("compact")
    assert theme.look.compact
    page.appearance.text_size.setValue(12)
    qtbot.waitUntil(lambda: theme.look.text_scale == 1.2)
    page.appearance.motion.setChecked(False)
    assert not theme.look.reduce_motion


def test_the_form_follows_a_change_from_elsewhere(office, page):
    office.settings.change(density="compact", text_percent=110)
    assert page.appearance.density.key == "compact"
    assert page.appearance.text_size.value() == 11


def test_my_name_is_saved(office, page):
    page.choose(1)
    line = page.you.lines["name"]
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "Sam K. Keller")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert office.desk.ask(lambda reader: reader.user(office.sam.id)).name == "Sam K. Keller"


def test_an_empty_name_is_refused_under_the_field(office, page):
    page.choose(1)
    line = page.you.lines["name"]
    line.setFocus()
    line.clear()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.you.fields["name"].error


def test_a_stage_is_renamed_and_the_board_shows_it(office, page, qtbot):
    page.choose(2)
    stage = office.stage("Contacted")
    line = page.stages.names[stage.id]
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "In touch")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "In touch" in [c.model.stage.name for c in office.board.columns])


def test_a_name_taken_twice_is_refused_in_words(office, page):
    page.choose(2)
    line = page.stages.names[office.stage("Contacted").id]
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "New")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "name of its own" in page.stages.problem


def test_a_stage_is_added(office, page, qtbot):
    page.choose(2)
    panel = page.stages._panels[0]
    buttons = [b for b in panel.findChildren(type(office.window.retry)) if b.text() == "Add stage"]
    buttons[0].click()
    qtbot.waitUntil(lambda: len(office.board.columns) == 6)
    assert [c.model.stage.belongs for c in office.board.columns].count("lead") == 4


def test_a_stage_is_removed_after_a_question_with_its_numbers(office, page, qtbot):
    stage, target = office.stage("Contacted"), office.stage("New")
    page.stages.remove(stage, target)
    box = page.stages.findChild(QMessageBox)
    assert "2 leads move to New" in box.informativeText()
    next(b for b in box.buttons() if b.text() == "Remove stage").click()
    qtbot.waitUntil(lambda: len(office.board.columns) == 4)
    assert office.lead("Nordwind Logistics").stage_id == target.id


def test_keeping_a_stage_changes_nothing(office, page):
    page.stages.remove(office.stage("Contacted"), office.stage("New"))
    box = page.stages.findChild(QMessageBox)
    assert box.defaultButton().text() == "Keep it"
    box.defaultButton().click()
    assert len(office.board.columns) == 5


def test_sample_data_is_offered_and_removed(office, page, qtbot):
    assert not page._sample_button.isVisible(), "nobody makes sample data yet"
    page.offer_sample_data(True)
    page.choose(3)
    with qtbot.waitSignal(page.sample_asked):
        page.sample.add.click()
    page.offer_sample_data(True, has_some=True)
    with qtbot.waitSignal(page.sample_removed):
        page.sample.remove.click()


def test_about_shows_the_licences(page):
    from PySide6.QtWidgets import QPlainTextEdit

    text = page.about.findChild(QPlainTextEdit).toPlainText()
    assert "SIL OPEN FONT LICENSE" in text.upper()
    assert "ISC" in text
