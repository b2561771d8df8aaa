"""For each known export, and for variations of it, which field every column becomes."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaddesk.domain.mapping.fields import ColumnMap, is_field
from leaddesk.domain.mapping.guess import Mapping, guess_mapping
from leaddesk.domain.mapping.products import recognise

TABLE = Path(__file__).with_name("exports.txt")


def read_exports() -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """The table: `# name: product`, then `Column=field | ...`, then sample rows behind `> `."""
    found = {}
    for block in TABLE.read_text(encoding="utf-8").strip().split("\n\n"):
        title, columns, *rows = block.splitlines()
        name, _, product = title.removeprefix("# ").partition(":")
        found[name] = (product.strip(), columns, tuple(row.removeprefix("> ") for row in rows))
    return found


EXPORTS = read_exports()


def parts(key: str) -> tuple[str, list[str], list[str], list[list[str]]]:
    product, columns, rows = EXPORTS[key]
    pairs = [column.strip().rpartition("=") for column in columns.split(" | ")]
    header, fields = [pair[0] for pair in pairs], [pair[2] for pair in pairs]
    samples = [row.split("|") for row in rows]
    assert all(len(row) == len(header) for row in samples)
    return product, header, fields, samples


def fields_of(mapping: Mapping) -> list[str]:
    return [guess.field for guess in mapping.columns]


@pytest.mark.parametrize("key", EXPORTS)
def test_an_export_is_understood(key: str) -> None:
    product, header, fields, samples = parts(key)
    mapping = guess_mapping(header, samples)
    assert (mapping.product.key if mapping.product else "") == product
    assert dict(zip(header, fields_of(mapping), strict=True)) == dict(
        zip(header, fields, strict=True)
    )
    assert all(guess.why for guess in mapping.columns)


# Where several columns compete for one field the order decides; these fields are compared alike.
ALIKE = {"phones": "phone", "emails": "email"}


@pytest.mark.parametrize("key", EXPORTS)
def test_order_case_and_decoration_of_the_columns_don_t_matter(key: str) -> None:
    _, header, fields, samples = parts(key)
    order = list(range(len(header)))
    random.Random(key).shuffle(order)
    shuffled = [f" {header[i].upper() if i % 2 else header[i]}* " for i in order]
    mapping = guess_mapping(shuffled, [[row[i] for i in order] for row in samples])
    read = [ALIKE.get(field, field) for field in fields_of(mapping)]
    wanted = [ALIKE.get(fields[i], fields[i]) for i in order]
    contested = {
        "Company Name",
        "Associated Company",
        "Lead Status",
        "Lifecycle Stage",
        "Status",
        "Leadstatus",
        "Lifecycle-Phase",
        "Lifecycle stage",
    }
    differing = {header[i] for i, got, want in zip(order, read, wanted, strict=True) if got != want}
    assert {name for name in differing if not _one_of_two(name, contested)} == set()
    assert sorted(read) == sorted(wanted)


def _one_of_two(name: str, contested: set[str]) -> bool:
    words = ("statut", "stato", "status do", "estado del", "fase", "etapa", "phase du")
    return name in contested or name.lower().startswith(words)


@pytest.mark.parametrize("key", [key for key in EXPORTS if parts(key)[3]])
def test_missing_columns_don_t_confuse_the_others(key: str) -> None:
    _, header, fields, samples = parts(key)
    kept = [i for i in range(len(header)) if i % 3 != 1]
    mapping = guess_mapping([header[i] for i in kept], [[row[i] for i in kept] for row in samples])
    core = {"email", "given_name", "family_name", "phone", "website", "linkedin", "country"}
    for guess, i in zip(mapping.columns, kept, strict=True):
        if fields[i] in core and fields[i] != "family_name":
            assert ALIKE.get(guess.field, guess.field) in (fields[i], "name"), header[i]


def test_columns_without_a_heading_are_known_by_their_cells() -> None:
    rows = [
        ["Ann Lee", "Acme Inc", "a@b.example", "+1 415 555 0100", "Germany"],
        ["Bo Smith", "Foo LLC", "b@c.example", "+1 415 555 0101", "France"],
    ]
    mapping = guess_mapping(["A", "B", "", "D", ""], rows)
    assert fields_of(mapping) == ["name", "company", "email", "phone", "country"]


def test_values_overrule_a_header_that_can_t_be_true() -> None:
    rows = [["a@b.example", "yes", "Nordwind GmbH"], ["c@d.example", "no", "Foo AG"]]
    mapping = guess_mapping(["Kontakt", "Email", "Name"], rows)
    assert fields_of(mapping) == ["email", "", "company"]


def test_umsatz_is_a_company_s_or_a_sale_s() -> None:
    small = guess_mapping(["Firma", "Umsatz"], [["Foo AG", "12.500,00"]])
    large = guess_mapping(["Firma", "Umsatz"], [["Foo AG", "12.500.000"]])
    both = guess_mapping(["Firma", "Umsatz", "Auftragswert"], [["Foo AG", "250.000", "12.000"]])
    assert [small.columns[1].field, large.columns[1].field] == ["value", "annual_revenue"]
    assert fields_of(both)[1:] == ["annual_revenue", "value"]


def test_duplicate_and_blank_headers_stay_listed() -> None:
    mapping = guess_mapping(["Email", "Email", ""], [["a@b.example", "c@d.example", "foo 12"]])
    assert [guess.column for guess in mapping.columns] == ["Email", "Email (2)", "Column 3"]
    assert fields_of(mapping) == ["email", "emails", ""]
    assert mapping.field_of("Email (2)") == "emails"


def test_a_person_s_choice_replaces_the_guess() -> None:
    chosen = guess_mapping(["Email", "E-mail 2", "Foo"], []).column_map()
    assert chosen.fields == ("email", "emails", "")
    other = chosen.with_column("e-MAIL 2", "email").with_field(2, "custom:Foo")
    assert other.fields == ("emails", "email", "custom:Foo")
    assert other.as_dict() == {"Email": "emails", "E-mail 2": "email", "Foo": "custom:Foo"}
    with pytest.raises(ValueError, match="no column"):
        chosen.with_column("Bar", "email")
    with pytest.raises(ValueError, match="not a field"):
        ColumnMap(("A",), ("banana",))


def test_an_unknown_header_is_no_program() -> None:
    assert recognise(["Foo", "Bar", "Email"]) is None
    assert recognise([]) is None


@settings(max_examples=60)
@given(
    st.lists(
        st.one_of(st.text(max_size=20), st.sampled_from(["Name", "E-Mail", "Titel", "Status"])),
        max_size=8,
    ),
    st.lists(st.lists(st.text(max_size=15), max_size=9), max_size=4),
)
def test_any_table_gets_one_guess_a_column(header: list[str], rows: list[list[str]]) -> None:
    mapping = guess_mapping(header, rows)
    assert len(mapping.columns) == len(header)
    fields = [field for field in fields_of(mapping) if field in ("name", "email", "title", "stage")]
    assert len(fields) == len(set(fields))
    assert all(is_field(field) for field in fields_of(mapping))
    assert len(set(mapping.column_map().names)) == len(header)
