"""A workbook is a zip archive: what must be true of it before anybody parses it.

A workbook of one megabyte can unpack to gigabytes, name entities that call others, or hold one
dot in the last cell of the last column, for which readers lay out seventeen thousand million
cells. All this shows in the archive's directory and in a quick look at its parts.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.outside.tabular.heading import MAX_COLUMNS

MAX_UNPACKED = 200 * 2**20
MAX_ENTRIES = 10_000
MAX_EMPTY_ROWS = 1000
_MAX_FAR_CELLS = 100  # more of them in a sheet are a wide table, not a stray dot

_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
)  # fmt: skip
_NO_CHANGE = "Nothing was changed. "
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml\Z", re.IGNORECASE)
_ROW = re.compile(rb'row [^>]*?\br="(\d+)"')
_FAR_REF = re.compile(rb' r="([A-Z]{3})\d+"')
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]+)\d+"[^>]*?(?:/>|>.*?</(?:\w+:)?c>)', re.DOTALL)
_UNCOMPUTED = re.compile(rb"f>(?:<v\s*/>|<v></v>)?</(?:\w+:)?c>")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the reader may open (a path, or the bytes of a trimmed copy), and what to tell."""

    source: Path | bytes
    notes: tuple[str, ...]


def check(path: Path) -> Checked:
    """Refuse hostile archives with a KnownError; leave out cells far outside the table."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            _check_directory(infos)
            trimmed: dict[str, bytes] = {}
            uncomputed = 0
            for info in infos:
                if not info.filename.lower().endswith((".xml", ".rels")):
                    continue
                _check_declarations(archive, info)
                if _SHEET.match(info.filename):
                    sheet = archive.read(info)
                    uncomputed += sum(1 for _ in _UNCOMPUTED.finditer(sheet))
                    near = _without_far_cells(sheet)
                    if near is not None:
                        trimmed[info.filename] = near
            source: Path | bytes = _rebuilt(archive, trimmed) if trimmed else path
    except _UNREADABLE as error:
        raise damaged() from error
    notes = []
    if trimmed:
        notes.append(
            f"Cells far outside the table (beyond column {MAX_COLUMNS:,} or after "
            f"{MAX_EMPTY_ROWS:,} empty rows) were left out."
        )
    if uncomputed:
        notes.append(
            f"{uncomputed} formulas were never calculated, so their cells are blank: open the "
            "workbook in a spreadsheet program, save it, and import it again."
        )
    return Checked(source, tuple(notes))


def damaged() -> KnownError:
    """The error for a workbook that its own readers would call corrupt."""
    return KnownError(
        "The workbook is damaged.",
        _NO_CHANGE + "Copy or download it again, or open it in a spreadsheet program, let that "
        "repair it, and save the table as XLSX or CSV.",
        code="file-damaged",
    )


def _check_directory(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_ENTRIES:
        raise KnownError(
            said(
                "The workbook consists of {infos:,} parts; LeadDesk opens up to {max_entries:,}.",
                infos=len(infos),
                max_entries=MAX_ENTRIES,
            ),
            _NO_CHANGE + "Save the table alone as XLSX or CSV and import that.",
            code="file-too-many-parts",
        )
    unpacked = sum(info.file_size for info in infos)
    if unpacked > MAX_UNPACKED:
        raise KnownError(
            said(
                "The workbook unpacks to {unpacked:,} MB; LeadDesk opens up to {max_unpacked} MB.",
                unpacked=unpacked // 2**20,
                max_unpacked=MAX_UNPACKED // 2**20,
            ),
            _NO_CHANGE + "Save the table alone as CSV and import that.",
            code="file-too-big",
        )
    for info in infos:
        parts = info.filename.replace("\\", "/").split("/")
        if ".." in parts or info.filename.startswith(("/", "\\")):
            raise KnownError(
                "The workbook holds parts that point outside itself.",
                _NO_CHANGE + "Don't open it; ask for a new export.",
                code="file-hostile",
            )
        if info.flag_bits & 0x1:
            raise KnownError(
                "The workbook is protected by a password.",
                _NO_CHANGE + "Save it without a password and import that file.",
                code="file-password",
            )


def _check_declarations(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """A document type is never needed in a workbook; it only serves to attack its reader."""
    with archive.open(info) as part:
        head = part.read(64 * 1024)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1:2] == b"\0"
    if wide or _DOCTYPE.search(head):
        raise KnownError(
            "The workbook holds declarations that no spreadsheet program writes.",
            _NO_CHANGE + "Don't open it; ask for a new export.",
            code="file-hostile",
        )


def _without_far_cells(sheet: bytes) -> bytes | None:
    """The sheet without cells out of reach; None if it has none."""
    far = sum(1 for ref in _FAR_REF.finditer(sheet) if _column(ref.group(1)) > MAX_COLUMNS)
    if far > _MAX_FAR_CELLS:
        raise KnownError(
            said("This sheet has more than {max_columns:,} columns.", max_columns=MAX_COLUMNS),
            _NO_CHANGE + "Remove the columns that don't matter and import the file again.",
            code="too-many-columns",
        )
    cut = _first_far_row(sheet)
    if not far and cut is None:
        return None
    if cut is not None:
        start = sheet.rfind(b"<", 0, cut)
        prefix = _prefix(sheet)
        sheet = sheet[:start] + b"</%bsheetData></%bworksheet>" % (prefix, prefix)
    if far:
        sheet = _CELL.sub(_drop_far, sheet)
    return sheet


def _drop_far(cell: re.Match[bytes]) -> bytes:
    return b"" if _column(cell.group(1)) > MAX_COLUMNS else cell.group(0)


def _first_far_row(sheet: bytes) -> int | None:
    """Where the first row after a gap of more than MAX_EMPTY_ROWS is named."""
    before = 0
    for row in _ROW.finditer(sheet):
        number = int(row.group(1))
        if number > before + MAX_EMPTY_ROWS + 1 and before:
            return row.start()
        before = number
    return None


def _prefix(sheet: bytes) -> bytes:
    found = re.search(rb"<(\w+:)?worksheet", sheet)
    return (found.group(1) or b"") if found else b""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _rebuilt(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for info in archive.infolist():
            content = changed.get(info.filename)
            copy.writestr(info.filename, archive.read(info) if content is None else content)
    return target.getvalue()
