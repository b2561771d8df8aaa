"""One of a few choices as a card: a picture, a title, a sentence; the chosen one is framed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import mirrored, rounded, write

_PAD: Final = 14
_ICON: Final = 20
_LINES: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class ChoiceCard(QRadioButton):
    """A radio button to whoever listens or uses the arrow keys; put several into one parent."""

    def __init__(
        self, theme: Theme, icon: str, title: str, about: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self._theme, self._icon_name, self._about = theme, icon, about
        self.setAccessibleDescription(about)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(theme.look.px(150))
        theme.changed.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow card is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need in this width."""
        text = self._about_rect(QRect(0, 0, width, 10_000))
        metrics = self._theme.fonts.metrics("small")
        lines = metrics.boundingRect(text, int(_LINES), self._about)
        return text.top() + lines.height() + _PAD

    def sizeHint(self) -> QSize:
        """Return a card of usual width."""
        width = self._theme.look.px(200)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest card, with all its words."""
        width = self.minimumWidth()
        return QSize(width, self._theme.look.px(72))

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on the card."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame, picture, words and the mark of the chosen one."""
        theme, colors, on = self._theme, self._theme.colors, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = self.rect().adjusted(1, 1, -1, -1)
        fill = colors.accent_soft if on else colors.hover if self.underMouse() else colors.surface
        frame = colors.accent if on else colors.line_control
        rounded(painter, place, 9, fill=fill, frame=frame, width=2 if on else 1)
        if self.hasFocus():
            ring = place.adjusted(3, 3, -3, -3)
            rounded(painter, ring, 7, frame=colors.focus, width=theme.ring())
        side, right_to_left = theme.look.px(_ICON), self.isRightToLeft()
        icon = mirrored(self.rect(), QRect(_PAD, _PAD, side, side), right_to_left=right_to_left)
        ink = colors.accent_text if on else colors.text2
        painter.drawPixmap(icon.topLeft(), theme.icons.pixmap(self._icon_name, ink, side))
        if on:
            mark = QRect(self.width() - _PAD - side, _PAD, side, side)
            mark = mirrored(self.rect(), mark, right_to_left=right_to_left)
            painter.drawPixmap(mark.topLeft(), theme.icons.pixmap("circle-check", ink, side))
        title = QRect(_PAD, self._title_top(), self.width() - 2 * _PAD, theme.look.px(20))
        write(painter, title, self.text(), theme.fonts.font("heading"), colors.text)
        painter.setFont(theme.fonts.font("small"))
        painter.setPen(colors.text2)
        painter.drawText(self._about_rect(self.rect()), int(_LINES), self._about)
        painter.end()

    def _title_top(self) -> int:
        return _PAD + self._theme.look.px(_ICON + 8)

    def _about_rect(self, outer: QRect) -> QRect:
        top = self._title_top() + self._theme.look.px(24)
        return outer.adjusted(_PAD, top, -_PAD, 0)
