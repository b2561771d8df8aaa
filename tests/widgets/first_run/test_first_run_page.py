"""The welcome as a page: keys, what is wrong under its field, trouble at the end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from leaddesk.presentation.errors import Notice
from leaddesk.presentation.first_run_model import FirstAnswers, FirstRunModel
from leaddesk.widgets.first_run.page import FirstRunPage


@pytest.fixture
def make_page(theme, qtbot):
    def make(first_use="team", **values):
        answers = FirstAnswers(**{"name": "Ida Holm", **values})
        page = FirstRunPage(theme, FirstRunModel(first_use, answers, "In a file."))
        qtbot.addWidget(page)
        page.resize(1024, 640)
        page.show()
        page.take_focus()
        return page

    return make


def test_enter_goes_on_once_and_arrows_choose(make_page, qtbot):
    page = make_page()
    QTest.keyClick(page.you.name, Qt.Key.Key_Return)
    assert page.model.step == "start"
    qtbot.waitUntil(page.start.starts["sample"].hasFocus)
    QTest.keyClick(page.start.starts["sample"], Qt.Key.Key_Right)
    page.start.templates["simple"].setFocus()
    QTest.keyClick(page.start.templates["simple"], Qt.Key.Key_Right)
    with qtbot.waitSignal(page.finished) as told:
        QTest.keyClick(page.start.templates["full"], Qt.Key.Key_Return)
    (answers,) = told.args
    assert (answers.start, answers.template) == ("import", "full")
    assert not page.next.isEnabled(), "it is finished once"


def test_what_is_wrong_stands_under_its_field(make_page):
    page = make_page(name="")
    page.next.click()
    assert page.model.step == "you"
    assert page.you.fields["name"].error
    page.you.name.setText("Ida")
    page.you.email.setText("nonsense")
    page.next.click()
    assert page.you.fields["email"].error
    assert not page.you.fields["name"].error


def test_back_keeps_what_was_chosen(make_page):
    page = make_page()
    page.next.click()
    page.start.starts["empty"].click()
    QTest.keyClick(page.start.starts["empty"], Qt.Key.Key_Escape)
    assert page.model.step == "you"
    assert not page.back.isVisible()
    page.next.click()
    assert page.start.starts["empty"].isChecked()


def test_who_joins_is_asked_for_less(make_page, qtbot):
    page = make_page("member")
    assert page.next.text() == "Finish"
    assert not page.you.role.isVisible()
    assert not page.you.currency.isVisible()
    with qtbot.waitSignal(page.finished):
        page.next.click()


def test_trouble_is_told_and_it_can_be_tried_again(make_page, qtbot):
    page = make_page("member")
    page.next.click()
    page.show_trouble(Notice("known", "The disk is full.", "Make room."))
    assert page.trouble.isVisible()
    with qtbot.waitSignal(page.finished):
        page.next.click()
    assert not page.trouble.isVisible()


@pytest.mark.parametrize("card", ["sample", "import", "empty"])
def test_a_card_says_all_it_shows(make_page, card):
    page = make_page()
    page.next.click()
    choice = page.start.starts[card]
    assert choice.text()
    assert choice.accessibleDescription()
    assert choice.height() >= choice.heightForWidth(choice.width())
