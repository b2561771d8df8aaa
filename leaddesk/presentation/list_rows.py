"""The ids of a list in order, and how one order becomes another. No Qt here."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from leaddesk.presentation.row_diff import Edit, Insert, Remove, diff

Ids: TypeAlias = "array[int]"
UNKNOWN = 0
"""Stands for a row whose lead is not known yet; a list knows its length before its ids."""

CLOSE = 2_000
"""Up to so many rows between the first and the last difference are compared one by one."""


@dataclass(frozen=True, slots=True)
class IdRow:
    """An id as a row that can be compared."""

    id: int


def ids_of(found: Sequence[int], total: int | None = None) -> Ids:
    """Return ids as an array of 8 bytes each, filled up with UNKNOWN to `total`."""
    ids: Ids = array("q", found)
    if total is not None and total > len(ids):
        ids.extend([UNKNOWN] * (total - len(ids)))
    return ids


def id_edits(old: Ids, new: Ids) -> list[Edit[IdRow]]:
    """Return removals, moves and insertions that make `new` of `old`; far apart ones become one
    removal and one insertion. Unknown rows become known in place: that is no edit."""
    if len(old) == len(new) and UNKNOWN in old:
        return []
    start = _same(old, new, min(len(old), len(new)), from_end=False)
    rest = min(len(old), len(new)) - start
    end = _same(old, new, rest, from_end=True)
    old_part, new_part = old[start : len(old) - end], new[start : len(new) - end]
    unknown = UNKNOWN in old_part or UNKNOWN in new_part
    if unknown or max(len(old_part), len(new_part)) > CLOSE:
        edits: list[Edit[IdRow]] = []
        if old_part:
            edits.append(Remove(start, len(old_part)))
        if new_part:
            edits.append(Insert(start, tuple(IdRow(n) for n in new_part)))
        return edits
    return [
        edit.shifted(start)
        for edit in diff([IdRow(n) for n in old_part], [IdRow(n) for n in new_part])
    ]


def _same(a: Ids, b: Ids, most: int, *, from_end: bool) -> int:
    """Return how many ids at the start (or the end) are equal; whole slices are compared."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        part = slice(-middle, None) if from_end else slice(middle)
        equal = a[part] == b[part]
        low, high = (middle, high) if equal else (low, middle - 1)
    return low
