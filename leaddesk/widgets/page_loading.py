"""Joins board and list with what they show while their first answer is on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.errors import Notice
from leaddesk.presentation.text import tr
from leaddesk.widgets.board.board_page import BoardPage
from leaddesk.widgets.theme import Theme

if TYPE_CHECKING:
    from leaddesk.widgets.leads.leads_page import LeadsPage


class FirstLoading(QObject):
    """Grey columns from the start until the first ones are known. Opening a database can't be
    cancelled: the window lives on, and the next step is in the banner."""

    def __init__(self, board: BoardModel, page: BoardPage) -> None:
        super().__init__(page)
        self._view = page.view
        self._is_over = self._has_begun = False
        board.columns_changed.connect(self.end)
        board.load_failed.connect(self.end)
        QTimer.singleShot(0, self, self._begin)

    def end(self) -> None:
        """They are there, or will not come."""
        self._is_over = True
        if self._has_begun:
            self._view.loading.end()

    def _begin(self) -> None:
        if not self._is_over:
            self._has_begun = True
            self._view.loading.begin(can_cancel=False)


class ListLoading(QObject):
    """Grey rows until the first ones are there; rows that stay are dimmed, and after a second a
    line over them says what is read."""

    def __init__(self, theme: Theme, client: DeskClient, page: LeadsPage) -> None:
        super().__init__(page)
        from leaddesk.widgets.loading import LoadingCover

        self._client, self._page = client, page
        self.cover = LoadingCover(theme, page.table, "rows")
        page.model.loading_changed.connect(self._loading)
        self.cover.cancelled.connect(self._stop)

    def _loading(self, is_loading: bool) -> None:
        if is_loading:
            count = self._page.model.rowCount()
            self.cover.begin(count or None, has_blocks=not count)
        else:
            self.cover.end()

    def _stop(self) -> None:
        for key in ("list.first", "list.ids"):
            self._client.forget(key)
        self._page.table.set_dimmed(False)
        hint = tr("What is shown may be of another filter.") if self._page.model.rowCount() else ""
        self._page.model.load_failed.emit(Notice("known", tr("Loading was stopped."), hint))
