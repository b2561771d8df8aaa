"""A program whose export is known: what its files mean, and the signs of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from leaddesk.domain.draft import RecordKind
from leaddesk.domain.mapping.words import header_words

Quirk = Literal[
    "meta_prefixes",  # `l:123`, `p:+49...`, `ag:...` before ids and numbers
    "triple_colon",  # several values in a cell joined by " ::: "
    "excel_serials",  # dates as days since 1900
    "questions",  # columns are questions; unknown ones are kept in the note
    "groups",  # group names and repeated headings between the rows
    "active_is_consent",  # a status of an e-mail program says who may be written to
    "name_is_item",  # `Name` may be a person or a company
    "company_list",  # several companies in a cell, joined by ";", the main one first
    "bare_country_codes",  # numbers for messages stand without the "+" of their country code
    "opt_in_is_consent",  # a time of opting in is evidence of consent
]


@dataclass(frozen=True, slots=True)
class Product:
    """A program and its kind of export. `source` is the first touch where no column says one."""

    key: str
    title: str
    source: str = ""
    lead_type: str = ""
    kind: RecordKind = "lead"
    quirks: frozenset[Quirk] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict, compare=False, hash=False)


@dataclass(frozen=True, slots=True)
class Signs:
    """`groups`: of each group of glued phrases one must be there for a point; `least` points."""

    product: Product
    groups: tuple[frozenset[str], ...]
    least: int
    without: frozenset[str] = frozenset()


def signs(product: Product, least: int, *groups: str, without: str = "") -> Signs:
    return Signs(
        product,
        tuple(frozenset(glued(phrase) for phrase in group.split(",")) for group in groups),
        least,
        frozenset(glued(phrase) for phrase in without.split(",") if phrase),
    )


def glued(text: str) -> str:
    return "".join(header_words(text).words)


def columns_of(**fields: str) -> dict[str, str]:
    """{glued phrase: field} from `field="phrase, phrase"`; `skip` stands for *not imported*."""
    found: dict[str, str] = {}
    for name, phrases in fields.items():
        for phrase in phrases.split(","):
            found[glued(phrase)] = "" if name == "skip" else name
    return found
