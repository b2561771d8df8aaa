"""The window's keys, as actions: pages, search, new lead, undo, the list of keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.text import tr
from leaddesk.presentation.undo_history import UndoHistory
from leaddesk.widgets.controls import KeyCap, Popover
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.news.message_center import MessageCenter
from leaddesk.widgets.notices import Notices
from leaddesk.widgets.theme import Theme


class Window(Protocol):
    """What the keys reach in the window."""

    theme: Theme
    central: QWidget
    notices: Notices
    history: UndoHistory
    messages: MessageCenter
    board: BoardModel

    def show_page(self, key: str) -> None: ...

    def open_new_lead(self) -> None: ...

    def focus_search(self) -> None: ...

    def next_area(self, step: int) -> None: ...


class WindowActions(QObject):
    """Actions with their keys. Single letters reach them only where no text is written."""

    def __init__(self, owner: QWidget, window: Window) -> None:
        """`owner` is the same window, as the widget that hears the keys."""
        super().__init__(owner)
        self._owner, self._window = owner, window
        self._keys: Popover | None = None
        w = window
        self._add(tr("Pipeline"), lambda: w.show_page("pipeline"), "Ctrl+1")
        self._add(tr("Leads"), lambda: w.show_page("leads"), "Ctrl+2")
        self._add(tr("Data"), lambda: w.show_page("data"), "Ctrl+3")
        self._add(tr("Settings"), lambda: w.show_page("settings"), "Ctrl+,")
        self._add(tr("New lead"), w.open_new_lead, "Ctrl+N", "N")
        self._add(tr("Search"), w.focus_search, "Ctrl+K", "/", "Ctrl+F")
        self._add(tr("Undo"), w.notices.undo, "Ctrl+Z")
        self._add(tr("Redo"), w.history.redo, "Ctrl+Shift+Z", "Ctrl+Y")
        self._add(tr("Refresh"), w.board.load, "F5")
        self._add(tr("Next area"), lambda: w.next_area(1), "F6")
        self._add(tr("Previous area"), lambda: w.next_area(-1), "Shift+F6")
        self._add(tr("To the newest news"), self._focus_toast, "F8")
        self._add(tr("Messages"), w.messages.toggle, "Shift+F8")
        self._add(tr("Keys"), self.show_keys, "F1", "?")

    @property
    def keys_popover(self) -> Popover | None:
        """The list of keys while it is open."""
        return self._keys

    def show_keys(self) -> None:
        """Show all keys."""
        if self._keys is not None:
            return
        window = self._window
        popover = Popover(window.theme, window.central, tr("Keys"), self._key_table())
        self._keys = popover
        popover.closed.connect(self._keys_closed)
        size = QSize(popover.sizeHint())
        host = window.central.rect()
        corner = host.center().x() - size.width() // 2
        popover.open_at(QRect(corner, 70, 1, 1), scrim=0.35)

    def _keys_closed(self) -> None:
        popover, self._keys = self._keys, None
        if popover is not None:
            popover.deleteLater()

    def _add(self, text: str, do: Callable[[], object], *keys: str) -> None:
        action = QAction(text, self._owner)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda: do())
        self._owner.addAction(action)

    def _focus_toast(self) -> None:
        self._window.notices.toasts.focus_newest()

    def _key_table(self) -> QWidget:
        theme = self._window.theme
        table = QWidget()
        column = QVBoxLayout(table)
        column.setContentsMargins(24, 18, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(theme, tr("Keys"), role="heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(7)
        lines = key_lines()
        half = (len(lines) + 1) // 2
        for number, (key, text) in enumerate(lines):
            row, side = number % half, (number // half) * 3
            cap = KeyCap(theme, key)
            grid.addWidget(cap, row, side, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(PlainLabel(theme, text, tone="text2"), row, side + 1)
        grid.setColumnMinimumWidth(2, 18)
        column.addLayout(grid)
        return table


def key_lines() -> list[tuple[str, str]]:
    """Return the keys that do something, with what they do."""
    return [
        (tr("Ctrl K"), tr("search")),
        ("N", tr("new lead")),
        (tr("Ctrl 1 to 3"), tr("pages")),
        (tr("Ctrl ,"), tr("settings")),
        ("J  K", tr("next, previous lead")),
        (tr("Arrows"), tr("walk the board")),
        (tr("Space"), tr("peek on or off")),
        (tr("Enter"), tr("open the lead")),
        ("X", tr("select")),
        ("M", tr("move to a stage, then 1 to 9")),
        (tr("Ctrl Shift Left"), tr("one stage back")),
        (tr("Ctrl Shift Right"), tr("one stage on")),
        ("A", tr("assign to somebody")),
        ("T", tr("plan the next step")),
        ("D", tr("complete the next step")),
        ("C  E  W", tr("log a call, an email, a note")),
        ("U", tr("nurture")),
        (tr("Shift W"), tr("won")),
        (tr("Shift L"), tr("lost, or disqualify")),
        (tr("Del"), tr("to the bin")),
        (tr("Ctrl Z"), tr("undo")),
        (tr("Ctrl Shift Z"), tr("redo")),
        ("F6", tr("next area")),
        ("F8", tr("newest news")),
        (tr("Shift F8"), tr("messages")),
        (tr("Esc"), tr("close, then clear the selection")),
    ]
