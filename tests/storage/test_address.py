"""`--database` is read as typed, and never carries a password."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.base.errors import KnownError
from leaddesk.storage.address import FileAddress, ServerAddress, parse_address


def server(text: str) -> ServerAddress:
    address = parse_address(text)
    assert isinstance(address, ServerAddress)
    return address


@pytest.mark.parametrize("text", ["leads.db", "/data/leads.db", "~/leads.db", "C:\\leads.db"])
def test_whatever_has_no_scheme_is_a_path(text: str) -> None:
    address = parse_address(text)
    assert isinstance(address, FileAddress)
    assert address.path.is_absolute()
    assert address.path.name.endswith("leads.db")


def test_the_home_folder_is_expanded() -> None:
    assert parse_address("~/leads.db") == FileAddress(Path.home() / "leads.db")


def test_a_server_is_checked_fully_unless_nothing_leaves_the_computer() -> None:
    far = server("postgresql://ann@crm.example.org/leads")
    assert (far.sslmode, far.is_weak) == ("verify-full", False)
    for near in ("postgresql://ann@localhost/leads", "postgresql://ann@/leads?host=/run/pg"):
        assert server(near).sslmode == "prefer"
        assert not server(near).is_weak
    weak = server("postgresql://ann@crm.example.org/leads?sslmode=require")
    assert weak.is_weak


def test_all_parts_are_read() -> None:
    text = "postgresql://ann%40firm@[2001:db8::1]:5433/my%20leads?sslrootcert=/etc/ca.pem"
    assert server(text) == ServerAddress(
        host="2001:db8::1",
        port=5433,
        database="my leads",
        user="ann@firm",
        root_certificate="/etc/ca.pem",
    )


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://ann:s3cret@crm.example.org/leads",
        "postgresql://ann:@crm.example.org/leads",
        "postgresql://crm.example.org/leads?user=x&password=s3cret",
        "postgresql://crm.example.org/leads?passfile=/home/ann/.pgpass",
    ],
)
def test_a_password_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(KnownError) as raised:
        parse_address(text)
    assert raised.value.code == "password-in-address"
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mysql://ann@crm/leads",
        "https://crm/leads",
        "postgresql://crm",
        "postgresql://crm:0/leads",
        "postgresql://crm:seven/leads",
        "postgresql://crm/leads?port=x",
        "postgresql://crm/leads?sslmode=maybe",
        "postgresql://crm/leads?options=-cfoo",
        "postgresql://[::1/leads",
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(KnownError) as raised:
        parse_address(text)
    assert raised.value.code == "bad-address"
    assert raised.value.hint


words = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=12)


@given(
    user=words,
    database=words,
    host=st.sampled_from(["crm.example.org", "localhost", "::1", "/run/my pg"]),
    port=st.integers(1, 65535),
    sslmode=st.sampled_from(["prefer", "require", "verify-ca", "verify-full"]),
    root=st.sampled_from(["system", "/etc/my ca&co.pem"]),
)
def test_an_address_reads_back_what_it_writes(
    user: str, database: str, host: str, port: int, sslmode: str, root: str
) -> None:
    address = ServerAddress(host, port, database, user, sslmode, root)
    assert parse_address(address.text) == address
