"""The bell in the top bar: a dot while something said was not seen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent

from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import IconButton
from leaddesk.widgets.labels import set_tool_tip
from leaddesk.widgets.theme import Theme

_DOT: Final = 8
_RING: Final = 2


class Bell(IconButton):
    """Opens the messages. The dot is a shape of its own; the number is in name and tool tip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "bell", tr("Messages"))
        self.unread = 0
        self.show_unread(0)

    def show_unread(self, unread: int) -> None:
        """Say how many messages nobody has seen."""
        self.unread = unread
        name = tr_n("Messages, %n unread", "Messages, %n unread", unread) if unread else ""
        self.setAccessibleName(name or tr("Messages"))
        set_tool_tip(self, f"{name or tr('Messages')}  {tr('Shift F8')}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dot over the bell, with a ring in the bar's colour around it."""
        super().paintEvent(event)
        if not self.unread:
            return
        colors, size = self._theme.colors, self._theme.look.px(_DOT)
        half = self._theme.look.px(16) / 2
        center = QRectF(self.rect()).center()
        x = center.x() + (-half if self.isRightToLeft() else half) * 0.72
        dot = QRectF(x - size / 2, center.y() - half * 0.72 - size / 2, size, size)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colors.surface)
        painter.setBrush(colors.surface)
        painter.drawEllipse(dot.adjusted(-_RING, -_RING, _RING, _RING))
        painter.setPen(colors.danger)
        painter.setBrush(colors.danger)
        painter.drawEllipse(dot)
        painter.end()
