"""The rail at the window's left edge: the pages, always labelled, in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QLinearGradient, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Avatar, speak_as_page_tab, speak_as_page_tabs
from leaddesk.widgets.labels import set_tool_tip
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import CENTER, elide, rounded, write

WIDTH: Final = 72
WIDEST: Final = 104


@dataclass(frozen=True, slots=True)
class RailPlace:
    """A page in the rail; `key` names it, `keys` are the keys that lead there ("Ctrl+1")."""

    key: str
    text: str
    icon: str
    keys: str
    at_foot: bool = False


class RailButton(QAbstractButton):
    """Icon 20 and label; the chosen one is filled and has a bar at the edge."""

    def __init__(self, theme: Theme, place: RailPlace) -> None:
        super().__init__()
        self._theme = theme
        self.place = place
        self.setCheckable(True)
        self.setText(place.text)
        set_tool_tip(self, f"{place.text}  {place.keys}")
        self.setAccessibleName(place.text)
        speak_as_page_tab(self)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the rail's width and room for icon and label."""
        words = self._theme.fonts.metrics("micro", 600).horizontalAdvance(self.text())
        return QSize(max(WIDTH, min(words + 10, WIDEST)), self._theme.look.px(52))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with Up and Down; Enter goes to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button."""
        theme, colors = self._theme, self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        place = QRect(8, 0, self.width() - 16, self.height())
        if on:
            rounded(painter, place, 9, fill=colors.rail_on)
            edge = self.width() - 3 if self.isRightToLeft() else 0
            middle = self.height() // 2
            rounded(painter, QRect(edge, middle - 12, 3, 24), 1.5, fill=QColor(colors.accent_line))
        elif self.underMouse():
            half = QColor(colors.rail_on)
            half.setAlphaF(0.55)
            rounded(painter, place, 9, fill=half)
        if self.hasFocus():
            rounded(painter, place, 9, frame=colors.rail_text_on, width=theme.ring())
        ink = colors.rail_text_on if on else colors.rail_text
        size = theme.look.px(20)
        pixmap = theme.icons.pixmap(self.place.icon, ink, size)
        painter.drawPixmap((self.width() - size) // 2, theme.look.px(8), pixmap)
        words = QRect(0, theme.look.px(31), self.width(), theme.look.px(16))
        font = theme.fonts.font("micro", 600 if on else 500)
        text = elide(theme.fonts.metrics("micro", 600), self.text(), self.width() - 4)
        write(painter, words, text, font, ink, CENTER)
        painter.end()


class Mark(QWidget):
    """LeadDesk's mark: a rounded square with an L and a dot."""

    def __init__(self, theme: Theme, side: int = 32) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.width()
        fill = QLinearGradient(0, 0, side, side)
        fill.setColorAt(0, QColor("#5B7BFF"))
        fill.setColorAt(1, QColor("#8A4DE8"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()), side * 0.28, side * 0.28)
        white = self._theme.colors.rail_text_on
        pen = QPen(white, side * 0.115)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        x, top, foot = side * 0.36, side * 0.28, side * 0.69
        corners = (QPointF(x, top), QPointF(x, foot), QPointF(side * 0.62, foot))
        painter.drawPolyline(QPolygonF(corners))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(white)
        dot = side * 0.16
        painter.drawEllipse(QRectF(side * 0.58, side * 0.27, dot, dot))
        painter.end()


class Rail(QWidget):
    """All pages as buttons, the user at the foot. `chosen` names the page asked for."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, places: Sequence[RailPlace]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setProperty("panel", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Pages"))
        speak_as_page_tabs(self)
        self._buttons = QButtonGroup(self)
        self._avatar = Avatar(theme, 28)
        self._avatar.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 20)
        column.setSpacing(4)
        column.addWidget(Mark(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(14)
        for place in (p for p in places if not p.at_foot):
            column.addWidget(self._button(theme, place))
        column.addStretch(1)
        for place in (p for p in places if p.at_foot):
            column.addWidget(self._button(theme, place))
        column.addSpacing(8)
        column.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignHCenter)

    def choose(self, key: str) -> None:
        """Mark a page as the one shown."""
        for button in self._buttons.buttons():
            if isinstance(button, RailButton) and button.place.key == key:
                button.setChecked(True)

    def button(self, key: str) -> RailButton:
        """Return a page's button."""
        return next(
            b for b in self._buttons.buttons() if isinstance(b, RailButton) and b.place.key == key
        )

    def set_user(
        self, name: str, initials: str, color: int, *, present: bool | None = None
    ) -> None:
        """Show who works here; on a team's server also whether it is in reach (`present`)."""
        said = name
        if present is not None:
            said = (
                tr("{name}, connected to the team server", name=name)
                if present
                else tr("{name}, not connected to the team server", name=name)
            )
        self._avatar.set_person(said, initials, color, present=present)
        self._avatar.show()

    def _button(self, theme: Theme, place: RailPlace) -> RailButton:
        button = RailButton(theme, place)
        self._buttons.addButton(button)
        button.clicked.connect(lambda: self.chosen.emit(place.key))
        return button
