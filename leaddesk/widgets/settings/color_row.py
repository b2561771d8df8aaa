"""A row of colours to choose from: the dots of stages, the discs of people."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.presentation.text import tr
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import mirrored, rounded

_SIDE: Final = 24
_GAP: Final = 4


class ColorRow(QWidget):
    """Left and Right walk, a click chooses; `chosen` brings the colour's number, from 1."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str, *, avatars: bool = False) -> None:
        super().__init__()
        self._theme, self._name, self._avatars = theme, name, avatars
        self._at = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._say()
        theme.changed.connect(self.update)

    @property
    def color(self) -> int:
        """The chosen colour, from 1."""
        return self._at

    @property
    def count(self) -> int:
        """How many there are."""
        colors = self._theme.colors
        return len(colors.avatars if self._avatars else colors.stages)

    def choose(self, color: int) -> None:
        """Mark a colour without saying `chosen`; numbers above the last begin again."""
        self._at = (color - 1) % self.count + 1
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of all colours."""
        side = self._theme.look.px(_SIDE)
        return QSize(self.count * (side + _GAP) - _GAP, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with Left and Right."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._take(self._at + (-step if self.isRightToLeft() else step))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the colour under the mouse."""
        for number in range(1, self.count + 1):
            if self._place(number).contains(event.position().toPoint()):
                self._take(number)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a disc for each colour, a ring around the chosen one."""
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(1, self.count + 1):
            place = self._place(number)
            color = colors.avatar(number - 1) if self._avatars else colors.stage(number - 1)
            if number == self._at:
                ring = colors.focus if self.hasFocus() else colors.text2
                rounded(painter, place, place.width() / 2, frame=ring, width=2)
            inner = place.adjusted(5, 5, -5, -5)
            rounded(painter, inner, inner.width() / 2, fill=color)
        painter.end()

    def _take(self, number: int) -> None:
        number = min(max(number, 1), self.count)
        if number != self._at:
            self.choose(number)
            self.chosen.emit(number)

    def _place(self, number: int) -> QRect:
        side = self._theme.look.px(_SIDE)
        place = QRect((number - 1) * (side + _GAP), 0, side, side)
        return mirrored(self.rect(), place, right_to_left=self.isRightToLeft())

    def _say(self) -> None:
        words = tr("{name}: {number} of {count}", name=self._name, number=self._at,
                   count=self.count)  # fmt: skip
        self.setAccessibleName(words)
