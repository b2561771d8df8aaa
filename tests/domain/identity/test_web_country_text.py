"""Websites, profile pages, countries, languages, and words that say nothing."""

from __future__ import annotations

import unicodedata

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.identity.country import (
    NAME_LANGUAGES,
    country_name,
    normalise_country,
    normalise_language,
)
from leaddesk.domain.identity.text import fold, is_blank_word, tidy
from leaddesk.domain.identity.web import (
    company_domain,
    normalise_profile,
    normalise_website,
    registrable_domain,
)

HOSTILE = st.text() | st.text(alphabet="htps:/.aä-@[]%?#\\ \x00\ud800\u202e2", max_size=40)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("https://www.acme.co.uk/de?x=1", "acme.co.uk"),
        ("acme.de", "acme.de"),
        ("WWW.ACME.DE.", "acme.de"),
        ("http:/acme.de", "acme.de"),
        ("//acme.de", "acme.de"),
        ("acme.de:8080/shop", "acme.de"),
        ("info@acme.de", "acme.de"),
        ("[Acme](https://shop.acme.de)", "acme.de"),
        ("http://münchen.de", "münchen.de"),
        ("xn--mnchen-3ya.de", "münchen.de"),
        ("north.myshopify.com", "north.myshopify.com"),
        ("https://www.example.co.jp", "example.co.jp"),
    ],
)
def test_websites(raw: str, value: str) -> None:
    found = normalise_website(raw)
    assert (found.value, found.problem) == (value, None)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("acme", "web-invalid"),
        ("localhost", "web-invalid"),
        ("192.168.1.1", "web-invalid"),
        ("javascript:alert(1)", "web-invalid"),
        ("http://[::1", "web-invalid"),
        ("co.uk", "web-invalid"),
        ("anna@gmail.com", "web-free-mail"),
        ("https://www.linkedin.com/company/acme", "web-profile"),
        ("x" * 2_000_000, "web-too-long"),
    ],
)
def test_what_is_no_website_keeps_its_text(raw: str, code: str) -> None:
    found = normalise_website(raw)
    assert found.value is None
    assert found.problem is not None
    assert (found.problem.code, found.raw) == (code, raw)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("acme.example", "acme.example"),
        ("https://www.Acme.example/de", "acme.example"),
        ("shop.acme.test", "acme.test"),
        ("http://crm.local:8080", "crm.local"),
        ("acme.comm", "acme.comm"),
    ],
)
def test_a_host_of_an_unknown_ending_is_kept_and_named(raw: str, value: str) -> None:
    found = normalise_website(raw)
    assert found.value == value
    assert found.problem is not None
    assert found.problem.code == "web-doubtful"


def test_a_profile_where_a_website_was_expected_is_not_lost() -> None:
    found = normalise_website("linkedin.com/company/Acme/?trk=1")
    assert found.beside == "https://www.linkedin.com/company/acme"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("https://de.linkedin.com/in/Anna-M/?trk=x", "https://www.linkedin.com/in/anna-m"),
        ("linkedin.com/in/anna", "https://www.linkedin.com/in/anna"),
        ("https://twitter.com/anna", "https://x.com/anna"),
        ("https://www.xing.com/profile/Anna_M", "https://xing.com/profile/Anna_M"),
        ("https://acme.de/team/anna#top", "https://acme.de/team/anna"),
    ],
)
def test_profiles(raw: str, value: str) -> None:
    assert normalise_profile(raw).value == value
    assert normalise_profile(value).value == value


@pytest.mark.parametrize("raw", ["anna", "https://linkedin.com", "linkedin.com/jobs/view/1"])
def test_no_profiles(raw: str) -> None:
    assert normalise_profile(raw).problem is not None


def test_the_domain_of_a_company() -> None:
    assert company_domain(("anna@gmail.com", "anna@mail.acme.de")) == "acme.de"
    assert company_domain(("anna@web.de",)) == ""
    assert company_domain(("anna@acme.de",), "other.com") == "other.com"
    assert registrable_domain("") == ""


@given(HOSTILE)
def test_any_text_is_taken(raw: str) -> None:
    site = normalise_website(raw)
    if site.value is not None:
        assert normalise_website(site.value).value == site.value
    normalise_profile(raw)
    for found in (normalise_country(raw), normalise_language(raw)):
        assert found.raw == raw


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("de", "DE"), ("DEU", "DE"), ("Deutschland", "DE"), ("Allemagne", "DE"), ("Alemania", "DE"),
        ("Germania", "DE"), ("Alemanha", "DE"), ("Duitsland", "DE"), ("UK", "GB"), ("U.K.", "GB"),
        ("England", "GB"), ("USA", "US"), ("u.s.a.", "US"), ("The Netherlands", "NL"),
        ("Holland", "NL"), ("Sverige", "SE"), ("Polska", "PL"), ("日本", "JP"), ("españa", "ES"),
        ("ESPANA", "ES"), ("Italie", "IT"), ("Österreich", "AT"), ("Osterreich", "AT"),
        ("Czech Republic", "CZ"), ("South Korea", "KR"), ("Côte d’Ivoire", "CI"), ("Turkey", "TR"),
        ("🇩🇪", "DE"), ("🇬🇧 ", "GB"), ("NA", "NA"), ("België", "BE"), ("  france ", "FR"),
    ],
)  # fmt: skip
def test_countries(raw: str, code: str) -> None:
    assert normalise_country(raw).value == code


@pytest.mark.parametrize("raw", ["Atlantis", "EU", "XX", "1234", "🇽🇽", "x" * 2_000_000])
def test_no_countries(raw: str) -> None:
    assert normalise_country(raw).problem is not None
    assert normalise_country("n/a").is_blank


@pytest.mark.parametrize("language", NAME_LANGUAGES)
def test_every_countrys_name_reads_back(language: str) -> None:
    """Every name that Babel shows leads back to its code."""
    missed = [
        code
        for code in Locale(language).territories
        if normalise_country(code).value == code
        and normalise_country(country_name(code, language)).value != code
    ]
    assert missed == []
    assert country_name("DE", "no-such") == "Germany"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("de", "de"), ("de-AT", "de"), ("en_US", "en"), ("German", "de"), ("Deutsch", "de"),
        ("allemand", "de"), ("ger", "de"), ("deu", "de"), ("English (US)", "en"), ("日本語", "ja"),
        ("Nederlands", "nl"), ("svenska", "sv"), ("polski", "pl"),
    ],
)  # fmt: skip
def test_languages(raw: str, code: str) -> None:
    assert normalise_language(raw).value == code


def test_no_language() -> None:
    assert normalise_language("gibberish").problem is not None
    assert normalise_language("-").is_blank


@pytest.mark.parametrize(
    "raw",
    ["", " ", "-", "--", "n/a", "N.A.", "None", "NULL", "(null)", "?", "unbekannt", "#N/A", "."],
)
def test_words_for_nothing(raw: str) -> None:
    assert is_blank_word(raw)


@pytest.mark.parametrize("raw", ["Anna", "0", "x", "No", "Unknown Pleasures", "Nil Özdemir"])
def test_words_for_something(raw: str) -> None:
    assert not is_blank_word(raw)


@given(st.text())
def test_tidy_and_fold_are_final(raw: str) -> None:
    neat = tidy(raw)
    assert tidy(neat) == neat == unicodedata.normalize("NFC", neat)
    neat.encode()
    folded = fold(raw)
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", raw)) == fold(unicodedata.normalize("NFC", raw))
