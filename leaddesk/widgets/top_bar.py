"""The bar over every page: title, views, search, whether all is saved, New lead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from leaddesk.presentation.key_map import KeyMap
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button
from leaddesk.widgets.labels import PlainLabel, set_tool_tip
from leaddesk.widgets.news.bell import Bell
from leaddesk.widgets.save_mark import SaveMark
from leaddesk.widgets.search_button import SearchButton
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.view_tabs import TabButton, ViewTab, ViewTabs

HEIGHT: Final = 56


class TopBar(QFrame):
    """`tab_chosen` names the view. The search field is a button in the look of one: what is
    written, is written in the palette that it opens."""

    tab_chosen = Signal(str)
    new_asked = Signal()
    search_asked = Signal()

    def __init__(self, theme: Theme, keys: KeyMap) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("panel", "bar")
        self._title = PlainLabel(theme, role="title")
        self.views = ViewTabs(theme)
        self.views.chosen.connect(self.tab_chosen)
        self.search = SearchButton(theme, tr("Search or jump to..."), keys.shown("palette"))
        self.search.clicked.connect(self.search_asked)
        self.saved = SaveMark(theme)
        self.bell = Bell(theme)
        self.new = Button(theme, tr("New lead"), kind="primary", icon="plus")
        self._keys = keys
        self.new.clicked.connect(self.new_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 26, 1)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addSpacing(12)
        row.addWidget(self.views)
        row.addStretch(1)
        row.addWidget(self.search, 10)
        row.addSpacing(8)
        row.addWidget(self.saved)
        row.addWidget(self.bell)
        row.addSpacing(4)
        row.addWidget(self.new)
        self.show_keys()
        self._fit()
        theme.changed.connect(self._fit)

    @property
    def title(self) -> str:
        return self._title.text()

    def show_page(
        self, title: str, tabs: Sequence[ViewTab], chosen: str, *, can_add: bool = False
    ) -> None:
        """Show a page's title and its views, one of them chosen. `can_add`: what is shown can be
        saved as one more view."""
        self._title.setText(title)
        self.views.show_tabs(tabs, chosen, can_add=can_add)

    def show_keys(self) -> None:
        """Name the keys that work now."""
        self.new.set_key(self._keys.shown("new lead"))
        set_tool_tip(self.new, self._keys.tip("new lead"))
        set_tool_tip(self.search, self._keys.tip("palette"))

    def tab(self, key: str) -> TabButton:
        """Return a view's tab."""
        return self.views.button(key)

    def choose(self, key: str) -> None:
        """Mark a view as the one shown."""
        self.views.choose(key)

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.look.px(HEIGHT))
