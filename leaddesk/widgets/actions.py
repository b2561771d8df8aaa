"""The commands of the whole window: heard as keys anywhere in it, and run by the palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.settings_model import SettingsModel
from leaddesk.presentation.text import tr
from leaddesk.presentation.undo_history import UndoHistory
from leaddesk.widgets.controls import Popover
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.news.message_center import MessageCenter
from leaddesk.widgets.tools import Tools
from leaddesk.widgets.window_visits import WindowVisits


class Window(Protocol):
    """What the commands reach in the window."""

    tools: Tools
    central: QWidget
    history: UndoHistory
    messages: MessageCenter
    board: BoardModel
    visits: WindowVisits

    def show_page(self, key: str) -> None: ...

    def open_new_lead(self) -> None: ...

    def open_palette(self) -> None: ...

    def focus_filter(self) -> None: ...

    def next_area(self, step: int) -> None: ...


class WindowActions(QObject):
    """Actions for the commands of `key_map` whose place is the window. Single letters reach them
    only where no text is written."""

    def __init__(self, owner: QWidget, window: Window, settings: SettingsModel) -> None:
        """`owner` is the same window, as the widget that hears the keys."""
        super().__init__(owner)
        self._window, self._keys = window, window.tools.keys
        self._popover: Popover | None = None
        w = window
        self._doers: Final[dict[str, Callable[[], object]]] = {
            "palette": w.open_palette,
            "page pipeline": lambda: w.show_page("pipeline"),
            "page leads": lambda: w.show_page("leads"),
            "page data": lambda: w.show_page("data"),
            "page settings": lambda: w.show_page("settings"),
            "back": w.visits.back,
            "forward": w.visits.forward,
            "filter": w.focus_filter,
            "next area": lambda: w.next_area(1),
            "previous area": lambda: w.next_area(-1),
            "news": w.tools.notices.toasts.focus_newest,
            "messages": w.messages.toggle,
            "new lead": w.open_new_lead,
            "undo": w.tools.notices.undo,
            "redo": w.history.redo,
            "refresh": w.board.load,
            "keys": self.show_keys,
        }
        self._actions: dict[str, QAction] = {}
        for command in self._keys.commands:
            if "window" in command.places:
                action = QAction(command.text, owner)
                action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
                action.triggered.connect(lambda _=False, name=command.id: self.do(name))
                owner.addAction(action)
                self._actions[command.id] = action
        self._take_keys()
        settings.changed.connect(lambda _now, _before: self._take_keys())

    def do(self, command: str) -> None:
        """Do one of the window's commands."""
        self._doers[command]()

    @property
    def keys_popover(self) -> Popover | None:
        """The list of keys while it is open."""
        return self._popover

    def show_keys(self) -> None:
        """Show all keys."""
        if self._popover is not None:
            return
        from leaddesk.widgets.key_list import KeyList

        window, theme = self._window, self._window.tools.theme
        table = QWidget()
        column = QVBoxLayout(table)
        column.setContentsMargins(24, 18, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(theme, tr("Keys"), role="heading"))
        column.addWidget(KeyList(theme, self._keys))
        popover = Popover(theme, window.central, tr("Keys"), table)
        self._popover = popover
        popover.closed.connect(self._keys_closed)
        corner = window.central.rect().center().x() - popover.sizeHint().width() // 2
        popover.open_at(QRect(corner, 40, 1, 1), scrim=0.35)

    # --- inside ------------------------------------------------------------------------------

    def _keys_closed(self) -> None:
        popover, self._popover = self._popover, None
        if popover is not None:
            popover.deleteLater()

    def _take_keys(self) -> None:
        for name, action in self._actions.items():
            action.setShortcuts([QKeySequence(key) for key in self._keys.keys_of(name)])
