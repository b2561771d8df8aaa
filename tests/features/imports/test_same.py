"""A likely duplicate that a person takes for the same."""

from __future__ import annotations

from tests.features.imports.conftest import Imports, check_counts, check_sums

KNOWN = ("Jonas Bergmann", "Nordwind Logistik GmbH", "jonas@nordwind.example")
ALIKE = ("Jonas Bergman", "Nordwind Logistik", "office@other.example", "+49 431 55501", "Kiel")


def outcomes(imports: Imports, batch):
    return [row.outcome for row in imports.rows(batch)]


def test_the_lead_that_is_there_is_updated_and_says_why(imports: Imports):
    imports.typed(KNOWN)
    lead = imports.leads(imports.typed(KNOWN))[0]
    batch = imports.typed(ALIKE, same=(2,))
    (row,) = imports.rows(batch)
    assert (row.outcome, row.lead_id) == ("updated", lead.id)
    assert row.reason.startswith("you said that it is the same")
    assert row.cells[0] == "Jonas Bergman", "the row can be looked at again"
    assert imports.count() == 1
    updated = imports.office.detail(lead.id).lead
    assert (updated.email, updated.city) == ("jonas@nordwind.example", "Kiel")
    assert "office@other.example" in updated.emails
    check_counts(batch)
    check_sums(imports)


def test_without_the_answer_it_is_added_and_flagged(imports: Imports):
    imports.typed(KNOWN)
    assert outcomes(imports, imports.typed(ALIKE)) == ["flagged"]
    assert imports.count() == 2


def test_the_answer_says_nothing_about_rows_that_are_like_nobody(imports: Imports):
    imports.typed(KNOWN)
    batch = imports.typed(("Ida Ost", "Ost AG", "ida@ost.example"), same=(2,))
    assert outcomes(imports, batch) == ["created"]


def test_an_earlier_row_of_the_file_can_be_the_same_too(imports: Imports):
    batch = imports.typed(KNOWN, ALIKE, same=(3,))
    assert outcomes(imports, batch) == ["created", "duplicate_in_file"]
    (lead,) = imports.leads(batch)
    assert lead.city == "Kiel"
    check_sums(imports)
    imports.undo(batch)
    assert imports.count() == 0
