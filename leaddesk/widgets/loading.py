"""What a page shows while its first answer is on the way: grey blocks where things will stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.presentation.text import tr, user_locale
from leaddesk.widgets.controls import Button
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import rounded

Layout: TypeAlias = Literal["cards", "rows", "detail"]

BLOCKS_MS: Final = 150
LINE_MS: Final = 1_000
CANCEL_MS: Final = 5_000


class LoadingCover(QWidget):
    """Lies over `host` while something is read; nothing in it moves.

    Nothing for 150 ms, then the blocks; after a second a line says what is read, after five there
    is Cancel too. Over rows that are still shown there are no blocks: `waited` says when it is
    time to dim them.
    """

    cancelled = Signal()
    waited = Signal()

    def __init__(self, theme: Theme, host: QWidget, layout: Layout) -> None:
        super().__init__(host)
        self._theme, self._host, self._layout = theme, host, layout
        self._has_blocks = self._can_cancel = True
        self.line = PlainLabel(theme, tone="text2", weight=500)
        self.cancel = Button(theme, tr("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addStretch(1)
        said.addWidget(self.line)
        said.addWidget(self.cancel)
        said.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(said)
        column.addStretch(3)
        self._timers = (
            self._timer(BLOCKS_MS, self._show_blocks),
            self._timer(LINE_MS, self._show_line),
            self._timer(CANCEL_MS, self._show_cancel),
        )
        host.installEventFilter(self)
        self.hide()

    @property
    def is_loading(self) -> bool:
        return self._timers[2].isActive() or self.isVisible()

    def begin(
        self, count: int | None = None, *, has_blocks: bool = True, can_cancel: bool = True
    ) -> None:
        """Something is being read; `count` leads, where that is known."""
        text = tr("Loading leads...")
        if count and count > 1:
            text = tr("Loading {count} leads...", count=user_locale().toString(count))
        self.line.setText(text)
        if self.is_loading:
            self._can_cancel |= can_cancel
            return
        self._has_blocks, self._can_cancel = has_blocks, can_cancel
        self.line.hide()
        self.cancel.hide()
        for timer in self._timers:
            timer.start()

    def end(self) -> None:
        """It is there, or failed."""
        for timer in self._timers:
            timer.stop()
        if self.cancel.hasFocus():
            self._host.setFocus()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the host whatever its size."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the blocks, and the ground of the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._has_blocks:
            painter.fillRect(self.rect(), self._theme.colors.canvas)
            for block in self._blocks():
                rounded(painter, block, 7, fill=self._theme.colors.press)
        if self.line.isVisible():
            # The line is read on a ground of its own, not across blocks or cards.
            last = self.cancel if self.cancel.isVisible() else self.line
            ground = QRectF(self.line.geometry().united(last.geometry())).adjusted(-20, -12, 20, 12)
            rounded(painter, ground, 11, fill=self._theme.colors.surface)
        painter.end()

    # --- inside ------------------------------------------------------------------------------

    def _blocks(self) -> list[QRectF]:
        width, height, px = self.width(), self.height(), self._theme.look.px
        if self._layout == "cards":
            room = max(1, (width - 48) // px(276))
            wide = (width - 48 - 12 * (room - 1)) / room
            tops = range(px(58), height, px(120))
            return [
                QRectF(24 + n * (wide + 12), top, wide, px(112))
                for n in range(room)
                for top in tops
            ] + [QRectF(24 + n * (wide + 12), 10, wide * 0.5, px(32)) for n in range(room)]
        if self._layout == "rows":
            return [
                QRectF(16, top + px(12), (width - 32) * part, px(16))
                for n, top in enumerate(range(px(38), height, px(40)))
                for part in ((0.92, 0.84, 0.96, 0.8)[n % 4],)
            ]
        parts = ((10, 44, 0.7), (70, 36, 1.0), (120, 54, 1.0), (190, 160, 1.0), (370, 120, 1.0))
        return [QRectF(15, px(y), (width - 30) * part, px(high)) for y, high, part in parts]

    def _show_blocks(self) -> None:
        if self._has_blocks:
            self._show()
        else:
            self.waited.emit()

    def _show_line(self) -> None:
        self._show()
        self.line.show()
        self.update()

    def _show_cancel(self) -> None:
        if self._can_cancel:
            self.cancel.show()
            self.update()

    def _show(self) -> None:
        # Over rows that are still shown a click goes through to them.
        through = Qt.WidgetAttribute.WA_TransparentForMouseEvents
        self.setAttribute(through, on=not self._has_blocks and not self._can_cancel)
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()

    def _cancel(self) -> None:
        self.end()
        self.cancelled.emit()

    def _timer(self, ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(slot)
        return timer
