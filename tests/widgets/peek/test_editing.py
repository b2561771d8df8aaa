"""Who writes in a lead: on its card, in the peek, and what this window says of itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leaddesk.presentation.column_model import CardRole, TipsRole
from leaddesk.service.editing import EditWord
from leaddesk.widgets.board.card_layout import layout_of
from leaddesk.widgets.board.card_tips import tip_at

NORDWIND, DELTA = "Nordwind Logistics", "Delta Print"


@pytest.fixture
def peek(office):
    """The peek on Nordwind Logistics."""
    office.press(NORDWIND, Qt.Key.Key_Space)
    return office.window.dock.panel


@pytest.fixture
def said(office):
    """The leads that this window says it edits, one after the other."""
    leads = []
    office.window.tools.presence.said.connect(lambda word: leads.append(word.lead_id))
    return leads


def hear(office, company, client="ab", user=None):
    lead_id = office.id_of(company) if company else None
    word = EditWord(client, (user or office.priya).id, lead_id)
    office.window.tools.presence.hear(word)


def picture(office, company):
    cards = office.column_of(company).list
    QApplication.processEvents()
    return cards.viewport().grab(cards.rect_of(office.id_of(company))).toImage()


def test_the_card_has_a_disc_a_tip_and_words_for_it(office, theme):
    quiet = picture(office, DELTA)
    hear(office, DELTA)
    assert picture(office, DELTA) != quiet
    model = office.column_of(DELTA).model
    index = model.index(model.row_of(office.id_of(DELTA)))
    card, tips = index.data(CardRole), index.data(TipsRole)
    assert "Priya Rao is editing this lead" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    disc = layout_of(theme, card, 240, checked=False).editor
    at = QPoint(disc.x + disc.width // 2, 6)
    assert tip_at(theme, card, tips, 240, at) == "Priya Rao is editing this lead"
    hear(office, None)
    assert picture(office, DELTA) == quiet


def test_the_peek_names_who_writes_and_only_in_its_lead(office, peek):
    line = peek.editing
    hear(office, DELTA, client="cd")
    assert not line.isVisible()
    hear(office, NORDWIND)
    assert line.isVisible()
    assert line.words.text() == line.accessibleName() == "Priya Rao is editing this lead"
    assert line.avatar.accessibleName() == "Priya Rao"
    hear(office, NORDWIND, client="ef", user=office.sam)
    assert line.words.text() == "Priya Rao is editing this lead"
    hear(office, None)
    assert line.words.text() == "You are editing this lead in another window"
    hear(office, None, client="ef", user=office.sam)
    assert not line.isVisible()


def test_a_lead_opened_while_somebody_writes_says_so(office, peek):
    hear(office, DELTA)
    office.select(DELTA)
    assert peek.editing.words.text() == "Priya Rao is editing this lead"
    office.select(NORDWIND)
    assert not peek.editing.isVisible()


def test_an_open_lead_is_not_an_edited_one(office, peek, said):
    peek.details.rows["title"].line.setFocus()
    peek.composer.start("note")
    assert said == []


def test_a_field_is_edited_from_its_first_letter_until_it_is_saved(office, peek, said):
    lead_id, line = office.id_of(NORDWIND), peek.details.rows["title"].line
    line.setFocus()
    QTest.keyClicks(line, "CEO")
    assert said == [lead_id]
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert said == [lead_id, None]
    QTest.keyClicks(line, "!")
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert said == [lead_id, None] * 2


@pytest.mark.parametrize("how", ["Esc", "Tab"])
def test_a_field_that_is_left_is_edited_no_more(office, peek, said, how):
    line = peek.details.rows["title"].line
    line.setFocus()
    QTest.keyClicks(line, "CEO")
    QTest.keyClick(line, Qt.Key.Key_Escape if how == "Esc" else Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert said == [office.id_of(NORDWIND), None]


def test_a_note_is_edited_until_it_is_saved(office, peek, said, qtbot):
    QTest.keyClicks(peek.composer.text, " Two depots")
    QTest.keyClick(peek.composer.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: said[-1:] == [None])
    assert said == [office.id_of(NORDWIND), None]


@pytest.mark.parametrize("how", ["walk", "close"])
def test_who_goes_on_to_another_lead_edits_no_more(office, peek, said, how):
    peek.composer.text.setPlainText("Two depots")
    if how == "walk":
        office.select(DELTA)
    else:
        office.window.close_peek()
    assert said == [office.id_of(NORDWIND), None]
    assert not office.window.tools.presence._again.isActive()


def test_the_own_disc_says_whether_the_team_server_is_in_reach(office):
    standing, avatar = office.window.states.standing, office.window.rail._avatar
    assert avatar.accessibleName() == "Sam Keller"  # a file has no server
    standing.on_server = True
    office.window.board.columns_changed.emit()
    assert avatar.accessibleName() == "Sam Keller, connected to the team server"
    standing.hear_watch(is_gone=True)
    standing._grace.timeout.emit()
    assert avatar.accessibleName() == "Sam Keller, not connected to the team server"
    standing.hear_watch(is_gone=False)
    assert avatar.accessibleName() == "Sam Keller, connected to the team server"
