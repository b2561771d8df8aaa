"""The small frames and marks that every step of the import is built of."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import rounded


class Panel(QFrame):
    """An area with the look of a panel ("surface", "inset", "info" ...) and a column inside."""

    def __init__(self, look: str = "surface", padding: int = 20, spacing: int = 10) -> None:
        super().__init__()
        self.setProperty("panel", look)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(padding, padding, padding, padding)
        self.column.setSpacing(spacing)


class Line(QFrame):
    """A line of one pixel across."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "line")
        self.setFixedHeight(1)


class Mark(QLabel):
    """An icon in a colour of the tokens, drawn anew when the look changes."""

    def __init__(self, theme: Theme, icon: str, color: str, size: int = 16) -> None:
        super().__init__()
        self._theme, self._icon, self._color, self._size = theme, icon, color, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._tint)
        self._tint()

    def set_mark(self, icon: str, color: str) -> None:
        """Show another icon."""
        if (icon, color) != (self._icon, self._color):
            self._icon, self._color = icon, color
            self._tint()

    def _tint(self) -> None:
        color = self._theme.colors.named(self._color)
        self.setPixmap(self._theme.icons.pixmap(self._icon, color, self._theme.look.px(self._size)))


class Tile(QWidget):
    """An icon on a soft square of its colour family."""

    def __init__(self, theme: Theme, icon: str, family: str) -> None:
        super().__init__()
        self._theme, self._icon, self._family = theme, icon, family
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return a square of 28 pixels."""
        side = self._theme.look.px(28)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint square and icon."""
        colors, size = self._theme.colors, self._theme.look.px(16)
        plain = self._family == "none"
        fill = colors.hover if plain else colors.named(f"{self._family}_soft")
        ink = colors.text2 if plain else colors.named(f"{self._family}_text")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, self.rect(), 7, fill=fill, frame=colors.line if plain else None)
        place = QRect(0, 0, size, size)
        place.moveCenter(self.rect().center())
        painter.drawPixmap(place.topLeft(), self._theme.icons.pixmap(self._icon, ink, size))
        painter.end()


class DropFrame(QFrame):
    """The dashed frame into which a file is dropped."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and dashes."""
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = colors.subtle
        frame = colors.line_control
        rounded(painter, self.rect(), 11, fill=fill, frame=frame, width=1.5, dashed=True)
        painter.end()


TOP = Qt.AlignmentFlag.AlignTop
