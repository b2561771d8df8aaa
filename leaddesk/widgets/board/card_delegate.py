"""The delegate of a board column: paints cards, knows where the step is, says what was hit."""

from __future__ import annotations

from typing import Final, TypeAlias

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from leaddesk.presentation.card import Card, CardTips
from leaddesk.presentation.column_model import CardRole, IdRole, TipsRole
from leaddesk.widgets.board.card_painter import CardPainter, CardState
from leaddesk.widgets.theme import Theme

Index: TypeAlias = QModelIndex | QPersistentModelIndex


_DIMMED: Final = 0.6


class CardDelegate(QStyledItemDelegate):
    """Paints `CardRole`; a row without a card is painted as loading.

    The view sets what the rows don't know: `keyboard` shows the focus ring, `several` the checks
    of a selection of more than one card, `sources` are ids whose place is dashed because they
    are being dragged, those `away` slide to their place over the board, and rows from `slot_row` on
    make room for the place of a dragged card.
    """

    step_clicked = Signal(object)
    """The card whose next step was clicked (for "Plan next step" and for the step itself)."""

    def __init__(
        self, theme: Theme, parent: QObject | None = None, *, painter: CardPainter | None = None
    ) -> None:
        """The columns of a board share one `painter`, and with it the kept drawings."""
        super().__init__(parent)
        self._theme = theme
        self.painter = painter or CardPainter(theme)
        self.keyboard = True
        self.several = False
        self.sources: frozenset[int] = frozenset()
        self.away: frozenset[int] = frozenset()
        self.dimmed = False  # what is shown belongs to an older filter
        self.slot_row: int | None = None
        self._pressed: QPersistentModelIndex | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the cell's size; the view stretches it to its width."""
        return QSize(232, self.painter.cell_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        if self.away and index.data(IdRole) in self.away:
            return
        cell = QRect(option.rect)
        if self.slot_row is not None and index.row() >= self.slot_row:
            cell.translate(0, self.painter.cell_height())
        card = index.data(CardRole)
        is_source = bool(self.sources) and index.data(IdRole) in self.sources
        if isinstance(card, Card) and not is_source:
            mirrored = option.direction == Qt.LayoutDirection.RightToLeft
            state = self._state(option)
            painter.setOpacity(_DIMMED if self.dimmed else 1.0)
            self.painter.paint(painter, cell, card, state, right_to_left=mirrored)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_source:
            self.painter.paint_outline(painter, cell)
        else:
            self.painter.paint_loading(painter, cell)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Say `step_clicked` when press and release both hit the step of one card."""
        if not isinstance(event, QMouseEvent) or event.button() != Qt.MouseButton.LeftButton:
            return super().editorEvent(event, model, option, index)
        card = self._hit(event, option, index)
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed = QPersistentModelIndex(index) if card is not None else None
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            pressed, self._pressed = self._pressed, None
            if card is not None and pressed is not None and pressed == index:
                self.step_clicked.emit(card)
                return True
        return super().editorEvent(event, model, option, index)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell what is under the pointer: the whole of what was cut, a step with its date."""
        card, tips = index.data(CardRole), index.data(TipsRole)
        is_tip = event.type() == QEvent.Type.ToolTip
        if not (is_tip and isinstance(card, Card) and isinstance(tips, CardTips)):
            return super().helpEvent(event, view, option, index)
        from leaddesk.widgets.board.card_tips import tip_at

        rect = self.painter.card_rect(QRect(option.rect))
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        point = event.pos() - rect.topLeft()
        if mirrored:
            point.setX(rect.width() - 1 - point.x())
        checked = self._state(option).checked
        text = tip_at(self._theme, card, tips, rect.width(), point, checked=checked)
        QToolTip.showText(event.globalPos(), text, view, option.rect)
        return True

    def _hit(self, event: QMouseEvent, option: QStyleOptionViewItem, index: Index) -> Card | None:
        card = index.data(CardRole)
        if not isinstance(card, Card):
            return None
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        cell = QRect(option.rect)
        area = self.painter.step_rect(cell, card, right_to_left=mirrored)
        return card if area.contains(event.position().toPoint()) else None

    def _state(self, option: QStyleOptionViewItem) -> CardState:
        flag = QStyle.StateFlag
        return CardState(
            hovered=bool(option.state & flag.State_MouseOver),
            selected=bool(option.state & flag.State_Selected),
            focused=self.keyboard and bool(option.state & flag.State_HasFocus),
            checked=self.several and bool(option.state & flag.State_Selected),
        )
