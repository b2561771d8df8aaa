"""Telephone numbers of ten countries, as files and people write them."""

from __future__ import annotations

import random

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.identity.phone import (
    dialling_country,
    format_phone,
    is_number,
    normalise_phone,
    normalise_phones,
    phone_key,
)
from leaddesk.domain.identity.phone_place import (
    country_of_phone,
    region_of_phone,
    time_zones_of_phone,
)
from leaddesk.domain.identity.phone_plan import plan_of, quick_e164

REGIONS = "DE FR GB US ES IT NL SE PL JP CH AT BR IN AU MX CN RU".split()


@pytest.mark.parametrize(
    ("raw", "region", "value"),
    [
        ("089/123456-78", "DE", "+498912345678"),
        ("0171 1234567", "DE", "+491711234567"),
        ("+49 (0) 89 123456", "FR", "+4989123456"),
        ("0049 89 123456", "US", "+4989123456"),
        ("4989123456", "DE", "+4989123456"),
        ("89123456", "DE", "+4989123456"),
        ("4989123456", "US", "+4989123456"),
        ("4989123456.0", "DE", "+4989123456"),
        ("4.989123456E+9", "DE", "+4989123456"),
        ("'+49 89 123456", "DE", "+4989123456"),
        ("p:+4989123456", "DE", "+4989123456"),
        ("tel:+49-89-123456", "DE", "+4989123456"),
        ("Tel.: 089 123456 (work)", "DE", "+4989123456"),
        ("\u202a+49 89 123456\u202c", "DE", "+4989123456"),
        ("+４９ ８９ １２３４５６", "DE", "+4989123456"),
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("6 12 34 56 78", "FR", "+33612345678"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("+44 (0)7911 123456", "DE", "+447911123456"),
        ("(415) 555-0132", "US", "+14155550132"),
        ("1-415-555-0132", "US", "+14155550132"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("912 345 678", "ES", "+34912345678"),
        ("06 6982 1234", "IT", "+390669821234"),
        ("+39 06 6982 1234", "DE", "+390669821234"),
        ("347 123 4567", "IT", "+393471234567"),
        ("020 123 4567", "NL", "+31201234567"),
        ("08-123 456 78", "SE", "+46812345678"),
        ("22 123 45 67", "PL", "+48221234567"),
        ("03-1234-5678", "JP", "+81312345678"),
    ],
)
def test_numbers_of_ten_countries(raw: str, region: str, value: str) -> None:
    found = normalise_phone(raw, region)
    assert (found.value, found.problem, found.raw) == (value, None, raw)


@pytest.mark.parametrize(
    ("raw", "extension"),
    [
        ("+49 89 123456 ext. 12", "12"),
        ("+49 89 123456 x12", "12"),
        ("089 123456 Durchwahl 12", "12"),
        ("tel:+49-89-123456;ext=7", "7"),
        ("089 123456 #4", "4"),
    ],
)
def test_an_extension_stands_beside(raw: str, extension: str) -> None:
    found = normalise_phone(raw, "DE")
    assert (found.value, found.beside, found.problem) == ("+4989123456", extension, None)
    assert [p.value for p in normalise_phones(raw, "DE")] == ["+4989123456"]


def test_the_leads_country_goes_before_the_default() -> None:
    assert normalise_phone("06 12 34 56 78", "DE", "FR").value == "+33612345678"
    assert normalise_phone("33612345678", "DE", "FR").value == "+33612345678"
    assert normalise_phone("0171 1234567", "DE", "US").value == "+491711234567"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("4.98912E+11", "phone-rounded"),
        ("4,98912E+11", "phone-rounded"),
        ("call me", "phone-invalid"),
        ("+999 12345", "phone-invalid"),
        ("12", "phone-invalid"),
        ("9" * 2_000_000, "phone-too-long"),
    ],
)
def test_what_is_no_number_keeps_its_text(raw: str, code: str) -> None:
    found = normalise_phone(raw, "DE")
    assert found.value is None
    assert found.problem is not None
    assert (found.problem.code, found.raw) == (code, raw)


def test_without_any_country() -> None:
    found = normalise_phone("089123456", "")
    assert found.problem is not None
    assert found.problem.code == "phone-no-country"
    assert normalise_phone("+4989123456", "").value == "+4989123456"


def test_a_number_that_no_plan_knows_is_kept_and_named() -> None:
    found = normalise_phone("+1 555 123 4567", "DE")
    assert found.value == "+15551234567"
    assert found.problem is not None
    assert found.problem.code == "phone-doubtful"


