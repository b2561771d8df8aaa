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

from leaddesk.presentation.card import Card
from leaddesk.presentation.plain_text import one_line
from leaddesk.widgets.board.card_painter import CardPainter, CardState
from leaddesk.widgets.theme import Theme

#: The card of a row, a leaddesk.presentation.card.Card.
CardRole: Final = int(Qt.ItemDataRole.UserRole) + 1
#: The lead's id of a row.
IdRole: Final = int(Qt.ItemDataRole.UserRole) + 2

Index: TypeAlias = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Paints `CardRole`; a row without a card is painted as loading.

    The view sets what the rows don't know: `keyboard` shows the focus ring, `several` the checks
    of a selection of more than one card, `sources` are ids whose place is dashed because they
    are being dragged, and rows from `slot_row` on make room for the place of a dragged card.
    """

    step_clicked = Signal(object)
    """The card whose next step was clicked (for "Plan next step" and for the step itself)."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.painter = CardPainter(theme)
        self.keyboard = True
        self.several = False
        self.sources: frozenset[int] = frozenset()
        self.slot_row: int | None = None
        self._pressed: QPersistentModelIndex | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the cell's size; the view stretches it to its width."""
        return QSize(232, self.painter.cell_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        cell = QRect(option.rect)
        if self.slot_row is not None and index.row() >= self.slot_row:
            cell.translate(0, self.painter.cell_height())
        card = index.data(CardRole)
        is_source = bool(self.sources) and index.data(IdRole) in self.sources
        if isinstance(card, Card) and not is_source:
            mirrored = option.direction == Qt.LayoutDirection.RightToLeft
            state = self._state(option)
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
        """Show why a card isn't saved yet, else its whole first line and step."""
        card = index.data(CardRole)
        if event.type() != QEvent.Type.ToolTip or not isinstance(card, Card):
            return super().helpEvent(event, view, option, index)
        lines = [card.unsaved_reason, card.headline(), card.subline(), card.step.text]
        text = "\n".join(one_line(line) for line in lines if line)
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
