"""The window's part in imports: files dropped on it, and the tab that says that one waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from leaddesk.widgets.file_drop import FileDrop
from leaddesk.widgets.notices import Notices
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.top_bar import TopBar
from leaddesk.widgets.window_pages import WindowPages

if TYPE_CHECKING:
    from leaddesk.widgets.data.data_page import DataPage


class WindowImports(QObject):
    """Files may be dropped on `host` whatever page is shown; the import then comes to the front."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        pages: WindowPages,
        bar: TopBar,
        notices: Notices,
        show_import: Callable[[], None],
    ) -> None:
        """`show_import` brings the page that imports to the front."""
        super().__init__(host)
        self._pages, self._bar, self._show_import = pages, bar, show_import
        self.drop = FileDrop(theme, host, self._blocked)
        self.drop.dropped.connect(self._begin)
        self.drop.refused.connect(notices.tell)
        pages.data_made.connect(self._join)
        if pages.data.is_made:
            self._join(pages.data.view.widget)

    def _blocked(self) -> str:
        return self._pages.data.view.widget.import_block() if self._pages.data.is_made else ""

    def _begin(self, path: Path) -> None:
        self._show_import()
        self._pages.data.view.widget.import_file(path)

    def _join(self, page: DataPage) -> None:
        page.tab_named.connect(self._name_tab)

    def _name_tab(self, key: str, words: str) -> None:
        """Only while the page's tabs are in the bar."""
        tabs = self._bar.views.tabs
        named = tuple(replace(tab, text=words) if tab.key == key else tab for tab in tabs)
        if named != tabs:
            self._bar.views.show_tabs(named, self._pages.data.view.tab(), can_add=False)
