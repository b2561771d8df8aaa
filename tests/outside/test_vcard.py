"""Address cards: what each property becomes."""

from __future__ import annotations

import pytest

from leaddesk.domain.raw import BAD_CHARACTERS, CARD_UNREADABLE, NOT_A_RECORD, RawRow
from leaddesk.outside import vcard


@pytest.fixture
def cards(tmp_path):
    def read(text, codec="utf-8"):
        path = tmp_path / "cards.vcf"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(codec))
        return list(vcard.rows(path, codec))

    return read


@pytest.fixture
def card(cards):
    """The filled cells of one card, by column."""

    def read(*lines, codec="utf-8"):
        body = b"\r\n".join(x if isinstance(x, bytes) else x.encode(codec) for x in lines)
        (row,) = cards(b"BEGIN:VCARD\r\n" + body + b"\r\nEND:VCARD\r\n", codec)
        assert isinstance(row, RawRow)
        return {k: v for k, v in zip(vcard.HEADER, row.cells, strict=True) if v}

    return read


def test_the_name_comes_from_its_parts_if_it_is_not_given(card):
    assert card("N:Lee;Ann;Mary;;") == {
        "Full Name": "Ann Mary Lee",
        "Given Name": "Ann",
        "Family Name": "Lee",
    }


def test_backslashes_are_the_formats_own(card):
    found = card("FN:Ann", r"ORG:Lee\, Li\; Co;Sales", r"NOTE:one\ntwo\\n")
    assert (found["Company"], found["Department"]) == ("Lee, Li; Co", "Sales")
    assert found["Note"] == "one\ntwo\\n"


def test_preferred_numbers_come_first_and_faxes_last(card):
    found = card("FN:Ann", "TEL;FAX:1", "TEL;HOME:2", "TEL;WORK;PREF:3", "TEL;CELL:4")
    assert (found["Phone"], found["Phone 2"]) == ("3", "2")
    assert found["Note"] == "Phone: 4\nPhone: 1"


def test_further_addresses_are_kept_in_the_note(card):
    found = card("FN:Ann", *(f"EMAIL:{x}@x.example" for x in "abc"))
    assert (found["Email"], found["Email 2"]) == ("a@x.example", "b@x.example")
    assert found["Note"] == "E-mail: c@x.example"


@pytest.mark.parametrize(
    "line",
    [
        b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg K=\r\n=C3=B6nig",
        b"FN;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:J=F6rg K=F6nig",
        b"FN;CHARSET=Windows-1252:J\xf6rg K\xf6nig",
        b"FN;CHARSET=UTF-8;ENCODING=B:SsO2cmcgS8O2bmln",
        "FN:Jörg K\r\n önig".encode(),
        'item1.FN;LANGUAGE=de;X-A="b:c;d":Jörg König'.encode(),
        b"FN;CHARSET=no-such-set:J\xc3\xb6rg K\xc3\xb6nig",
    ],
)
def test_letters_arrive_however_they_were_written(line, card):
    assert card(line) == {"Full Name": "Jörg König"}


def test_a_company_without_a_person(card):
    assert card("FN:Big Co", "ORG:Big Co", "N:;;;;") == {"Company": "Big Co"}
    assert card("FN:Big Co", "KIND:org") == {"Company": "Big Co"}
    assert card("FN:Big Co", "X-ABShowAs:COMPANY") == {"Company": "Big Co"}
    assert card("FN:Ann Lee", "ORG:Big Co")["Full Name"] == "Ann Lee"


def test_addresses_are_taken_apart(card):
    found = card("FN:A", "ADR;WORK:;;1 High St;York;Yorks;YO1;UK", "EMAIL:mailto:a@x.example",
                 "TEL;VALUE=uri:tel:+44-1")  # fmt: skip
    assert found == {
        "Full Name": "A", "Street": "1 High St", "City": "York", "Region": "Yorks",
        "Postal Code": "YO1", "Country": "UK", "Email": "a@x.example", "Phone": "+44-1",
    }  # fmt: skip


def test_each_card_has_its_line_and_its_verdict(cards):
    found = cards(
        "BEGIN:VCARD\nFN:Ann\nEND:VCARD\n\nBEGIN:VCARD\nREV:1\nEND:VCARD\n"
        "begin:vcard\nFN:Team\nKIND:group\nend:vcard\nBEGIN:VCARD\nFN:Bo\n"
    )
    assert [(item.line, getattr(item, "code", "row")) for item in found] == [
        (1, "row"),
        (5, CARD_UNREADABLE),
        (8, NOT_A_RECORD),
        (12, CARD_UNREADABLE),
    ]


def test_bytes_that_are_no_text_refuse_their_card_only(cards):
    found = cards(b"BEGIN:VCARD\nFN:A\0nn\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\n")
    assert [getattr(item, "code", "row") for item in found] == [BAD_CHARACTERS, "row"]
