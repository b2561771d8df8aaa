"""Whom a row is like: the account of an import names the other lead."""

from __future__ import annotations

from tests.features.imports.conftest import Imports


def test_a_likely_duplicate_comes_with_the_lead_or_the_row_that_it_is_like(imports: Imports):
    known = imports.office.new_lead(
        company="Kite & Company", name="Eva Moreau", emails=("eva@kite.example",)
    )
    batch, _ = imports.staged(
        ("Eva Moreau", "Kite & Company", "moreau@elsewhere.example"),
        ("Jo West", "Arbor Glass", "jo@arbor.example"),
        ("Jo West", "Arbor Glass", "west@glass.example"),
        ("Eva Moreau", "Kite & Company", "eva@kite.example"),
    )
    read = imports.office.storage.read
    first, second = read(lambda reader: reader.import_rows(batch.id, outcome="flagged"))
    (updated,) = read(lambda reader: reader.import_rows(batch.id, outcome="updated"))
    assert first.other is not None
    assert (first.line, first.other.id, first.other_line) == (2, known, None)
    assert (first.other.company, first.other.name) == ("Kite & Company", "Eva Moreau")
    assert (second.line, second.other, second.other_line) == (4, None, 3)
    assert updated.other is not None
    assert updated.other.id == known
