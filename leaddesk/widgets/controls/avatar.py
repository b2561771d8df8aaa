"""A person as a coloured disc with initials, on wish with a presence dot."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.widgets.labels import set_tool_tip
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import avatar_disc


class Avatar(QWidget):
    """A disc of `size` pixels at 100 % text size; the name is its tool tip and spoken name."""

    def __init__(self, theme: Theme, size: int = 28, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._initials = ""
        self._index = 0
        self._present: bool | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._refit)

    def set_person(
        self, name: str, initials: str, color_index: int, *, present: bool | None = None
    ) -> None:
        """Show a person; `present` None draws no dot."""
        self._initials, self._index, self._present = initials, color_index, present
        self.setAccessibleName(name)
        set_tool_tip(self, name)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the disc's size with the chosen text size."""
        side = self._theme.look.px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint disc, initials and dot."""
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRect(0, 0, self.width(), self.height())
        ink = colors.on_accent
        font = self._theme.fonts.font("micro", 700)
        avatar_disc(painter, disc, self._initials, colors.avatar(self._index), ink, font)
        if self._present is not None:
            side = max(8, round(self.height() * 0.36))
            dot = QRect(self.width() - side, self.height() - side, side, side)
            painter.setBrush(colors.ok if self._present else colors.line_control)
            painter.setPen(self.palette().window().color())
            painter.drawEllipse(dot.adjusted(1, 1, -1, -1))
        painter.end()

    def _refit(self) -> None:
        self.updateGeometry()
        self.update()
