"""What stands in a file before anything is understood: rows, the file's shape, refused records.

These values cross from the child process that reads to the import that understands. A *record*
is one thing a person meant as a row; each record of a file arrives either as a `RawRow` or as a
`RowProblem`, never as both and never as neither. Blank lines, the heading and what stands above
it are not records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["csv", "tsv", "xlsx", "ods", "vcard"]

# The codes of RowProblem. `NOT_A_RECORD` does not stop an all-or-nothing import; the others do.
NOT_A_RECORD = "not-a-record"
TOO_MANY_CELLS = "too-many-cells"
QUOTE_NOT_CLOSED = "quote-not-closed"
QUOTES_UNCLEAR = "quotes-unclear"
BAD_CHARACTERS = "bad-characters"
TOO_LARGE = "too-large"
CARD_UNREADABLE = "card-unreadable"


@dataclass(frozen=True, slots=True)
class RawRow:
    """One record as text.

    `line` is the 1-based line of the file where the record starts, or the row number of the
    sheet. `cells` has exactly as many cells as the shape's header.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A record that can't be taken, and why.

    `code` is one of the constants above, `text` a sentence for the user. `cells` is what could
    be read of it, for the file of rejected rows; it may be shorter or longer than the header.
    """

    line: int
    code: str
    text: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user knows better than the guess; None leaves it to the guess.

    `encoding` is a Python codec name, `delimiter` one character, `header_line` the 1-based line
    of the heading (0: there is none), `sheet` a sheet's name.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header_line: int | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class SourceShape:
    """How a file is to be read; enough to read it again in the same way.

    `encoding`, `delimiter` are empty where they mean nothing (sheets). `header_line` is the line
    or sheet row of the heading, 0 if the file has none. `header` holds unique, non-empty names
    (blank ones become "Column 3", repeated ones "Email (2)"). `decimal` is the decimal sign the
    numbers seem to use, empty if unknown. `preamble` is what stands above the heading. `rows` is
    the number of records, None if nobody counted. `notes` are sentences for the user about what
    was assumed. `own_export` says that LeadDesk wrote the file (its guards are taken off again).
    `encoding_sure` is False when the letters should be looked at. `skip_space` says that blanks
    after a delimiter don't belong to the cell.
    """

    kind: Kind
    encoding: str
    delimiter: str
    header_line: int
    sheet: str
    sheets: tuple[str, ...]
    header: tuple[str, ...]
    decimal: str
    preamble: tuple[str, ...]
    rows: int | None
    sha256: str
    notes: tuple[str, ...] = ()
    own_export: bool = False
    encoding_sure: bool = True
    skip_space: bool = False


@dataclass(frozen=True, slots=True)
class Inspection:
    """A first look: the shape, the first rows, and the first records that can't be taken."""

    shape: SourceShape
    sample: tuple[RawRow, ...]
    problems: tuple[RowProblem, ...]
