"""Reading through the door: every format, the user's hints, batches, resuming, workers."""

from __future__ import annotations

import time

import pytest

from leaddesk.base.cancel import CancelToken
from leaddesk.base.errors import Cancelled, KnownError
from leaddesk.domain.raw import NOT_A_RECORD, Hints, RawRow
from leaddesk.outside.tabular.reading import inspect, read_batches, read_rows
from tests.corpus.bad_texts import HEAD, people, table
from tests.corpus.crm_exports import monday_board, pipedrive_people
from tests.corpus.formats import FORMATS, PEOPLE
from tests.corpus.list_exports import office_list, second_sheet


@pytest.fixture
def long_list(tmp_path):
    path = tmp_path / "long.csv"
    path.write_bytes(table([HEAD, *people(1000)]))
    return path


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_gives_its_records_and_no_others(name, tmp_path):
    form = FORMATS[name]
    found = inspect(form.make(tmp_path))
    assert len(found.sample) == form.records
    assert [problem.code for problem in found.problems] == [NOT_A_RECORD] * form.others
    assert found.shape.rows == form.records + form.others


def test_a_list_kept_by_hand_is_understood(tmp_path):
    shape = inspect(office_list(tmp_path)).shape
    assert (shape.kind, shape.encoding, shape.delimiter) == ("csv", "cp1252", ";")
    assert (shape.header_line, shape.decimal) == (4, ",")
    assert shape.preamble == ("Messekontakte 2026", "Stand: 01.03.2026")
    assert not shape.encoding_sure
    assert "Western European" in shape.notes[0]


def test_the_sheet_with_the_people_is_taken(tmp_path):
    path = second_sheet(tmp_path)
    found = inspect(path)
    assert found.shape.sheet == "Contacts"
    assert found.shape.sheets == ("Read me", "Contacts", "Codes")
    assert found.sample[0].cells[3] == "4930901823"
    assert inspect(path, Hints(sheet="Codes")).shape.rows == 299
    with pytest.raises(KnownError) as error:
        inspect(path, Hints(sheet="Sales"))
    assert error.value.code == "sheet-unknown"


def test_a_board_says_why_lines_are_no_records(tmp_path):
    reasons = [problem.text for problem in inspect(monday_board(tmp_path)).problems]
    assert reasons == [
        "The heading of sub-items.",
        "A sub-item.",
        "A line of totals.",
        "The name of a group.",
        "The heading again.",
        "A line of totals.",
    ]


def test_hints_overrule_the_guess(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes("Größe;Ort\nName;Firma\nJörg;Köln\n".encode("cp1252"))
    shape = inspect(path, Hints(encoding="cp1250", delimiter=",", header_line=2)).shape
    assert (shape.encoding, shape.delimiter, shape.header_line) == ("cp1250", ",", 2)
    assert shape.header == ("Name;Firma",)
    assert inspect(path, Hints(header_line=0)).shape.header == ("Column 1", "Column 2")
    assert inspect(path, Hints(header_line=0)).shape.rows == 3


@pytest.mark.parametrize(
    ("hints", "code"),
    [
        (Hints(encoding="klingon"), "encoding-unknown"),
        (Hints(encoding="hex"), "encoding-unknown"),
        (Hints(delimiter="::"), "delimiter-wrong"),
        (Hints(delimiter='"'), "delimiter-wrong"),
        (Hints(header_line=99), "header-line-wrong"),
    ],
)
def test_a_hint_that_makes_no_sense_is_refused(hints, code, tmp_path):
    with pytest.raises(KnownError) as error:
        inspect(pipedrive_people(tmp_path), hints)
    assert error.value.code == code


def test_a_heading_without_rows_says_so(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Name,Email\n", encoding="utf-8")
    found = inspect(path)
    assert found.shape.rows == 0
    assert found.shape.header == ("Name", "Email")
    assert "no row below" in found.shape.notes[-1]


def test_rows_come_in_batches_with_their_lines(long_list):
    shape = inspect(long_list).shape
    batches = list(read_batches(long_list, shape, size=300))
    assert [len(batch) for batch in batches] == [300, 300, 300, 100]
    assert batches[0][0] == RawRow(2, ("Ann 0", "ann0@firm0.example", "Firm 0, Ltd."))
    assert batches[-1][-1].line == 1001


@pytest.mark.parametrize("skip", [0, 1, 137, 999, 1000, 5000])
def test_reading_goes_on_where_it_stopped(skip, long_list):
    shape = inspect(long_list).shape
    rest = list(read_rows(long_list, shape, skip=skip))
    assert [row.line for row in rest] == list(range(skip + 2, 1002))


def test_a_worker_runs_in_the_child(long_list):
    shape = inspect(long_list).shape
    found = read_batches(
        long_list, shape, size=400, worker="tests.outside.child_jobs:names_of", worker_args=("L",)
    )
    first, *_, last = list(found)
    assert first[:2] == ["L2:Ann 0", "L3:Ann 1"]
    assert len(last) == 200


def test_a_changed_file_is_not_read_by_an_old_shape(long_list):
    shape = inspect(long_list).shape
    long_list.write_bytes(table([HEAD, *people(3)]))
    with pytest.raises(KnownError) as error:
        list(read_rows(long_list, shape))
    assert error.value.code == "file-changed"


def test_reading_can_be_cancelled(long_list):
    shape = inspect(long_list).shape
    cancel = CancelToken()
    rows = read_batches(long_list, shape, size=10, cancel=cancel)
    next(rows)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(rows)


def test_a_card_gives_canonical_columns(tmp_path):
    found = inspect(FORMATS["vcard30"].make(tmp_path))
    card = dict(zip(found.shape.header, found.sample[0].cells, strict=True))
    anna = PEOPLE[0]
    assert (card["Full Name"], card["Company"]) == ("Anna Müller", anna.company)
    assert (card["Email"], card["Email 2"]) == (anna.email, f"home.{anna.email}")
    assert card["Note"].startswith("Met at the fair; wants\n a demo, soon")
    assert card["Categories"] == "Fair, Priority"


@pytest.mark.slow
def test_a_hundred_thousand_rows_take_a_second(tmp_path):
    path = tmp_path / "large.csv"
    path.write_bytes(
        table([[*HEAD, *"defghijklmno"], *([*p, *["value"] * 12] for p in people(100_000))])
    )
    shape = inspect(path).shape
    start = time.monotonic()
    count = sum(len(batch) for batch in read_batches(path, shape))
    seconds = time.monotonic() - start
    print(f"100,000 rows through the child: {seconds:.2f} s")
    assert count == 100_000
    assert seconds < 2.0  # 0.7 s on two quiet cores
