"""Tables going out: CSV, XLSX, JSON and the file of rejected rows.

No exported cell starts a formula in a spreadsheet program, and the way back through our own
import is exact for any text (`tabular.guard`). CSV files are marked as ours by their form: UTF-8
with its mark, comma, CRLF, and a heading in which every name is quoted. Files appear whole or
not at all: they are written beside their place and then moved there.
"""

from __future__ import annotations

import csv
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.domain.raw import RowProblem
from leaddesk.outside.tabular.guard import escape_cell

REJECT_LINE = "LeadDesk line"
REJECT_REASON = "LeadDesk reason"
_SHEET_CELL = 32_767  # characters that a cell of a sheet can hold
_SHEET_ROWS = 1_048_576

Cell = str | int | float | Decimal | bool | date | datetime | time | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows were written, and how many texts were too long for their cell and were cut."""

    rows: int
    cut: int = 0


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Row]) -> Written:
    """UTF-8 with mark, comma, CRLF. Texts are guarded; numbers and dates are plain (ISO)."""
    count = 0
    with _replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        names = csv.writer(file, quoting=csv.QUOTE_ALL)
        names.writerow([_guarded(name) for name in header])
        writer = csv.writer(file)
        for row in rows:
            writer.writerow([_guarded(cell) for cell in row])
            count += 1
    return Written(count)


def write_rejects(path: Path, header: Sequence[str], problems: Iterable[RowProblem]) -> Written:
    """The rejected rows, to be corrected and imported again: as XLSX if the name ends so, else as
    CSV.

    Two columns are added at the end: the line in the original file, and why it was rejected. The
    import knows and skips them (REJECT_LINE, REJECT_REASON).
    """
    names = [name for name in header if name not in (REJECT_LINE, REJECT_REASON)]
    keep = [index for index, name in enumerate(header) if name in names]
    width = len(header)

    def rows() -> Iterator[Row]:
        for problem in problems:
            cells = [*problem.cells, *[""] * (width - len(problem.cells))]
            spare = cells[width:]  # what a row had beyond the heading stays with its last cell
            kept = [cells[index] for index in keep]
            if spare and kept:
                kept[-1] = ",".join([kept[-1], *spare])
            yield [*kept, problem.line, problem.text]

    write = write_xlsx if path.suffix.lower() == ".xlsx" else write_csv
    return write(path, [*names, REJECT_LINE, REJECT_REASON], rows())


def write_json(path: Path, header: Sequence[str], rows: Iterable[Row]) -> Written:
    """A list of objects, one per row, in UTF-8; blank cells are null, decimals are strings."""
    count = 0
    with _replacing(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for row in rows:
            record = dict(zip(header, (_json(cell) for cell in row), strict=True))
            file.write(",\n" if count else "\n")
            file.write(_sound(json.dumps(record, ensure_ascii=False)))
            count += 1
        file.write("\n]\n")
    return Written(count)


def write_xlsx(
    path: Path, header: Sequence[str], rows: Iterable[Row], *, sheet: str = "LeadDesk"
) -> Written:
    """One sheet; texts are always texts (never formulas or links), dates real dates.

    KnownError `too-many-rows` above a sheet's 1,048,575 rows.
    """
    import xlsxwriter

    count = cut = 0
    with _replacing(path) as part:
        book = xlsxwriter.Workbook(
            str(part), {"constant_memory": True, "strings_to_formulas": False,
                        "strings_to_urls": False, "strings_to_numbers": False,
                        "default_date_format": "yyyy-mm-dd"},
        )  # fmt: skip
        try:
            page = book.add_worksheet(sheet[:31])
            stamp = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
            bold = book.add_format({"bold": True})
            page.freeze_panes(1, 0)
            for column, name in enumerate(header):
                page.write_string(0, column, _sound(name)[:_SHEET_CELL], bold)
            for row in rows:
                count += 1
                if count >= _SHEET_ROWS:
                    raise KnownError(
                        "A sheet can't hold so many rows.",
                        "Nothing was written. Export as CSV, or filter the list first.",
                        code="too-many-rows",
                    )
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        cut += len(cell) > _SHEET_CELL
                        page.write_string(count, column, _sound(cell)[:_SHEET_CELL])
                    elif isinstance(cell, bool):
                        page.write_boolean(count, column, cell)
                    elif isinstance(cell, (int, float, Decimal)):
                        page.write_number(count, column, cell)
                    elif isinstance(cell, datetime):
                        page.write_datetime(count, column, cell.replace(tzinfo=None), stamp)
                    elif isinstance(cell, (date, time)):
                        page.write_datetime(count, column, cell)
        finally:
            book.close()
    return Written(count, cut)


def _guarded(cell: Cell) -> str:
    if isinstance(cell, str):
        return escape_cell(_sound(cell))
    return _plain(cell)


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def _json(cell: Cell) -> object:
    if cell is None or isinstance(cell, (str, bool, int, float)):
        return None if cell == "" else cell
    return _plain(cell)


def _sound(text: str) -> str:
    """Text that a file can hold: no NUL, no half of a surrogate pair."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A new file beside `path` that takes its place when all went well."""
    part: Path | None = None
    try:
        new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        new.open("xb").close()
        part = new
        if path.exists():
            part.chmod(path.stat().st_mode & 0o777)
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(path)
        part = None
    except OSError as error:
        raise _not_written(error, path) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _not_written(error: OSError, path: Path) -> KnownError:
    texts: dict[type[OSError], tuple[str, str]] = {
        FileNotFoundError: (said("The folder for the export does not exist."), "folder-missing"),
        PermissionError: (said("LeadDesk may not write there."), "file-denied"),
        IsADirectoryError: (said("There is a folder of this name."), "file-is-folder"),
    }
    other = said("The export could not be written."), "file-not-written"
    title, code = texts.get(type(error), other)
    if error.errno == 28:
        title, code = said("The disk is full."), "disk-full"
    return KnownError(
        title,
        said(
            "Nothing was written and an older {name} is unchanged. Close it in other "
            "programs, or choose another folder.",
            name=path.name,
        ),
        code=code,
    )