@pytest.mark.parametrize("raw", ["", "n/a", "-", "000000000", "1111111", "99999-99999"])
def test_cells_that_say_nothing(raw: str) -> None:
    assert normalise_phones(raw, "US") == normalise_phones(raw, "DE") == ()
    assert normalise_phone(raw, "DE").is_blank


@pytest.mark.parametrize(
    "raw",
    [
        "+49 89 123456 ::: +49 171 1234567",
        "089 123456; 0171 1234567",
        "089 123456, 0171 1234567",
        "089/123456 / 0171/1234567",
        "+4989123456/+491711234567",
        "089 123456 oder 0171 1234567",
        "+4989123456 +491711234567",
        "089 123456\n0171 1234567\n089-123456",
    ],
)
def test_several_in_one_cell(raw: str) -> None:
    assert [p.value for p in normalise_phones(raw, "DE")] == ["+4989123456", "+491711234567"]


def test_a_bad_one_among_good_ones_stays() -> None:
    good, bad = normalise_phones("089 123456; ask Tom", "DE")
    assert good.value == "+4989123456"
    assert bad.raw.strip() == "ask Tom"
    assert bad.problem is not None


def _example(rnd: random.Random, region: str) -> str:
    digits = "".join(rnd.choice("0123456789") for _ in range(rnd.randint(5, 11)))
    code = phonenumbers.country_code_for_region(region)
    return rnd.choice([f"+{code} {digits}", f"0{digits}", digits, f"+{code}{digits}"])


def test_the_quick_way_agrees_with_the_library() -> None:
    rnd, taken = random.Random(20), 0
    for _ in range(12_000):
        region = rnd.choice(REGIONS)
        raw = _example(rnd, region)
        quick = None if raw.startswith("00") else quick_e164(raw, region)
        if quick is not None:
            taken += 1
            number = phonenumbers.parse(raw, region)
            assert phonenumbers.is_valid_number(number), raw
            assert phonenumbers.format_number(number, 0) == quick, (raw, region)
    assert taken > 600


def test_real_numbers_of_every_country_take_the_quick_way_or_end_alike() -> None:
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        number = phonenumbers.example_number(region)
        assert number is not None
        national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        wanted = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        assert normalise_phone(wanted, "").value == wanted, region
        assert normalise_phone(national, region).value == wanted, region
    assert plan_of("DE") is not None
    assert plan_of("XX") is None


@given(
    st.sampled_from(REGIONS),
    st.text() | st.text(alphabet="+0123456789 ()-/.x;,E:'p٣²\x00\ud800\u202e", max_size=30),
)
def test_any_text_is_taken_and_the_form_is_final(region: str, raw: str) -> None:
    one = normalise_phone(raw, region)
    assert one.raw == raw
    for found in (one, *normalise_phones(raw, region)):
        if found.value is not None:
            assert normalise_phone(found.value, "DE").value == found.value
            assert phone_key(phone_key(found.value)) == phone_key(found.value)


@given(st.sampled_from(REGIONS), st.integers(0, 10**9))
def test_what_is_shown_reads_back(region: str, salt: int) -> None:
    raw = _example(random.Random(salt), region)
    value = normalise_phone(raw, region).value
    if value is not None:
        assert normalise_phone(format_phone(value), "US").value == value


def test_where_a_number_lives() -> None:
    assert country_of_phone("+16132345678") == "CA"
    assert country_of_phone("+14155550132") == "US"
    assert dialling_country("+16132345678") == "US"
    assert dialling_country("+4989123456") == "DE"
    assert dialling_country("089") is dialling_country("+²2") is None
    assert time_zones_of_phone("+4989123456") == ("Europe/Berlin",)
    assert time_zones_of_phone("+14155550132") == ("America/Los_Angeles",)
    assert region_of_phone("+4989123456") == "Munich"
    assert region_of_phone("+4989123456", "de") == "München"
    assert region_of_phone("+4917112345678") == ""
    assert country_of_phone("nonsense") is None
    assert time_zones_of_phone("nonsense") == ()
    assert region_of_phone("nonsense") == ""


@pytest.mark.parametrize(
    "text", ["", "4711", "via reception", "+49 89 123456", "+1", "+0123456789"]
)
def test_a_text_is_not_a_number_in_normal_form(text):
    assert not is_number(text)


@pytest.mark.parametrize("text", ["+4989123456", "0171 1234567", "+1 202 555 0123", "089 123456"])
def test_a_number_that_was_read_is_one(text):
    assert is_number(normalise_phone(text, "DE").value)
