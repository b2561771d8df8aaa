"""Which character divides the cells of a text file: the one that makes the lines agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from math import log2

from leaddesk.base.errors import KnownError
from leaddesk.domain.raw import RowProblem
from leaddesk.outside.tabular.heading import looks_like_heading
from leaddesk.outside.tabular.records import Lines, records

DELIMITERS = (",", ";", "\t", "|")
_HEAD_RECORDS = 200
_SEP_LINE = re.compile(r"\ufeff?\"?sep=([^\"\w\r\n ])\"?[ ,;\t]*\r?\n?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """`sep_line` says that the first line only names the delimiter."""

    delimiter: str
    skip_space: bool
    sep_line: bool


def guess(head: str, wanted: str | None = None) -> Dialect:
    """The dialect of a text that begins with `head` (whole lines); `wanted` overrules.

    KnownError `delimiter-wrong` if that is not one character.
    """
    if wanted is not None and (len(wanted) != 1 or wanted in '"\r\n'):
        raise KnownError(
            "A delimiter is one character.",
            "Choose a comma, a semicolon, a tab or a bar.",
            code="delimiter-wrong",
        )
    first = head[: head.find("\n") + 1] or head
    named = _SEP_LINE.match(first)
    delimiter = wanted or (named.group(1) if named else _likeliest(head))
    return Dialect(delimiter, _spaced(head, delimiter), sep_line=named is not None)


def _likeliest(head: str) -> str:
    marks = {mark: _score(head, mark) for mark in DELIMITERS if mark in head}
    best = max(marks, key=lambda mark: marks[mark], default="")
    if best and marks[best] > 0:
        return best
    # One column: whatever stands in its cells must not divide them.
    return next((mark for mark in DELIMITERS if mark not in marks), ",")


def _score(head: str, delimiter: str) -> float:
    """How well the delimiter explains the text: agreement of the lines times cells per line."""
    rows = head_records(head, delimiter, skip_space=_spaced(head, delimiter))
    widths = Counter(len(row) for row in rows)
    candidates = [width for width in widths if width > 1]
    if not candidates:
        return 0.0
    width = max(candidates, key=lambda w: (widths[w], w))
    wide = [row for row in rows if len(row) > 1]
    share = widths[width] / max(1, len(rows))
    # Short rows and rows with spare delimiters still speak for the delimiter, but less.
    loose = len(wide) / len(rows)
    score = (share**2 + loose) / 2 * log2(width + 0.5)
    if width == 2 and _is_prose(rows, delimiter):
        return 0.0
    if looks_like_heading(wide[0]):
        score *= 1.5
    return score


def _is_prose(rows: Sequence[Sequence[str]], delimiter: str) -> bool:
    """One column whose cells hold a comma, such as "Miller, Anna" below "Name"."""
    if delimiter == "\t" or len(rows[0]) != 1 or not looks_like_heading(rows[0]):
        return False
    pairs = [row for row in rows[1:] if len(row) == 2]
    spaced = sum(1 for row in pairs if row[1].startswith(" "))
    return not pairs or spaced >= 0.8 * len(pairs)


def _spaced(head: str, delimiter: str) -> bool:
    """Quotes after a delimiter and a blank only make sense if the blank doesn't count."""
    after_blank = head.count(f'{delimiter} "')
    return after_blank > 2 and after_blank > 3 * head.count(f'{delimiter}"')


def head_records(
    head: str, delimiter: str, *, skip_space: bool = False, limit: int = _HEAD_RECORDS
) -> list[list[str]]:
    """The first records of a text that are not blank, unreadable ones left out."""
    found: list[list[str]] = []
    lines = Lines(StringIO(head, newline="").readline)
    for record in records(lines, delimiter, skip_space=skip_space):
        if isinstance(record, RowProblem):
            continue
        if any(record[1]):
            found.append(record[1])
        if len(found) >= limit:
            break
    return found
