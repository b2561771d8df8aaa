"""Matchings that were given a name, for files whose headings differ a little."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from leaddesk.base.progress import Progress
from leaddesk.domain.mapping.fields import ColumnMap, is_field
from leaddesk.presentation.imports.decisions import Decisions
from leaddesk.service.commands import SaveTeamSetting
from leaddesk.service.desk import Desk

NAMED = "import-matchings"
"""The setting (of the team, and of a user) that holds them."""
LONGEST = 60
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class NamedMatching:
    """`columns` are pairs of a column's name and its field, `said` is the rest of what
    `Decisions.to_memory` keeps. `is_mine`: whether this user may rename or remove it."""

    name: str
    columns: tuple[tuple[str, str], ...]
    said: str
    is_mine: bool = True

    def fits(self, header: Sequence[str]) -> int:
        """How many columns of a heading it knows."""
        known = {column for column, _field in self.columns}
        return sum(1 for name in header if _key(name) in known)


def named_matching(name: str, decisions: Decisions) -> NamedMatching:
    """The present matching under a name."""
    mapping = decisions.mapping
    pairs = {_key(one): at for one, at in zip(mapping.header, mapping.fields, strict=True)}
    return NamedMatching(" ".join(name.split())[:LONGEST], tuple(pairs.items()),
                         decisions.to_memory())  # fmt: skip


def with_matching(decisions: Decisions, matching: NamedMatching) -> Decisions:
    """The decisions with what a matching says of the columns that it knows; the others stay as
    they are, unless their field is needed elsewhere."""
    wanted = dict(matching.columns)
    header, fields = decisions.mapping.header, decisions.mapping.fields
    known = [_key(name) in wanted for name in header]
    mapping = ColumnMap(
        header, tuple("" if is_known else at for is_known, at in zip(known, fields, strict=True))
    )
    for index, name in enumerate(header):
        if known[index]:
            mapping = mapping.with_field(index, wanted[_key(name)])
    # What it says beside the columns is read as of a file with just its own heading.
    its = ColumnMap(tuple(c for c, _ in matching.columns), tuple(f for _, f in matching.columns))
    said = Decisions(its).remembered(matching.said)
    return replace(
        decisions, mapping=mapping, date_order=said.date_order, decimal=said.decimal,
        policy=said.policy, choices=said.choices,
    )  # fmt: skip


def read_named(document: str | None, *, is_mine: bool = True) -> tuple[NamedMatching, ...]:
    """The matchings of a setting by their names; what is damaged is left out."""
    try:
        plain = json.loads(document or "[]")
    except ValueError:
        return ()
    found = [_matching(one, is_mine=is_mine) for one in plain] if isinstance(plain, list) else []
    return tuple(
        sorted((one for one in found if one is not None), key=lambda one: one.name.casefold())
    )


def change_named(
    desk: Desk,
    user_id: int | None,
    change: Callable[[tuple[NamedMatching, ...]], tuple[NamedMatching, ...]],
) -> Generator[Progress, None, None]:
    """Write the team's (user None) or a user's matchings anew, from those that are there now. Long
    work of one slice: nobody needs a toast for it."""
    now = read_named(desk.ask(lambda reader: reader.setting(NAMED, user_id)))
    plain = [
        {"name": one.name, "columns": list(one.columns), "said": one.said} for one in change(now)
    ]
    desk.execute(SaveTeamSetting(NAMED, json.dumps(plain, ensure_ascii=False), user_id))
    yield Progress(1, 1)


def with_named(now: Sequence[NamedMatching], one: NamedMatching) -> tuple[NamedMatching, ...]:
    """With one more; of the same name there is one."""
    return (*without_named(now, one.name), one)


def without_named(now: Sequence[NamedMatching], name: str) -> tuple[NamedMatching, ...]:
    """Without the one of this name."""
    return tuple(one for one in now if one.name.casefold() != name.casefold())


def _matching(plain: Any, *, is_mine: bool) -> NamedMatching | None:
    try:
        columns = tuple((str(name), str(field)) for name, field in plain["columns"])
        name, said = str(plain["name"])[:LONGEST], str(plain["said"])
    except (KeyError, TypeError, ValueError):
        return None
    if not name or not all(is_field(field) for _name, field in columns):
        return None
    return NamedMatching(name, columns, said, is_mine)


def _key(column: str) -> str:
    return " ".join(column.casefold().split())
