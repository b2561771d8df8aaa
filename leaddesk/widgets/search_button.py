"""What looks like a search field in the top bar, and opens the palette where one writes."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from leaddesk.widgets.controls.button import paint_key_cap
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import elide, mirrored, rounded, write

_INSET = 10


class SearchButton(QAbstractButton):
    """A lens, the words, the key. The words give way where there is little room."""

    def __init__(self, theme: Theme, text: str, key: str) -> None:
        super().__init__()
        self._theme, self._key = theme, key
        self.setText(text)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)
        self.setMaximumWidth(250)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the size of an input."""
        return QSize(250, self._theme.look.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame, lens, words and key."""
        theme, colors = self._theme, self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole, rtl = self.rect(), self.isRightToLeft()
        if self.hasFocus():
            rounded(painter, whole, 7, fill=colors.surface, frame=colors.focus, width=theme.ring())
        else:
            frame = colors.line_strong if self.underMouse() else colors.line
            rounded(painter, whole, 7, fill=colors.subtle, frame=frame)
        size = theme.look.px(16)
        lens = QRect(_INSET, (whole.height() - size) // 2, size, size)
        lens = mirrored(whole, lens, right_to_left=rtl)
        painter.drawPixmap(lens.topLeft(), theme.icons.pixmap("search", colors.text3, size))
        end = whole.width() - _INSET
        words_begin, metrics = _INSET + size + 8, theme.fonts.metrics("body")
        width = theme.fonts.metrics("micro").horizontalAdvance(self._key) + 12
        # Of a cut word with a key beside it the key goes: the tool tip has it too.
        if self._key and end - width - words_begin >= metrics.horizontalAdvance("M") * 6:
            height = theme.look.px(20)
            cap = QRect(whole.width() - width - 6, (whole.height() - height) // 2, width, height)
            paint_key_cap(painter, theme, mirrored(whole, cap, right_to_left=rtl), self._key)
            end = cap.left() - 6
        words = QRect(words_begin, 0, end - words_begin, whole.height())
        words = mirrored(whole, words, right_to_left=rtl)
        text = elide(metrics, self.text(), words.width())
        write(painter, words, text, theme.fonts.font("body"), colors.text3)
        painter.end()
