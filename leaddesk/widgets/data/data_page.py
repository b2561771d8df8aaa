"""The Data page: import, export, the bin, what was done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from leaddesk.presentation.text import tr
from leaddesk.widgets.data.bin_page import BinPage
from leaddesk.widgets.data.history_page import HistoryPage
from leaddesk.widgets.tools import Tools
from leaddesk.widgets.view_tabs import ViewTab


@runtime_checkable
class TakesFocus(Protocol):
    """A part that knows where its work goes on."""

    def take_focus(self) -> None: ...


@runtime_checkable
class MayHoldClosing(Protocol):
    """A part that asks before the window closes; it calls `close` when that is answered."""

    def may_close(self, close: Callable[[], object]) -> bool: ...


@runtime_checkable
class ImportPart(Protocol):
    """The part that imports files. `draft_changed` says in which step an import waits, "" for
    none; `block` why no other can be begun now, "" when one can."""

    @property
    def draft_changed(self) -> SignalInstance: ...

    def choose(self, path: Path) -> None: ...

    def block(self) -> str: ...

    def draft_words(self) -> str: ...


class DataPage(QWidget):
    """A frame with a tab for each part that is there. `tab_named`: a tab has other words."""

    tab_named = Signal(str, str)

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
        part = self._part()
        if part is not None:
            part.draft_changed.connect(self._draft_changed)

    def tabs(self) -> tuple[ViewTab, ...]:
        """Return the parts as views."""
        return tuple(ViewTab(key, text) for key, (text, _widget) in self._parts.items())

    def import_file(self, path: Path) -> None:
        """Begin an import with a file."""
        part = self._part()
        if part is not None:
            self.choose_tab("import")
            part.choose(path)

    def import_block(self) -> str:
        """Why no other import can be begun now, "" when one can."""
        part = self._part()
        return part.block() if part is not None else tr("Files can't be imported here.")

    def name_tabs(self) -> None:
        """Say once more what tabs are called that say more than their name."""
        part = self._part()
        if part is not None:
            self._draft_changed(part.draft_words())

    def choose_tab(self, key: str) -> None:
        """Show one of the parts; one that is not there changes nothing."""
        if key not in self._parts:
            return
        self.tab = key
        widget = self._parts[key][1]
        self._stack.setCurrentWidget(widget)
        self.name_tabs()
        if isinstance(widget, BinPage | HistoryPage):
            widget.load()

    def _part(self) -> ImportPart | None:
        part = self._parts.get("import")
        return part[1] if part is not None and isinstance(part[1], ImportPart) else None

    def _draft_changed(self, words: str) -> None:
        """While an import waits its tab says so, except when it is in sight anyhow."""
        name = self._parts["import"][0]
        in_sight = self.tab == "import" and self.isVisible()
        self.tab_named.emit("import", name if in_sight else words or name)

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
