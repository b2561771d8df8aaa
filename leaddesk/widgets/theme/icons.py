"""Lucide icons in one colour: tinted, drawn crisp for the screen's ratio, kept in a cache."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from leaddesk.base.errors import BugError

_KEPT: Final = 1500
_MODES: Final = (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected)


class Icons:
    """Icons by file name without the ending ("phone"); an unknown name is a bug."""

    def __init__(self, folder: Path, ratio: float = 1.0) -> None:
        """`ratio` is the largest device pixel ratio of the screens, for QIcon."""
        self._folder = folder
        self.ratio = ratio
        self._texts: dict[str, str] = {}
        self._pixmaps: OrderedDict[tuple[str, int, int, float], QPixmap] = OrderedDict()

    def pixmap(self, name: str, color: QColor, size: int = 16, ratio: float = 0.0) -> QPixmap:
        """Return a square pixmap of `size` logical pixels; `ratio` 0 takes the screens' own."""
        ratio = ratio or self.ratio
        key = (name, int(color.rgba()), size, ratio)
        found = self._pixmaps.get(key)
        if found is not None:
            self._pixmaps.move_to_end(key)
            return found
        drawn = self._pixmaps[key] = self._draw(name, color, size, ratio)
        if len(self._pixmaps) > _KEPT:
            self._pixmaps.popitem(last=False)
        return drawn

    def icon(
        self,
        name: str,
        color: QColor,
        size: int = 16,
        disabled: QColor | None = None,
        *,
        before: int = 0,
        after: int = 0,
    ) -> QIcon:
        """Return a QIcon for buttons and menus, with its own colour where it can't be used.

        `before` and `after` are empty pixels at its left and right.
        """
        icon = QIcon()
        pixmap = self._padded(self.pixmap(name, color, size), before, after)
        for mode in _MODES:
            icon.addPixmap(pixmap, mode)
        if disabled is not None:
            faint = self._padded(self.pixmap(name, disabled, size), before, after)
            icon.addPixmap(faint, QIcon.Mode.Disabled)
        return icon

    def names(self) -> frozenset[str]:
        """Return the names of all icons that LeadDesk carries."""
        return frozenset(file.stem for file in self._folder.glob("*.svg"))

    @staticmethod
    def _padded(pixmap: QPixmap, before: int, after: int) -> QPixmap:
        if not before and not after:
            return pixmap
        ratio = pixmap.devicePixelRatio()
        wide = QPixmap(pixmap.width() + round((before + after) * ratio), pixmap.height())
        wide.setDevicePixelRatio(ratio)
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(before, 0, pixmap)
        painter.end()
        return wide

    def _draw(self, name: str, color: QColor, size: int, ratio: float) -> QPixmap:
        # Lines are drawn in the icon's own 24 units; small icons need a heavier pen.
        stroke = 2.2 if size <= 12 else 1.75
        text = self._text(name).replace("currentColor", color.name())
        text = text.replace('stroke-width="2"', f'stroke-width="{stroke}"')
        renderer = QSvgRenderer(QByteArray(text.encode()))
        side = round(size * ratio)
        pixmap = QPixmap(QSize(side, side))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _text(self, name: str) -> str:
        found = self._texts.get(name)
        if found is None:
            file = self._folder / f"{name}.svg"
            if not file.is_file():
                raise BugError(f"no icon is called {name!r}")
            found = self._texts[name] = file.read_text(encoding="utf-8")
        return found
