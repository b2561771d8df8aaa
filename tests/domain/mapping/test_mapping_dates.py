"""Dates: every form a file holds, orders per column, and what is written is read back."""

from datetime import date, datetime, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.mapping.dates import DateOrder, parse_date

START = datetime.fromisoformat("1899-12-30")  # day 0 of a spreadsheet
DAYS = st.dates(min_value=date(1971, 1, 1), max_value=date(2068, 12, 31))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("15 Apr, 2021 00:03:00", "2021-04-15T00:03:00"),
        ("02/24/26", "2026-02-24"),
        ("24/02/2026", "2026-02-24"),
        ("45631.0", "2024-12-05"),
        ("45631.5", "2024-12-05T12:00:00"),
        ("2024-01-31T12:34:56.789Z", "2024-01-31T12:34:56+00:00"),
        ("2024-01-02T10:00:00+0100", "2024-01-02T10:00:00+01:00"),
        ("Thu Nov 14 2024 10:00:00 GMT+0100 (CET)", "2024-11-14T10:00:00+01:00"),
        ("Mon, 15 Apr 2021 10:00:00 +0200", "2021-04-15T10:00:00+02:00"),
        ("2024/11/22 10:31:02 AM GMT+1", "2024-11-22T10:31:02+01:00"),
        ("12/31/2024 5:07 PM", "2024-12-31T17:07:00"),
        ("12/31/2024 12:07 AM", "2024-12-31T00:07:00"),
        ("1732270000000", "2024-11-22T10:06:40+00:00"),
        ("1732270000", "2024-11-22T10:06:40+00:00"),
        ("20240131", "2024-01-31"),
        ("1er janvier 2021", "2021-01-01"),
        ("15 de abril de 2021", "2021-04-15"),
        ("3. März 2024 um 14:05 Uhr", "2024-03-03T14:05:00"),
        ("5 maart 2024", "2024-03-05"),
        ("7 dicembre 2024", "2024-12-07"),
        ("9 de março de 2024", "2024-03-09"),
        ("22-Nov-24", "2024-11-22"),
        ("5.6.24", "2024-06-05"),
        ("05/05/2024", "2024-05-05"),
        ("'2024-05-05", "2024-05-05"),
    ],
)
def test_reads_the_forms_of_known_programs(text: str, iso: str) -> None:
    assert parse_date(text).iso == iso


@pytest.mark.parametrize("text", ["", "  ", "0/0/00", "00/00/0000", "0000-00-00 00:00:00"])
def test_zero_dates_are_blank_not_wrong(text: str) -> None:
    parsed = parse_date(text)
    assert (parsed.iso, parsed.ambiguous, parsed.problem) == (None, False, "")


@pytest.mark.parametrize("text", ["31/02/2024", "hello", "2024-13-40", "March 2024", "99"])
def test_what_is_no_date_is_named(text: str) -> None:
    parsed = parse_date(text)
    assert parsed.iso is None
    assert parsed.problem
    assert not parsed.ambiguous


def test_two_readings_are_asked_about_unless_an_order_is_given() -> None:
    assert parse_date("05/06/2024").ambiguous
    assert parse_date("05/06/2024").iso is None
    assert parse_date("05/06/2024", "dmy").iso == "2024-06-05"
    assert parse_date("05/06/2024", "mdy").iso == "2024-05-06"
    assert parse_date("24/02/06", "ymd").iso == "2024-02-06"


def test_an_order_yields_where_only_the_other_reading_exists() -> None:
    assert parse_date("02/24/2026", "dmy").iso == "2026-02-24"


def test_one_thirteen_decides_a_column() -> None:
    order = DateOrder()
    for text in ("01/02/2024", "2024-05-06", "", "03/25/2024", "3.4.2024"):
        order.add(text)
    assert order.decided() == "mdy"
    assert order.unclear == 1
    assert order.dates == 4


def test_a_column_with_both_orders_decides_nothing() -> None:
    order = DateOrder()
    for text in ("25/03/2024", "03/25/2024", "01/02/2024"):
        order.add(text)
    assert order.mixed
    assert order.decided() is None


@given(DAYS, st.sampled_from(["en", "de", "fr", "es", "it", "pt", "nl"]))
def test_long_dates_of_seven_languages_are_read_back(day: date, language: str) -> None:
    assert parse_date(format_date(day, "long", locale=language)).iso == day.isoformat()


@given(
    DAYS,
    st.sampled_from(
        [
            ("%d/%m/%Y", "dmy"),
            ("%m/%d/%Y", "mdy"),
            ("%d-%m-%y", "dmy"),
            ("%m/%d/%y", "mdy"),
            ("%y/%m/%d", "ymd"),
            ("%Y.%m.%d", None),
            ("%d.%m.%Y", None),
            ("%Y-%m-%d", "dmy"),
            ("%d %b %Y", "mdy"),
        ]
    ),
)
def test_a_known_order_reads_back_what_was_written(day: date, form: tuple[str, str]) -> None:
    pattern, order = form
    assert parse_date(day.strftime(pattern), order).iso == day.isoformat()


@given(st.datetimes(START.replace(year=1971), START.replace(year=2068)))
def test_serials_of_spreadsheets_are_read_back(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    serial = (moment - START) / timedelta(days=1)
    read = datetime.fromisoformat(str(parse_date(f"{serial:.6f}").iso))
    assert abs(read - moment) <= timedelta(seconds=1)


@given(st.text(max_size=40), st.sampled_from([None, "dmy", "mdy", "ymd"]))
def test_any_text_is_read_or_named_or_blank(text: str, order: str | None) -> None:
    parsed = parse_date(text, order)
    if parsed.iso:
        datetime.fromisoformat(parsed.iso)
    if parsed.ambiguous:
        assert order is None
    DateOrder().add(text)
