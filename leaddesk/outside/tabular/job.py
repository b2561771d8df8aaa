"""What the reading child does: look at a file, or hand over its rows in batches.

Rows leave the child as plain tuples, because those cross the pipe fastest:
`(line, cells)` for a row and `(line, code, text, cells)` for a problem.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import StringIO, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Any

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.domain.raw import Hints, Inspection, RawRow, RowProblem, SourceShape
from leaddesk.outside import vcard
from leaddesk.outside.child import resolve
from leaddesk.outside.tabular import dialect, encoding, kinds, workbook
from leaddesk.outside.tabular.guard import unescape_cell
from leaddesk.outside.tabular.heading import Heading, decimal_sign, find_heading
from leaddesk.outside.tabular.judge import Judge
from leaddesk.outside.tabular.records import Lines, Record, records

SAMPLE_ROWS = 50
SHOWN_PROBLEMS = 100
COUNTED = 16 * 2**20  # text files up to this size are read to their end at the first look
_HEAD_CHARS = 256 * 1024
_HEAD_ROWS = 60
_BATCH_CHARS = 4_000_000  # a batch is sent when it has so many, however few its rows
_OWN_HEADING = re.compile(r'(?:"(?:[^"]|"")*",)*"(?:[^"]|"")*"\r\n')

Item = RawRow | RowProblem


def inspect(path: str, hints: Hints) -> Iterator[Inspection]:
    """Yield one Inspection of the file."""
    file = Path(path)
    family = kinds.family_of(file)
    if family == "text":
        shape = _text_shape(file, hints)
        whole = file.stat().st_size <= COUNTED
    elif family == "vcard":
        shape = _card_shape(file, hints)
        whole = file.stat().st_size <= COUNTED
    else:
        yield _look_at_workbook(file, hints, family)
        return
    yield _look(shape, _items(file, shape), whole=whole)


def rows(
    path: str,
    shape: SourceShape,
    size: int,
    skip: int,
    worker: str | None,
    worker_args: tuple[object, ...],
) -> Iterator[object]:
    """Yield batches of at most `size` items, or what the worker makes of each batch."""
    file = Path(path)
    kinds.family_of(file)
    if shape.sha256 and sha256(file) != shape.sha256:
        raise KnownError(
            "The file was changed after it was looked at.",
            "Nothing was changed in LeadDesk. Choose the file again.",
            code="file-changed",
        )
    work = resolve(worker) if worker else None
    for batch in _batches(islice(_items(file, shape), skip, None), size):
        yield work(batch, *worker_args) if work else [_plain(item) for item in batch]


def sha256(path: Path) -> str:
    """The file's SHA-256 in hex: its key in the list of imports."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _plain(item: Item) -> tuple[Any, ...]:
    if isinstance(item, RawRow):
        return item.line, item.cells
    return item.line, item.code, item.text, item.cells


