"""Decisions are values: taken, taken back, remembered; what does not fit is not recalled."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.mapping.fields import SHARED_FIELDS, SINGLE_FIELDS, ColumnMap
from leaddesk.domain.mapping.file_locale import FileLocale
from leaddesk.presentation.imports.decisions import Decisions

HEADER = ("Firma", "Datum", "Status")
BASE = Decisions(ColumnMap(HEADER, ("company", "created", "stage")))
fields = st.sampled_from(("", *SINGLE_FIELDS, *SHARED_FIELDS, "custom:Halle"))
texts = st.text(max_size=20)


@given(
    st.tuples(fields, fields, fields),
    st.sampled_from([None, "dmy", "mdy", "ymd"]),
    st.sampled_from([None, ",", "."]),
    st.sampled_from(["fill", "replace", "newest"]),
    st.dictionaries(texts, texts, max_size=4),
)
def test_what_is_remembered_comes_back(chosen, order, decimal, policy, stages):
    kept = Decisions(ColumnMap(HEADER, chosen), "", order, decimal, policy)
    for value, meaning in stages.items():
        kept = kept.with_choice("stage", value, meaning)
    assert BASE.remembered(kept.to_memory()) == kept


@given(st.text(max_size=60))
def test_a_document_of_any_kind_does_no_harm(document):
    assert BASE.remembered(document) == BASE
    assert BASE.remembered(json.dumps(document)) == BASE


def test_a_memory_of_other_columns_is_not_used():
    other = Decisions(ColumnMap(("A", "B"), ("name", "email")))
    assert BASE.remembered(other.to_memory()) is BASE
    unknown = json.dumps({"fields": ["company", "created", "shoe_size"]})
    assert BASE.remembered(unknown) is BASE
    assert BASE.remembered(None) is BASE


def test_the_memory_belongs_to_the_heading_whatever_its_case():
    shouted = Decisions(ColumnMap(("FIRMA", " datum", "Status"), BASE.mapping.fields))
    turned = Decisions(ColumnMap(HEADER[::-1], BASE.mapping.fields))
    assert shouted.memory_key == BASE.memory_key != turned.memory_key


def test_choices_fixes_and_lines_are_taken_back_without_a_trace():
    made = BASE.with_choice("stage", "offen", "New").with_fixes(
        [(3, 0, "Kite", "Kit"), (4, 0, "Kite", "Kite")]
    )
    made = made.with_left_out([7, 5], left_out=True)
    assert made.left_out == (5, 7)
    back = made.with_choice("stage", "offen", None).with_fixes([(3, 0, "Kit", "Kit")])
    assert back.with_left_out([5, 7], left_out=False) == BASE


def test_a_person_goes_before_what_the_file_proves():
    proven = FileLocale("dmy", ",", "EUR", "DE")
    plan = Decisions(BASE.mapping, date_order="mdy").plan(proven)
    assert (plan.locale.date_order, plan.locale.decimal) == ("mdy", ",")
    assert BASE.plan(proven).locale == proven
