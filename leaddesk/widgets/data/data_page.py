"""The Data page: import, export, the bin, what was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from leaddesk.presentation.text import tr
from leaddesk.widgets.data.bin_page import BinPage
from leaddesk.widgets.data.history_page import HistoryPage
from leaddesk.widgets.tools import Tools
from leaddesk.widgets.top_bar import ViewTab


@runtime_checkable
class TakesFocus(Protocol):
    """A part that knows where its work goes on."""

    def take_focus(self) -> None: ...


@runtime_checkable
class MayHoldClosing(Protocol):
    """A part that asks before the window closes; it calls `close` when that is answered."""

    def may_close(self, close: Callable[[], object]) -> bool: ...


class DataPage(QWidget):
    """A frame with a tab for each part that is there."""

    def __init__(
        self, tools: Tools, import_page: QWidget | None, export_page: QWidget | None
    ) -> None:
        super().__init__()
        self.bin = BinPage(tools)
        self.history = HistoryPage(tools)
        self._parts: dict[str, tuple[str, QWidget]] = {}
        if import_page is not None:
            self._parts["import"] = (tr("Import"), import_page)
        if export_page is not None:
            self._parts["export"] = (tr("Export"), export_page)
        self._parts["bin"] = (tr("Bin"), self.bin)
        self._parts["history"] = (tr("History"), self.history)
        self._stack = QStackedWidget()
        for _text, widget in self._parts.values():
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.tab = next(iter(self._parts))

    def tabs(self) -> tuple[ViewTab, ...]:
        """Return the parts as views."""
        return tuple(ViewTab(key, text) for key, (text, _widget) in self._parts.items())

    def choose_tab(self, key: str) -> None:
        """Show one of the parts; one that is not there changes nothing."""
        if key not in self._parts:
            return
        self.tab = key
        widget = self._parts[key][1]
        self._stack.setCurrentWidget(widget)
        if isinstance(widget, BinPage | HistoryPage):
            widget.load()

    def may_close(self, close: Callable[[], object]) -> bool:
        """Whether no part holds the closing of the window; the one that does is shown."""
        for key, (_text, widget) in self._parts.items():
            if isinstance(widget, MayHoldClosing) and not widget.may_close(close):
                self.choose_tab(key)
                return False
        return True

    def take_focus(self) -> None:
        """Put the focus into the part that is shown."""
        self.choose_tab(self.tab)
        widget = self._parts[self.tab][1]
        if isinstance(widget, TakesFocus):
            widget.take_focus()
        else:
            widget.setFocus()
