"""The questions that must cost the same whatever the database holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from leaddesk.domain.criteria_parse import parse
from leaddesk.domain.dedupe import Identity
from leaddesk.service.read_models import BoardFilter, BoardSort, ListQuery, Reader
from tests.storage.gates.conftest import Base

Question = Callable[[Reader], Any]
SORTS: tuple[BoardSort, ...] = (
    "next_step", "score", "value", "newest", "longest_in_stage", "manual",
)  # fmt: skip


def first_page(base: Base, filter: BoardFilter, limit: int = 50) -> Question:
    return lambda reader: reader.board_page(base.column, filter, limit=limit)


def deep_page(base: Base, filter: BoardFilter) -> Question:
    cursor = base.deep(filter)
    return lambda reader: reader.board_page(base.column, filter, after=cursor)


def page_before(base: Base, filter: BoardFilter) -> Question:
    cursor = base.deep(filter)
    return lambda reader: reader.board_page(base.column, filter, before=cursor, limit=40)


def listed(query: ListQuery) -> Callable[[Base], Question]:
    return lambda _: lambda reader: reader.lead_page(query)


def of_rep(sort: str) -> Callable[[Base], Question]:
    return listed(ListQuery(parse('owner = "rep1"'), sort))


def all_in_list(base: Base) -> Question:
    ids = base.storage.read(lambda reader: reader.lead_page(ListQuery())).rows
    return lambda reader: reader.leads([row.id for row in ids])


def typed(base: Base) -> Identity:
    """Somebody of whom only the mailbox is known already."""
    return Identity(name="Zora Quist", given="Zora", family="Quist", emails=(base.lead.email,))


FLAT: dict[str, Callable[[Base], Question]] = {
    "board heads": lambda base: lambda reader: reader.board_heads(base.board()),
    "board heads of one": lambda base: lambda reader: reader.board_heads(base.board(mine=True)),
    "my board": lambda base: first_page(base, base.board(mine=True), limit=5),
    "newest 50": listed(ListQuery()),
    "best 50": listed(ListQuery(sort="-score")),
    "by name": listed(ListQuery(sort="name")),
    "by last activity": listed(ListQuery(sort="last_activity")),
    "open 50": listed(ListQuery(open_only=True)),
    "owner's best 50": of_rep("-score"),
    "owner's newest 50": of_rep("-created"),
    "50 leads": all_in_list,
    "one lead": lambda base: lambda reader: reader.lead(base.lead.id),
    "history": lambda _: lambda reader: reader.history(),
    "history of a lead": lambda base: lambda reader: reader.history(lead_id=base.lead.id),
    "my history": lambda base: lambda reader: reader.history(user_id=base.rep.id, limit=20),
    "known mailbox": lambda base: lambda reader: reader.similar(typed(base)),
    "team": lambda _: lambda reader: reader.team(),
    "count": lambda _: lambda reader: reader.count(),
    "batches": lambda _: lambda reader: reader.batches(),
}
for _sort in SORTS:
    FLAT[f"{_sort}, first page"] = lambda base, s=_sort: first_page(base, base.board(s))  # type: ignore[misc]
    FLAT[f"{_sort}, deep page"] = lambda base, s=_sort: deep_page(base, base.board(s))  # type: ignore[misc]
    FLAT[f"{_sort}, page before"] = lambda base, s=_sort: page_before(base, base.board(s))  # type: ignore[misc]
