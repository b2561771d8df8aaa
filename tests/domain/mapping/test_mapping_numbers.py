"""Numbers and amounts in the writing of several countries."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.mapping.numbers import DecimalStyle, currency_code, decimal_sign, parse_number

WRITINGS = {
    "en": (",", "."),
    "de": (".", ","),
    "fr": ("\u202f", ","),
    "es": (".", ","),
    "it": (".", ","),
    "pt": (".", ","),
    "nl": (".", ","),
    "ch": ("’", "."),
    "se": ("\u00a0", ","),
}


def written(number: Decimal, places: int, country: str) -> str:
    group, point = WRITINGS[country]
    text = f"{number:,.{places}f}"
    return text.replace(",", "\0").replace(".", point).replace("\0", group)


@pytest.mark.parametrize(
    ("text", "plain", "currency"),
    [
        ("$22,700.00", "22700", "USD"),
        ("1.250,00 €", "1250", "EUR"),
        ("1 250,00", "1250", ""),
        ("1'250.50", "1250.5", ""),
        ("1’250.–", "1250", ""),
        ("CHF 1'250.50", "1250.5", "CHF"),
        ("EUR 5k", "5000", "EUR"),
        ("€24k", "24000", "EUR"),
        ("1.2m", "1200000", ""),
        ("2,5 Mio. €", "2500000", "EUR"),
        ("R$ 1.500,00", "1500", "BRL"),
        ("5.000,- €", "5000", "EUR"),
        ("(300)", "-300", ""),
        ("-5", "-5", ""),
        ("1000000.0", "1000000", ""),
        ("0,5", "0.5", ""),
        ("1,25,000", "125000", ""),
    ],
)
def test_reads_amounts(text: str, plain: str, currency: str) -> None:
    number = parse_number(text)
    assert (number.plain, number.currency, number.problem) == (plain, currency, "")


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("11-50", "11"),
        ("51 – 200", "51"),
        ("5k-10k", "5000"),
        ("10-20k", "10000"),
        ("10 to 20", "10"),
    ],
)
def test_of_a_range_the_lower_end_is_kept_and_said(text: str, low: str) -> None:
    number = parse_number(text)
    assert number.plain == low
    assert "lower end" in number.note


@pytest.mark.parametrize("text", ["abc", "12 months", "k", "1.2.3.4", "10 Hauptstr. 5", "--", "."])
def test_what_is_no_number_is_named(text: str) -> None:
    number = parse_number(text)
    assert number.plain is None
    assert number.problem


def test_a_lone_mark_before_three_digits_is_decided_by_the_file() -> None:
    assert parse_number("1.250").plain == "1250"
    assert parse_number("1.250").ambiguous
    assert parse_number("1.250", ",").plain == "1250"
    assert parse_number("3.000", ",").plain == parse_number("3.000").plain == "3000"
    assert parse_number("3.000", ".").plain == "3"
    assert parse_number("3.00", ",").plain == "3"
    assert parse_number("1.250", ".").plain == "1.25"
    assert parse_number("1,250", ".").plain == "1250"
    assert not parse_number("1,250", ".").ambiguous


def test_the_file_shows_its_decimal_sign() -> None:
    style = DecimalStyle()
    for text in ("1.250", "300", "1.250,00", "12,5"):
        style.add(text)
    assert style.decided() == ","
    style.add("1,250.00")
    assert style.decided() is None
    assert decimal_sign("1.250") is None


def test_currencies() -> None:
    assert [currency_code(text) for text in ("€", "eur", "US$", "Euro", "banana")] == [
        "EUR",
        "EUR",
        "USD",
        "EUR",
        "",
    ]


@given(
    st.decimals(min_value=0, max_value=10**12, places=2),
    st.sampled_from(sorted(WRITINGS)),
    st.sampled_from(["", " €", " EUR"]),
)
def test_what_a_country_writes_is_read_back(number: Decimal, country: str, tail: str) -> None:
    read = parse_number(written(number, 2, country) + tail)
    assert read.plain is not None
    assert Decimal(read.plain) == number
    assert not read.ambiguous


@given(st.decimals(min_value=0, max_value=10**9, places=3), st.sampled_from(sorted(WRITINGS)))
def test_with_the_sign_known_also_three_places_are_read_back(number: Decimal, country: str) -> None:
    read = parse_number(written(number, 3, country), WRITINGS[country][1])
    assert Decimal(str(read.plain)) == number


@given(st.text(max_size=30), st.sampled_from([None, ",", "."]))
def test_any_text_is_a_number_or_named_or_blank(text: str, decimal: str | None) -> None:
    number = parse_number(text, decimal)
    if number.plain is not None:
        Decimal(number.plain)
    DecimalStyle().add(text)
