"""F6: from one area of the window to the next, in the order of the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from leaddesk.widgets.notices import Notices
from leaddesk.widgets.peek.peek_dock import PeekDock
from leaddesk.widgets.rail import Rail
from leaddesk.widgets.top_bar import TopBar
from leaddesk.widgets.window_pages import WindowPages


class Window(Protocol):
    """What has areas."""

    rail: Rail
    bar: TopBar
    pages: WindowPages
    dock: PeekDock
    notices: Notices

    @property
    def page(self) -> str: ...


def go_to_next_area(window: Window, step: int) -> None:
    """Go to the next one (or with -1 the one before): rail, top bar, second bar, content, peek,
    the newest message."""
    areas = list(_areas(window))
    focused = QApplication.focusWidget()
    # The second bar lies inside the page: of two that hold the focus it is the smaller one.
    holding = [
        number
        for number, (area, _) in enumerate(areas)
        if focused is not None and (area is focused or area.isAncestorOf(focused))
    ]
    at = min(holding, key=lambda n: areas[n][0].width() * areas[n][0].height(), default=0)
    areas[(at + step) % len(areas)][1]()


def _areas(window: Window) -> Iterator[tuple[QWidget, Callable[[], object]]]:
    view = window.pages.by_key[window.page].view
    yield window.rail, lambda: _focus(window.rail.button(window.page))
    yield window.bar, lambda: _focus(window.bar.search)
    second = getattr(view.widget, "bar", None)
    first = _first_in(second) if isinstance(second, QWidget) and second.isVisible() else None
    if isinstance(second, QWidget) and first is not None:
        yield second, lambda: _focus(first)
    yield view.widget, view.take_focus
    if window.dock.isVisible():
        yield window.dock, window.dock.take_focus
    toasts = window.notices.toasts
    for toast in toasts.toasts()[-1:]:
        yield toast, toasts.focus_newest


def _first_in(area: QWidget) -> QWidget | None:
    inside = (one for one in area.findChildren(QWidget) if one.isVisible() and one.isEnabled())
    return next((one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus), None)


def _focus(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
