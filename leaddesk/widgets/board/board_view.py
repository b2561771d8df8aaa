"""The columns side by side: walking with keys, selecting, dragging from one to another."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from leaddesk.domain.draft import RecordKind
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.text import tr
from leaddesk.service.read_models import CardRow
from leaddesk.widgets.board.card_drag import CardDrag
from leaddesk.widgets.board.card_list import CardList
from leaddesk.widgets.board.card_painter import CardPainter
from leaddesk.widgets.board.column_view import ColumnView
from leaddesk.widgets.tools import Tools

if TYPE_CHECKING:
    from leaddesk.widgets.board.card_slide import CardSlide
    from leaddesk.widgets.loading import LoadingCover

NARROWEST: Final = 232
NARROWEST_WITH_PEEK: Final = 264
WIDEST: Final = 320
GAP: Final = 12
MARGIN: Final = 24


class Divider(QFrame):
    """The quiet line between the last lead column and the first opportunity column."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "line")
        self.setFixedWidth(1)
        self.setAccessibleName(tr("Leads on this side, opportunities on the other"))


class BoardView(QScrollArea):
    """All columns of a BoardModel. It asks for moves; the page makes them."""

    commanded = Signal(str)
    current_changed = Signal(object)  # id of the current card or None
    plan_asked = Signal(int)
    menu_asked = Signal(QPoint)
    list_asked = Signal(int)  # a stage: all of its leads as a list

    def __init__(self, tools: Tools, board: BoardModel) -> None:
        super().__init__()
        self._tools, self._board = tools, board
        self._painter = CardPainter(tools.theme)
        self._columns: list[ColumnView] = []
        self._dividers: list[Divider] = []
        self._narrowest = NARROWEST
        self._last_id: int | None = None
        self._wanted_id: int | None = None
        self._inner = QWidget()
        self._row = QHBoxLayout(self._inner)
        self._row.setContentsMargins(MARGIN, 0, MARGIN, 16)
        self._row.setSpacing(GAP)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inner)
        self.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)
        self.drag = CardDrag(tools, board, self, self, lambda: self.slide)
        board.columns_changed.connect(self._build)
        board.loading_changed.connect(self._loading_changed)
        board.rows_changing.connect(lambda: self.slide.note())
        board.rows_changed.connect(lambda: self.slide.play())
        board.heads_changed.connect(self._show_heads)
        tools.theme.changed.connect(self._fit)
        self._build()
        self._show_heads()

    # --- made when first needed: the first board is there at a glance, and nothing slides -------

    @cached_property
    def loading(self) -> LoadingCover:
        """What is shown while the board is read."""
        from leaddesk.widgets.loading import LoadingCover

        cover = LoadingCover(self._tools.theme, self, "cards")
        cover.waited.connect(lambda: self._dim(dimmed=True))
        cover.cancelled.connect(self._board.cancel_loading)
        return cover

    @cached_property
    def slide(self) -> CardSlide:
        """What lets cards slide to their new places."""
        from leaddesk.widgets.board.card_slide import CardSlide

        return CardSlide(self._tools.theme, self, self)

    # --- what is here ------------------------------------------------------------------------

    @property
    def columns(self) -> tuple[ColumnView, ...]:
        return tuple(self._columns)

    def column(self, stage_id: int) -> ColumnView:
        """Return a column by its stage."""
        return next(c for c in self._columns if c.model.stage.id == stage_id)

    def selected_ids(self) -> list[int]:
        """Return what a command is for: the selected cards, else the current one."""
        found = [i for column in self._columns for i in column.list.selected_ids()]
        current = self.current_id()
        return found or ([current] if current is not None else [])

    def current_id(self) -> int | None:
        """Return the card that the keyboard stands on."""
        return self._last_id

    def column_of(self, lead_id: int) -> ColumnView | None:
        """Return the column that shows a card."""
        return next((c for c in self._columns if c.model.row_of(lead_id) is not None), None)

    def row(self, lead_id: int) -> CardRow | None:
        """Return a card's lead as data, if the board holds it."""
        column = self.column_of(lead_id)
        if column is None:
            return None
        number = column.model.row_of(lead_id)
        return column.model.lead_at(number) if number is not None else None

    def rect_of(self, lead_id: int) -> QRect:
        """Return where a card is seen, in the window's pixels; an empty rectangle if nowhere."""
        column = self.column_of(lead_id)
        if column is None:
            return QRect()
        viewport = column.list.viewport()
        rect = column.list.rect_of(lead_id).intersected(viewport.rect())
        return QRect(viewport.mapTo(self.window(), rect.topLeft()), rect.size())

    # --- walking -----------------------------------------------------------------------------

    def set_narrowest(self, width: int) -> None:
        """Keep columns at least that wide; the board scrolls sideways where they don't fit."""
        self._narrowest = width
        self._fit()

    def take_focus(self) -> None:
        """Put the focus on the last current card, else on the first."""
        column = self.column_of(self._last_id) if self._last_id is not None else None
        if column is None:
            column = next((c for c in self._columns if c.model.rowCount()), None)
        if column is not None:
            current = column.list.currentIndex()
            column.list.go_to(current.row() if current.isValid() else 0)
            self._show_column(column)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def select(self, lead_id: int) -> bool:
        """Make a card current and show it; False if the board does not hold it."""
        column = self.column_of(lead_id)
        if column is None:
            return False
        here = self._current_column()
        if here is not None:
            column.list.cards.keyboard = here.list.cards.keyboard
        self._clear_others(column.list)
        column.list.go_to(column.model.row_of(lead_id) or 0)
        self._show_column(column)
        return True

    def select_when_there(self, lead_id: int) -> None:
        """Make a card current as soon as the board holds it, unless somebody writes by then."""
        self._wanted_id = lead_id
        self._select_wanted()

    def go_to_column(self, stage_id: int) -> None:
        """Put the focus on the first card of a column and show it, also an empty one."""
        column = self.column(stage_id)
        self._clear_others(column.list)
        column.list.cards.keyboard = True
        column.list.go_to(0)
        self._show_column(column)

    def walk(self, steps: int) -> None:
        """Go up or down within the current column."""
        column = self._current_column()
        if column is not None:
            self._clear_others(column.list)
            column.list.go_to(column.list.currentIndex().row() + steps)

    def walk_sideways(self, steps: int) -> None:
        """Go to the next column that has cards, keeping the row."""
        here = self._current_column()
        if here is None:
            return
        seen_at = here.list.visualRect(here.list.currentIndex()).top()
        at = self._columns.index(here) + steps
        while 0 <= at < len(self._columns):
            column = self._columns[at]
            if column.model.rowCount():
                self._clear_others(column.list)
                height = column.list.cards.painter.cell_height()
                row = (seen_at + column.list.verticalOffset() + height // 2) // height
                column.list.cards.keyboard = True
                column.list.go_to(row)
                self._show_column(column)
                return
            at += steps

    def clear_selection(self) -> bool:
        """Leave only the current card selected; whether there was more."""
        if len(self.selected_ids()) < 2:
            return False
        here = self._current_column()
        self._clear_others(here.list if here is not None else None)
        if here is not None:
            here.list.go_to(here.list.currentIndex().row())
        return True

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        self.drag.give_up()
        if self._columns:
            self.slide.stop()
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            # Else Qt hands it on to whatever comes behind the columns that go.
            self._wanted_id = self._last_id
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        for old in (*self._columns, *self._dividers):
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._columns, self._dividers = [], []
        belongs: RecordKind | None = None
        for model in self._board.columns:
            if belongs == "lead" and model.stage.belongs == "opportunity":
                divider = Divider()
                self._dividers.append(divider)
                self._row.addWidget(divider)
            belongs = model.stage.belongs
            column = ColumnView(self._tools, model, self._painter)
            self._listen(column.list)
            column.list_asked.connect(lambda key=model.stage.id: self.list_asked.emit(key))
            self._columns.append(column)
            self._row.addWidget(column, 1)
        for part in (*self._columns, *self._dividers):
            part.show()  # what is not shown has no place yet: the board could not scroll to it
        self._fit()
        self._row.activate()

    def _listen(self, cards: CardList) -> None:
        cards.commanded.connect(self.commanded)
        cards.selection_made.connect(lambda keep: None if keep else self._clear_others(cards))
        cards.current_moved.connect(lambda by_user: self._current_moved(cards, by_user=by_user))
        cards.selectionModel().selectionChanged.connect(lambda: self._show_checks())
        cards.drag_begun.connect(lambda lead_id, at: self.drag.begin(cards, lead_id, at))
        cards.drag_moved.connect(self.drag.go_to)
        cards.drag_ended.connect(self.drag.drop)
        cards.drag_cancelled.connect(self.drag.cancel)
        cards.menu_asked.connect(self.menu_asked)
        cards.cards.step_clicked.connect(lambda card: self.plan_asked.emit(card.id))
        cards.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Know the card that the keyboard stands on when a column takes the focus; keep it in
        sight when the columns become wider or others."""
        if watched is self._inner and event.type() == QEvent.Type.Resize:
            is_done = super().eventFilter(watched, event)
            self._keep_in_sight()
            return is_done
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, CardList):
            self._current_moved(watched, by_user=True)
        return super().eventFilter(watched, event)

    def _show_heads(self) -> None:
        heads = {head.column_id: head for head in self._board.heads()}
        for column in self._columns:
            head = heads.get(column.model.stage.id)
            if head is not None:
                column.set_head(head)
        self._select_wanted()
        if self.hasFocus():
            self.take_focus()  # cards came

    def _select_wanted(self) -> None:
        wanted = self._wanted_id
        if wanted is None or self.column_of(wanted) is None:
            return
        self._wanted_id = None
        focus, page = QApplication.focusWidget(), self.parentWidget()
        is_here = focus is None or (page is not None and page.isAncestorOf(focus))
        if is_here and not isinstance(focus, QLineEdit):
            self.select(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between the columns."""
        super().resizeEvent(event)
        self._fit()
        self._keep_in_sight()

    def _fit(self) -> None:
        count = len(self._columns)
        if not count:
            return
        extra = len(self._dividers) * (GAP + 1)
        room = self.viewport().width() - 2 * MARGIN - GAP * (count - 1) - extra
        px = self._tools.theme.look.px
        width = max(px(self._narrowest), min(px(WIDEST), room // count))
        for column in self._columns:
            column.setFixedWidth(width)
        self._inner.setMinimumWidth(count * width + GAP * (count - 1) + extra + 2 * MARGIN)
        align = Qt.AlignmentFlag.AlignLeading if room // count > px(WIDEST) else Qt.AlignmentFlag(0)
        self._row.setAlignment(align)

    def _loading_changed(self, is_loading: bool) -> None:
        if is_loading:
            self.loading.begin(self._board.loading_count(), has_blocks=not self._columns)
        elif "loading" in vars(self):  # a board that came at a glance was never waited for
            self.loading.end()
            self._dim(dimmed=False)

    def _dim(self, *, dimmed: bool) -> None:
        for column in self._columns:
            column.list.cards.dimmed = dimmed
            column.list.viewport().update()

    # --- selection ---------------------------------------------------------------------------

    def _current_column(self) -> ColumnView | None:
        if self._last_id is not None:
            return self.column_of(self._last_id)
        return None

    def _current_moved(self, cards: CardList, *, by_user: bool) -> None:
        found = cards.current_id()
        if found != self._last_id:
            self._last_id = found
            if by_user:
                self.current_changed.emit(found)

    def _clear_others(self, keep: CardList | None) -> None:
        for column in self._columns:
            if column.list is not keep:
                column.list.clearSelection()

    def _show_checks(self) -> None:
        several = len([i for c in self._columns for i in c.list.selected_ids()]) > 1
        for column in self._columns:
            column.list.show_checks(several)

    def _keep_in_sight(self) -> None:
        column = self._current_column()
        if column is not None:
            self._show_column(column)

    def _show_column(self, column: ColumnView) -> None:
        self.ensureWidgetVisible(column, MARGIN, 0)
