"""A saved view: one look at the leads, with its filter, its order and its columns, under a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from leaddesk.domain.criteria import Criteria

ViewLayout = Literal["board", "list"]
ViewScope = Literal["mine", "team"]
LONGEST_VIEW_NAME = 60


@dataclass(frozen=True, slots=True)
class SavedView:
    """`scope` says whose leads: those of whoever looks, or all of the team. `criteria` None is no
    filter. `sort` is a board's order ("next_step") or a list's field ("-created"). `columns` are
    the list's fields in their order, none for the usual ones. `user_id` is whom the view belongs
    to, None for one that the team shares; `made_by` is who made it."""

    id: int
    name: str
    layout: ViewLayout = "board"
    scope: ViewScope = "team"
    criteria: Criteria | None = None
    sort: str = ""
    columns: tuple[str, ...] = ()
    user_id: int | None = None
    made_by: int | None = None
    position: int = 0
    version: int = 1

    @property
    def is_shared(self) -> bool:
        return self.user_id is None
