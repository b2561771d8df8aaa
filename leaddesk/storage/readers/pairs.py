"""Likely duplicates of the whole base, by the keys that records share: never all against all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby

from sqlalchemy import Connection, select

from leaddesk.domain.dedupe import compare
from leaddesk.domain.dedupe_keys import MOST_ALIKE
from leaddesk.storage import rows
from leaddesk.storage.stores.entity import chunks
from leaddesk.storage.stores.matches import read_glimpses

_PART = 4_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, the lower id first, as `dedupe.compare` judges them."""

    a: int
    b: int
    score: float
    certain: bool
    reasons: tuple[str, ...]


def find_pairs(
    connection: Connection, least: float, only: frozenset[int] | None = None
) -> Iterator[Pair]:
    """Pairs from `least` on, in no order. `only`: one of the two must be among these. Left out are
    the bin, a lead with its own opportunity, and what was said to be distinct."""
    candidates = sorted(_candidates(connection, only) - _distinct(connection))
    for part in chunks(candidates, _PART):
        ids = sorted({one for pair in part for one in pair})
        leads = read_glimpses(connection, rows.lead, ids)
        known = _in_use(connection, ids)
        for a, b in part:
            if a not in known or b not in known or known[a] == b or known[b] == a:
                continue
            match = compare(leads[a].identity, leads[b].identity)
            if match.certain or match.score >= least:
                yield Pair(a, b, match.score, match.certain, match.reasons)


def _candidates(connection: Connection, only: frozenset[int] | None) -> set[tuple[int, int]]:
    key = rows.match_key.c
    found = connection.execution_options(yield_per=10_000).execute(
        select(key.kind, key.value, key.lead_id).order_by(key.kind, key.value, key.lead_id)
    )
    pairs: set[tuple[int, int]] = set()
    for _, group in groupby(found, key=lambda row: (row[0], row[1])):
        ids = [int(row[2]) for row in group]
        if 1 < len(ids) <= MOST_ALIKE:
            pairs.update(_wanted(combinations(ids, 2), only))
    return pairs


def _wanted(
    pairs: Iterable[tuple[int, int]], only: frozenset[int] | None
) -> Iterator[tuple[int, int]]:
    for a, b in pairs:
        if only is None or a in only or b in only:
            yield (a, b) if a < b else (b, a)


def _distinct(connection: Connection) -> set[tuple[int, int]]:
    p = rows.pair.c
    found = connection.execute(select(p.a, p.b).where(p.state == "distinct")).fetchall()
    return {(int(a), int(b)) for a, b in found}


def _in_use(connection: Connection, ids: list[int]) -> dict[int, int | None]:
    """Records that are not in the bin, each with the lead that it came from."""
    lead = rows.lead.c
    known: dict[int, int | None] = {}
    for part in chunks(ids):
        found = connection.execute(
            select(lead.id, lead.origin_id).where(lead.id.in_(part), lead.deleted_at.is_(None))
        ).fetchall()
        known.update({int(one): origin for one, origin in found})
    return known
