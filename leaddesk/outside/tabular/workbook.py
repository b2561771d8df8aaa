"""Sheets of XLSX and ODS workbooks as records of text. Runs in the reading child only."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.outside.tabular import archive
from leaddesk.outside.tabular.heading import MAX_COLUMNS, find_heading, looks_like_heading
from leaddesk.outside.tabular.records import Record

if TYPE_CHECKING:
    from pathlib import Path

    from python_calamine import CalamineSheet, CalamineWorkbook

_HEAD_ROWS = 60
_MAX_SHEETS = 50  # sheets that are looked into to find the table
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Book:
    """An opened workbook. `names` are the sheets with cells, visible ones first."""

    workbook: CalamineWorkbook
    names: tuple[str, ...]
    visible: frozenset[str]
    notes: tuple[str, ...]
    loaded: dict[str, CalamineSheet] = field(default_factory=dict)  # the last sheet only


def open_book(path: Path) -> Book:
    """Open after the checks of `archive`; KnownError for whatever is wrong."""
    checked = archive.check(path)
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    source = io.BytesIO(checked.source) if isinstance(checked.source, bytes) else checked.source
    workbook = _trusting(lambda: load_workbook(source))
    sheets = [meta for meta in workbook.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    visible = frozenset(meta.name for meta in sheets if meta.visible == SheetVisibleEnum.Visible)
    names = tuple(sorted((meta.name for meta in sheets), key=lambda name: name not in visible))
    if not names:
        raise KnownError(
            "The workbook has no sheet with cells.",
            "Choose another file, or save the table as CSV.",
            code="file-no-sheet",
        )
    return Book(workbook, names, visible, checked.notes)


def choose_sheet(book: Book, wanted: str | None) -> str:
    """The sheet a person asked for, else the visible one that looks most like a table of people."""
    if wanted:
        if wanted not in book.names:
            raise KnownError(
                said("The workbook has no sheet “{wanted}”.", wanted=wanted),
                said("Its sheets are: {names}.", names=", ".join(book.names[:20])),
                code="sheet-unknown",
            )
        return wanted
    if len(book.names) == 1:
        return book.names[0]
    scores = {name: _sheet_score(book, name) for name in book.names[:_MAX_SHEETS]}
    shown = {name: score for name, score in scores.items() if name in book.visible and score > 0}
    choice = shown or scores
    return max(choice, key=lambda name: choice[name])


def sheet_records(book: Book, name: str) -> Iterator[Record]:
    """Rows with their 1-based numbers; blank ones too, but not more than 1,000 after another.

    A value merged over several rows of one column counts for each of them.
    """
    sheet = _sheet(book, name)
    if sheet.start is None:
        return
    if sheet.total_width > MAX_COLUMNS:
        raise KnownError(
            said(
                "This sheet has {total_width:,} columns; LeadDesk reads up to {max_columns:,}.",
                total_width=sheet.total_width,
                max_columns=MAX_COLUMNS,
            ),
            "Nothing was changed. Remove the columns that don't matter and import it again.",
            code="too-many-columns",
        )
    down = _merged_down(sheet)
    above: list[str] = []
    empty = 0
    for number, values in enumerate(_guarded(sheet.iter_rows()), start=1):
        cells = [value if type(value) is str else as_text(value) for value in values]
        for column in down.get(number, ()):
            if column < len(cells) and not cells[column]:
                cells[column] = above[column]
        above = cells
        empty = 0 if any(cells) else empty + 1
        if empty > archive.MAX_EMPTY_ROWS and number > empty:
            return
        yield number, cells


def group_lines(book: Book, name: str) -> frozenset[int]:
    """Numbers of the rows that are one merged cell over at least half of the sheet's width."""
    sheet = _sheet(book, name)
    if sheet.start is None or sheet.end is None:
        return frozenset()
    width = sheet.end[1] - sheet.start[1] + 1
    return frozenset(
        first[0] + 1
        for first, last in sheet.merged_cell_ranges or ()
        if first[0] == last[0]
        and last[1] - first[1] + 1 >= max(3, width // 2)
        and first[1] <= sheet.start[1]
    )


def as_text(value: object) -> str:
    """A cell's value as a person would type it: ISO dates, numbers without needless zeros."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.datetime):
        if value.time() == dt.time():
            return value.date().isoformat()
        return value.replace(microsecond=0, tzinfo=None).isoformat(" ")
    if isinstance(value, dt.time):
        return value.replace(microsecond=0).isoformat()
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}"
    return "" if value is None else str(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    text = f"{value:.15g}"
    return format(Decimal(text), "f") if "e" in text else text


def _sheet(book: Book, name: str) -> CalamineSheet:
    """The parsed sheet; parsing is what takes the time, so the last one is kept."""
    if name not in book.loaded:
        book.loaded.clear()
        book.loaded[name] = _trusting(lambda: book.workbook.get_sheet_by_name(name))
    return book.loaded[name]


def _sheet_score(book: Book, name: str) -> float:
    sheet = _sheet(book, name)
    if sheet.start is None or sheet.total_width > MAX_COLUMNS:
        return 0.0
    rows = [cells for _, cells in islice(sheet_records(book, name), _HEAD_ROWS)]
    heading = find_heading(rows)
    if heading.index is None or not any(any(row) for row in rows[heading.index + 1 :]):
        return 0.1
    known = 3.0 if looks_like_heading(rows[heading.index]) else 1.0
    return known * math.sqrt(min(sheet.height, 1000) * min(len(heading.names), 10))


def _merged_down(sheet: CalamineSheet) -> dict[int, list[int]]:
    """Row number → columns (from the first used one) that continue the cell above."""
    offset = sheet.start[1] if sheet.start else 0
    down: dict[int, list[int]] = {}
    for first, last in (sheet.merged_cell_ranges or ())[:100_000]:
        if first[1] != last[1] or last[0] - first[0] > archive.MAX_EMPTY_ROWS:
            continue
        for row in range(first[0] + 1, last[0] + 1):
            down.setdefault(row + 1, []).append(first[1] - offset)
    return down


def _trusting(step: Callable[[], _T]) -> _T:
    """Call into the native reader, whose complaints and panics all mean a damaged file."""
    try:
        return step()
    except (MemoryError, KnownError):
        raise
    except Exception as error:
        if type(error).__name__ == "PasswordError":
            raise KnownError(
                "The workbook is protected by a password.",
                "Save it without a password and import that file.",
                code="file-password",
            ) from error
        raise archive.damaged() from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise archive.damaged() from error
        raise


def _guarded(rows: Iterator[list[_T]]) -> Iterator[list[_T]]:
    while True:
        row = _trusting(lambda: next(rows, None))
        if row is None:
            return
        yield row
