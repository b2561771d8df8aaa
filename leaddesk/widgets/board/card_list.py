"""The cards of one column as a list: keys, selection, and the beginning of a drag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QWidget

from leaddesk.presentation.card import Card
from leaddesk.presentation.column_model import CardRole, ColumnModel, IdRole, Index
from leaddesk.presentation.key_map import KeyMap
from leaddesk.widgets.board.card_delegate import CardDelegate
from leaddesk.widgets.board.card_painter import CardPainter
from leaddesk.widgets.labels import repolish
from leaddesk.widgets.theme import Theme

DRAG_PX: Final = 6
DRAG_MS: Final = 150
_NEAR_END: Final = 10
_BEYOND: Final = 3  # rows outside of what is seen that may slide into it

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


class CardList(QListView):
    """A view on a ColumnModel. It starts drags but moves nothing itself."""

    commanded = Signal(str)
    current_moved = Signal(bool)  # True: by the user, False: the current card went away
    selection_made = Signal(bool)  # True: others keep their selection
    drag_begun = Signal(int, QPoint)  # id of the card under the mouse, global position
    drag_moved = Signal(QPoint)
    drag_ended = Signal(QPoint)
    drag_cancelled = Signal()
    menu_asked = Signal(QPoint)
    scrolled = Signal()

    def __init__(
        self,
        theme: Theme,
        model: ColumnModel,
        keys: KeyMap,
        painter: CardPainter | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._keys = theme, keys
        self._column = model
        self.cards = CardDelegate(theme, self, painter=painter)
        self.cards.keyboard = False
        self._press: tuple[QPoint, int] | None = None
        self._deferred: QModelIndex | None = None
        self._is_dragging = False
        self._menu_off = False  # the right click that cancelled a drag opens no menu
        self.slot_text = ""
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(DRAG_MS)
        self._is_held = False
        self._hold.timeout.connect(self._held)
        self._is_losing = False
        # Before the view's own: it chooses another current card while rows go.
        model.rowsAboutToBeRemoved.connect(self._rows_go)
        self.setModel(model)
        self.setItemDelegate(self.cards)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its room is always there, so that cards keep their width when it comes.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setProperty("thin", "idle")
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().valueChanged.connect(self._near_an_end)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)
        model.rowsInserted.connect(self._rows_came)
        model.rowsRemoved.connect(self._rows_went)
        theme.changed.connect(self._refit)

    # --- what is here ------------------------------------------------------------------------

    @property
    def column(self) -> ColumnModel:
        return self._column

    def current_id(self) -> int | None:
        """Return the id of the focused card."""
        found = self.currentIndex().data(IdRole)
        return found if isinstance(found, int) else None

    def selected_ids(self) -> list[int]:
        """Return the selected cards' ids from the top down."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        leads = (self._column.lead_at(row) for row in rows)
        return [lead.id for lead in leads if lead is not None]

    def card_of(self, lead_id: int) -> Card | None:
        """Return a card in words."""
        row = self._column.row_of(lead_id)
        found = self._column.index(row).data(CardRole) if row is not None else None
        return found if isinstance(found, Card) else None

    def rect_of(self, lead_id: int) -> QRect:
        """Return where a card stands in the viewport; an empty rectangle if it isn't held."""
        row = self._column.row_of(lead_id)
        return self.visualRect(self._column.index(row)) if row is not None else QRect()

    def go_to(self, row: int) -> None:
        """Focus and select the card in a row, or the nearest there is."""
        count = self._column.rowCount()
        if count:
            index = self._column.index(max(0, min(row, count - 1)))
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def rows_below(self) -> int:
        """Return how many held rows stand below what is seen."""
        last = self.indexAt(QPoint(20, self.viewport().height() - 20))
        return self._column.rowCount() - 1 - last.row() if last.isValid() else 0

    # --- drag: what the board tells ----------------------------------------------------------

    def show_sources(self, ids: Sequence[int]) -> None:
        """Dash the places of cards that are being dragged."""
        self.cards.sources = frozenset(ids)
        self.viewport().update()

    def show_away(self, ids: Sequence[int]) -> None:
        """Leave out cards that slide over the board to their place."""
        self.cards.away = frozenset(ids)
        self.viewport().update()

    def seen_places(self) -> dict[int, QRect]:
        """Return the cells, in the viewport's pixels, of the cards that are seen and of a few
        beyond both edges; not those that are being dragged."""
        height = self.cards.painter.cell_height()
        first = self.verticalOffset() // height - _BEYOND
        last = (self.verticalOffset() + self.viewport().height()) // height + _BEYOND
        slot, width, found = self.cards.slot_row, self.viewport().width(), {}
        for row in range(max(0, first), min(last + 1, self._column.rowCount())):
            lead = self._column.lead_at(row)
            if lead is not None and lead.id not in self.cards.sources:
                at = row + 1 if slot is not None and row >= slot else row
                found[lead.id] = QRect(0, at * height - self.verticalOffset(), width, height)
        return found

    def show_slot(self, row: int | None, text: str = "") -> None:
        """Make room before a row for dragged cards; None takes it away."""
        if (row, text) != (self.cards.slot_row, self.slot_text):
            self.cards.slot_row, self.slot_text = row, text
            self.viewport().update()

    def show_checks(self, shown: bool) -> None:
        """Show checks on selected cards: more than one is selected on the board."""
        if self.cards.several != shown:
            self.cards.several = shown
            self.viewport().update()

    def row_at(self, y: int) -> int:
        """Return before which row a card dropped at `y` of the viewport would stand."""
        height = self.cards.painter.cell_height()
        row = (y + self.verticalOffset() + height // 2) // height
        return max(0, min(row, self._column.rowCount()))

    def end_drag(self) -> None:
        """Forget a drag; a button that is still pressed starts no other."""
        self._is_dragging = False
        self._press = None
        self._deferred = None

    # --- mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select; a press on one of several selected cards keeps them for a drag."""
        self.cards.keyboard = False
        if self._is_dragging:
            if event.button() == Qt.MouseButton.RightButton:
                self._menu_off = True
                self.drag_cancelled.emit()
            return
        self._menu_off = False
        index = self.indexAt(event.position().toPoint())
        extends = bool(event.modifiers() & (_CTRL | _SHIFT))
        lead_id = index.data(IdRole)
        if event.button() == Qt.MouseButton.LeftButton and isinstance(lead_id, int):
            self._press = (event.globalPosition().toPoint(), lead_id)
            self._is_held = False
            self._hold.start()
            if not extends and self.selectionModel().isSelected(index) and self.cards.several:
                self._deferred = index
                return
        elif event.button() == Qt.MouseButton.RightButton and self.selectionModel().isSelected(
            index
        ):
            return  # the menu is for all that is selected
        self.selection_made.emit(extends)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag after 6 px, or after less when the button was held for 150 ms."""
        here = event.globalPosition().toPoint()
        if self._is_dragging:
            self.drag_moved.emit(here)
            return
        if self._press is not None and event.buttons() & Qt.MouseButton.LeftButton:
            start, lead_id = self._press
            if (here - start).manhattanLength() >= (2 if self._is_held else DRAG_PX):
                self._is_dragging = True
                self._hold.stop()
                self.drag_begun.emit(lead_id, start)
                self.drag_moved.emit(here)
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop, or select the one card of several that was clicked."""
        self._hold.stop()
        if event.button() == Qt.MouseButton.LeftButton:
            self._press = None
            if self._is_dragging:
                self._is_dragging = False
                self.drag_ended.emit(event.globalPosition().toPoint())
                return
            if self._deferred is not None:
                index, self._deferred = self._deferred, None
                self.selection_made.emit(False)
                flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.selectionModel().setCurrentIndex(index, flag)
                return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the card."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.commanded.emit("open")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the card menu, also with the menu key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if self._is_dragging or (self._menu_off and not by_key):
            return
        if by_key:
            self._ask_menu_at_card()
        elif self.indexAt(event.pos()).isValid():
            self.menu_asked.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the cards; sideways turns are the board's."""
        if abs(event.angleDelta().x()) > abs(event.angleDelta().y()):
            event.ignore()
        else:
            super().wheelEvent(event)

    # --- keys --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key map says; walking and selecting stay in the column."""
        self.cards.keyboard = True
        if self._is_dragging:
            if event.key() == Qt.Key.Key_Escape:
                self.drag_cancelled.emit()
            return
        match self._keys.at("board", event.keyCombination()):
            case "next" | "previous" as command:
                self.selection_made.emit(False)
                self.go_to(self.currentIndex().row() + (1 if command == "next" else -1))
            case "select":
                flag = QItemSelectionModel.SelectionFlag.Toggle
                self.selectionModel().select(self.currentIndex(), flag)
            case "menu":
                self._ask_menu_at_card()
            case "select next" | "select previous" | "select all":
                super().keyPressEvent(event)
            case str(command):
                self.commanded.emit(command)
            case None if event.modifiers() & (_CTRL | _ALT) or not event.text():
                if not event.modifiers() & (_CTRL | _SHIFT):
                    self.selection_made.emit(False)
                super().keyPressEvent(event)
            case None:
                event.ignore()  # a letter is no search here: it may be a shortcut of the window

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring when the focus came by a key; a column has a current card."""
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        if by_key:
            self.cards.keyboard = True
        super().focusInEvent(event)
        if by_key and not self.currentIndex().isValid():
            self.go_to(0)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another card is current."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.current_moved.emit(not self._is_losing)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards and, during a drag, the place where they will land."""
        super().paintEvent(event)
        row = self.cards.slot_row
        if row is None:
            return
        height = self.cards.painter.cell_height()
        width = self.viewport().width()
        place = QRect(0, row * height - self.verticalOffset(), width, height)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.cards.painter.paint_slot(painter, place, self.slot_text)
        painter.end()

    # --- inside ------------------------------------------------------------------------------

    def _held(self) -> None:
        self._is_held = True

    def _ask_menu_at_card(self) -> None:
        place = self.visualRect(self.currentIndex()).center()
        self.menu_asked.emit(self.viewport().mapToGlobal(place))

    def _range_changed(self, _low: int, high: int) -> None:
        """Show the handle only where there is something to scroll to."""
        bar = self.verticalScrollBar()
        wanted = "true" if high > 0 else "idle"
        if bar.property("thin") != wanted:
            bar.setProperty("thin", wanted)
            repolish(bar)
        self.scrolled.emit()

    def _near_an_end(self, value: int) -> None:
        bar = self.verticalScrollBar()
        near = _NEAR_END * self.cards.painter.cell_height()
        if value > bar.maximum() - near and self._column.canFetchMore():
            self._column.fetchMore()
        elif value < near and not self._column.at_start:
            self._column.fetch_before()
        self.scrolled.emit()

    def _rows_came(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._keep_place(first, last - first + 1)

    def _rows_go(self) -> None:
        self._is_losing = True

    def _rows_went(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._is_losing = False
        self._keep_place(first, -(last - first + 1))

    def _keep_place(self, first: int, count: int) -> None:
        """Rows above the seen ones came or went: keep what is seen where it is."""
        height = self.cards.painter.cell_height()
        offset = self.verticalOffset()
        if offset > first * height and offset > 0:
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(max(0, offset + count * height))
        self.scrolled.emit()

    def _refit(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
