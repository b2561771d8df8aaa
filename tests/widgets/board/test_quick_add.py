"""Adding at the foot of a column, and what is said of a lead that is already there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


def test_quick_add_adds_one_after_the_other(office, qtbot):
    column = office.column("Contacted")
    column.footer.add_asked.emit()
    assert column.quick_add.line.hasFocus()
    for name in ("Ostrava Steel", "Fjord Seafood"):
        QTest.keyClicks(column.quick_add.line, name)
        QTest.keyClick(column.quick_add.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: {"Ostrava Steel", "Fjord Seafood"} <= set(office.names("Contacted")))
    assert column.quick_add.isVisible()
    QTest.keyClick(column.quick_add.line, Qt.Key.Key_Escape)
    assert not column.quick_add.isVisible()


def test_quick_add_says_who_is_known_while_typing(office, qtbot):
    column = office.column("New")
    column.start_adding()
    QTest.keyClicks(column.quick_add.line, "nordwind log")
    qtbot.waitUntil(lambda: "Nordwind Logistics" in column.quick_add.hint.text())


def test_quick_add_in_an_opportunity_column_makes_an_opportunity(office, qtbot):
    column = office.column("Proposal")
    column.start_adding()
    QTest.keyClicks(column.quick_add.line, "Quill Publishing")
    QTest.keyClick(column.quick_add.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Quill Publishing" in office.names("Proposal"))
    assert office.lead("Quill Publishing").kind == "opportunity"


@pytest.mark.parametrize(
    ("typed", "column", "said"),
    [
        ("Nordwind Logistik", "New", "Looks like Nordwind Logistics. Enter adds anyway."),
        ("anna@nordwind.example", "New", "This is Nordwind Logistics. Enter adds to it."),
        # A lead of theirs does not become the deal.
        ("anna@nordwind.example", "Proposal", "Looks like Nordwind Logistics. Enter adds anyway."),
        ("Nordwind Energy", "New", "Enter adds the next one"),
    ],
)
def test_quick_add_says_what_enter_does(office, qtbot, typed, column, said):
    quick = office.column(column)
    quick.start_adding()
    quick.quick_add.line.setText(typed)
    quick.quick_add._ask_similar()
    qtbot.waitUntil(lambda: quick.quick_add.hint.text() == said)
    before = len(office.names(column))
    QTest.keyClick(quick.quick_add.line, Qt.Key.Key_Return)
    is_added_to = said.startswith("This is")
    qtbot.waitUntil(lambda: len(office.names(column)) == before + (not is_added_to))
    assert any("was known and is updated" in text for text in office.toasts()) == is_added_to


def test_the_form_finds_a_company_that_is_spelled_otherwise(office):
    office.window.open_new_lead()
    form = office.window.new_lead_form
    form.line("company").setText("Nordwind Logistik")
    form._ask_similar()
    assert form._similar is not None
    assert form._similar.company == "Nordwind Logistics"
