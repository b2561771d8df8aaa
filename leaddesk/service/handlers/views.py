"""Saved views: one's own, and those that the team shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

from leaddesk.base.errors import Conflict, KnownError
from leaddesk.base.said import Said, said
from leaddesk.domain.criteria import Criteria
from leaddesk.domain.criteria_json import from_json, to_json
from leaddesk.domain.fields import FIELDS
from leaddesk.domain.saved_view import LONGEST_VIEW_NAME, SavedView, ViewLayout, ViewScope
from leaddesk.service.commands import OrderViews, RemoveView, SaveView
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.read_models import BoardSort
from leaddesk.service.records import require_manager

_SHOWN = 40  # letters of a wrong word in a message
_STANDARD_SORT = {"board": "next_step", "list": "-created"}


def save_view(cmd: SaveView, uow: UnitOfWork) -> SavedView:
    """A new view at the end of its row, or other contents for one that is there. One that stops
    being shared belongs to its maker again."""
    old = _changeable(uow, cmd.id) if cmd.id is not None else None
    if old is not None and cmd.version is not None and cmd.version != old.version:
        raise Conflict(
            said("The view {name} was changed meanwhile.", name=old.name),
            "Nothing was overwritten. Look at it again, or save yours under another name.",
        )
    maker = _actor_id(uow) if old is None else old.made_by or _actor_id(uow)
    if maker is None and not cmd.is_shared:
        raise _bad(said("A view that is not shared needs somebody to whom it belongs."))
    owner = None if cmd.is_shared else maker
    row = _row(uow, owner)
    last = max((one.position for one in row), default=0)
    new = SavedView(
        old.id if old is not None else uow.new_id(),
        _free_name(cmd.name, (one for one in row if old is None or one.id != old.id)),
        _layout(cmd.layout),
        _scope(cmd.scope),
        _sound(cmd.criteria),
        _sort(cmd.layout, cmd.sort),
        tuple(dict.fromkeys(name for name in cmd.columns if name)),
        owner,
        maker,
        old.position if old is not None and old.user_id == owner else last + 1,
        old.version if old is not None else 1,
    )
    saved = uow.views.add(new) if old is None else uow.views.save(new)
    uow.say("save_view", n=1, name=saved.name, id=saved.id)
    return saved


def remove_view(cmd: RemoveView, uow: UnitOfWork) -> None:
    """The view goes; no lead does."""
    view = _changeable(uow, cmd.id)
    uow.views.remove(view.id)
    uow.say("remove_view", n=1, name=view.name, id=view.id)


def order_views(cmd: OrderViews, uow: UnitOfWork) -> None:
    """Own views and shared ones are two rows; in each those named come first, as named."""
    rank = {one: place for place, one in enumerate(cmd.ids)}
    moved: list[SavedView] = []
    there = uow.reader.saved_views(_actor_id(uow))
    for shared in (False, True):
        row = [view for view in there if view.is_shared == shared]
        if not any(view.id in rank for view in row):
            continue
        ordered = sorted(row, key=lambda view: rank.get(view.id, len(rank)))
        if ordered == row:
            continue
        for place, view in enumerate(ordered, start=1):
            if view.position != place:
                moved.append(uow.views.save(replace(_changeable(uow, view.id), position=place)))
    uow.say("order_views", n=len(moved), name=moved[0].name if moved else "")


def _actor_id(uow: UnitOfWork) -> int | None:
    return uow.actor.id if uow.actor is not None else None


def _changeable(uow: UnitOfWork, id: int) -> SavedView:
    """The view, if the user may change it: an own one, a shared one that they made, or any shared
    one for a manager. That of somebody else is not there at all."""
    view = uow.views.many([id]).get(id)
    actor = _actor_id(uow)
    if view is None or (view.user_id is not None and actor not in (None, view.user_id)):
        raise KnownError(
            "This view is not there any more.",
            "No lead was changed. Somebody may have removed it; save it as a new one.",
            code="not-found",
        )
    if view.is_shared and actor != view.made_by:
        require_manager(uow.actor, said("change views that others share with the team"))
    return view


def _row(uow: UnitOfWork, owner: int | None) -> list[SavedView]:
    return [view for view in uow.reader.saved_views(owner) if view.user_id == owner]


def _free_name(text: str, others: Iterable[SavedView]) -> str:
    name = " ".join(text.split())
    if not name:
        raise _bad(said("A view needs a name."))
    if len(name) > LONGEST_VIEW_NAME:
        raise _bad(said("A view's name has {n} letters at most.", n=LONGEST_VIEW_NAME))
    if any(one.name.casefold() == name.casefold() for one in others):
        raise _bad(said("There is a view called {name} already.", name=name))
    return name


def _sound(criteria: Criteria | None) -> Criteria | None:
    """The filter with its values in each field's kind; KnownError for one that could not be read
    back."""
    return None if criteria is None else from_json(to_json(criteria))


def _sort(layout: str, sort: str) -> str:
    name = sort or _STANDARD_SORT[layout]
    if layout == "board" and name not in get_args(BoardSort):
        raise _bad(said("A board can't be ordered by “{field}”.", field=name[:_SHOWN]))
    if layout == "list" and name.removeprefix("-") not in FIELDS:
        raise _bad(said("A list can't be ordered by “{field}”.", field=name[:_SHOWN]))
    return name


def _layout(layout: ViewLayout) -> ViewLayout:
    if layout not in get_args(ViewLayout):
        raise _bad(said("“{text}” is not a layout of a view.", text=str(layout)[:_SHOWN]))
    return layout


def _scope(scope: ViewScope) -> ViewScope:
    if scope not in get_args(ViewScope):
        raise _bad(said("“{text}” is not a scope of a view.", text=str(scope)[:_SHOWN]))
    return scope


def _bad(title: Said) -> KnownError:
    return KnownError(title, "The view was not saved; nothing was changed.", code="bad-value")
