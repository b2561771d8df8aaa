"""Soft shadows as stacked rounded rectangles, drawn once per size and kept as pixmaps."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final, Literal, NamedTuple, TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from leaddesk.widgets.theme.tokens import Colors

Level: TypeAlias = Literal[1, 2, 3]

_KEPT: Final = 48


class _Ring(NamedTuple):
    """How far the shape grows, how far it sinks (pixels), how dark it is (0 to 1)."""

    grow: float
    sink: float
    alpha: float


#: 1 cards, 2 popovers, 3 a dragged card, toasts and reminders.
_RINGS: Final[dict[Level, tuple[_Ring, ...]]] = {
    1: (_Ring(0, 1, 0.045), _Ring(1, 2, 0.018)),
    2: (_Ring(0, 1, 0.05), _Ring(1.3, 3, 0.032), _Ring(2.7, 5, 0.02), _Ring(4, 7, 0.013)),
    3: (
        _Ring(0, 2, 0.06),
        _Ring(3, 6, 0.038),
        _Ring(6, 10, 0.024),
        _Ring(9, 15, 0.015),
        _Ring(12, 19, 0.0095),
        _Ring(16, 24, 0.006),
    ),
}


def shadow_reach(level: Level) -> tuple[int, int, int, int]:
    """Return how far a shadow reaches beyond its shape: left, top, right, bottom, in pixels."""
    rings = _RINGS[level]
    side = max(ring.grow for ring in rings)
    top = max(ring.grow - ring.sink for ring in rings)
    bottom = max(ring.grow + ring.sink for ring in rings)
    return (round(side), max(0, round(top)), round(side), round(bottom))


class Shadows:
    """Draws shadows under rounded rectangles. `on` False (high contrast) draws none."""

    def __init__(self, colors: Colors, *, on: bool, dark: bool) -> None:
        self._color = colors.shadow
        self._strength = colors.shadow_strength
        self._on = on
        self._dark = dark
        self._kept: OrderedDict[tuple[int, int, int, Level, float], QPixmap] = OrderedDict()

    def draw(self, painter: QPainter, rect: QRectF, radius: int, level: Level) -> None:
        """Paint the shadow of `rect` under it. In the dark theme level 1 is left to borders."""
        if not self._on or (self._dark and level == 1):
            return
        left, top, _right, _bottom = shadow_reach(level)
        ratio = painter.device().devicePixelRatio()
        pixmap = self._pixmap(rect.size().toSize(), radius, level, ratio)
        painter.drawPixmap(rect.topLeft() - QPointF(left, top), pixmap)

    def _pixmap(self, size: QSize, radius: int, level: Level, ratio: float) -> QPixmap:
        key = (size.width(), size.height(), radius, level, ratio)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        made = self._kept[key] = self._make(size, radius, level, ratio)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return made

    def _make(self, size: QSize, radius: int, level: Level, ratio: float) -> QPixmap:
        left, top, right, bottom = shadow_reach(level)
        width, height = size.width() + left + right, size.height() + top + bottom
        pixmap = QPixmap(QSize(round(width * ratio), round(height * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shape = QRectF(left, top, size.width(), size.height())
        for ring in _RINGS[level]:
            color = QColor(self._color)
            color.setAlphaF(min(1.0, ring.alpha * self._strength))
            painter.setBrush(color)
            grown = shape.adjusted(-ring.grow, -ring.grow, ring.grow, ring.grow)
            corner = radius + ring.grow
            painter.drawRoundedRect(grown.translated(0, ring.sink), corner, corner)
        painter.end()
        return pixmap
