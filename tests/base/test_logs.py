"""The log knows nobody: what a person can be recognised by never reaches a file."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.base.logs import redact, start_log

PEOPLE = [
    "anna.lindqvist@nordwind.example",
    "o'brien+crm@mail.acme.example",
    "+49 30 1234567",
    "0170 1234567",
    "(030) 123-4567",
    "+1 (415) 555-0132",
    "030/1234567",
]


@pytest.fixture
def log(tmp_path):
    end = start_log(tmp_path, "test")
    yield logging.getLogger("leaddesk.somewhere"), tmp_path / "test.log"
    end()


@pytest.mark.parametrize("personal", PEOPLE)
def test_no_address_and_no_number_reaches_the_file(log, personal):
    logger, path = log
    logger.info("could not write to %s, trying again", personal)
    logger.warning("row refused: %s", {"value": personal})
    text = path.read_text(encoding="utf-8")
    assert personal not in text
    assert text.count("\n") == 2


def test_values_quoted_by_an_error_do_not_reach_the_file(log):
    logger, path = log
    cell = "Anna" + " Lindqvist"
    try:
        int(cell)
    except ValueError:
        logger.exception("reading a cell of %r", "Nordwind Logistics")
    text = path.read_text(encoding="utf-8")
    assert cell not in text
    assert "Nordwind" not in text
    assert "ValueError" in text
    assert "test_logs.py" in text, "where it happened must stay readable"
    assert "int(cell)" in text, "and what stood there, for it is our own"


def test_what_a_database_quotes_of_a_row_does_not_reach_the_file():
    said = "duplicate key value\nDETAIL:  Key (email)=(eva moreau) already exists.\nmore"
    assert "moreau" not in redact(said)


def test_a_password_in_an_address_does_not_reach_the_file():
    assert "geheim" not in redact("connecting to postgresql://ana:geheim@server/leads")


def test_what_is_not_personal_stays():
    said = "step 17 at 2026-03-10T09:30:00.123456Z took 0.153 s for 18240 rows in leads.db"
    assert redact(said) == said
    assert "don't" in redact("leads that don't fit aren't shown")


@given(st.sampled_from(PEOPLE), st.text(max_size=20), st.text(max_size=20))
def test_the_mask_holds_inside_any_text(personal, before, after):
    assert personal not in redact(f"{before} {personal} {after}")


def test_after_its_end_nothing_more_is_written(tmp_path):
    end = start_log(tmp_path, "test")
    logging.getLogger("leaddesk.x").info("first")
    end()
    logging.getLogger("leaddesk.x").warning("second")
    assert "second" not in (tmp_path / "test.log").read_text(encoding="utf-8")
