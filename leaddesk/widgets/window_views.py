"""The views of the page that is shown, in the top bar: chosen, saved, renamed, removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QMenu, QWidget

from leaddesk.domain.aging import Need
from leaddesk.domain.criteria import Condition, Criteria
from leaddesk.domain.saved_view import OPEN, ViewLayout
from leaddesk.presentation.settings_model import SettingsModel
from leaddesk.presentation.text import tr
from leaddesk.presentation.views_model import Look, PageViews, SavedViews, other_sort
from leaddesk.widgets.board.board_page import BoardPage
from leaddesk.widgets.controls import Popover
from leaddesk.widgets.notices import Notices
from leaddesk.widgets.pages import Page, View
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.top_bar import TopBar
from leaddesk.widgets.view_tabs import tabs_of

if TYPE_CHECKING:
    from leaddesk.widgets.filters.view_form import ViewForm
    from leaddesk.widgets.leads.leads_page import LeadsPage

NOBODY = Condition("owner", "is_empty")
#: The built-in view of the other layout that shows the same leads.
_TO_LIST = {"team": "open"}
_TO_BOARD = {"open": "team", "all": "team", "unassigned": "team"}


class WindowViews(QObject):
    """Joins the tabs with the views of the board and of the list, and the two with each other."""

    def __init__(
        self,
        theme: Theme,
        bar: TopBar,
        pipeline: BoardPage,
        leads: Page[LeadsPage],
        saved: SavedViews,
        settings: SettingsModel,
        notices: Notices,
        host: QWidget,
        show_page: Callable[[str], None],
    ) -> None:
        super().__init__(host)
        self._theme, self._bar, self._host, self._show_page = theme, bar, host, show_page
        self._pipeline, self._leads = pipeline, leads
        self._saved, self._settings = saved, settings
        self._views: PageViews | None = None
        self.menu: QMenu | None = None
        self.popover: Popover | None = None
        self.form: ViewForm | None = None
        bar.views.menu_asked.connect(self.open_menu)
        bar.views.add_asked.connect(self.add_view)
        saved.failed.connect(notices.tell)
        self._follow(pipeline.views)
        pipeline.list_asked.connect(self.show_list)
        pipeline.view.list_asked.connect(self.show_column)

    def join_list(self, page: LeadsPage) -> None:
        """Follow the list, which is made when it is first shown."""
        self._follow(page.views)
        page.board_asked.connect(self.show_board)

    def show(self, title: str, view: View[QWidget]) -> None:
        """Show a page's title and its tabs."""
        self._views = views = view.views
        tabs = view.tabs if views is None else tabs_of(views)
        self._bar.show_page(title, tabs, view.tab(), can_add=views is not None)

    def restore(self) -> None:
        """Read the saved views and show the board's last one."""
        if self._pipeline.board.team is None:
            self._pipeline.views.choose(self._settings.settings.view or "mine")
        else:
            self._pipeline.board.catch_up()  # a glance has shown the view already
        self._saved.load()

    # --- board and list -----------------------------------------------------------------------

    def show_column(self, stage_id: int) -> None:
        """Show all leads of one of the board's columns as a list."""
        team = self._pipeline.board.team
        if team is not None:
            self.show_list(Condition("stage", "eq", team.pipeline.by_id(stage_id).name))

    def show_list(self, *more: Criteria) -> None:
        """Show the board's leads as a list, the same one selected; `more` narrows them."""
        board, page = self._pipeline, self._leads.view.widget
        look, lead_id = board.views.look, board.view.current_id()
        sort = other_sort(look.sort, "list") or page.views.look.sort
        key = _TO_LIST.get(board.views.key, board.views.key)
        parts = (*(part for part in look.parts if part != OPEN), *more, OPEN)
        page.show_as_board(key, Look(parts, sort, look.columns), board.filtering.needs)
        self._show_page("leads")
        if lead_id is not None:
            page.select_when_there(lead_id)

    def show_board(self) -> None:
        """Show the list's leads on the board, the same one selected."""
        board, page = self._pipeline, self._leads.view.widget
        look, lead_id = page.views.look, page.current_id()
        sort = other_sort(look.sort, "board") or board.filtering.sort
        key = _TO_BOARD.get(page.views.key, page.views.key)
        parts = tuple(part for part in look.parts if part != OPEN)
        board.filtering.show_needs(page.needs, asks=False)
        board.views.take(key, Look(parts, sort, look.columns))
        self._show_page("pipeline")
        if lead_id is not None and not board.view.select(lead_id):
            board.view.select_when_there(lead_id)

    # --- one view -----------------------------------------------------------------------------

    def open_menu(self, key: str, at: QPoint) -> None:
        """Offer what can be done with a view."""
        views = self._views
        entry = next((e for e in views.entries() if e.key == key), None) if views else None
        if views is None or entry is None:
            return
        if self.menu is not None:
            self.menu.deleteLater()
        menu = self.menu = QMenu(self._host)
        if entry.is_changed and entry.is_saved:
            menu.addAction(tr("Save")).triggered.connect(lambda: views.save())
        if key == views.key:
            menu.addAction(tr("Save as...")).triggered.connect(lambda: self.add_view())
        if entry.is_changed:
            menu.addAction(tr("Discard changes")).triggered.connect(lambda: self._discard(views))
        if entry.is_saved:
            menu.addSeparator()
            rename = menu.addAction(tr("Rename or share..."))
            rename.triggered.connect(lambda: self._rename(views, key))
            menu.addAction(tr("Remove")).triggered.connect(lambda: views.remove(key))
        if menu.isEmpty():
            menu.addAction(tr("Show")).triggered.connect(lambda: views.choose(key))
        menu.popup(at)

    def add_view(self) -> None:
        """Save what is shown as one more view."""
        views = self._views
        if views is None:
            return
        note = {
            "board": tr("Keeps the filter and the order, as a board."),
            "list": tr("Keeps the filter, the order and the columns, as a list."),
        }[views.layout]
        if self._needs(views):
            note += " " + tr("What needs attention is not part of a view.")
        from leaddesk.widgets.filters.view_form import ViewForm

        form = ViewForm(self._theme, tr("Save as a view"), note)

        def accepted(name: str, is_shared: bool) -> None:
            views.save_as(name, is_shared=is_shared, failed=form.refuse)

        self._open(form, self._bar.views.add, accepted)

    # --- inside ------------------------------------------------------------------------------

    def _needs(self, views: PageViews) -> tuple[Need, ...]:
        """The attention chips that narrow what is shown."""
        is_board = views.layout == "board"
        return self._pipeline.filtering.needs if is_board else self._leads.view.widget.needs

    def _rename(self, views: PageViews, key: str) -> None:
        view = views.saved.find(key)
        if view is None:
            return
        from leaddesk.widgets.filters.view_form import ViewForm

        form = ViewForm(
            self._theme, tr("Rename or share"), name=view.name, is_shared=view.is_shared
        )

        def accepted(name: str, is_shared: bool) -> None:
            views.rename(key, name, is_shared=is_shared, failed=form.refuse)

        button = self._bar.views.button(key)
        shown = self._bar.views.more if button.isHidden() else button
        self._open(form, shown, accepted)

    def _open(self, form: ViewForm, anchor: QWidget, accepted: Callable[[str, bool], None]) -> None:
        if self.popover is not None:
            return
        from leaddesk.widgets.controls.refit import refit

        popover = Popover(self._theme, self._host, tr("Save as a view"), form)
        self.popover, self.form = popover, form
        form.accepted.connect(accepted)
        form.left.connect(popover.close_it)
        form.changed_size.connect(lambda: refit(popover, form))
        popover.closed.connect(self._closed)
        corner = anchor.mapTo(self._host, QPoint(0, 0))
        popover.open_at(QRect(corner, anchor.size()))

    def _closed(self) -> None:
        popover, self.popover, self.form = self.popover, None, None
        if popover is not None:
            popover.deleteLater()

    def _discard(self, views: PageViews) -> None:
        """A view that was saved for the other page is shown there again."""
        view = views.saved.find(views.key)
        if view is None or view.layout == views.layout:
            views.discard()
            return
        places: dict[ViewLayout, tuple[PageViews, str]] = {
            "board": (self._pipeline.views, "pipeline"),
            "list": (self._leads.view.widget.views, "leads"),
        }
        there, page = places[view.layout]
        key = views.key
        views.choose("")
        there.choose(key)
        self._show_page(page)

    def _follow(self, views: PageViews) -> None:
        views.tabs_changed.connect(lambda: self._tabs_changed(views))
        views.saved_now.connect(lambda: self.popover.close_it() if self.popover else None)

    def _tabs_changed(self, views: PageViews) -> None:
        if not views.is_waiting:
            name = "view" if views.layout == "board" else "leads_view"
            self._settings.change(**{name: views.key})
        if views is self._views:
            self._bar.views.show_tabs(tabs_of(views), views.key, can_add=True)
