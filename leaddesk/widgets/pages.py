"""A page of the window: what the rail and the top bar say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from leaddesk.widgets.rail import RailPlace
from leaddesk.widgets.top_bar import ViewTab


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """`choose_tab` shows a view; `take_focus` puts the focus where work goes on."""

    place: RailPlace
    widget: QWidget
    take_focus: Callable[[], None]
    tabs: tuple[ViewTab, ...] = ()
    choose_tab: Callable[[str], None] | None = None
    with_peek: bool = False

    @property
    def key(self) -> str:
        return self.place.key
