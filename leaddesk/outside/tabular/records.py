"""From lines to records: CSV read strictly, so that one missing quote costs one record only.

`csv.reader` in its usual mode swallows everything up to the next quote. Here it reads strictly;
where that fails, the record's first line is refused by number and reading goes on at the next.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator

from leaddesk.domain.raw import (
    BAD_CHARACTERS,
    QUOTE_NOT_CLOSED,
    QUOTES_UNCLEAR,
    TOO_LARGE,
    RowProblem,
)

CELL_LIMIT = 10_000_000  # characters of one cell, of one line and of one record
_END_OF_DOS_FILE = "\x1a"
_SHOWN = 200  # characters of a refused line that are kept

Record = tuple[int, list[str]]


class _TooLong(Exception):
    """A line or record is longer than a record may be."""


class Lines:
    """Physical lines, those since the last `start` remembered, so that they can be read again."""

    def __init__(self, readline: Callable[[int], str]) -> None:
        self._readline = readline
        self._again: deque[str | None] = deque()  # None: a line that was too long
        self._size = 0
        self.taken: list[str | None] = []
        self.number = 0  # lines handed out so far
        self.bad = False  # a line since `start` holds what is not text

    def start(self) -> None:
        """Forget what was taken: a new record begins."""
        self.taken = []
        self._size = 0
        self.bad = False

    def push_back(self, lines: list[str | None]) -> None:
        """Hand these lines out again, first of all."""
        self._again.extendleft(reversed(lines))
        self.number -= len(lines)

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._fresh()
        self.number += 1
        self.taken.append(line)
        if line is None:
            raise _TooLong
        self._size += len(line)
        if self._size > CELL_LIMIT:
            raise _TooLong
        if not line.isascii():
            try:
                line.encode()  # fails on lone surrogates: the quickest way to find them
            except UnicodeEncodeError:
                self.bad = True
        if "\0" in line:
            self.bad = True
        return line

    def _fresh(self) -> str | None:
        line = self._readline(CELL_LIMIT)
        if not line or line == _END_OF_DOS_FILE:
            raise StopIteration
        if len(line) < CELL_LIMIT or line[-1] in "\r\n":
            return line
        while line and line[-1] not in "\r\n":
            line = self._readline(CELL_LIMIT)
        return None


def records(
    lines: Lines, delimiter: str, *, skip_space: bool = False, width: int = 0
) -> Iterator[Record | RowProblem]:
    """Each record as (line where it starts, cells), or why it can't be taken.

    `width` is the number of cells a record should have, 0 if unknown: a record with unclear
    quotes is taken all the same if it has so many. Blank lines come as records without cells.
    """
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=skip_space)
    while True:
        first = lines.number + 1
        lines.start()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _TooLong) as error:
            yield _rescue(lines, first, delimiter, width, error)
            continue
        if lines.bad:
            yield RowProblem(
                first,
                BAD_CHARACTERS,
                f"Line {first} holds bytes that are not text in this encoding.",
                tuple(_printable(cell) for cell in cells),
            )
            continue
        yield first, cells


def _rescue(
    lines: Lines, first: int, delimiter: str, width: int, error: Exception
) -> Record | RowProblem:
    taken = lines.taken
    line = taken[0] or ""
    too_long = isinstance(error, _TooLong) or "field limit" in str(error)
    if len(taken) > 1:
        # One quote swallowed more than its own line: give the other lines a life of their own.
        lines.push_back(taken[1:])
        return _unclosed(first, line, delimiter)
    if too_long:
        return RowProblem(
            first, TOO_LARGE, f"Line {first} is longer than a record may be.", (line[:_SHOWN],)
        )
    if "unexpected end" in str(error):
        return _unclosed(first, line, delimiter)
    cells = _loosely(line, delimiter)
    if lines.bad or (width and len(cells) != width):
        return RowProblem(
            first,
            QUOTES_UNCLEAR,
            f"In line {first} a quotation mark stands inside a cell, so its cells are unclear.",
            tuple(_printable(cell) for cell in cells),
        )
    return first, cells


def _unclosed(first: int, line: str, delimiter: str) -> RowProblem:
    return RowProblem(
        first,
        QUOTE_NOT_CLOSED,
        f"A quotation mark that opens in line {first} is never closed.",
        tuple(_printable(cell) for cell in _loosely(line, delimiter)),
    )


def _loosely(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        return [line[:_SHOWN]]


def _printable(cell: str) -> str:
    """A refused cell as it can be shown and written to a file."""
    return cell[: 50 * _SHOWN].replace("\0", "\ufffd").encode("utf-8", "replace").decode()
