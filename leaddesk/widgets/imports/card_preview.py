"""A row of the file as the card that it becomes."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.presentation.card import Card
from leaddesk.presentation.plain_text import one_line
from leaddesk.widgets.board.card_painter import CardPainter
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import CENTER, elide, rounded, write

_INSET = 10


class CardPreview(QWidget):
    """A well with one painted card; without one it says why."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._painter = CardPainter(theme)
        self._card: Card | None = None
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_card(self, card: Card | None, note: str = "") -> None:
        """Show a card, or a note in its place."""
        self._card, self._note = card, note
        self._painter.forget()
        self.setAccessibleName(card.accessible_text if card is not None else note)
        self.update()

    @property
    def card(self) -> Card | None:
        """The card that is shown."""
        return self._card

    def sizeHint(self) -> QSize:
        """Return the height of a card and its well."""
        return QSize(240, self._painter.cell_height() + 2 * (_INSET - 4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint well and card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, self.rect(), 10, fill=self._theme.colors.sunken)
        side = _INSET - 4
        cell = self.rect().adjusted(side, side, -side, -side)
        cell = QRect(cell.left(), cell.top(), cell.width(), self._painter.cell_height())
        if self._card is not None:
            self._painter.paint(painter, cell, self._card, right_to_left=self.isRightToLeft())
        elif self._note:
            font = self._theme.fonts.font("small")
            room = self.rect().adjusted(16, 0, -16, 0)
            text = elide(self._theme.fonts.metrics("small"), one_line(self._note), room.width())
            write(painter, room, text, font, self._theme.colors.text2, CENTER)
        else:
            self._painter.paint_loading(painter, cell)
        painter.end()
