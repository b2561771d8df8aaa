"""E-mail addresses as files and people write them."""

from __future__ import annotations

import pytest
from email_validator import validate_email
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.identity.email import (
    FAST,
    email_key,
    is_free_mail,
    is_role_address,
    is_unattended_address,
    normalise_email,
    normalise_emails,
)


@pytest.mark.parametrize(
    ("raw", "value", "beside"),
    [
        ("Anna.Meier@Acme.DE", "anna.meier@acme.de", ""),
        ("  anna@acme.de\n", "anna@acme.de", ""),
        ("mailto:anna@acme.de?subject=Hi", "anna@acme.de", ""),
        ("mailto:j%C3%BCrgen@acme.de", "jürgen@acme.de", ""),
        ("Anna Meier <Anna@acme.de>", "anna@acme.de", "Anna Meier"),
        ('"Meier, Anna" <anna@acme.de>', "anna@acme.de", "Meier, Anna"),
        ("anna@acme.de <anna@acme.de>", "anna@acme.de", ""),
        ("anna@acme.de (private)", "anna@acme.de", "private"),
        ("'anna@acme.de'", "anna@acme.de", ""),
        ("anna@acme.de.", "anna@acme.de", ""),
        ("anna(at)acme(dot)de", "anna@acme.de", ""),
        ("\u200banna@acme.de\ufeff", "anna@acme.de", ""),
        ("anna@acme.de\x00", "anna@acme.de", ""),
        ("o'neil@acme.ie", "o'neil@acme.ie", ""),
        ("info@xn--mnchen-3ya.de", "info@münchen.de", ""),
        ("info@MÜNCHEN.de", "info@münchen.de", ""),
        ("ju\u0308rgen@acme.de", "jürgen@acme.de", ""),
        ("taro@example.co.jp", "taro@example.co.jp", ""),
    ],
)
def test_writings_of_one_address(raw: str, value: str, beside: str) -> None:
    found = normalise_email(raw)
    assert (found.value, found.beside, found.problem) == (value, beside, None)
    assert found.raw == raw


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("anna.acme.de", "email-no-at"),
        ("call her", "email-no-at"),
        ("anna@acme", "email-invalid"),
        ("anna@@acme.de", "email-invalid"),
        ("an na@acme.de", "email-invalid"),
        ("anna..m@acme.de", "email-invalid"),
        ("anna@acme.local", "email-invalid"),
        ("a" * 65 + "@acme.de", "email-invalid"),
        ("a@" + "b" * 400 + ".de", "email-too-long"),
        ("a" * 2_000_000, "email-too-long"),
    ],
)
def test_what_is_no_address_keeps_its_text(raw: str, code: str) -> None:
    found = normalise_email(raw)
    assert found.value is None
    assert found.problem is not None
    assert found.problem.code == code
    assert found.problem.text.endswith(".")
    assert found.raw == raw


@pytest.mark.parametrize("raw", ["", "  ", "n/a", "-", "none", "test@test.com", "NONE@none.de"])
def test_cells_that_say_nothing(raw: str) -> None:
    assert normalise_email(raw).is_blank
    assert normalise_emails(raw) == ()


@pytest.mark.parametrize(
    "raw",
    [
        "a.b@acme.de;c@acme.de",
        "a.b@acme.de, c@acme.de",
        "a.b@acme.de ::: c@acme.de",
        "a.b@acme.de c@acme.de",
        "a.b@acme.de\nc@acme.de",
        "a.b@acme.de / c@acme.de",
        "B, A <a.b@acme.de>, C <c@acme.de>",
        "A <a.b@acme.de> C <c@acme.de>",
        "a.b@acme.de; A.B@acme.de; c@acme.de; n/a",
    ],
)
def test_several_in_one_cell(raw: str) -> None:
    assert [e.value for e in normalise_emails(raw)] == ["a.b@acme.de", "c@acme.de"]


def test_a_bad_one_among_good_ones_stays() -> None:
    good, bad = normalise_emails("a@acme.de; ask reception")
    assert good.value == "a@acme.de"
    assert (bad.raw.strip(), bad.value) == ("ask reception", None)
    assert bad.problem is not None


def test_the_key_ignores_tags_and_old_names_of_a_provider() -> None:
    tagged = normalise_email("Anna+Fair@gmail.com").value
    assert tagged == "anna+fair@gmail.com"
    assert email_key(tagged) == email_key("anna@googlemail.com") == "anna@gmail.com"
    assert email_key("+tag@acme.de") == "+tag@acme.de"


@pytest.mark.parametrize(
    "local",
    "info kontakt contacto contact sales ventas vendite office admin buero hello support2 "
    "info-de sales.team no-reply newsletter rechnung segreteria biuro".split(),
)
def test_role_mailboxes(local: str) -> None:
    assert is_role_address(f"{local}@acme.de")


@pytest.mark.parametrize("local", "anna petra anna.sales info.mueller helpmann teamann".split())
def test_people_are_no_role(local: str) -> None:
    assert not is_role_address(f"{local}@acme.de")


def test_nobody_reads_these() -> None:
    assert all(
        is_unattended_address(f"{local}@acme.de")
        for local in ("no-reply", "noreply-crm", "do.not.reply", "newsletter", "bounces+12")
    )
    assert not is_unattended_address("noreen@acme.de")


def test_free_mail() -> None:
    for domain in "gmail.com web.de gmx.net orange.fr libero.it o2.pl tutanota.com".split():
        assert is_free_mail(f"anna@{domain}")
    assert not is_free_mail("anna@siemens.com")


@given(st.from_regex(FAST, fullmatch=True).filter(lambda a: len(a) < 254 and a.index("@") <= 64))
def test_the_quick_way_agrees_with_the_library(address: str) -> None:
    assert validate_email(address, check_deliverability=False, strict=True).normalized == address


@given(st.text() | st.emails() | st.text(alphabet="aZ@.;,<>\" '-+ü\x00\ud800\u202e()", max_size=40))
def test_any_text_is_taken_and_the_form_is_final(raw: str) -> None:
    one = normalise_email(raw)
    assert one.raw == raw
    for found in (one, *normalise_emails(raw)):
        if found.value is not None:
            assert normalise_email(found.value).value == found.value
            key = email_key(found.value)
            assert email_key(key) == key == email_key(found.value.upper())


def test_huge_cells_are_quick_to_refuse() -> None:
    for raw in ("a@b.de;" * 300_000, "<" * 2_000_000, "@" * 2_000_000, " ,x" * 700_000):
        (found,) = normalise_emails(raw)
        assert found.problem is not None
        assert found.raw == raw
