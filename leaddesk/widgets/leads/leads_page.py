"""The Leads page: every lead and opportunity as a list."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from leaddesk.domain.aging import Need
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.bulk_runs import BulkRuns
from leaddesk.presentation.card_words import CardWords
from leaddesk.presentation.errors import Notice, notice_of
from leaddesk.presentation.lead_list_model import LeadListModel
from leaddesk.presentation.list_columns import shown_columns
from leaddesk.presentation.settings_model import SettingsModel
from leaddesk.presentation.text import tr, tr_n
from leaddesk.presentation.views_model import Look, PageViews, SavedViews
from leaddesk.service.commands import DeleteLeads
from leaddesk.service.read_models import TeamView
from leaddesk.widgets.board.assigning import Assigning
from leaddesk.widgets.board.board_menu import card_menu, lines_for, stage_menu
from leaddesk.widgets.board.lead_moves import LeadMoves
from leaddesk.widgets.controls import Banner
from leaddesk.widgets.edit_hold import hold
from leaddesk.widgets.empty import EmptyNote
from leaddesk.widgets.leads.bulk_acts import ENDS, BulkActs
from leaddesk.widgets.leads.bulk_bar import BulkBar
from leaddesk.widgets.leads.column_chooser import ColumnChooser
from leaddesk.widgets.leads.lead_table import LeadTable
from leaddesk.widgets.leads.list_bar import ListBar
from leaddesk.widgets.leads.list_filtering import ListFiltering
from leaddesk.widgets.tools import Tools
from leaddesk.widgets.view_tabs import ViewTab, tabs_of

MINUTE_MS: Final = 60_000


class LeadsPage(QWidget):
    """A table over a LeadListModel, with its views and their filter."""

    current_changed = Signal(object)
    peek_asked = Signal(int)
    peek_toggled = Signal()
    peek_closed = Signal()
    board_asked = Signal()
    act_asked = Signal(str, int)

    def __init__(
        self, tools: Tools, board: BoardModel, settings: SettingsModel, saved: SavedViews
    ) -> None:
        super().__init__()
        self._tools, self._board, self._settings = tools, board, settings
        self._is_loaded = False  # nothing is read before the list is first looked at
        self._is_reading = False
        self.model = LeadListModel(
            tools.client, tools.hub, tools.clock, self._words_for, parent=self
        )
        self.table = LeadTable(tools.theme, self.model, settings, tools.keys)
        self.runs = BulkRuns(tools.client, self)
        self.assigning = Assigning(tools, self, self.runs)
        self.moves = LeadMoves(tools, self, self.runs)
        self.menu: QMenu | None = None
        self._wanted_id: int | None = None
        self.acts = BulkActs(tools, self, self.runs, self.moves)
        self.bulk = BulkBar(tools.theme, self)
        hold(tools.client, *self.bulk.edits)
        self.bar = ListBar(tools)
        self.filtering = ListFiltering(tools, board, saved, self.bar, self)
        self._whole = 0
        self.trouble = Banner(tools.theme, "warn", "")
        self.trouble.add_button(tr("Retry")).clicked.connect(self._ask)
        self.trouble.hide()
        self.empty = EmptyNote(tools.theme, "contact-round", "")
        self.chooser = ColumnChooser(tools, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        panel = QFrame()
        panel.setProperty("panel", "surface")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        self._stack = QStackedWidget()
        self._stack.addWidget(panel)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        rest = QVBoxLayout()
        rest.setContentsMargins(24, 0, 24, 16)
        rest.setSpacing(8)
        rest.addWidget(self.trouble)
        rest.addWidget(self._stack, 1)
        column.addLayout(rest, 1)

    def _connect(self) -> None:
        model, table = self.model, self.table
        self.bar.view_chosen.connect(lambda _key: self.board_asked.emit())
        self.bar.columns_asked.connect(self._open_columns)
        self.chooser.chosen.connect(self._choose_columns)
        self.filtering.changed.connect(self._look_changed)
        self.views.look_changed.connect(self._show_columns)
        self.empty.acted.connect(self.filtering.clear)
        table.sorted_by.connect(self.views.set_sort)
        model.total_changed.connect(self._say_total)
        model.loading_changed.connect(self._loading)
        model.load_failed.connect(self._failed)
        model.edit_failed.connect(lambda _id, _field, notice: self._tools.notices.tell(notice))
        model.checked_changed.connect(self._checked_changed)
        model.rowsInserted.connect(lambda: self._select_wanted())
        self.moves.made.connect(self._made)
        table.current_changed.connect(self.current_changed)
        table.opened.connect(self.peek_asked)
        table.commanded.connect(self.do)
        table.menu_asked.connect(self._open_menu)
        self.bulk.closed.connect(lambda: model.check(model.checked, on=False))
        self.bulk.select_all_asked.connect(model.check_all)
        self.bulk.delete_asked.connect(lambda: self._delete(list(model.checked)))
        self.bulk.assign_asked.connect(lambda: self._open_assign(self.chosen()))
        self.bulk.tag_asked.connect(lambda: self.acts.tag(self.chosen(), self.bulk))
        self.bulk.plan_asked.connect(lambda: self.acts.plan(self.chosen(), self.bulk))
        self.bulk.nurture_asked.connect(lambda: self._end("nurture"))
        self.bulk.more_asked.connect(
            lambda: self.acts.more(self.chosen(), self.bulk.more, self._board.team)
        )
        self.bulk.cancelled.connect(self.runs.cancel)
        self.runs.progressed.connect(self.bulk.show_progress)
        self.bulk.export_asked.connect(lambda: self.acts.export(self.chosen(), self._board.team))
        self.bulk.stage_asked.connect(lambda: self._open_stages(self.chosen()))
        minute = QTimer(self)
        minute.setInterval(MINUTE_MS)
        minute.timeout.connect(model.tick)
        minute.timeout.connect(self.filtering.tick)
        minute.start()

    # --- what the window tells ---------------------------------------------------------------

    @property
    def views(self) -> PageViews:
        """The views of the list."""
        return self.filtering.views

    @property
    def needs(self) -> tuple[Need, ...]:
        """What the list's leads need, as the board's chips say it."""
        return self.filtering.needs

    def tabs(self) -> tuple[ViewTab, ...]:
        """Return the views of the list."""
        return tabs_of(self.views)

    def choose_tab(self, key: str) -> None:
        """Show one of the views."""
        self.views.choose(key)

    def show_as_board(self, key: str, look: Look, needs: tuple[Need, ...]) -> None:
        """Show what the board shows."""
        self.filtering.needs = needs
        self._is_loaded = True
        self.views.take(key, look)

    def show_import(self, batch_id: int, file_name: str) -> None:
        """Show the leads that an import has made, until the chip that says so is removed."""
        self._is_loaded = True
        self.filtering.show_import(batch_id, file_name)

    def select_when_there(self, lead_id: int) -> None:
        """Make a lead's row the current one as soon as it is known where it stands."""
        self._wanted_id = lead_id
        self._select_wanted()

    def set_covered(self, width: int) -> None:
        """Something lies over so many pixels at the end of the page."""
        self.bar.set_covered(width)
        self.bulk.set_covered(width)

    def take_focus(self) -> None:
        """Put the focus into the table; the first time, read it."""
        if not self._is_loaded:
            self._begin()
        if self._stack.currentWidget() is self.empty:
            self.bar.filter_button.setFocus()
        else:
            self.table.setFocus()

    def current_id(self) -> int | None:
        """Return the lead of the current row."""
        return self.table.current_id()

    def chosen(self) -> list[int]:
        """Return what a command is for: the checked rows, else the current one."""
        current = self.current_id()
        return list(self.model.checked) or ([current] if current is not None else [])

    def place_words(self, lead_id: int) -> str:
        """Say where a lead stands ("3 of 25"), "" while that is not known."""
        row, number = self.model.row_of(lead_id), self._tools.money.number
        if row is None:
            return ""
        total = number(self.model.rowCount())
        return tr("{position} of {count}", position=number(row + 1), count=total)

    def focus_filter(self) -> None:
        """Build one more condition of the filter."""
        self.filtering.open()

    def walk(self, steps: int) -> None:
        """Go to the next or the previous row."""
        self.table.walk(steps)

    def move_leads(self, ids: list[int], stage_id: int, anchor: QRect | None = None) -> None:
        """Move leads to a stage; what it needs is asked at `anchor` (the window's pixels), or at
        the first of their rows."""
        team = self._board.team
        if team is not None and ids:
            at = anchor if anchor is not None else self.table.place_of(ids[0])
            self.moves.move(ids, stage_id, team.pipeline, at)

    # --- inside ------------------------------------------------------------------------------

    def _words_for(self, team: TeamView) -> CardWords:
        return CardWords(team, self._tools.dates, self._tools.money)

    def _begin(self) -> None:
        """The first reading: of the view that was shown last."""
        self._is_loaded = True
        kept = self._settings.settings.leads_view
        self.views.choose(kept or "open")

    def _look_changed(self) -> None:
        if self._is_loaded and not self.views.is_waiting:
            self._ask()

    def _ask(self) -> None:
        self.model.set_query(self.filtering.query)
        self._tools.client.ask("list.whole", lambda reader: reader.count(), self._whole_known)

    def _whole_known(self, count: int) -> None:
        self._whole = count
        if not self._is_reading:
            self.bar.say_count(self.model.rowCount(), self._whole)

    def _say_total(self, total: int) -> None:
        self.bar.say_count(total, self._whole)
        if total:
            self._stack.setCurrentIndex(0)
            return
        text = self.filtering.empty_text(self._say_empty)
        self._say_empty(text)
        had_focus = self.table.hasFocus()
        self._stack.setCurrentWidget(self.empty)
        if had_focus:
            self.bar.filter_button.setFocus()

    def _say_empty(self, text: str) -> None:
        can_clear = bool(self.filtering.is_filtered)
        self.empty.set_text(text, tr("Clear filters") if can_clear else "")

    # --- columns -----------------------------------------------------------------------------

    def _shown_columns(self) -> tuple[str, ...]:
        """Those of the view; a view without its own shows the user's usual ones."""
        chosen = self.views.look.columns or self._settings.settings.list_columns
        return shown_columns(chosen)

    def _show_columns(self) -> None:
        columns = self._shown_columns()
        if columns != self.model.columns:
            self.table.show_columns(columns)

    def _open_columns(self) -> None:
        self.chooser.open(self.bar.columns, self.model.columns)

    def _choose_columns(self, columns: tuple[str, ...]) -> None:
        if self.views.is_saved:
            self.views.set_columns(columns)
        else:
            self._settings.change(list_columns=columns)
        self._show_columns()

    # --- states ------------------------------------------------------------------------------

    def _loading(self, is_loading: bool) -> None:
        self._is_reading = is_loading
        self.table.set_dimmed(is_loading)
        if is_loading:
            self.bar.say_counting()
        else:
            self.trouble.hide()
            self._say_total(self.model.rowCount())
            self._select_wanted()

    def _failed(self, notice: Notice) -> None:
        self.trouble.set_notice("warn", f"{notice.title} {notice.hint}".strip())
        self.trouble.show()

    def do(self, command: str) -> None:
        """Do what a key or a line of the menu asks for."""
        current = self.current_id()
        if command == "escape":
            if self.model.checked:
                self.model.check(self.model.checked, on=False)
            else:
                self.peek_closed.emit()
        elif command == "peek":
            self.peek_toggled.emit()
        elif current is None:
            return
        elif command == "open":
            self.peek_asked.emit(current)
        elif command == "delete":
            self._delete(list(self.model.checked) or [current])
        elif command == "assign":
            self._open_assign(self.chosen())
        elif command == "assign this":
            self._open_assign([current])
        elif command == "move":
            self._open_stages(self.chosen())
        elif command == "move this":
            self._open_stages([current])
        elif command in ENDS and len(self.chosen()) > 1:
            self._end(command)
        else:
            self.act_asked.emit(command, current)

    def _delete(self, ids: list[int]) -> None:
        if ids:
            doing = tr_n("deleting %n lead", "deleting %n leads", len(ids))
            self.model.take_out(ids)
            self.runs.do(
                DeleteLeads(tuple(ids)),
                lambda _outcome: self.model.settle(ids),
                lambda error: self._not_deleted(ids, notice_of(error, doing)),
            )

    def _not_deleted(self, ids: list[int], notice: Notice) -> None:
        self.model.settle(ids)
        self._tools.notices.tell(notice)

    def _end(self, command: str) -> None:
        self.acts.end(self.chosen(), command, self.bulk, self._board.team)

    def _open_assign(self, ids: list[int]) -> None:
        team = self._board.team
        if team is not None and ids:
            owners = [lead.owner_id for lead in self.model.held(ids)]
            at = self.window().mapToGlobal(self.table.place_of(self.current_id()).center())
            self.assigning.open(team, ids, owners, at)

    def _open_stages(self, ids: list[int]) -> None:
        menu = self._stages(ids)
        if menu is not None:
            at = self.table.place_of(self.current_id()).center()
            self._show_menu(menu, self.window().mapToGlobal(at))

    def _stages(self, ids: list[int]) -> QMenu | None:
        team = self._board.team
        if team is None or not ids:
            return None
        stages = {lead.stage_id for lead in self.model.held(ids)}
        here = stages.pop() if len(stages) == 1 else None
        return stage_menu(
            self, team.pipeline.columns, here, lambda stage_id: self.move_leads(ids, stage_id)
        )

    def _open_menu(self, at: QPoint) -> None:
        ids = self.chosen()
        moves, rows = self._stages(ids), self.model.held(ids)
        if moves is not None and rows:
            lines = lines_for(self._tools.keys, rows[0].kind, len(ids))
            self._show_menu(card_menu(self._tools, self, lines, moves, self.do), at)

    def _show_menu(self, menu: QMenu, at: QPoint) -> None:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = menu
        menu.popup(at)

    def _made(self, made: dict[int, int]) -> None:
        """A conversion made another record of the current row: go on with that one."""
        self._wanted_id = made.get(self.current_id() or 0)

    def _select_wanted(self) -> None:
        row = self.model.row_of(self._wanted_id) if self._wanted_id is not None else None
        if row is not None:
            self._wanted_id = None
            self.table.setCurrentIndex(self.model.index(row, 1))

    def _checked_changed(self) -> None:
        self.bulk.show_count(len(self.model.checked), self.model.rowCount())
        self.table.set_foot_room(self.bulk.isVisible())
