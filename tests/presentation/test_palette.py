"""What the palette finds for a text, and what of it is marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.presentation.palette import Asked, Entry, Section, asked_of, fold, narrowed, spans


def entry(text, also=""):
    return Entry(text, text, lambda: None, also=also)


GO = Section("Go to", tuple(map(entry, ("Pipeline", "Leads", "My open leads", "Settings"))), 2)
MAKE = Section("Create", (entry("New lead"), entry("Import from a file", "CSV Excel")))


def found(words, *, whole=True):
    shown = narrowed((GO, MAKE), words, whole=whole)
    return {section.title: [one.text for one in section.entries] for section in shown}


def test_a_prefix_says_which_part_is_looked_through():
    assert asked_of(" nord ") == Asked("all", "nord")
    assert asked_of("> move") == Asked("commands", "move")
    assert asked_of("#") == Asked("stages", "")
    assert asked_of("@sam k") == Asked("people", "sam k")


def test_words_are_found_by_their_beginnings_the_best_first():
    assert found("lead") == {"Go to": ["Leads", "My open leads"], "Create": ["New lead"]}
    assert found("le op") == {"Go to": ["My open leads"]}
    assert found("ead") == {}
    assert found("excel") == {"Create": ["Import from a file"]}


def test_without_words_each_section_shows_its_first():
    assert found("", whole=False) == {"Go to": ["Pipeline", "Leads"],
                                      "Create": ["New lead", "Import from a file"]}  # fmt: skip
    assert len(found("")["Go to"]) == 4


def test_a_wrong_or_missed_letter_is_forgiven_only_where_nothing_fits():
    assert found("pipelnie") == {"Go to": ["Pipeline"]}
    assert found("setings") == {"Go to": ["Settings"]}
    assert found("imprt") == {"Create": ["Import from a file"]}
    assert found("xyz") == {}


def test_what_is_marked_is_what_was_typed():
    assert spans("Nordwind Logistics", "nord log") == ((0, 4), (9, 3))
    assert spans("Lucía Romero", "lucia") == ((0, 5),)
    assert spans("Albeckberg", "berg") == ((6, 4),)
    assert spans("Nordwind", "x") == ()
    assert spans("anna Lindqvist Anna", "") == ()


@given(st.text(max_size=40), st.text(max_size=12))
def test_marks_lie_within_any_text_apart_and_in_order(text, words):
    end = 0
    for start, length in spans(text, words):
        assert start >= end
        assert length > 0
        end = start + length + 1
    assert end <= len(text) + 1
    assert len(fold(text)) == len(text)


@given(st.text(min_size=1, max_size=20))
def test_any_text_that_is_offered_is_found_by_itself(text):
    words = asked_of(text)
    if words.part == "all" and words.words:
        section = Section("All", (entry(text),))
        shown = narrowed((section,), words.words, whole=True)
        alike = fold(text).startswith(" ".join(fold(words.words).split()))
        assert bool(shown) or not alike
