"""A page of the window: what the rail says of it, and what is made when it is first seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from leaddesk.presentation.views_model import PageViews
from leaddesk.widgets.rail import RailPlace
from leaddesk.widgets.view_tabs import ViewTab

W_co = TypeVar("W_co", bound=QWidget, covariant=True)


@dataclass(frozen=True, slots=True, eq=False)
class View(Generic[W_co]):
    """What stands on a page. `choose_tab` shows one of the `tabs`, `tab` names the shown one;
    `take_focus` puts the focus where work goes on. `views`, where the tabs can be saved, make
    them."""

    widget: W_co
    take_focus: Callable[[], None]
    tabs: tuple[ViewTab, ...] = ()
    choose_tab: Callable[[str], None] | None = None
    tab: Callable[[], str] = str
    views: PageViews | None = None


class Page(Generic[W_co]):
    """A place in the rail; a start makes only the view that it shows."""

    def __init__(
        self, place: RailPlace, make: Callable[[], View[W_co]], *, with_peek: bool = False
    ) -> None:
        self.place, self.with_peek = place, with_peek
        self._make = make
        self._view: View[W_co] | None = None

    @property
    def key(self) -> str:
        return self.place.key

    @property
    def is_made(self) -> bool:
        """Whether somebody has needed the view."""
        return self._view is not None

    @property
    def view(self) -> View[W_co]:
        """The view; the first to ask has it made."""
        if self._view is None:
            self._view = self._make()
        return self._view
