"""English text that can still be said in another language: it remembers how it was made.

The floors below the screens raise errors and give reasons in English. A screen that speaks German
needs the sentence without its values (the key of the translation) and the values.
"""

from __future__ import annotations

from collections.abc import Mapping


class Said(str):
    """A text with the `template` and the `values` it was filled from. Everywhere else it is its
    English text; it crosses threads and processes whole."""

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]


def said(template: str, /, **values: object) -> Said:
    """Return `template` with its `{name}` places filled; `{n:,}` and the like work as in an
    f-string."""
    text = Said(template.format_map(values))
    text.template, text.values = template, values
    return text
