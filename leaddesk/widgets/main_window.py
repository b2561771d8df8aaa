"""The window: rail, top bar, the pages, the peek beside them, news above them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from leaddesk.base.clock import Clock
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.change_hub import ChangeHub
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.key_map import KeyMap
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.presence_model import PresenceModel
from leaddesk.presentation.settings_model import SettingsModel, UserSettings
from leaddesk.presentation.standing import Standing
from leaddesk.presentation.text import tr
from leaddesk.presentation.undo_history import UndoHistory
from leaddesk.presentation.views_model import SavedViews
from leaddesk.widgets.actions import WindowActions
from leaddesk.widgets.board.board_page import BoardPage
from leaddesk.widgets.controls import Popover
from leaddesk.widgets.edit_hold import hold
from leaddesk.widgets.look_of import put_on
from leaddesk.widgets.news.message_center import MessageCenter
from leaddesk.widgets.notices import Notices
from leaddesk.widgets.peek.peek_dock import PeekDock
from leaddesk.widgets.rail import Rail
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.tools import Tools
from leaddesk.widgets.top_bar import TopBar
from leaddesk.widgets.window_pages import WindowPages
from leaddesk.widgets.window_peek import WindowPeek
from leaddesk.widgets.window_place import SMALLEST, place_text, put_back
from leaddesk.widgets.window_states import WindowStates
from leaddesk.widgets.window_views import WindowViews
from leaddesk.widgets.window_visits import WindowVisits

if TYPE_CHECKING:
    from leaddesk.service.read_models import FirstBoard, TeamView
    from leaddesk.widgets.data.data_page import DataPage
    from leaddesk.widgets.lead_acts import LeadActs
    from leaddesk.widgets.leads.leads_page import LeadsPage
    from leaddesk.widgets.new_lead import NewLeadForm
    from leaddesk.widgets.palette.palette import Palette
    from leaddesk.widgets.settings.settings_page import SettingsPage
    from leaddesk.widgets.window_imports import WindowImports


class MainWindow(QMainWindow):
    """Built before the database is reached; it shows an empty board until the client has a desk.

    `import_page` and `export_page` make the pages of those tabs; None leaves a tab out.
    """

    def __init__(
        self,
        client: DeskClient,
        hub: ChangeHub,
        history: UndoHistory,
        settings: SettingsModel,
        theme: Theme,
        clock: Clock,
        dates: DateWords,
        money: MoneyWords,
        *,
        import_page: Callable[[Tools], QWidget] | None = None,
        export_page: Callable[[Tools], QWidget] | None = None,
    ) -> None:
        super().__init__()
        self._client, self._settings, self.theme = client, settings, theme
        self.history = history
        self._content = QWidget()
        self.notices = Notices(theme, history, self._content, clock, dates)
        keys = KeyMap(lambda: settings.settings.single_letter_keys)
        presence = PresenceModel(client, clock, self)
        self.tools = Tools(
            theme, client, hub, clock, dates, money, self.notices, keys, presence=presence
        )
        self.board = BoardModel(client, hub, clock, dates, money, self, presence=presence)
        saved = SavedViews(client, hub, self)
        self.pipeline = BoardPage(self.tools, self.board, saved)
        self.pages = WindowPages(
            self.tools, self.board, settings, self.pipeline, saved,
            import_page, export_page, self,
        )  # fmt: skip
        self._pages, self.stack = self.pages.by_key, self.pages.stack
        self._page = "pipeline"
        self._has_cards = False
        self.rail = Rail(theme, [page.place for page in self._pages.values()])
        self.bar = TopBar(theme, keys)
        self.states = WindowStates(
            theme, client, hub, self.board, self.pipeline, self.notices, self.bar.saved,
            Standing(client, clock, self), dates,
        )  # fmt: skip
        self.trouble, self.retry = self.states.trouble, self.states.retry
        self.dock = PeekDock(self.tools, settings)
        self.notices.toasts.keep_beside(self.dock)
        self._new_popover: Popover | None = None
        self._new_form: NewLeadForm | None = None
        self._lay_out()
        self.views = WindowViews(
            theme, self.bar, self.pipeline, self.pages.leads, saved, settings, self.notices,
            self.central, self.show_page,
        )  # fmt: skip
        self.messages = MessageCenter(theme, self.bar.bell, self.central, history, clock, dates)
        self.visits = WindowVisits(self, self)
        self.actions_of_window = WindowActions(self, self, settings)
        self._connect()
        self.setWindowTitle("LeadDesk")
        self.setMinimumSize(SMALLEST)
        put_back(self, settings.settings.window)
        last = settings.settings.page
        self.show_page(last if last in self._pages else "pipeline")

    def _lay_out(self) -> None:
        self.central = QWidget()
        self.central.setProperty("panel", "canvas")
        self.central.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = QHBoxLayout(self.central)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.bar)
        right.addLayout(self.states.row)
        self.news = QVBoxLayout()  # what stands over every page
        right.addLayout(self.news)
        inside = QHBoxLayout(self._content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.stack, 1)
        inside.addWidget(self.dock)
        self.peek = WindowPeek(
            self.dock, self.pipeline, self.pages.leads, self._settings, self._content, inside
        )
        right.addWidget(self._content, 1)
        whole.addLayout(right, 1)
        self.setCentralWidget(self.central)

    def _connect(self) -> None:
        client, pipeline = self._client, self.pipeline
        self.rail.chosen.connect(self.show_page)
        self.bar.tab_chosen.connect(self._choose_tab)
        self.bar.new_asked.connect(self.open_new_lead)
        self.bar.search_asked.connect(self.open_palette)
        self.peek.act_asked.connect(lambda command, lead_id: self.acts.act(command, lead_id))
        self.peek.escape_asked.connect(lambda: self.acts.do_on_page("escape"))
        self.messages.lead_asked.connect(self.show_lead)
        self.notices.lead_asked.connect(self.show_lead)
        client.noticed.connect(self.notices.tell)
        client.outcome_came.connect(self.notices.hear)
        self.board.columns_changed.connect(self._show_user)
        self.states.standing.changed.connect(self._show_user)
        self.board.loading_changed.connect(self._first_cards)
        pipeline.new_lead_asked.connect(self.open_new_lead)
        pipeline.import_asked.connect(self.show_import)
        self.pages.leads_made.connect(self._leads_made)
        self.pages.leads_made.connect(self.states.join_list)
        hold(client, self.bar.new)
        self._settings.changed.connect(self._settings_changed)

    # --- pages -------------------------------------------------------------------------------

    @property
    def leads(self) -> LeadsPage:
        """Like the next two it is made when it is first asked for."""
        return self.pages.leads.view.widget

    @property
    def data(self) -> DataPage:
        return self.pages.data.view.widget

    @property
    def settings_page(self) -> SettingsPage:
        return self.pages.settings.view.widget

    @property
    def page(self) -> str:
        """The key of the page that is shown."""
        return self._page

    def show_first(self, first: FirstBoard) -> None:
        """Show the board as a glance found it; `start` follows when the client may answer."""
        self._client.expect_user(first.user.id)
        self.pipeline.show_first(first)

    def start(self) -> None:
        """Ask for the board; called once the window is there and the client may answer."""
        self.views.restore()
        self.peek.restore()
        self.messages.start()
        self.imports  # noqa: B018 - from here on files can be dropped

    def show_page(self, key: str) -> None:
        """Show a page and put the focus into it."""
        page = self._pages[key]
        self._page = key
        self.rail.choose(key)
        view = page.view
        self.views.show(page.place.text, view)
        self.stack.setCurrentWidget(view.widget)
        self.dock.set_allowed(page.with_peek)
        self.peek.fit()
        view.take_focus()
        self.visits.page_shown()
        self.notices.announce(page.place.text)

    def show_import(self) -> None:
        """Show the page that imports files."""
        self.data.choose_tab("import")
        self.show_page("data")

    def show_tab(self, page: str, tab: str) -> None:
        """Show a page with one of its views."""
        self.show_page(page)
        self.bar.choose(tab)
        self._choose_tab(tab)

    def show_lead(self, lead_id: int) -> None:
        """Jump to a lead: on the board if it stands there, with the peek open."""
        if self._page not in ("pipeline", "leads"):
            self.show_page("pipeline")
        self.open_peek(lead_id)
        if self._page == "pipeline":
            self.pipeline.view.select(lead_id)

    @cached_property
    def palette_of_window(self) -> Palette:
        """The command palette; the first to ask has it made."""
        from leaddesk.widgets.palette.palette import Palette

        return Palette(self, self._settings)

    def open_palette(self) -> None:
        """Search, jump, or run a command."""
        self.palette_of_window.open()

    def focus_filter(self) -> None:
        """Put the focus where the page is filtered; a page without that is searched."""
        found = getattr(self._pages[self._page].view.widget, "focus_filter", self.open_palette)
        found()

    def next_area(self, step: int) -> None:
        """Go to the next part of the window: rail, bars, content, peek, newest message."""
        from leaddesk.widgets.window_areas import go_to_next_area

        go_to_next_area(self, step)

    def _choose_tab(self, key: str) -> None:
        choose = self._pages[self._page].view.choose_tab
        if choose is not None:
            choose(key)

    def _leads_made(self, page: LeadsPage) -> None:
        self.views.join_list(page)
        self.peek.join_list(page)

    def _focus_page(self) -> None:
        self._pages[self._page].view.take_focus()

    def open_peek(self, lead_id: int) -> None:
        """Show a lead beside the page."""
        self.peek.open(lead_id)

    def close_peek(self) -> None:
        """Close the peek."""
        self.peek.close()

    @cached_property
    def acts(self) -> LeadActs:
        """What can be done with leads; like the next it is made when it is first asked for."""
        from leaddesk.widgets.lead_acts import LeadActs

        return LeadActs(
            self.tools, self.board, self.pipeline, self.pages.leads, self.peek, self.central
        )

    @cached_property
    def imports(self) -> WindowImports:
        """Takes files that are dropped on the window; `start` has it made."""
        from leaddesk.widgets.window_imports import WindowImports

        return WindowImports(
            self.theme, self.central, self.pages, self.bar, self.notices, self.show_import
        )

    # --- new lead ----------------------------------------------------------------------------

    def open_new_lead(self) -> None:
        """Open the form under its button."""
        if self._new_popover is not None or not self.states.may_edit():
            return
        from leaddesk.widgets.new_lead import NewLeadForm

        form = NewLeadForm(self.tools)
        if self.board.team is not None:
            form.set_team(self.board.team, self._client.user_id)
        popover = Popover(self.theme, self.central, tr("New lead"), form)
        self._new_popover, self._new_form = popover, form
        form.closed.connect(popover.close_it)
        form.added.connect(lambda lead_id: self._show_added(lead_id))
        form.open_asked.connect(self.show_lead)
        popover.closed.connect(self._new_lead_closed)
        popover.open_at(self.bar.new)
        form.line("company").setFocus()

    @property
    def new_lead_form(self) -> NewLeadForm | None:
        """The form for a new lead while it is open."""
        return self._new_form

    def _new_lead_closed(self) -> None:
        popover, self._new_popover, self._new_form = self._new_popover, None, None
        if popover is not None:
            popover.deleteLater()
        focus = QApplication.focusWidget()
        if focus is None or not self._content.isAncestorOf(focus):
            self._focus_page()

    def _show_added(self, lead_id: int) -> None:
        if self._page == "pipeline":
            self.pipeline.view.select_when_there(lead_id)
        if self.dock.is_open:
            self.open_peek(lead_id)

    # --- states ------------------------------------------------------------------------------

    def _show_user(self) -> None:
        team: TeamView | None = self.board.team
        if team is None:
            return
        user = next((u for u in team.users if u.id == self._client.user_id), None)
        if user is not None:
            standing = self.states.standing
            present = standing.lost is None if standing.on_server else None
            self.rail.set_user(user.name, user.initials, user.color - 1, present=present)

    def _first_cards(self, is_loading: bool) -> None:
        """The first cards are there: the keyboard stands on one of them, unless somebody has
        begun with something else."""
        if not is_loading and not self._has_cards:
            self._has_cards = True
            focused = QApplication.focusWidget()
            if self._page == "pipeline" and not isinstance(focused, QLineEdit):
                self._focus_page()

    def _settings_changed(self, now: UserSettings, before: UserSettings) -> None:
        put_on(self.theme, now, before)
        self.bar.show_keys()

    # --- window ------------------------------------------------------------------------------

    def may_close(self, close: Callable[[], object]) -> bool:
        """Whether the window may close when somebody asks for it; else that is asked, and `close`
        is called when the answer is yes."""
        if not self.pages.data.is_made or self.data.may_close(close):
            return True
        self.show_page("data")
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep where the window stands; nothing is asked and no change is lost."""
        self._client.finish()
        was_seen = self.central.isVisibleTo(self)  # else a new user left the welcome
        page = self._page if was_seen else self._settings.settings.page
        self._settings.change(window=place_text(self.window()), page=page)
        self._settings.save_now()
        event.accept()
