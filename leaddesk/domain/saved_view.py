"""A saved view: one look at the leads, with its filter, its order and its columns, under a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from leaddesk.domain.criteria import All, Any, Condition, Criteria, Not

ViewLayout = Literal["board", "list"]
ViewScope = Literal["mine", "team"]
LONGEST_VIEW_NAME: Final = 60
ME: Final = "me"
"""Stands for whoever looks, in a condition on the owner: a shared view means its reader."""
OPEN: Final = Condition("lifecycle", "eq", "open")
"""The part of a list's filter that leaves closed leads out; no lifecycle is called so."""
LIST_SORTS: Final = {
    "next_step": "next_step", "score": "-score", "value": "-value", "newest": "-created",
    "longest_in_stage": "stage_since", "manual": "next_step",
}  # fmt: skip
"""The orders of a board as fields of a list."""


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

    @property
    def list_sort(self) -> str:
        """The order as a list's."""
        return self.sort if self.layout == "list" else LIST_SORTS.get(self.sort, "next_step")

    def meant_by(self, login: str) -> tuple[Criteria, bool]:
        """The filter that the view means for who looks, and whether it leaves closed leads out."""
        held = self.criteria.parts if isinstance(self.criteria, All) else (self.criteria,)
        parts = [meant(part, login) for part in held if part is not None and part != OPEN]
        if self.scope == "mine":
            parts.insert(0, Condition("owner", "eq", login))
        return All(tuple(parts)), self.layout == "board" or OPEN in held


def meant(criteria: Criteria, login: str) -> Criteria:
    """The filter with `me` replaced by the login of who looks."""
    if isinstance(criteria, All):
        return All(tuple(meant(part, login) for part in criteria.parts))
    if isinstance(criteria, Any):
        return Any(tuple(meant(part, login) for part in criteria.parts))
    if isinstance(criteria, Not):
        return Not(meant(criteria.part, login))
    if criteria.field != "owner":
        return criteria
    value = criteria.value
    if isinstance(value, tuple):
        value = tuple(login if one == ME else one for one in value)
    return Condition(criteria.field, criteria.op, login if value == ME else value)
