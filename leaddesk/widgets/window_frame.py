"""The window before its content: an empty board, painted within a moment of the start.

It imports next to nothing. The content, which needs most of the program, is put into it when it
is built; size, place, title and the close button are the frame's all along.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, Protocol, runtime_checkable

from PySide6.QtCore import QLocale, QRect, QRectF, Qt
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from leaddesk.widgets.window_place import SMALLEST, put_back

#: Of the token file, which would cost a part of the first paint to read; a test compares them.
COLORS: Final = {
    "light": {"canvas": "#F6F7F9", "surface": "#FFFFFF", "sunken": "#EDF0F4", "line": "#E2E6EC",
              "rail": "#171C2E"},
    "dark": {"canvas": "#12151C", "surface": "#1B1F29", "sunken": "#161A22", "line": "#2B313D",
             "rail": "#0C0F16"},
}  # fmt: skip
_RAIL, _BAR, _TOP, _MARGIN, _WIDTH, _GAP, _COLUMNS = 72, 56, 108, 24, 232, 12, 5


@runtime_checkable
class MayHoldClosing(Protocol):
    """Content that asks before it lets itself be closed; it calls `close` when that is answered."""

    def may_close(self, close: Callable[[], object]) -> bool: ...


class WindowFrame(QMainWindow):
    """Shows the outline of the board until `set_content`; closing asks the content first."""

    def __init__(
        self, scheme: Literal["light", "dark"], place: str, *, is_first: bool = False
    ) -> None:
        """`place` is what `window_place.place_text` gave at the last end, "" at a first start.
        With `is_first` nobody has seen the board: its outline would only flash up."""
        super().__init__()
        self.is_first = is_first
        self._may_close: Callable[[Callable[[], object]], bool] | None = None
        self._colors = {name: QColor(value) for name, value in COLORS[scheme].items()}
        self.setWindowTitle("LeadDesk")
        self.setMinimumSize(SMALLEST)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        put_back(self, place)

    def set_content(self, content: QWidget) -> None:
        """Show the content in place of the outline."""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)
        self.setLocale(QLocale())  # the language was chosen after the frame was made
        self.setCentralWidget(content)
        if isinstance(content, MayHoldClosing):
            self._may_close = content.may_close

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close if the content lets itself be closed."""
        content = self.centralWidget()
        by_hand = event.spontaneous()  # else the program ends, which is not to be held up
        if by_hand and self._may_close is not None and not self._may_close(self.close):
            event.ignore()
            return
        if content is None or content.close():
            event.accept()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint rail, top bar and empty columns."""
        if self.centralWidget() is not None:
            super().paintEvent(event)
            return
        colors, width, height = self._colors, self.width(), self.height()
        painter = QPainter(self)
        if self.isRightToLeft():
            painter.translate(width, 0)
            painter.scale(-1, 1)
        painter.fillRect(self.rect(), colors["canvas"])
        if self.is_first:
            painter.end()
            return
        painter.fillRect(QRect(0, 0, _RAIL, height), colors["rail"])
        painter.fillRect(QRect(_RAIL, 0, width, _BAR), colors["surface"])
        painter.fillRect(QRect(_RAIL, _BAR - 1, width, 1), colors["line"])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors["sunken"])
        for number in range(_COLUMNS):
            left = _RAIL + _MARGIN + number * (_WIDTH + _GAP)
            painter.drawRoundedRect(QRectF(left, _TOP, _WIDTH, height - _TOP - 28), 10, 10)
        painter.end()
