"""Blocks under e-mails, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.signature import Signature, read_signature

BLOCKS = [
    (
        """Best regards,
Anna Lindqvist
Head of Operations
Nordwind Logistics AB
Tel: +46 8 555 01 42
anna.lindqvist@nordwind.example
www.nordwind.example""",
        Signature(
            "Anna Lindqvist", "Head of Operations", "Nordwind Logistics AB",
            "anna.lindqvist@nordwind.example", "+46 8 555 01 42", "www.nordwind.example",
        ),
    ),
    (
        """--
Dr. Jürgen Müller | Geschäftsführer | Müller Kältetechnik GmbH
Fax: 030 901820-11
T: 030 901820
E: j.mueller@kaelte-mueller.example""",
        Signature(
            "Dr. Jürgen Müller", "Geschäftsführer", "Müller Kältetechnik GmbH",
            "j.mueller@kaelte-mueller.example", "+49 30 901820", "",
        ),
    ),
    (
        """Tom Harker
Kite & Company
12 Long Lane, London EC1A 9HF
tom@kiteandcompany.example""",
        Signature("Tom Harker", "", "Kite & Company", "tom@kiteandcompany.example", "", ""),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BLOCKS)
def test_a_block_is_read(text, said):
    assert read_signature(text, "DE") == said
    assert said.says_something


@pytest.mark.parametrize("text", ["", "Nordwind", "hello there", "\n\n", "+46 8 555 01 42"])
def test_a_single_thing_is_no_signature(text):
    assert not read_signature(text, "SE").says_something


def test_a_fax_number_is_no_phone():
    assert read_signature("Fax 030 901820", "DE").phone == ""


@given(st.text(max_size=300), st.sampled_from(["DE", "US", ""]))
def test_anything_can_be_pasted(text, region):
    read_signature(text, region)
