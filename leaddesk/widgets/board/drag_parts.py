"""Cards on their way under the mouse: the ghost, the scrolling at the edges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollBar, QWidget

from leaddesk.domain.draft import RecordKind
from leaddesk.presentation.pending_moves import Seen

EDGE_PX: Final = 48
_TURN_MS: Final = 16
_FASTEST: Final = 18


class Ghost(QLabel):
    """The dragged card under the mouse; it takes no clicks."""

    def __init__(self, host: QWidget, pixmap: QPixmap, cell: QRect) -> None:
        """`cell` is where in the picture the cell of the card lies."""
        super().__init__(host)
        self._cell = cell
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setPixmap(pixmap)
        size = pixmap.deviceIndependentSize().toSize()
        self.resize(size)
        self._grip = QPoint(size.width() // 2, size.height() // 3)
        self.show()
        self.raise_()

    def place(self) -> QRect:
        """Return where the cell of the card is seen, in global pixels."""
        return QRect(self.mapToGlobal(self._cell.topLeft()), self._cell.size())

    def follow(self, at: QPoint) -> None:
        """Stand at a global point."""
        host = self.parentWidget()
        if host is not None:
            self.move(host.mapFromGlobal(at) - self._grip)


@dataclass(slots=True, eq=False)
class Dragged:
    """What is being dragged: ids, how they looked when they were taken up, what they are, their
    ghost."""

    ids: list[int]
    seen: Seen
    kinds: frozenset[RecordKind]
    ghost: Ghost


class EdgeScroll(QObject):
    """Scrolls bars while the mouse is near their edges; `turned` follows each step."""

    turned = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speeds: list[tuple[QScrollBar, int]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_TURN_MS)
        self._timer.timeout.connect(self._turn)

    def watch(self, *edges: tuple[QScrollBar, int, int]) -> None:
        """Take in where the mouse is: for each bar the position and the length of its view."""
        self._speeds = [
            (bar, speed) for bar, at, length in edges if (speed := edge_speed(at, length))
        ]
        if self._speeds and not self._timer.isActive():
            self._timer.start()
        elif not self._speeds:
            self._timer.stop()

    def stop(self) -> None:
        """The drag is over."""
        self._speeds = []
        self._timer.stop()

    def _turn(self) -> None:
        for bar, speed in self._speeds:
            bar.setValue(bar.value() + speed)
        self.turned.emit()


def edge_speed(at: int, length: int) -> int:
    """Return pixels per step, negative towards the start; 0 away from both edges or outside."""
    if not 0 <= at < length:
        return 0
    if at < EDGE_PX:
        return -max(2, _FASTEST * (EDGE_PX - at) // EDGE_PX)
    if at >= length - EDGE_PX:
        return max(2, _FASTEST * (EDGE_PX - (length - 1 - at)) // EDGE_PX)
    return 0
