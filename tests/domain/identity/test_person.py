"""Names of people of many countries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.identity.person import (
    join_name,
    name_from_parts,
    person_key,
    recase,
    split_name,
)


@pytest.mark.parametrize(
    ("raw", "country", "given_name", "family", "salutation"),
    [
        ("Anna Meier", None, "Anna", "Meier", ""),
        ("Meier, Anna", None, "Anna", "Meier", ""),
        ("MEIER, ANNA", None, "Anna", "Meier", ""),
        ("anna meier", None, "Anna", "Meier", ""),
        ("Anna MEIER", None, "Anna", "Meier", ""),
        ("AJ Smith", None, "AJ", "Smith", ""),
        ("Frau Dr. Eva Klein", "DE", "Eva", "Klein", "Frau Dr."),
        ("Herr Müller", "DE", "", "Müller", "Herr"),
        ("Dipl.-Ing. Karl Huber", "AT", "Karl", "Huber", "Dipl.-Ing."),
        ("LUDWIG VAN BEETHOVEN", None, "Ludwig", "van Beethoven", ""),
        ("von der Heide, Hans", "DE", "Hans", "von der Heide", ""),
        ("Jan de Vries", "NL", "Jan", "de Vries", ""),
        ("dhr. Piet van den Berg", "NL", "Piet", "van den Berg", "dhr."),
        ("M. Jean Dupont", "FR", "Jean", "Dupont", "M."),
        ("M. Jean Dupont", "US", "M. Jean", "Dupont", ""),
        ("jean-pierre de la fontaine", "FR", "Jean-Pierre", "de la Fontaine", ""),
        ("Mrs Jane Doe", "GB", "Jane", "Doe", "Mrs"),
        ("ronald mcdonald", "US", "Ronald", "McDonald", ""),
        ("SHAUN O'NEIL", "GB", "Shaun", "O'Neil", ""),
        ("Juan García Pérez", "ES", "Juan", "García Pérez", ""),
        ("Juan García Pérez", None, "Juan García", "Pérez", ""),
        ("Sig.ra Anna Rossi", "IT", "Anna", "Rossi", "Sig.ra"),
        ("Sven-Göran Åström", "SE", "Sven-Göran", "Åström", ""),
        ("Pani Anna Kowalska", "PL", "Anna", "Kowalska", "Pani"),
        ("山田 太郎", "JP", "太郎", "山田", ""),
        ("김 철수", "KR", "철수", "김", ""),
        ("Smith", None, "Smith", "", ""),
        ("Null", None, "Null", "", ""),
        ("Anna Null", None, "Anna", "Null", ""),
    ],
)
def test_full_names(
    raw: str, country: str | None, given_name: str, family: str, salutation: str
) -> None:
    name = split_name(raw, country)
    assert (name.given, name.family, name.salutation) == (given_name, family, salutation)
    assert name.raw == raw


def test_what_stands_behind_a_name_is_kept() -> None:
    assert split_name("John Smith III").suffix == "III"
    assert split_name("Anna Meier, MBA").suffix == "MBA"
    maiden = split_name("Anna Meier geb. Schmidt")
    assert (maiden.family, maiden.suffix) == ("Meier", "née Schmidt")
    assert "Bob" in split_name("Robert (Bob) Smith").suffix
    assert split_name("山田 太郎").full == "山田 太郎"


@pytest.mark.parametrize("raw", ["", " ", "n/a", "-", "NULL", "unknown"])
def test_cells_that_say_nothing(raw: str) -> None:
    assert split_name(raw).is_blank
    assert name_from_parts(raw, raw).is_blank


@pytest.mark.parametrize(
    ("raw", "code"), [("12345", "name-no-letters"), ("x" * 300, "name-too-long")]
)
def test_what_is_no_name_keeps_its_text(raw: str, code: str) -> None:
    name = split_name(raw)
    assert name.problem is not None
    assert (name.problem.code, name.full, name.raw) == (code, raw, raw)


def test_from_columns() -> None:
    both = name_from_parts("ANNA", "MEIER", salutation="Dr.")
    assert (both.given, both.family, both.salutation, both.full) == (
        "Anna", "Meier", "Dr.", "Anna Meier",
    )  # fmt: skip
    whole = name_from_parts("", "Anna Meier")
    assert (whole.given, whole.family) == ("Anna", "Meier")
    assert name_from_parts("", "Meier").family == "Meier"
    assert name_from_parts("Anna", "").given == "Anna"
    assert name_from_parts("Anna", "Null").family == "Null"
    assert name_from_parts("Anna", "null").family == ""
    only_full = name_from_parts("", "", full="Meier, Anna")
    assert (only_full.given, only_full.family) == ("Anna", "Meier")
    assert join_name(only_full.given, only_full.family) == only_full.full


def test_one_key_for_all_writings() -> None:
    writings = [
        "Jürgen Müller", "MÜLLER, Jürgen", "Herr Juergen Mueller", "jurgen muller",
        "Ju\u0308rgen  Mu\u0308ller", "\u202eJürgen\u202c M\u00fcller", "Müller Jürgen",
    ]  # fmt: skip
    assert {person_key(w) for w in writings} == {"jurgen muller"}
    assert person_key("Anna Meier") != person_key("Tom Meier")


def test_direction_marks_stay_in_the_value() -> None:
    assert "\u202e" in split_name("Anna \u202eMeier").full


@given(st.text() | st.text(alphabet="aAbZé '-,.vonmü\u202eß\x00\ud800山", max_size=40))
def test_any_text_is_taken_and_the_form_is_final(raw: str) -> None:
    name = split_name(raw)
    assert name.raw == raw
    assert not any(c < " " for c in name.full)
    cased = recase(name.full)
    assert recase(cased) == cased
    key = person_key(raw)
    assert person_key(key) == key
    assert person_key(f"  {raw} ") == key


letters = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüéñçø", min_size=2, max_size=12)


@given(letters, letters)
def test_the_key_knows_no_case_order_or_composition(first: str, last: str) -> None:
    key = person_key(f"{first} {last}")
    assert person_key(f"{last.upper()}, {first.title()}") == key
    again = split_name(split_name(f"{first} {last}").full)
    assert split_name(again.full).full == again.full


def test_huge_text() -> None:
    for raw in ("a " * 1_000_000, "," * 2_000_000, "é" * 2_000_000):
        assert split_name(raw).problem is not None or split_name(raw).is_blank
        person_key(raw)


@pytest.mark.parametrize(
    ("raw", "given", "family"), [("Person 2", "Person", "2"), ("Anna 12", "Anna", "12")]
)
def test_a_number_behind_a_name_is_kept(raw, given, family):
    found = split_name(raw)
    assert (found.full, found.given, found.family) == (raw, given, family)
