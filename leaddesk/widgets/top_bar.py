"""The bar over every page: title, views, search, whether all is saved, New lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy

from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button, SearchBox, speak_as_page_tab
from leaddesk.widgets.labels import PlainLabel, set_tool_tip
from leaddesk.widgets.news.bell import Bell
from leaddesk.widgets.save_mark import SaveMark
from leaddesk.widgets.theme import Theme

HEIGHT: Final = 56


@dataclass(frozen=True, slots=True)
class ViewTab:
    """A view of a page, shown as a tab in the top bar."""

    key: str
    text: str


class TopBar(QFrame):
    """`tab_chosen` names the view; the search field is the owner's to listen to."""

    tab_chosen = Signal(str)
    new_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("panel", "bar")
        self._title = PlainLabel(theme, role="title")
        self._tabs = QButtonGroup(self)
        self._tab_row = QHBoxLayout()
        self._tab_row.setSpacing(2)
        self.search = SearchBox(theme, tr("Search or jump to..."), key=tr("Ctrl K"))
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(250)
        self.saved = SaveMark(theme)
        self.bell = Bell(theme)
        self.new = Button(theme, tr("New lead"), kind="primary", icon="plus", key="N")
        set_tool_tip(self.new, f"{tr('New lead')}  N")
        self.new.clicked.connect(self.new_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 26, 1)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addSpacing(12)
        row.addLayout(self._tab_row)
        row.addStretch(1)
        row.addWidget(self.search, 10)
        row.addSpacing(8)
        row.addWidget(self.saved)
        row.addWidget(self.bell)
        row.addSpacing(4)
        row.addWidget(self.new)
        self._fit()
        theme.changed.connect(self._fit)

    @property
    def title(self) -> str:
        return self._title.text()

    def show_page(self, title: str, tabs: Sequence[ViewTab], chosen: str) -> None:
        """Show a page's title and its views, one of them chosen."""
        self._title.setText(title)
        for old in self._tabs.buttons():
            self._tabs.removeButton(old)
            self._tab_row.removeWidget(old)
            old.hide()
            old.deleteLater()
        for tab in tabs:
            button = Button(self._theme, tab.text, kind="tab")
            button.setCheckable(True)
            button.setProperty("view", tab.key)
            speak_as_page_tab(button)
            button.setChecked(tab.key == chosen)
            button.clicked.connect(lambda _=False, key=tab.key: self.tab_chosen.emit(key))
            self._tabs.addButton(button)
            self._tab_row.addWidget(button)

    def tab(self, key: str) -> Button:
        """Return a view's tab."""
        found = next(b for b in self._tabs.buttons() if b.property("view") == key)
        assert isinstance(found, Button)
        return found

    def choose(self, key: str) -> None:
        """Mark a view as the one shown."""
        for button in self._tabs.buttons():
            if button.property("view") == key:
                button.setChecked(True)

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.look.px(HEIGHT))
