"""Text that came from data, made safe to paint: one line, bounded, nothing hidden in it."""

from __future__ import annotations

from typing import Final

#: Longest text that is ever measured for one line on the screen. Measuring costs time in
#: proportion to the length (1 s for 2 MB), and no line shows this many letters.
LINE_LIMIT: Final = 240

#: Direction controls can make "exe.fdp" read "pdf.exe"; they are shown, never obeyed.
_MARKS: Final[dict[int, str]] = {
    0x202A: "‹LRE›",
    0x202B: "‹RLE›",
    0x202C: "‹PDF›",
    0x202D: "‹LRO›",
    0x202E: "‹RLO›",
    0x2066: "‹LRI›",
    0x2067: "‹RLI›",
    0x2068: "‹FSI›",
    0x2069: "‹PDI›",
}
#: Control characters and the separators that Unicode calls line breaks.
_LINE_BREAKS: Final[dict[int, str]] = dict.fromkeys((*range(32), 127, 133, 8232, 8233), " ")
_ONE_LINE: Final = {**_LINE_BREAKS, **_MARKS}


def visible_text(text: str) -> str:
    """Return `text` with U+202A-202E and U+2066-2069 as visible marks such as ‹RLO›.

    Everything else, line breaks too, stays as it is.
    """
    return text if text.isascii() else text.translate(_MARKS)


def one_line(text: str, limit: int = LINE_LIMIT) -> str:
    """Return at most `limit` characters of `text` on one line, direction controls visible.

    The cost does not grow with the length of `text`. A text that was cut ends in "…".
    """
    head = text[:limit].translate(_ONE_LINE)
    return f"{head}…" if len(text) > limit else head
