"""The pages of the window. A start makes only the one that it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.settings_model import SettingsModel
from leaddesk.presentation.text import tr
from leaddesk.presentation.views_model import PageViews, SavedViews
from leaddesk.widgets.board.board_page import BoardPage
from leaddesk.widgets.pages import Page, View
from leaddesk.widgets.rail import RailPlace
from leaddesk.widgets.tools import Tools

if TYPE_CHECKING:
    # Half of what the window can show; imported with the page that needs it.
    from leaddesk.widgets.data.data_page import DataPage
    from leaddesk.widgets.leads.leads_page import LeadsPage
    from leaddesk.widgets.settings.settings_page import SettingsPage

MakePart = Callable[[Tools], QWidget]
W = TypeVar("W", bound=QWidget)


class WindowPages(QObject):
    """Keeps the pages and the stack in which they stand."""

    leads_made = Signal(object)  # LeadsPage
    data_made = Signal(object)  # DataPage
    settings_made = Signal(object)  # SettingsPage

    def __init__(
        self,
        tools: Tools,
        board: BoardModel,
        settings: SettingsModel,
        pipeline: BoardPage,
        saved: SavedViews,
        import_page: MakePart | None,
        export_page: MakePart | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tools, self._board, self._settings = tools, board, settings
        self._pipeline, self._saved = pipeline, saved
        self._import_page, self._export_page = import_page, export_page
        self.stack = QStackedWidget()
        self.pipeline = Page(
            RailPlace("pipeline", tr("Pipeline"), "square-kanban", tr("Ctrl+1")),
            self._view_pipeline,
            with_peek=True,
        )
        self.leads = Page(
            RailPlace("leads", tr("Leads"), "contact-round", tr("Ctrl+2")),
            self._make_leads,
            with_peek=True,
        )
        self.data = Page(RailPlace("data", tr("Data"), "database", tr("Ctrl+3")), self._make_data)
        self.settings = Page(
            RailPlace("settings", tr("Settings"), "settings", tr("Ctrl+,"), at_foot=True),
            self._make_settings,
        )
        pages: tuple[Page[QWidget], ...] = (self.pipeline, self.leads, self.data, self.settings)
        self.by_key = {page.key: page for page in pages}

    @property
    def can_import(self) -> bool:
        """Whether there is a page that imports files."""
        return self._import_page is not None

    def _view_pipeline(self) -> View[BoardPage]:
        page = self._pipeline
        self.stack.addWidget(page)
        return _with_views(page, page.take_focus, page.views)

    def _make_leads(self) -> View[LeadsPage]:
        from leaddesk.widgets.leads.leads_page import LeadsPage

        page = LeadsPage(self._tools, self._board, self._settings, self._saved)
        self.stack.addWidget(page)
        self.leads_made.emit(page)
        return _with_views(page, page.take_focus, page.views)

    def _make_data(self) -> View[DataPage]:
        from leaddesk.widgets.data.data_page import DataPage

        page = DataPage(
            self._tools,
            self._import_page(self._tools) if self._import_page is not None else None,
            self._export_page(self._tools) if self._export_page is not None else None,
        )
        self.stack.addWidget(page)
        self.data_made.emit(page)
        return View(page, page.take_focus, page.tabs(), page.choose_tab, lambda: page.tab)

    def _make_settings(self) -> View[SettingsPage]:
        from leaddesk.widgets.settings.settings_page import SettingsPage

        page = SettingsPage(self._tools, self._settings, self._board)
        self.stack.addWidget(page)
        self.settings_made.emit(page)
        return View(page, page.take_focus)


def _with_views(page: W, take_focus: Callable[[], None], views: PageViews) -> View[W]:
    return View(page, take_focus, (), views.choose, lambda: views.key, views)
