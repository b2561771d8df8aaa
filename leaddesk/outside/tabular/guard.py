"""Cells that a spreadsheet would take for formulas: guarded when written, freed when read back.

A cell that starts with a formula sign is executed by spreadsheet programs (OWASP ASVS 1.2.10).
The guard is one apostrophe in front. So that the way back is exact for any text, cells that
already look guarded get one more: `escape_cell` and `unescape_cell` are inverse to each other.
"""

from __future__ import annotations

import re

FORMULA_SIGNS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"  # the last four are the full-width forms

_GUARDABLE = re.compile(f"'*[{re.escape(FORMULA_SIGNS)}]")
_GUARDED = re.compile(f"'+[{re.escape(FORMULA_SIGNS)}]")
_NUMBER_AS_TEXT = re.compile(r"'\+?[\d(][\d\s()./+,\-]*\Z")


def escape_cell(text: str) -> str:
    """The text, with an apostrophe in front if a spreadsheet might calculate it."""
    return "'" + text if _GUARDABLE.match(text) else text


def unescape_cell(text: str) -> str:
    """What `escape_cell` was given, for any of its results."""
    return text[1:] if _GUARDED.match(text) else text


def strip_text_mark(text: str) -> str:
    """A foreign cell without the apostrophe that marks numbers and formula signs as text.

    `'0301234` gives `0301234`, `'+49 30` gives `+49 30`; `'t Hooft` and `'90s fan` stay.
    """
    if _GUARDED.match(text) or _NUMBER_AS_TEXT.match(text):
        return text[1:]
    return text
