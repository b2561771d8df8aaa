"""The views of a page as tabs: those that have no room wait in a menu, the shown one never does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QSizePolicy, QWidget

from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr
from leaddesk.presentation.views_model import PageViews
from leaddesk.widgets.controls import Button, IconButton, speak_as_page_tab
from leaddesk.widgets.labels import set_tool_tip
from leaddesk.widgets.tab_order import walk_from
from leaddesk.widgets.theme import Theme

_GAP: Final = 2
_LONGEST: Final = 28  # letters of a name on a tab; the tool tip says the rest


@dataclass(frozen=True, slots=True)
class ViewTab:
    """A view of a page. `is_changed`: something else is shown than was saved."""

    key: str
    text: str
    is_shared: bool = False
    is_changed: bool = False


def tabs_of(views: PageViews) -> tuple[ViewTab, ...]:
    """Return a page's views as tabs."""
    return tuple(
        ViewTab(entry.key, entry.name, entry.is_shared, entry.is_changed)
        for entry in views.entries()
    )


class TabButton(Button):
    """A tab that asks for its menu with the right mouse button, the menu key or Shift+F10."""

    menu_asked = Signal(QPoint)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu at the mouse, or below the tab."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.menu_asked.emit(event.globalPos() if by_mouse else self._foot())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+F10 is the menu key of keyboards without one."""
        if event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.menu_asked.emit(self._foot())
        else:
            super().keyPressEvent(event)

    def _foot(self) -> QPoint:
        return self.mapToGlobal(self.rect().bottomLeft())


class ViewTabs(QWidget):
    """`chosen` and `menu_asked` carry a view's key; `add_asked` is the plus behind the tabs."""

    chosen = Signal(str)
    menu_asked = Signal(str, QPoint)
    add_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self._tabs: tuple[ViewTab, ...] = ()
        self._buttons: dict[str, TabButton] = {}
        self._chosen = ""
        self.more = Button(theme, tr("More"), kind="tab", parent=self)
        self.more.setAccessibleName(tr("More views"))
        self.more.clicked.connect(self._open_more)
        self.more_menu = QMenu(self)
        self.add = IconButton(theme, "plus", tr("Save as a view"), parent=self)
        self.add.clicked.connect(self.add_asked)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._refit)

    @property
    def tabs(self) -> tuple[ViewTab, ...]:
        """All of them, also those in the menu."""
        return self._tabs

    def button(self, key: str) -> TabButton:
        """Return a view's tab."""
        return self._buttons[key]

    def show_tabs(self, tabs: Sequence[ViewTab], chosen: str, *, can_add: bool) -> None:
        """Show these, one of them chosen; a focus on a tab stays on the same one."""
        self.add.setVisible(can_add)
        if tuple(tabs) != self._tabs:
            focused = next((k for k, b in self._buttons.items() if b.hasFocus()), "")
            for old in self._buttons.values():
                self._group.removeButton(old)
                old.hide()
                old.deleteLater()
            self._tabs = tuple(tabs)
            self._buttons = {tab.key: self._button(tab) for tab in tabs}
            walk_from(self, (*self._buttons.values(), self.more, self.add))
            self.choose(chosen)
            if focused:
                self._buttons.get(focused, self.add).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.choose(chosen)

    def choose(self, key: str) -> None:
        """Mark a view as the one shown."""
        self._chosen = key
        if key in self._buttons:
            self._buttons[key].setChecked(True)
        self._refit()

    def sizeHint(self) -> QSize:
        """Return the room in which all tabs can be seen."""
        shown = [*self._buttons.values(), *(() if self.add.isHidden() else (self.add,))]
        width = sum(button.sizeHint().width() + _GAP for button in shown)
        return QSize(width, self.more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the room for the shown view and the menu of the others."""
        parts: list[QWidget] = [self.more, *(() if self.add.isHidden() else (self.add,))]
        if self._chosen in self._buttons:
            parts.append(self._buttons[self._chosen])
        width = sum(part.sizeHint().width() + _GAP for part in parts) if self._buttons else 0
        return QSize(min(width, self.sizeHint().width()), self.more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find out which tabs have room."""
        super().resizeEvent(event)
        self._place()

    # --- inside ------------------------------------------------------------------------------

    def _button(self, tab: ViewTab) -> TabButton:
        name = one_line(tab.text, _LONGEST).replace("&", "&&")
        words = f"{name} •" if tab.is_changed else name
        icon = "users-round" if tab.is_shared else ""
        button = TabButton(self._theme, words, kind="tab", icon=icon, parent=self)
        button.setCheckable(True)
        button.setProperty("view", tab.key)
        speak_as_page_tab(button)
        said = [tab.text]
        said += [tr("shared with the team")] if tab.is_shared else []
        said += [tr("changed")] if tab.is_changed else []
        if len(said) > 1 or len(tab.text) > _LONGEST:
            button.setAccessibleName(", ".join(said))
            set_tool_tip(button, ", ".join(said))
        button.clicked.connect(lambda: self.chosen.emit(tab.key))
        button.menu_asked.connect(lambda at: self.menu_asked.emit(tab.key, at))
        self._group.addButton(button)
        return button

    def _refit(self) -> None:
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        """Lay them out from the start; who has no room is left to the menu."""
        room = self.width()
        tail = 0 if self.add.isHidden() else self.add.sizeHint().width() + _GAP
        widths = {key: b.sizeHint().width() + _GAP for key, b in self._buttons.items()}
        if sum(widths.values()) + tail <= room:
            seen = set(widths)
        else:
            tail += self.more.sizeHint().width() + _GAP
            left, seen = room - tail - widths.get(self._chosen, 0), {self._chosen}
            for key, width in widths.items():
                if key != self._chosen:
                    left -= width
                    if left < 0:
                        break
                    seen.add(key)
        x = 0
        for key, button in self._buttons.items():
            button.setVisible(key in seen)
            x = self._put(button, x) if key in seen else x
        self.more.setVisible(not seen.issuperset(widths))
        for part in (self.more, self.add):
            x = x if part.isHidden() else self._put(part, x)

    def _put(self, part: QWidget, x: int) -> int:
        size = part.sizeHint()
        left = self.width() - x - size.width() if self.isRightToLeft() else x
        part.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())
        return x + size.width() + _GAP

    def _open_more(self) -> None:
        self.more_menu.clear()
        for tab in self._tabs:
            if self._buttons[tab.key].isHidden():
                words = one_line(tab.text, 60).replace("&", "&&")
                action = self.more_menu.addAction(words)
                if tab.is_shared:
                    color = self._theme.colors.text2
                    action.setIcon(self._theme.icons.icon("users-round", color, 16))
                    action.setToolTip(tr("Shared with the team"))
                action.triggered.connect(lambda _=False, key=tab.key: self.chosen.emit(key))
        self.more_menu.setToolTipsVisible(True)
        self.more_menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