def _batches(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    batch: list[Item] = []
    weight = 0
    for item in items:
        batch.append(item)
        weight += sum(map(len, item.cells))
        if len(batch) >= size or weight > _BATCH_CHARS:
            yield tuple(batch)
            batch, weight = [], 0
    if batch:
        yield tuple(batch)


def _items(file: Path, shape: SourceShape) -> Iterator[Item]:
    """All rows and problems below the heading."""
    if shape.kind == "vcard":
        yield from vcard.rows(file, shape.encoding)
    elif shape.kind in ("xlsx", "ods"):
        yield from _sheet_items(workbook.open_book(file), shape)
    else:
        with _opened(file, shape.encoding) as text:
            found = records(
                Lines(text.readline),
                shape.delimiter,
                skip_space=shape.skip_space,
                width=len(shape.header),
            )
            yield from Judge(shape.header, own=shape.own_export).rows(_below(found, shape))


def _below(
    found: Iterator[Record | RowProblem], shape: SourceShape
) -> Iterator[Record | RowProblem]:
    """What follows the heading (or a `sep=` line, where there is no heading)."""
    above = shape.header_line
    for record in found:
        line = record.line if isinstance(record, RowProblem) else record[0]
        if line <= above or (line == 1 and above == 0 and _is_sep(record)):
            continue
        yield record
        break
    yield from found


def _is_sep(record: Record | RowProblem) -> bool:
    cells = record.cells if isinstance(record, RowProblem) else record[1]
    return bool(cells) and cells[0].lower().startswith("sep=")


def _sheet_items(book: workbook.Book, shape: SourceShape) -> Iterator[Item]:
    groups = workbook.group_lines(book, shape.sheet)
    below = (
        record
        for record in workbook.sheet_records(book, shape.sheet)
        if record[0] > shape.header_line
    )
    yield from Judge(shape.header, group_lines=groups).rows(below)


def _opened(file: Path, codec: str) -> TextIOWrapper:
    encoding.register_errors()
    return file.open("r", encoding=codec, errors=encoding.ERRORS, newline="")


def _look(shape: SourceShape, items: Iterator[Item], *, whole: bool) -> Inspection:
    sample: list[RawRow] = []
    problems: list[RowProblem] = []
    count = 0
    for item in items:
        count += 1
        if isinstance(item, RowProblem):
            if len(problems) < SHOWN_PROBLEMS:
                problems.append(item)
        elif len(sample) < SAMPLE_ROWS:
            sample.append(item)
        if not whole and len(sample) >= SAMPLE_ROWS:
            break
    else:
        whole = True
    notes = shape.notes
    if whole and not count:
        notes = (*notes, "There is a heading, but no row below it.")
    decimal = decimal_sign([row.cells for row in sample])
    shape = replace(shape, rows=count if whole else None, notes=notes, decimal=decimal)
    return Inspection(shape, tuple(sample), tuple(problems))


def _text_shape(file: Path, hints: Hints) -> SourceShape:
    found = _encoding(file, hints)
    with _opened(file, found.codec) as text:
        head = text.read(_HEAD_CHARS)
    if len(head) == _HEAD_CHARS:
        head = head[: head.rfind("\n") + 1] or head[: head.rfind("\r") + 1] or head
    own = found.codec == "utf-8-sig" and _OWN_HEADING.match(head) is not None
    form = dialect.guess(head, "," if own and not hints.delimiter else hints.delimiter)
    numbered = _head_rows(head, form)
    forced = hints.header_line if hints.header_line is not None else (1 if own else None)
    heading = find_heading([cells for _, cells in numbered], _index(numbered, forced))
    line = numbered[heading.index][0] if heading.index is not None else 0
    above = numbered[: heading.index or 0]
    names = heading.names
    if own:
        names = tuple(unescape_cell(name) for name in names)
    return SourceShape(
        kind="tsv" if form.delimiter == "\t" else "csv",
        encoding=found.codec,
        delimiter=form.delimiter,
        header_line=line,
        sheet="",
        sheets=(),
        header=names,
        decimal="",
        preamble=_preamble(above),
        rows=None,
        sha256=sha256(file),
        notes=(*_encoding_notes(found), *heading.notes),
        own_export=own,
        encoding_sure=found.sure,
        skip_space=form.skip_space,
    )


def _encoding(file: Path, hints: Hints) -> encoding.Guess:
    if not hints.encoding:
        return encoding.guess(file)
    codec = encoding.checked(hints.encoding)
    return encoding.Guess("utf-8-sig" if codec == "utf-8" else codec, sure=True)


def _encoding_notes(found: encoding.Guess) -> tuple[str, ...]:
    if found.sure:
        return ()
    name = dict(encoding.CHOICES).get(found.codec, found.codec)
    return (f"The encoding was guessed as {name}; check the letters in the preview.",)


def _head_rows(head: str, form: dialect.Dialect) -> list[Record]:
    """The first rows with their lines, without the `sep=` line."""
    lines = Lines(StringIO(head, newline="").readline)
    found: list[Record] = []
    for record in records(lines, form.delimiter, skip_space=form.skip_space):
        if isinstance(record, RowProblem) or (record[0] == 1 and form.sep_line):
            continue
        found.append(record)
        if len(found) >= _HEAD_ROWS:
            break
    return found


def _index(numbered: list[Record], line: int | None) -> int | None:
    """The index of the row at `line`; -1 for line 0, None where nobody said."""
    if line is None:
        return None
    if line == 0:
        return -1
    for index, (number, _) in enumerate(numbered):
        if number == line:
            return index
    raise KnownError(
        said("No row starts in line {line} of this file.", line=line),
        "Choose the line in which the column names stand.",
        code="header-line-wrong",
    )


def _preamble(above: list[Record]) -> tuple[str, ...]:
    lines = (" ".join(cell.strip() for cell in cells if cell.strip()) for _, cells in above)
    return tuple(line for line in lines if line)


def _card_shape(file: Path, hints: Hints) -> SourceShape:
    found = _encoding(file, hints)
    return SourceShape(
        kind="vcard",
        encoding=found.codec,
        delimiter="",
        header_line=0,
        sheet="",
        sheets=(),
        header=vcard.HEADER,
        decimal="",
        preamble=(),
        rows=None,
        sha256=sha256(file),
        notes=_encoding_notes(found),
        encoding_sure=found.sure,
    )


def _look_at_workbook(file: Path, hints: Hints, family: kinds.Family) -> Inspection:
    book = workbook.open_book(file)
    sheet = workbook.choose_sheet(book, hints.sheet)
    numbered = list(islice(workbook.sheet_records(book, sheet), _HEAD_ROWS))
    if not any(any(cells) for _, cells in numbered):
        raise KnownError(
            said("The sheet “{sheet}” is empty.", sheet=sheet),
            "Choose another sheet or another file.",
            code="file-empty",
        )
    heading: Heading = find_heading(
        [cells for _, cells in numbered], _index(numbered, hints.header_line)
    )
    notes = (*book.notes, *heading.notes)
    if sheet not in book.visible:
        notes = (*notes, f"The sheet “{sheet}” is hidden in the workbook.")
    shape = SourceShape(
        kind="ods" if family == "ods" else "xlsx",
        encoding="",
        delimiter="",
        header_line=numbered[heading.index][0] if heading.index is not None else 0,
        sheet=sheet,
        sheets=book.names,
        header=heading.names,
        decimal="",
        preamble=_preamble(numbered[: heading.index or 0]),
        rows=None,
        sha256=sha256(file),
        notes=notes,
    )
    return _look(shape, _sheet_items(book, shape), whole=True)
