"""The Pipeline page: the second bar, the board, and what its keys and menus do."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QVBoxLayout, QWidget

from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.errors import Notice
from leaddesk.presentation.text import tr, tr_n
from leaddesk.presentation.views_model import PageViews, SavedViews
from leaddesk.widgets.board.board_bar import BoardBar
from leaddesk.widgets.board.board_filtering import BoardFiltering
from leaddesk.widgets.board.board_moves import BoardMoves
from leaddesk.widgets.board.board_view import NARROWEST, NARROWEST_WITH_PEEK, BoardView
from leaddesk.widgets.controls import Banner
from leaddesk.widgets.tools import Tools

if TYPE_CHECKING:
    from leaddesk.service.read_models import FirstBoard
    from leaddesk.widgets.board.assigning import Assigning
    from leaddesk.widgets.empty import EmptyNote

MINUTE_MS = 60_000


class BoardPage(QWidget):
    """The board with everything around it but the peek, which the window shows beside it."""

    peek_asked = Signal(int)  # open the peek on this lead
    peek_toggled = Signal()
    peek_closed = Signal()
    current_changed = Signal(object)
    act_asked = Signal(str, int)  # "plan", "done", "log call", ...: done in the peek
    list_asked = Signal()
    new_lead_asked = Signal()
    import_asked = Signal()

    def __init__(self, tools: Tools, board: BoardModel, saved: SavedViews) -> None:
        super().__init__()
        self._tools, self.board = tools, board
        self.bar = BoardBar(tools)
        self.filtering = BoardFiltering(tools, board, saved, self.bar, self)
        self.view = BoardView(tools, board)
        self.moves = BoardMoves(tools, board, self.view)
        self.menu: QMenu | None = None
        self.trouble = Banner(tools.theme, "warn", "")
        self.trouble.add_button(tr("Retry")).clicked.connect(board.load)
        self.trouble.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(self.filtering.row)
        inset = QVBoxLayout()
        inset.setContentsMargins(24, 0, 24, 8)
        inset.addWidget(self.trouble)
        column.addLayout(inset)
        inset.setEnabled(True)
        self._inset = inset
        column.addWidget(self._stack, 1)
        self._connect()
        self._show_trouble("")

    def _connect(self) -> None:
        board, view, bar = self.board, self.view, self.bar
        bar.view_chosen.connect(self._choose_view)
        board.attention_changed.connect(bar.set_attention)
        board.heads_changed.connect(self._heads_changed)
        board.load_failed.connect(self._load_failed)
        board.loading_changed.connect(self._loading)
        view.commanded.connect(self.do)
        view.menu_asked.connect(self._open_menu)
        view.current_changed.connect(self.current_changed)
        view.plan_asked.connect(lambda lead_id: self.act_asked.emit("plan", lead_id))
        minute = QTimer(self)
        minute.setInterval(MINUTE_MS)
        minute.timeout.connect(board.tick)
        minute.timeout.connect(self.filtering.tick)
        minute.start()

    def put_above(self, widget: QWidget) -> None:
        """Show something between the second bar and the board."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(self.bar) + 1, widget)

    @cached_property
    def empty(self) -> EmptyNote:
        """What stands in the place of a board without a card."""
        from leaddesk.widgets.empty import EmptyNote

        empty = EmptyNote(self._tools.theme, "square-kanban", "")
        empty.acted.connect(self._empty_acted)
        empty.linked.connect(self.import_asked)
        self._stack.addWidget(empty)
        return empty

    @cached_property
    def assigning(self) -> Assigning:
        """Hands leads to somebody."""
        from leaddesk.widgets.board.assigning import Assigning

        return Assigning(self._tools, self)

    # --- what the window tells ---------------------------------------------------------------

    def show_first(self, first: FirstBoard) -> None:
        """Show what was read before the database is open."""
        self.views.begin("team" if first.filter.owner_id is None else "mine")
        self.board.show_first(first)

    def set_peek_open(self, is_open: bool) -> None:
        """Beside a peek the columns stay wider and the board scrolls sideways."""
        self.view.set_narrowest(NARROWEST_WITH_PEEK if is_open else NARROWEST)

    def take_focus(self) -> None:
        """Put the focus on a card, or on the way to the first one."""
        if self._stack.currentWidget() is not self.view:
            self.empty.action.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.view.take_focus()

    # --- what keys and menus do --------------------------------------------------------------

    def do(self, command: str) -> None:
        """Do what a key or a line of the menu asks for."""
        ids, current = self.view.selected_ids(), self.view.current_id()
        match command:
            case "left":
                self.view.walk_sideways(-1)
            case "right":
                self.view.walk_sideways(1)
            case "escape":
                if not self.view.clear_selection():
                    self.peek_closed.emit()
            case "peek":
                self.peek_toggled.emit()
            case _ if current is not None and ids:
                self._do_with(command, current, ids)

    def _do_with(self, command: str, current: int, ids: list[int]) -> None:
        match command:
            case "open":
                self.peek_asked.emit(current)
            case "move":
                self._open_moves(current)
            case "assign":
                self._open_assign(current, ids)
            case "stage back":
                self.moves.step(ids, -1)
            case "stage on":
                self.moves.step(ids, 1)
            case "place up" | "place down":
                self.moves.place(current, -1 if command == "place up" else 1)
            case "won" | "lost" | "disqualify" | "nurture":
                self._close(command, ids)
            case "delete":
                self._delete(ids)
            case _:
                self.act_asked.emit(command, current)

    def _close(self, command: str, ids: list[int]) -> None:
        row = self.view.row(ids[0])
        kind = row.kind if row is not None else "lead"
        if command in ("lost", "disqualify"):
            self.moves.move_to_role(ids, "lost" if kind == "opportunity" else "disqualified")
        elif command == "nurture":
            self.moves.move_to_role(ids, "nurture")
        elif kind == "opportunity":
            self.moves.move_to_role(ids, "won")
        else:
            self._tools.notices.refuse(tr("A lead is won as an opportunity. Move it on first."))

    def _delete(self, ids: list[int]) -> None:
        from leaddesk.service.commands import DeleteLeads

        doing = tr_n("deleting %n lead", "deleting %n leads", len(ids))
        current = self.view.current_id()
        column = self.view.column_of(current) if current is not None else None
        self._tools.client.do(DeleteLeads(tuple(ids)), doing=doing)
        if column is not None:
            column.list.setFocus()

    def _open_menu(self, at: QPoint) -> None:
        current = self.view.current_id()
        row = self.view.row(current) if current is not None else None
        team = self.board.team
        if row is None or team is None:
            return
        from leaddesk.widgets.board.board_menu import card_menu, lines_for

        ids = self.view.selected_ids()
        menu = card_menu(
            self._tools,
            self,
            lines_for(self._tools.keys, row.kind, len(ids)),
            self._moves_menu(),
            self.do,
        )
        self._show_menu(menu, at)

    def _open_moves(self, lead_id: int) -> None:
        rect = self.view.rect_of(lead_id)
        self._show_menu(self._moves_menu(), self.window().mapToGlobal(rect.center()))

    def _open_assign(self, current: int, ids: list[int]) -> None:
        rows = [row for row in (self.view.row(i) for i in ids) if row is not None]
        if self.board.team is not None:
            at = self.window().mapToGlobal(self.view.rect_of(current).center())
            self.assigning.open(self.board.team, ids, [row.owner_id for row in rows], at)

    def _moves_menu(self) -> QMenu:
        from leaddesk.widgets.board.board_menu import stage_menu

        team = self.board.team
        stages = team.pipeline.columns if team is not None else ()
        ids = self.view.selected_ids()
        column = self.view.column_of(ids[0]) if len(ids) == 1 else None
        here = column.model.stage.id if column is not None else None
        return stage_menu(self, stages, here, lambda stage_id: self.moves.move(ids, stage_id))

    def _show_menu(self, menu: QMenu, at: QPoint) -> None:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = menu
        menu.popup(at)

    # --- filter ------------------------------------------------------------------------------

    @property
    def views(self) -> PageViews:
        """The views of the board."""
        return self.filtering.views

    def set_covered(self, width: int) -> None:
        """Something lies over so many pixels at the end of the page."""
        self.filtering.set_covered(width)

    def focus_filter(self) -> None:
        """Build one more condition of the filter."""
        self.filtering.open()

    def _choose_view(self, key: str) -> None:
        if key == "list":
            self.bar.switch.choose("board")
            self.list_asked.emit()

    # --- states ------------------------------------------------------------------------------

    def _heads_changed(self) -> None:
        total = self.board.total()
        self.bar.set_total(total)
        if total.count or self.board.team is None or not self.board.columns:
            self._show(self.view)
            return
        adding = any(column.is_adding for column in self.view.columns)
        if self.filtering.conditions:
            text = self.filtering.empty_text(self._say_empty)
            self.empty.set_text(text, tr("Clear filters"))
        else:
            self.empty.set_text(
                tr("Your pipeline starts here. Add a lead or import a spreadsheet."),
                tr("Add lead"),
                tr("Import"),
            )
        self._show(self.view if adding else self.empty)

    def _say_empty(self, text: str) -> None:
        self.empty.set_text(text, tr("Clear filters"))

    def _show(self, part: QWidget) -> None:
        """Show the cards or the note; the focus does not stay with what is hidden."""
        if self._stack.currentWidget() is part:
            return
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self._stack.isAncestorOf(focus)
        self._stack.setCurrentWidget(part)
        if had_focus:
            self.take_focus()

    def _empty_acted(self) -> None:
        if self.filtering.conditions:
            self.filtering.clear()
        else:
            self.new_lead_asked.emit()

    def _loading(self, is_loading: bool) -> None:
        if not is_loading:
            self._show_trouble("")

    def _load_failed(self, notice: Notice) -> None:
        self._show_trouble(f"{notice.title} {notice.hint}".strip())

    def _show_trouble(self, text: str) -> None:
        if text:
            self.trouble.set_notice("warn", text)
        self.trouble.setVisible(bool(text))
        self._inset.setContentsMargins(24, 0, 24, 8 if text else 0)
