"""How far something is: a line, and the steps of a wizard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import CENTER, elide, mirrored, rounded, write

Family: TypeAlias = Literal["accent", "ok", "warn", "danger", "score", "info"]

_GAP = 8
_LINE = 42
_SHORTEST_LINE = 8


class ProgressLine(QWidget):
    """A line of 6 px that fills with `set_value`, 0 to 1; it never moves by itself."""

    def __init__(
        self, theme: Theme, family: Family = "accent", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._family: Family = family
        self._value = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def value(self) -> float:
        """The shown part, 0 to 1."""
        return self._value

    def set_value(self, value: float, family: Family | None = None) -> None:
        """Fill the line to `value` (brought into 0 to 1), on wish in another colour."""
        self._value = min(max(value, 0.0), 1.0)
        self._family = family or self._family
        self.setAccessibleDescription(f"{round(self._value * 100)} %")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a line of usual length."""
        return QSize(180, 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track and filled part; it grows from the right in such languages."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = self._theme.colors
        radius = self.height() / 2
        rounded(painter, self.rect(), radius, fill=colors.press)
        width = round(self.width() * self._value)
        if width:
            part = QRect(0, 0, max(width, self.height()), self.height())
            part = mirrored(self.rect(), part, right_to_left=self.isRightToLeft())
            rounded(painter, part, radius, fill=colors.named(self._family))
        painter.end()


class StepHeader(QWidget):
    """The steps of a wizard in a row: done with a check, the present one filled, the rest open."""

    def __init__(
        self, theme: Theme, names: Sequence[str], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names = tuple(names)
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_step(0)
        theme.changed.connect(self._refit)

    @property
    def step(self) -> int:
        """The present step, from 0; as many as there are names when all are done."""
        return self._at

    def set_step(self, index: int) -> None:
        """Make `index` the present step; those before it are done."""
        self._at = min(max(index, 0), len(self._names))
        shown = min(self._at, len(self._names) - 1)
        self.setAccessibleName(f"{shown + 1}/{len(self._names)} {self._names[shown]}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the width of all steps and the lines between them."""
        disc = self._theme.look.px(24)
        width = sum(disc + _GAP + self._width_of(index) for index in range(len(self._names)))
        width += (len(self._names) - 1) * (_LINE + 2 * 16)
        return QSize(width, self._theme.look.px(28))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the numbers; words and lines give way."""
        count, disc = len(self._names), self._theme.look.px(24)
        lines = (count - 1) * (_SHORTEST_LINE + 2 * 16)
        return QSize(count * (disc + _GAP) + lines, self._theme.look.px(28))

    def _fitted(self) -> tuple[list[int], int]:
        """Return the widths of the words and of a line: lines give way first, then the words of
        steps that are not the present one."""
        widths = [self._width_of(index) for index in range(len(self._names))]
        lack, gaps = self.sizeHint().width() - self.width(), max(1, len(widths) - 1)
        if lack <= 0:
            return widths, _LINE
        cut = min(_LINE - _SHORTEST_LINE, -(-lack // gaps))
        lack = max(0, lack - cut * gaps)
        spare = sum(width for index, width in enumerate(widths) if index != self._at) or 1
        return [
            width if index == self._at else max(0, width - -(-lack * width // spare))
            for index, width in enumerate(widths)
        ], _LINE - cut

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each step and the line to the next."""
        widths, line_width = self._fitted()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = self._theme.look.px(24)
        x = 0
        for index, name in enumerate(self._names):
            place = self._placed(QRect(x, (self.height() - disc) // 2, disc, disc))
            self._paint_disc(painter, place, index)
            x += disc + _GAP
            ink = self._theme.colors.text if index <= self._at else self._theme.colors.text2
            weight = 600 if index == self._at else 500
            fonts = self._theme.fonts
            font, metrics = fonts.font("body", weight), fonts.metrics("body", weight)
            words = self._placed(QRect(x, 0, widths[index], self.height()))
            write(painter, words, elide(metrics, name, widths[index]), font, ink)
            x += widths[index] + 16
            if index < len(self._names) - 1:
                line = self._placed(QRect(x, self.height() // 2, line_width, 1))
                painter.fillRect(line, self._theme.colors.line_strong)
                x += line_width + 16
        painter.end()

    def _paint_disc(self, painter: QPainter, place: QRect, index: int) -> None:
        theme, colors = self._theme, self._theme.colors
        radius = place.width() / 2
        if index < self._at:
            rounded(painter, place, radius, fill=colors.ok)
            size = theme.look.px(14)
            ink = colors.on_accent if theme.scheme == "light" else colors.canvas
            pixmap = theme.icons.pixmap("check", ink, size)
            offset = (place.width() - size) // 2
            painter.drawPixmap(place.x() + offset, place.y() + offset, pixmap)
            return
        on = index == self._at
        if on:
            rounded(painter, place, radius, fill=colors.accent)
        else:
            ring = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
            rounded(painter, ring, radius, frame=colors.line_control, width=1.5)
        ink = colors.on_accent if on else colors.text2
        font = theme.fonts.font("small", 600, tabular=True)
        write(painter, place, str(index + 1), font, ink, CENTER)

    def _placed(self, place: QRect) -> QRect:
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return mirrored(self.rect(), place, right_to_left=right_to_left)

    def _width_of(self, index: int) -> int:
        metrics = self._theme.fonts.metrics("body", 600)
        return metrics.horizontalAdvance(self._names[index]) + 1

    def _refit(self) -> None:
        self.updateGeometry()
        self.update()
