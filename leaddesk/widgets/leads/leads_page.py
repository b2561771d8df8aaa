"""The Leads page: every lead and opportunity as a list."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from leaddesk.domain.criteria import Condition, Criteria
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.card_words import CardWords
from leaddesk.presentation.errors import Notice, notice_of
from leaddesk.presentation.lead_list_model import LeadListModel
from leaddesk.presentation.settings_model import SettingsModel
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.commands import DeleteLeads
from leaddesk.service.read_models import ListQuery, TeamView
from leaddesk.widgets.board.assigning import Assigning
from leaddesk.widgets.board.board_menu import stage_menu
from leaddesk.widgets.board.lead_moves import LeadMoves
from leaddesk.widgets.controls import Banner, FilterChip, SearchBox, Segment, SegmentedSwitch
from leaddesk.widgets.empty import EmptyNote
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.leads.bulk_bar import BulkBar
from leaddesk.widgets.leads.lead_table import LeadTable
from leaddesk.widgets.tools import Tools
from leaddesk.widgets.top_bar import ViewTab

ASK_AFTER_MS: Final = 150
MINUTE_MS: Final = 60_000


class LeadsPage(QWidget):
    """A table over a LeadListModel, with a line to filter it."""

    current_changed = Signal(object)
    peek_asked = Signal(int)
    peek_closed = Signal()
    board_asked = Signal()
    act_asked = Signal(str, int)

    def __init__(self, tools: Tools, board: BoardModel, settings: SettingsModel) -> None:
        super().__init__()
        self._tools, self._board = tools, board
        self.tab = "open"
        self._is_loaded = False
        self.model = LeadListModel(
            tools.client, tools.hub, tools.clock, self._words_for, parent=self
        )
        self.table = LeadTable(tools.theme, self.model, settings)
        self.assigning = Assigning(tools, self)
        self.moves = LeadMoves(tools, self)
        self.menu: QMenu | None = None
        self._wanted_id: int | None = None
        self.bulk = BulkBar(tools.theme, self)
        self.search = SearchBox(tools.theme, tr("Filter this list"), key="/")
        self.search.setFixedWidth(240)
        self.count = PlainLabel(tools.theme, role="small", tone="text2", tabular=True)
        self._import_id: int | None = None
        self.filter: FilterChip | None = None
        self.switch = SegmentedSwitch(
            tools.theme,
            tr("View"),
            (Segment("board", tr("Board"), "square-kanban"), Segment("list", tr("List"), "list")),
        )
        self.switch.choose("list")
        self.trouble = Banner(tools.theme, "warn", "")
        self.trouble.add_button(tr("Retry")).clicked.connect(self._ask)
        self.trouble.hide()
        self.empty = EmptyNote(tools.theme, "contact-round", "")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(ASK_AFTER_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 10, 24, 10)
        bar.setSpacing(8)
        bar.addWidget(self.search)
        self._chips = QHBoxLayout()
        bar.addLayout(self._chips)
        bar.addStretch(1)
        bar.addWidget(self.count)
        bar.addSpacing(10)
        bar.addWidget(self.switch)
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
        column.addLayout(bar)
        rest = QVBoxLayout()
        rest.setContentsMargins(24, 0, 24, 16)
        rest.setSpacing(8)
        rest.addWidget(self.trouble)
        rest.addWidget(self._stack, 1)
        column.addLayout(rest, 1)

    def _connect(self) -> None:
        model, table = self.model, self.table
        self.search.textEdited.connect(lambda: self._typing.start())
        self.search.textChanged.connect(lambda text: None if text else self._typing.start())
        self._typing.timeout.connect(self._ask)
        self.switch.chosen.connect(self._switched)
        model.total_changed.connect(self._say_total)
        model.loading_changed.connect(self._loading)
        model.load_failed.connect(self._failed)
        model.edit_failed.connect(lambda _id, _field, notice: self._tools.notices.tell(notice))
        model.checked_changed.connect(self._checked_changed)
        model.rowsInserted.connect(lambda: self._select_wanted())
        self.moves.made.connect(self._made)
        table.current_changed.connect(self.current_changed)
        table.opened.connect(self.peek_asked)
        table.commanded.connect(self._do)
        self.bulk.closed.connect(lambda: model.check(model.checked, on=False))
        self.bulk.select_all_asked.connect(model.check_all)
        self.bulk.delete_asked.connect(lambda: self._delete(list(model.checked)))
        self.bulk.assign_asked.connect(lambda: self._open_assign(self._chosen()))
        self.bulk.stage_asked.connect(lambda: self._open_stages(self._chosen()))
        minute = QTimer(self)
        minute.setInterval(MINUTE_MS)
        minute.timeout.connect(model.tick)
        minute.start()

    # --- what the window tells ---------------------------------------------------------------

    def tabs(self) -> tuple[ViewTab, ...]:
        """Return the views of the list."""
        return (
            ViewTab("open", tr("All open")),
            ViewTab("mine", tr("My leads")),
            ViewTab("unassigned", tr("Unassigned")),
            ViewTab("all", tr("Everything")),
        )

    def choose_tab(self, key: str) -> None:
        """Show one of the views."""
        self.tab = key
        self._filter_import(None)
        self._ask()

    def show_import(self, batch_id: int, file_name: str) -> None:
        """Show the leads that an import has made, until the chip that says so is removed."""
        self.tab = "all"
        self.search.clear()
        self._filter_import(batch_id, file_name)
        self._ask()

    def take_focus(self) -> None:
        """Put the focus into the table; the first time, read it."""
        if not self._is_loaded:
            self._ask()
        self.table.setFocus()

    def current_id(self) -> int | None:
        """Return the lead of the current row."""
        return self.table.current_id()

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

    def _filter_import(self, batch_id: int | None, file_name: str = "") -> None:
        self._import_id = batch_id
        if self.filter is not None:
            self._chips.removeWidget(self.filter)
            self.filter.hide()
            self.filter.deleteLater()
            self.filter = None
        if batch_id is not None:
            self.filter = FilterChip(self._tools.theme, tr("New from the import of"), file_name)
            self.filter.removed.connect(self._filter_removed)
            self._chips.addWidget(self.filter)

    def _filter_removed(self) -> None:
        self.choose_tab(self.tab)
        self.table.setFocus()

    def _criteria(self) -> Criteria | None:
        if self._import_id is not None:
            return Condition("import", "eq", Decimal(self._import_id))
        if self.tab == "unassigned":
            return Condition("owner", "is_empty")
        if self.tab == "mine":
            team, user_id = self._board.team, self._tools.client.user_id
            users = team.users if team is not None else ()
            login = next((user.login for user in users if user.id == user_id), "")
            return Condition("owner", "eq", login)
        return None

    def _ask(self) -> None:
        self._is_loaded = True
        query = self.model.query
        self.model.set_query(
            ListQuery(
                criteria=self._criteria(),
                sort=query.sort,
                search=self.search.text().strip(),
                open_only=self.tab != "all",
            )
        )

    def _say_total(self, total: int) -> None:
        self.count.setText(tr_n("%n lead", "%n leads", total))
        if total:
            self._stack.setCurrentIndex(0)
            return
        searched = self.search.text().strip()
        self.empty.set_text(
            tr("No leads match “{what}”.", what=searched) if searched else tr("No leads here yet.")
        )
        had_focus = self.table.hasFocus()
        self._stack.setCurrentWidget(self.empty)
        if had_focus:
            self.search.setFocus()

    def _loading(self, is_loading: bool) -> None:
        self.table.set_dimmed(is_loading)
        if not is_loading:
            self.trouble.hide()
            self._say_total(self.model.rowCount())

    def _failed(self, notice: Notice) -> None:
        self.trouble.set_notice("warn", f"{notice.title} {notice.hint}".strip())
        self.trouble.show()

    def _switched(self, key: str) -> None:
        if key == "board":
            self.switch.choose("list")
            self.board_asked.emit()

    def _do(self, command: str) -> None:
        current = self.current_id()
        if command == "escape":
            if self.model.checked:
                self.model.check(self.model.checked, on=False)
            else:
                self.peek_closed.emit()
        elif command == "filter":
            self.search.setFocus()
        elif current is None:
            return
        elif command == "delete":
            self._delete(list(self.model.checked) or [current])
        elif command == "assign":
            self._open_assign(self._chosen())
        elif command == "assign this":
            self._open_assign([current])
        elif command == "move":
            self._open_stages(self._chosen())
        elif command == "move this":
            self._open_stages([current])
        else:
            self.act_asked.emit(command, current)

    def _delete(self, ids: list[int]) -> None:
        if ids:
            doing = tr_n("deleting %n lead", "deleting %n leads", len(ids))
            self.model.take_out(ids)
            self._tools.client.do(
                DeleteLeads(tuple(ids)),
                lambda _outcome: self.model.settle(ids),
                lambda error: self._not_deleted(ids, notice_of(error, doing)),
            )

    def _not_deleted(self, ids: list[int], notice: Notice) -> None:
        self.model.settle(ids)
        self._tools.notices.tell(notice)

    def _chosen(self) -> list[int]:
        """What a command is for: the checked rows, else the current one."""
        current = self.current_id()
        return list(self.model.checked) or ([current] if current is not None else [])

    def _open_assign(self, ids: list[int]) -> None:
        team = self._board.team
        if team is not None and ids:
            owners = [lead.owner_id for lead in self.model.held(ids)]
            at = self.window().mapToGlobal(self.table.place_of(self.current_id()).center())
            self.assigning.open(team, ids, owners, at)

    def _open_stages(self, ids: list[int]) -> None:
        team = self._board.team
        if team is None or not ids:
            return
        stages = {lead.stage_id for lead in self.model.held(ids)}
        here = stages.pop() if len(stages) == 1 else None
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = stage_menu(
            self, team.pipeline.columns, here, lambda stage_id: self.move_leads(ids, stage_id)
        )
        at = self.table.place_of(self.current_id()).center()
        self.menu.popup(self.window().mapToGlobal(at))

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
