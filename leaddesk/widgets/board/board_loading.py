"""What a board shows while it is read: nothing at first, then still blocks, words, a way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from leaddesk.presentation.text import tr
from leaddesk.widgets.board.card_painter import CardPainter
from leaddesk.widgets.controls import Button
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.shadows import shadow_reach
from leaddesk.widgets.theme.strokes import rounded

BLOCKS_MS: Final = 150
WORDS_MS: Final = 1_000
CANCEL_MS: Final = 5_000
_COLUMNS: Final = 5
_CARDS: Final = 3
_HEAD: Final = 54
_FROM_TOP: Final = 72


class LoadingLine(QWidget):
    """Words over the board while it is read, later with a button that gives up."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self.text = PlainLabel(theme, role="small", tone="text2")
        self.cancel = Button(theme, tr("Cancel"), kind="quiet")
        left, top, right, bottom = shadow_reach(2)
        row = QHBoxLayout(self)
        row.setContentsMargins(left + 16, top + 6, right + 8, bottom + 6)
        row.addWidget(self.text)
        row.addWidget(self.cancel)
        self.hide()

    def say(self, text: str, *, can_cancel: bool) -> None:
        """Show the line at its place in the host."""
        self.text.setText(text)
        self.cancel.setVisible(can_cancel)
        self.setMinimumHeight(self.cancel.sizeHint().height() + 20)
        self.adjustSize()
        host = self.parentWidget()
        if host is not None:
            self.move((host.width() - self.width()) // 2, _FROM_TOP)
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the panel."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top, right, bottom = shadow_reach(2)
        panel = QRectF(self.rect()).adjusted(left, top, -right, -bottom)
        colors = self._theme.colors
        self._theme.shadows.draw(painter, panel, 11, 2)
        rounded(painter, panel, 11, fill=colors.raised, frame=colors.line_strong)
        painter.end()


class BoardLoading(QWidget):
    """Lies over a board that is read for the first time and paints wells with still blocks. Over
    one that shows older cards it stays hidden; those are dimmed. `dim_asked` says when."""

    cancelled = Signal()
    dim_asked = Signal(bool)

    def __init__(self, theme: Theme, painter: CardPainter, host: QWidget) -> None:
        super().__init__(host)
        self._theme, self._painter, self._host = theme, painter, host
        self.line = LoadingLine(theme, host)
        self.line.cancel.clicked.connect(self.cancelled)
        self._count = ""
        self._is_first = True
        self._blocks = self._timer(BLOCKS_MS, self._show_blocks)
        self._words = self._timer(WORDS_MS, lambda: self._say(can_cancel=False))
        self._way_out = self._timer(CANCEL_MS, lambda: self._say(can_cancel=True))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        host.installEventFilter(self)
        self.hide()

    def begin(self, *, is_first: bool, count: str = "") -> None:
        """The board is being read; `count` says how many leads, where that is known."""
        self._is_first, self._count = is_first, count
        for timer in (self._blocks, self._words, self._way_out):
            timer.start()

    def end(self) -> None:
        """It is there, or will not come."""
        for timer in (self._blocks, self._words, self._way_out):
            timer.stop()
        self.line.hide()
        self.hide()
        self.dim_asked.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host's size."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the wells of a usual board, each with a few cards to come."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = self._theme.colors
        width = (self.width() - 2 * 24 - (_COLUMNS - 1) * 12) // _COLUMNS
        for number in range(_COLUMNS):
            well = QRect(24 + number * (width + 12), 0, width, self.height() - 16)
            rounded(painter, well, 10, fill=colors.sunken)
            head = QRect(well.left() + 14, well.top() + 14, width // 3, 10)
            rounded(painter, head, 4, fill=colors.press)
            for place in range(_CARDS):
                top = well.top() + _HEAD + place * self._painter.cell_height()
                cell = QRect(well.left() + 4, top, width - 8, self._painter.cell_height())
                self._painter.paint_loading(painter, cell)
        painter.end()

    # --- inside ------------------------------------------------------------------------------

    def _timer(self, ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(slot)
        return timer

    def _show_blocks(self) -> None:
        if self._is_first:
            self.setGeometry(self._host.rect())
            self.show()
            self.raise_()
        else:
            self.dim_asked.emit(True)

    def _say(self, *, can_cancel: bool) -> None:
        text = (
            tr("Loading {leads}...", leads=self._count) if self._count else tr("Loading leads...")
        )
        self.line.say(text, can_cancel=can_cancel)
