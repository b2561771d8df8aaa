"""A drag of cards over the board, from the first six pixels to the drop or Esc.

Cards are dragged inside the window with the mouse that was pressed, not by the system's drag and
drop: the same on every platform, Wayland too, and Esc, right click and scrolling stay ours.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QScrollArea

from leaddesk.domain.pipeline import StageRole
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.board_order import place_of
from leaddesk.presentation.errors import Notice
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.board.card_list import CardList
from leaddesk.widgets.board.column_view import ColumnView
from leaddesk.widgets.theme.shadows import shadow_reach
from leaddesk.widgets.tools import Tools

if TYPE_CHECKING:
    from leaddesk.widgets.board.card_slide import CardSlide
    from leaddesk.widgets.board.drag_parts import Dragged, EdgeScroll
    from leaddesk.widgets.board.drop_bar import DropBar

_SIDE = 24
_FOOT = 16


class Shown(Protocol):
    """What a drag asks of the board it goes over."""

    @property
    def columns(self) -> tuple[ColumnView, ...]: ...

    def selected_ids(self) -> list[int]: ...


class CardDrag(QObject):
    """What is under way, and where it would go."""

    dropped = Signal(object, int, object, object)  # Seen, stage id, ids of the cards below, above
    dropped_on = Signal(object, str, QRect)  # Seen, role of a stage, the target in window pixels

    def __init__(
        self,
        tools: Tools,
        board: BoardModel,
        view: QScrollArea,
        shown: Shown,
        slide: Callable[[], CardSlide],
    ) -> None:
        """`view` is the scrolling board, `shown` what stands on it; what is let go slides."""
        super().__init__(view)
        self._shown, self._slide = shown, slide
        self._tools, self._board, self._view = tools, board, view
        self._dragged: Dragged | None = None
        self._target: ColumnView | None = None
        self._at = QPoint()
        view.installEventFilter(self)

    @cached_property
    def bar(self) -> DropBar:
        """The targets at the foot; made, like the next, for the first card that is taken up."""
        from leaddesk.widgets.board.drop_bar import DropBar

        return DropBar(self._tools.theme, self._view)

    @cached_property
    def _edges(self) -> EdgeScroll:
        from leaddesk.widgets.board.drag_parts import EdgeScroll

        edges = EdgeScroll(self)
        edges.turned.connect(lambda: self.go_to(self._at))
        return edges

    @property
    def is_on(self) -> bool:
        return self._dragged is not None

    def begin(self, cards: CardList, lead_id: int, at: QPoint) -> None:
        """Take up the card under the mouse, with all that are selected if it is one of them."""
        lock = self._tools.client.lock
        if lock is not None:
            cards.end_drag()
            self._tools.notices.refuse(lock.reason)
            return
        ids = self._shown.selected_ids()
        if lead_id not in ids:
            ids = [lead_id]
        card = cards.card_of(lead_id)
        seen = self._board.see(ids)
        if card is None or not seen.rows:
            cards.end_drag()
            return
        from leaddesk.widgets.board.drag_parts import Dragged, Ghost
        from leaddesk.widgets.board.drop_bar import places_for

        caption = tr_n("%n lead", "%n leads", len(ids)) if len(ids) > 1 else ""
        width = cards.viewport().width()
        ratio = self._view.devicePixelRatioF()
        painter = cards.cards.painter
        face = painter.ghost(card, width, ratio, caption, right_to_left=cards.isRightToLeft())
        ghost = Ghost(self._view.window(), face, painter.ghost_cell(width))
        ghost.follow(at)
        kinds = frozenset(row.kind for row in seen.rows)
        self._dragged = Dragged(ids, seen, kinds, ghost)
        for column in self._shown.columns:
            column.list.show_sources(ids)
        self._place_bar()
        self.bar.rise(places_for(kinds))
        ghost.raise_()
        self._view.setCursor(Qt.CursorShape.ClosedHandCursor)

    def go_to(self, at: QPoint) -> None:
        """The mouse is at a global point."""
        dragged = self._dragged
        if dragged is None:
            return
        self._at = at
        dragged.ghost.follow(at)
        over_bar = self.bar.rect().contains(self.bar.mapFromGlobal(at))
        self.bar.hover(self.bar.mapFromGlobal(at))
        target = None if over_bar else self._column_at(at)
        self._show_target(target, dragged)
        viewport = self._view.viewport()
        x = viewport.mapFromGlobal(at).x()
        edges = [(self._view.horizontalScrollBar(), x, viewport.width())]
        if target is not None:
            inside = target.list.viewport()
            y = inside.mapFromGlobal(at).y()
            edges.append((target.list.verticalScrollBar(), y, inside.height()))
        self._edges.watch(*edges)

    def drop(self, at: QPoint) -> None:
        """Let go at a global point; outside of all targets nothing moves."""
        dragged = self._dragged
        if dragged is None:
            return
        self.go_to(at)
        target = self._target
        place = self.bar.hover(self.bar.mapFromGlobal(at))
        below, above = self._neighbours(target, dragged)
        where = self._rect_in_bar(place.role) if place is not None else QRect()
        self._end()
        if place is not None:
            self.dropped_on.emit(dragged.seen, place.role, where)
        elif target is not None:
            self.dropped.emit(dragged.seen, target.model.stage.id, below, above)
        self._slide().play()  # if nothing was moved: back to where they came from

    def cancel(self) -> None:
        """Put everything back (Esc, right click)."""
        if self._dragged is not None:
            self._end()
            self._slide().play()
            self._tools.notices.announce(tr("Move cancelled"))

    def give_up(self) -> None:
        """The columns are other ones while cards are in the hand."""
        if self._dragged is not None:
            rows = self._dragged.seen.rows
            self._end()
            title = tr_n("%n lead was not moved.", "%n leads were not moved.", len(rows))
            hint = tr("Somebody changed the stages meanwhile. Drag again.")
            self._tools.notices.tell(Notice("known", title, hint))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the bar at the foot; a board that is hidden drags nothing."""
        if watched is self._view and event.type() == QEvent.Type.Resize:
            if self.is_on:
                self._place_bar()
        elif watched is self._view and event.type() == QEvent.Type.Hide:
            self.cancel()
        return False

    # --- inside ------------------------------------------------------------------------------

    def _show_target(self, target: ColumnView | None, dragged: Dragged) -> None:
        self._target = target
        for column in self._shown.columns:
            is_new = column is target and any(column.model.row_of(i) is None for i in dragged.ids)
            by_hand = column is target and self._board.filter.sort == "manual"
            column.set_preview(self._worth_to(column, dragged) if is_new else "")
            if is_new or by_hand:
                column.list.show_slot(self._slot_row(column, dragged), tr("Drop to move here"))
            else:
                column.list.show_slot(None)

    def _worth_to(self, column: ColumnView, dragged: Dragged) -> str:
        """Say what a column would win: a card that is in it already adds nothing."""
        comers = [row for row in dragged.seen.rows if column.model.row_of(row.id) is None]
        worth = self._board.value_text(comers)
        return f"+{worth}" if worth else ""

    def _slot_row(self, column: ColumnView, dragged: Dragged) -> int:
        if self._board.filter.sort == "manual":
            return column.list.row_at(column.list.viewport().mapFromGlobal(self._at).y())
        return place_of(dragged.seen.rows[0], column.model.leads(), self._board.filter)

    def _neighbours(
        self, target: ColumnView | None, dragged: Dragged
    ) -> tuple[int | None, int | None]:
        """By hand: the card below the drop or, at the column's end, the one above it."""
        if target is None or self._board.filter.sort != "manual":
            return None, None
        slot, rows = self._slot_row(target, dragged), target.model.leads()
        below = next((row.id for row in rows[slot:] if row.id not in dragged.ids), None)
        above = next((row.id for row in reversed(rows[:slot]) if row.id not in dragged.ids), None)
        return below, above if below is None else None

    def _column_at(self, at: QPoint) -> ColumnView | None:
        viewport = self._view.viewport()
        if not viewport.rect().contains(viewport.mapFromGlobal(at)):
            return None
        columns = self._shown.columns
        return next((c for c in columns if c.rect().contains(c.mapFromGlobal(at))), None)

    def _rect_in_bar(self, role: StageRole) -> QRect:
        rect = self.bar.rect_of(role)
        return QRect(self.bar.mapTo(self._view.window(), rect.topLeft()), rect.size())

    def _end(self) -> None:
        dragged, self._dragged = self._dragged, None
        if dragged is not None:
            self._slide().note(dict.fromkeys(dragged.ids, dragged.ghost.place()))
        self._target = None
        self._edges.stop()
        self.bar.hide()
        self._view.unsetCursor()
        if dragged is not None:
            dragged.ghost.hide()
            dragged.ghost.deleteLater()
        for column in self._shown.columns:
            column.list.end_drag()
            column.list.show_sources(())
            column.list.show_slot(None)
            column.set_preview("")

    def _place_bar(self) -> None:
        from leaddesk.widgets.board.drop_bar import HEIGHT

        left, top, right, bottom = shadow_reach(2)
        view = self._view
        width = view.width() - 2 * _SIDE
        panel = QRect(_SIDE, view.height() - HEIGHT - _FOOT, width, HEIGHT)
        self.bar.setGeometry(panel.adjusted(-left, -top, right, bottom))
