"""Texts become values and come back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.base.errors import KnownError
from leaddesk.domain.lead import EDITABLE_FIELDS, Lead
from leaddesk.service.reading import (
    read_amount,
    read_currency,
    read_day,
    read_edit,
    read_instant,
    read_whole,
    text_of,
)

NOW = datetime(2026, 3, 10, tzinfo=UTC)
LEAD = Lead(1, 1, NOW, NOW, name="Anna Meier", given_name="Anna", family_name="Meier")


@pytest.mark.parametrize(
    ("text", "amount", "currency", "problem"),
    [("", None, "", ""), ("1250.5", Decimal("1250.5"), "", ""), ("1.250,50 €", Decimal("1250.5"),
     "EUR", ""), ("-3", None, "", "below zero"), ("9" * 15, None, "", "too large"),
     ("much", None, "", "not a number")],
)  # fmt: skip
def test_amounts(text, amount, currency, problem):
    found = read_amount(text)
    assert found[:2] == (amount, currency)
    assert problem in found[2]
    assert bool(problem) == bool(found[2])


def test_counts_days_instants_currencies():
    assert read_whole("250") == (250, "")
    assert read_whole("11-50")[0] == 11
    assert read_day("2026-02-30")[0] == ""
    assert read_day("31.12.2026") == ("2026-12-31", "")
    assert read_instant("2026-03-10T10:00:00+02:00")[0] == datetime(2026, 3, 10, 8, tzinfo=UTC)
    assert read_instant("2026-03-10")[0] == NOW
    assert read_instant("soon")[1]
    assert read_instant("0001-01-01T00:00:00+05:00")[1]
    assert read_day("9999-12-31") == ("", "“9999-12-31” is too far away")
    assert read_currency("€") == ("EUR", "")
    assert read_currency("chf") == ("CHF", "")
    assert read_currency("shells")[1]


def test_a_name_and_its_parts_stay_together():
    assert read_edit({"given_name": "Zoe"}, LEAD, "DE") == {
        "given_name": "Zoe",
        "name": "Zoe Meier",
    }
    found = read_edit({"name": "Winter, Zoe"}, LEAD, "DE")
    assert (found["given_name"], found["family_name"]) == ("Zoe", "Winter")


def test_the_value_brings_its_currency():
    assert read_edit({"value": "5 USD"}, LEAD, "DE")["currency"] == "USD"
    assert read_edit({"Fleet size": "12"}, LEAD, "DE") == {"custom": {"Fleet size": "12"}}


TEXTS = st.fixed_dictionaries(
    {},
    optional={
        "value": st.decimals(0, 10**9, places=2).map(str),
        "employees": st.integers(0, 9999).map(str),
        "email": st.sampled_from(["", "a@acme.de"]), "phones": st.just("089 123456, 089 654321"),
        "tags": st.lists(st.sampled_from(["a", "b c"]), max_size=3).map(", ".join),
        "close_date": st.dates(date(1800, 1, 1), date(2200, 12, 31)).map(str),
        "lead_type": st.sampled_from(["referral", ""]),
        "city": st.sampled_from(["Graz", ""]), "country": st.sampled_from(["AT", "Germany"]),
    },
)  # fmt: skip


@given(TEXTS)
def test_what_is_written_is_read_back_the_same(values):
    lead = Lead(1, 1, NOW, NOW, **read_edit(values, LEAD, "DE"))
    shown = {name: text_of(lead, name) for name in EDITABLE_FIELDS}
    again = read_edit(shown, lead, "DE")

    assert {name: getattr(lead, name) for name in EDITABLE_FIELDS} == {
        name: again.get(name) for name in EDITABLE_FIELDS
    }


@given(st.sampled_from(EDITABLE_FIELDS), st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(name, text):
    try:
        found = read_edit({name: text}, LEAD, "DE")
    except KnownError as error:
        code, title = error.code, error.title
    else:
        code, title = "bad-value", "."
        assert name in found
    assert code == "bad-value"
    assert title.endswith(".")
