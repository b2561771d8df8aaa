"""A switch between a few views of the same thing (board or list)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.widgets.controls.spoken import speak_as
from leaddesk.widgets.labels import set_tool_tip
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import CENTER, mirrored, rounded, write


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice: its key, its words, and an icon that is shown instead of the words."""

    key: str
    text: str
    icon: str = ""


class SegmentedSwitch(QWidget):
    """Segments in a well, one of them raised. Left and Right walk, a click chooses."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        segments: Sequence[Segment],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._segments = tuple(segments)
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        speak_as(self, QAccessible.Role.RadioButton)
        self._say()
        theme.changed.connect(self._refit)

    @property
    def key(self) -> str:
        """The key of the chosen segment."""
        return self._segments[self._at].key

    def choose(self, key: str) -> None:
        """Raise the segment with `key` without saying `chosen`; unknown keys change nothing."""
        keys = [segment.key for segment in self._segments]
        if key in keys:
            self._at = keys.index(key)
            self._say()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of all segments."""
        height = self._theme.look.px(28 if self._theme.look.compact else 32)
        return QSize(sum(self._widths()) + 4, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with Left and Right."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        if self.isRightToLeft():
            step = -step
        self._take(min(max(self._at + step, 0), len(self._segments) - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the segment under the mouse."""
        for index, place in enumerate(self._places()):
            if place.contains(event.position().toPoint()):
                self._take(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the segment's words as a tool tip."""
        for index, place in enumerate(self._places()):
            if place.contains(event.position().toPoint()):
                set_tool_tip(self, self._segments[index].text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the well, the raised segment, icons or words."""
        theme, colors = self._theme, self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = colors.focus if self.hasFocus() else None
        rounded(painter, self.rect(), 8, fill=colors.sunken, frame=frame, width=theme.ring())
        for index, place in enumerate(self._places()):
            on = index == self._at
            if on:
                lifted = colors.press if theme.scheme == "dark" else colors.surface
                rounded(painter, place, 6, fill=lifted, frame=colors.line_strong)
            segment = self._segments[index]
            if segment.icon:
                size = theme.look.px(16)
                ink = colors.text if on else colors.text3
                pixmap = theme.icons.pixmap(segment.icon, ink, size)
                x = place.center().x() - size // 2 + 1
                painter.drawPixmap(x, (self.height() - size) // 2, pixmap)
            else:
                font = theme.fonts.font("body", 600 if on else 500)
                ink = colors.text if on else colors.text2
                write(painter, place, segment.text, font, ink, CENTER)
        painter.end()

    def _take(self, index: int) -> None:
        if index != self._at:
            self._at = index
            self._say()
            self.update()
            self.chosen.emit(self.key)

    def _widths(self) -> list[int]:
        metrics = self._theme.fonts.metrics("body", 600)
        return [
            self._theme.look.px(34)
            if segment.icon
            else metrics.horizontalAdvance(segment.text) + 24
            for segment in self._segments
        ]

    def _places(self) -> list[QRect]:
        places, x = [], 2
        for width in self._widths():
            place = QRect(x, 2, width, self.height() - 4)
            places.append(mirrored(self.rect(), place, right_to_left=self.isRightToLeft()))
            x += width
        return places

    def _say(self) -> None:
        self.setAccessibleName(f"{self._name}: {self._segments[self._at].text}")

    def _refit(self) -> None:
        self.updateGeometry()
        self.update()
