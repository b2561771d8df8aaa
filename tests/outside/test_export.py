"""Promise 17: what goes out starts no formula, and comes back exactly."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import string
import sys
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from leaddesk.base.errors import KnownError
from leaddesk.domain.raw import Hints, RawRow, RowProblem
from leaddesk.outside.export import (
    REJECT_LINE,
    REJECT_REASON,
    write_csv,
    write_json,
    write_rejects,
    write_xlsx,
)
from leaddesk.outside.tabular import job
from leaddesk.outside.tabular.guard import (
    FORMULA_SIGNS,
    escape_cell,
    strip_text_mark,
    unescape_cell,
)
from tests.support.promise import promise

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)
SHARP = st.text(st.sampled_from("=+-@'\"\t\r\n,; a1＝\ufeff\x1a\x85\u2028"), max_size=8)
CELL = st.one_of(TEXT, SHARP, st.sampled_from(["Total", "Name", "sep=;", "12", "Subitems"]))


@st.composite
def tables(draw):
    """A header of unique, visible names and rows of which none is wholly blank."""
    names = draw(
        st.lists(
            st.one_of(st.text(string.ascii_letters, min_size=1, max_size=9), st.just("=a,\"b")),
            min_size=1, max_size=6, unique_by=str.lower,
        )
    )  # fmt: skip
    row = st.lists(CELL, min_size=len(names), max_size=len(names))
    rows = draw(st.lists(row.filter(lambda r: any(c.strip() for c in r)), min_size=1, max_size=8))
    return names, rows


def read_again(path):
    """What our own import makes of the file (the child's work, done here for speed)."""
    found = next(job.inspect(str(path), Hints()))
    assert found.shape.own_export
    items = list(job._items(path, found.shape))
    assert all(isinstance(item, RawRow) for item in items)
    return list(found.shape.header), [list(item.cells) for item in items]


@pytest.mark.reliability
def test_any_text_comes_back_exactly(tmp_path):
    path = tmp_path / "out.csv"
    counted = []

    @settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(tables())
    @example((["Name", "Sum"], [["Total", "5"], ["Name", "Sum"], ["x", ""], ["", "7"]]))
    @example((["a"], [["\x1a"], ["x\r"], [" \n'=1"]]))
    def round_trip(made):
        names, rows = made
        write_csv(path, names, rows)
        assert read_again(path) == (names, rows)
        counted.append(len(rows))

    with promise(17) as measured:
        round_trip()
        measured.count(examples=len(counted), rows=sum(counted), different=0)


@given(CELL)
def test_a_guarded_cell_starts_no_formula_and_can_be_freed(text):
    guarded = escape_cell(text)
    assert not guarded.startswith(tuple(FORMULA_SIGNS))
    assert unescape_cell(guarded) == text


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("'0301234", "0301234"),
        ("'+49 (30) 12-3", "+49 (30) 12-3"),
        ("'=1+1", "=1+1"),
        ("'t Hooft", "'t Hooft"),
        ("'90s fan", "'90s fan"),
        ("'", "'"),
    ],
)
def test_the_text_mark_of_other_programs_is_taken_off(cell, meant):
    assert strip_text_mark(cell) == meant


def test_no_cell_of_a_file_starts_a_formula(tmp_path):
    path = tmp_path / "out.csv"
    hostile = [f"{sign}cmd|' /C calc'!A0" for sign in FORMULA_SIGNS]
    write_csv(path, ["=Name", "Note"], [[text, text] for text in hostile])
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert len(cells) == 2 + 2 * len(hostile)
    assert not [cell for cell in cells if cell.startswith(tuple(FORMULA_SIGNS))]


def test_values_are_written_plainly(tmp_path):
    path = tmp_path / "out.csv"
    moment = dt.datetime(2026, 3, 1, 4, 5, 6, tzinfo=dt.UTC)
    row = [None, True, -5, Decimal("-1250.50"), dt.date(2026, 3, 1), moment]
    write_csv(path, list("abcdef"), [row])
    line = path.read_text(encoding="utf-8-sig").splitlines()[1]
    assert line == ",TRUE,-5,-1250.50,2026-03-01,2026-03-01 04:05:06+00:00"


def test_what_no_file_can_hold_becomes_a_mark(tmp_path):
    path = tmp_path / "out.csv"
    write_csv(path, ["Name", "x"], [["a\0b", "c\ud800d"]])
    assert read_again(path)[1] == [["a\ufffdb", "c?d"]]


def test_a_sheet_holds_texts_as_texts(tmp_path):
    path = tmp_path / "out.xlsx"
    rows = [["=1+1", "https://a.example", "0049", 12.5, dt.date(2026, 3, 1), True, None]]
    written = write_xlsx(path, ["a", "b", "c", "d", "e", "f", "g"], [*rows, ["x" * 40_000]])
    assert (written.rows, written.cut) == (2, 1)
    found = next(job.inspect(str(path), Hints()))
    assert found.sample[0].cells == (
        "=1+1", "https://a.example", "0049", "12.5", "2026-03-01", "TRUE", "",
    )  # fmt: skip
    assert len(found.sample[1].cells[0]) == 32_767


def test_json_is_a_list_of_objects(tmp_path):
    path = tmp_path / "out.json"
    write_json(path, ["name", "sum"], [["Zoë", Decimal("1.50")], ["=x", None]])
    assert json.loads(path.read_text(encoding="utf-8")) == [
        {"name": "Zoë", "sum": "1.50"},
        {"name": "=x", "sum": None},
    ]
    write_json(path, ["name"], [])
    assert json.loads(path.read_text(encoding="utf-8")) == []


def test_rejected_rows_can_be_corrected_and_read_again(tmp_path):
    path = tmp_path / "rejected.csv"
    problems = [
        RowProblem(7, "too-many-cells", "Too many cells.", ("Ann", "=1", "more")),
        RowProblem(9, "bad-characters", "Not text.", ("Bo",)),
    ]
    write_rejects(path, ["Name", "Note"], problems)
    header, rows = read_again(path)
    assert header == ["Name", "Note", REJECT_LINE, REJECT_REASON]
    assert rows == [["Ann", "=1,more", "7", "Too many cells."], ["Bo", "", "9", "Not text."]]
    again = tmp_path / "again.csv"
    write_rejects(again, header, [RowProblem(2, "x", "Still wrong.", tuple(rows[1]))])
    assert read_again(again) == (header, [["Bo", "", "2", "Still wrong."]])


def test_a_failed_export_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old", encoding="utf-8")

    def rows():
        yield ["a"]
        raise ValueError("the source broke")

    for write in (write_csv, write_json, write_xlsx):
        with pytest.raises(ValueError, match="the source broke"):
            write(path, ["Name"], rows())
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(KnownError) as error:
        write_csv(tmp_path / "gone" / "out.csv", ["a"], [])
    assert error.value.code == "folder-missing"


@pytest.mark.skipif(sys.platform == "win32", reason="rights work differently there")
def test_a_new_file_has_the_usual_rights(tmp_path):
    path = tmp_path / "out.csv"
    usual = os.umask(0o022)
    try:
        write_csv(path, ["a"], [])
    finally:
        os.umask(usual)
    assert path.stat().st_mode & 0o777 == 0o644
