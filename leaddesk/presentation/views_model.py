"""The views of a page: those that LeadDesk brings, the user's own, those that the team shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from leaddesk.domain.criteria import Condition, Criteria
from leaddesk.domain.saved_view import LIST_SORTS, ME, OPEN, SavedView, ViewLayout
from leaddesk.presentation.change_hub import Changed, ChangeHub
from leaddesk.presentation.desk_client import DeskClient, OnError
from leaddesk.presentation.errors import Notice, notice_of
from leaddesk.presentation.filter_model import FilterModel, joined, parts_of
from leaddesk.service.read_models import Reader

if TYPE_CHECKING:
    from leaddesk.service.desk import Outcome

MINE: Final = Condition("owner", "eq", ME)
"""The chip of a view of one's own leads."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a view shows: its filter as parts, its order, its columns (none: the usual ones)."""

    parts: tuple[Criteria, ...] = ()
    sort: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A view that is always there."""

    key: str
    name: str
    look: Look


@dataclass(frozen=True, slots=True)
class ViewEntry:
    """A view as its tab shows it. `is_saved`: it can be renamed and removed."""

    key: str
    name: str
    is_saved: bool = False
    is_shared: bool = False
    is_changed: bool = False


class SavedViews(QObject):
    """The saved views that the user may see, kept as they are in the database."""

    changed = Signal()
    failed = Signal(object)  # Notice: a view was not saved

    def __init__(self, client: DeskClient, hub: ChangeHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._views: tuple[SavedView, ...] | None = None
        self.login = ""  # of who looks, for conditions on "me"
        hub.changed.connect(self._on_changed)

    @property
    def is_known(self) -> bool:
        """Whether they were read."""
        return self._views is not None

    @property
    def views(self) -> tuple[SavedView, ...]:
        """Own ones first, then shared ones."""
        return self._views or ()

    def find(self, key: str) -> SavedView | None:
        """Return the view with the key of a tab."""
        return next((view for view in self.views if key_of(view) == key), None)

    def load(self) -> None:
        """Read them."""
        user_id = self._client.user_id

        def question(reader: Reader) -> tuple[str, tuple[SavedView, ...]]:
            user = reader.user(user_id) if user_id is not None else None
            return user.login if user is not None else "", reader.saved_views(user_id)

        def came(answer: tuple[str, tuple[SavedView, ...]]) -> None:
            self.login, views = answer
            self._came(views)

        self._client.ask("views", question, came)

    def save(
        self, view: SavedView, done: Callable[[str], None], failed: OnError | None = None
    ) -> None:
        """Save a view (id 0: a new one); `done` gets its key when it is among the views."""
        from leaddesk.service.commands import SaveView

        command = SaveView(
            view.id or None, view.name, view.layout, view.scope, view.criteria, view.sort,
            view.columns, view.is_shared, view.version if view.id else None,
        )  # fmt: skip

        def saved(outcome: Outcome) -> None:
            result = outcome.result
            if isinstance(result, SavedView):
                others = [one for one in self.views if one.id != result.id]
                own = [one for one in (*others, result) if not one.is_shared]
                self._came((*own, *(one for one in (*others, result) if one.is_shared)))
                done(key_of(result))
            elif outcome.repeated:  # it was saved, and what was saved is known by its id alone
                done(next((f"{_SAVED}{c.id}" for c in outcome.changes if c.kind == "view"), ""))
            self.load()

        self._client.do(command, saved, failed or self._say)

    def remove(self, view: SavedView) -> None:
        """Take a view away; its toast offers to undo it."""
        from leaddesk.service.commands import RemoveView

        self._client.do(RemoveView(view.id), lambda _outcome: self.load(), self._say)

    def _say(self, error: BaseException) -> None:
        self.failed.emit(notice_of(error))
        self.load()

    def _came(self, views: tuple[SavedView, ...]) -> None:
        if views != self._views:
            self._views = views
            self.changed.emit()

    def _on_changed(self, changed: Changed) -> None:
        if self._views is not None and changed.touches("view"):
            self.load()


class PageViews(QObject):
    """Which view a page shows, and what was changed in it since. The page applies `look`."""

    tabs_changed = Signal()
    look_changed = Signal()
    saved_now = Signal()  # what `save`, `save_as` or `rename` asked for is done

    def __init__(
        self,
        layout: ViewLayout,
        saved: SavedViews,
        built_in: Sequence[BuiltIn],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.layout, self.saved = layout, saved
        self._built_in = tuple(built_in)
        self.filter = FilterModel(self)
        self._key = built_in[0].key
        self._sort, self._columns = built_in[0].look.sort, built_in[0].look.columns
        self._wanted = ""
        self.filter.set_parts(built_in[0].look.parts)
        self.filter.changed.connect(self._changed)
        saved.changed.connect(self._saved_changed)

    # --- what is shown -----------------------------------------------------------------------

    @property
    def key(self) -> str:
        """The key of the chosen view; one that is still waited for is chosen already."""
        return self._wanted or self._key

    @property
    def look(self) -> Look:
        return Look(self.filter.parts, self._sort, self._columns)

    @property
    def is_saved(self) -> bool:
        """Whether the chosen view is a saved one."""
        return self.saved.find(self._key) is not None

    @property
    def is_waiting(self) -> bool:
        """Whether the chosen view has not been read yet."""
        return bool(self._wanted)

    @property
    def is_changed(self) -> bool:
        """Whether it shows something else than its view. Of a view that LeadDesk brings only the
        filter counts: order and columns are everybody's own."""
        kept, saved = self.kept(), self.saved.find(self._key)
        if saved is None:
            return set(kept.parts) != set(self.filter.parts)
        same = set(kept.parts) == set(self.filter.parts) and kept.sort == self._sort
        return not (same and kept.columns == self._columns and saved.layout == self.layout)

    def kept(self) -> Look:
        """Return what the chosen view shows when nothing is changed in it."""
        view = self.saved.find(self._key)
        if view is not None:
            return look_of(view, self.layout)
        return next((b.look for b in self._built_in if b.key == self._key), Look())

    def entries(self) -> tuple[ViewEntry, ...]:
        """Return the tabs: built-in views, own ones, shared ones. A view of the other layout has
        one while it is shown here."""
        changed = self.is_changed
        found = [
            ViewEntry(b.key, b.name, is_changed=changed and b.key == self._key)
            for b in self._built_in
        ]
        for view in self.saved.views:
            key = key_of(view)
            if view.layout == self.layout or key == self._key:
                is_changed = changed and key == self._key
                found.append(
                    ViewEntry(
                        key, view.name, is_saved=True, is_shared=view.is_shared,
                        is_changed=is_changed,
                    )
                )  # fmt: skip
        return tuple(found)

    # --- what is chosen ----------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Show a view as it was saved; an unknown one is waited for until the views are read."""
        self._wanted = ""
        if self._find(key) is None:
            if not self.saved.is_known and key.startswith(_SAVED):
                self._wanted = key
                return
            key = self._built_in[0].key
        self._key = key
        self._show(self.kept())

    def begin(self, key: str) -> None:
        """This view is shown already."""
        if key == self._key and not self._wanted:
            return
        self._key = key
        blocked = self.blockSignals(True)
        self.filter.set_parts(self.kept().parts)
        self.blockSignals(blocked)
        self.tabs_changed.emit()

    def take(self, key: str, look: Look) -> None:
        """Show this under a view, as another page did."""
        self._wanted = ""
        self._key = key if self._find(key) is not None else self._built_in[0].key
        self._show(look)

    def discard(self) -> None:
        """Show the view again as it was saved."""
        self._show(self.kept())

    def set_sort(self, sort: str) -> None:
        """The order is another one; the page shows it already."""
        if sort != self._sort:
            self._sort = sort
            self.tabs_changed.emit()

    def set_columns(self, columns: tuple[str, ...]) -> None:
        """The columns are others; the page shows them already."""
        if columns != self._columns:
            self._columns = columns
            self.tabs_changed.emit()

    # --- what is saved -----------------------------------------------------------------------

    def save(self) -> None:
        """Save what is shown as the chosen view."""
        view = self.saved.find(self._key)
        if view is not None:
            shown = self._as_view(view.name, is_shared=view.is_shared)
            # Whom it belongs to stays; a shared one that a colleague made stays theirs.
            kept = replace(shown, id=view.id, user_id=view.user_id, version=view.version)
            self.saved.save(kept, lambda _key: self._saved())

    def save_as(self, name: str, *, is_shared: bool, failed: Callable[[Notice], None]) -> None:
        """Save what is shown as a new view and choose it."""
        self.saved.save(
            self._as_view(name, is_shared=is_shared),
            self._saved_new,
            lambda error: failed(notice_of(error)),
        )

    def rename(
        self, key: str, name: str, *, is_shared: bool, failed: Callable[[Notice], None]
    ) -> None:
        """Give a saved view another name, or share it, or stop sharing it."""
        view = self.saved.find(key)
        if view is not None:
            owner = None if is_shared else (view.user_id or view.made_by or 0)
            self.saved.save(
                replace(view, name=name, user_id=owner),
                lambda _key: self._saved(),
                lambda error: failed(notice_of(error)),
            )

    def remove(self, key: str) -> None:
        """Take a saved view away; where it is shown, the first one is shown instead."""
        view = self.saved.find(key)
        if view is not None:
            self.saved.remove(view)

    # --- inside ------------------------------------------------------------------------------

    def _as_view(self, name: str, *, is_shared: bool) -> SavedView:
        parts = self.filter.parts
        return SavedView(
            0,
            name,
            self.layout,
            "mine" if MINE in parts else "team",
            joined(part for part in parts if part != MINE),
            self._sort,
            self._columns,
            None if is_shared else 0,
        )

    def _saved_new(self, key: str) -> None:
        self._key = key
        self._saved()

    def _saved(self) -> None:
        self.tabs_changed.emit()
        self.saved_now.emit()

    def _find(self, key: str) -> object | None:
        return self.saved.find(key) or next((b for b in self._built_in if b.key == key), None)

    def _show(self, look: Look) -> None:
        self._sort, self._columns = look.sort or self._sort, look.columns
        blocked = self.filter.blockSignals(True)
        self.filter.set_parts(look.parts)
        self.filter.blockSignals(blocked)
        self.look_changed.emit()
        self.tabs_changed.emit()

    def _changed(self) -> None:
        self.look_changed.emit()
        self.tabs_changed.emit()

    def _saved_changed(self) -> None:
        if self._wanted or self._find(self._key) is None:
            self.choose(self._wanted or self._key)
        else:
            self.tabs_changed.emit()


_SAVED: Final = "v"


def key_of(view: SavedView) -> str:
    """Return the key of a saved view's tab."""
    return f"{_SAVED}{view.id}"


def look_of(view: SavedView, layout: ViewLayout) -> Look:
    """Return what a saved view shows on a page of a layout."""
    parts = parts_of(view.criteria)
    if view.scope == "mine":
        parts = (MINE, *parts)
    sort = view.sort if view.layout == layout else other_sort(view.sort, layout)
    columns = view.columns if layout == "list" else ()
    if layout == "list" and view.layout == "board":
        parts = (*parts, OPEN)
    elif layout == "board":
        parts = tuple(part for part in parts if part != OPEN)
    return Look(parts, sort, columns)


def other_sort(sort: str, layout: ViewLayout) -> str:
    """Return the order of the other layout that is the same; "" where there is none."""
    if layout == "list":
        return LIST_SORTS.get(sort, "")
    return next((board for board, field in LIST_SORTS.items() if field == sort), "")
