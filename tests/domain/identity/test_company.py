"""Company names of many countries meet without their legal form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.identity.company import company_key, legal_form, normalise_company


@pytest.mark.parametrize(
    "form",
    "GmbH|G.m.b.H.|AG|SE|KG|OHG|e.K.|UG (haftungsbeschränkt)|GmbH & Co. KG|GmbH i.L.|Ltd|Ltd."
    "|Limited|PLC|LLP|LLC|L.L.C.|Inc|, Inc.|Corp.|Corporation|Co.|& Co|Co., Ltd.|Company|S.A.|SA"
    "|SAS|SARL|S.à r.l.|EURL|SNC"
    "|S.p.A.|SpA|S.r.l.|S.n.c.|S.L.|S.L.U.|S.A.U.|S.A. de C.V.|Ltda.|Lda|B.V.|BV"
    "|N.V.|V.O.F.|BVBA|AB|(publ)|AB (publ)|HB|A/S|ApS|AS|ASA|Oy|Oyj|Oy Ab|Sp. z o.o."
    "|Spółka z o.o.|Sp. z o.o. Sp. k.|Sp.j.|s.r.o.|a.s.|Kft.|Zrt.|d.o.o.|SIA|UAB|OÜ|K.K.|KK|G.K."
    "|Pty Ltd|Pvt. Ltd.|Pte. Ltd.|Sdn Bhd|ООО|株式会社|(株)|有限公司|A.Ş.|Ltd. Şti.|LP".split("|"),
)
def test_legal_forms_do_not_count(form: str) -> None:
    assert company_key(f"Nordwind Röhren {form}") == "nordwind rohren"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller & Söhne GmbH & Co. KG", "MUELLER UND SOEHNE"),
        ("Müller+Söhne", "Muller & Sohne"),
        ("The Acme Company", "ACME"),
        ("株式会社トヨタ", "トヨタ(株)"),
        ("㈱トヨタ", "トヨタ 株式会社"),
        ("ООО Ромашка", "Ромашка"),
        ("AB Volvo", "Volvo AB"),
        ("O'Reilly Media", "O’Reilly Media, Inc."),
        ("Cre\u0301dit Sud", "CRÉDIT SUD SA"),
        ("H & M", "H&M AB"),
    ],
)
def test_writings_of_one_company(one: str, other: str) -> None:
    assert company_key(one) == company_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme UK", "Acme"),
        ("Nord AG", "Nord Süd AG"),
        ("Acme Holding", "Acme"),
        ("SAS Institute", "Institute"),
        ("Alfa", "Alfa Romeo S.p.A."),
    ],
)
def test_different_companies(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


def test_never_stripped_to_nothing() -> None:
    for name in ("AG", "The Company", "GmbH & Co. KG", "株式会社", "SE", "Co"):
        assert company_key(name)
    assert company_key("n/a") == company_key("") == ""


def test_the_form_itself() -> None:
    assert legal_form("Acme GmbH & Co. KG") == "gmbh co kg"
    assert legal_form("Acme") == ""


def test_values_keep_what_was_written() -> None:
    assert normalise_company("  Acme\tGmbH ").value == "Acme GmbH"
    assert normalise_company("-").is_blank
    long = normalise_company("x" * 2_000_000)
    assert long.problem is not None
    assert len(long.raw) == 2_000_000


words = st.sampled_from(
    "Acme AG GmbH & Co. KG und S.p.A. a b The Ltd Nord 3 株式会社 O'Neil é ( ) UK".split()
)


@given(st.text() | st.lists(words, max_size=7).map(" ".join))
def test_the_key_is_final_and_knows_no_case(raw: str) -> None:
    key = company_key(raw)
    assert company_key(key) in {key, ""}
    assert company_key(f" {raw}  ") == key
    value = normalise_company(raw).value
    if value is not None:
        assert normalise_company(value).value == value


@given(st.lists(words, min_size=1, max_size=6).map(" ".join))
def test_capitals_make_no_difference(name: str) -> None:
    assert company_key(name.upper()) == company_key(name.lower()) == company_key(name)
