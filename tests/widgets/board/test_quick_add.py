"""What is said of a lead that is already there, while one is typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


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
