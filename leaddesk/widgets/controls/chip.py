"""Chips of the second bar: what needs attention, and the parts of a filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from leaddesk.presentation.plain_text import one_line
from leaddesk.widgets.labels import set_tool_tip
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import mirrored, rounded, write

Family: TypeAlias = Literal["danger", "ok", "warn", "info", "accent"]

_PAD = 11
_GAP = 8


@dataclass(frozen=True, slots=True)
class ChipValue:
    """An attention chip's icon, words, count and colour family."""

    icon: str
    text: str
    count: str
    family: Family


class _Chip(QAbstractButton):
    """What both chips share: height, focus ring, layout from the text size."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self._refit)

    def _height(self) -> int:
        return self._theme.look.px(28 if self._theme.look.compact else 32)

    def _refit(self) -> None:
        self.updateGeometry()
        self.update()

    def _placed(self, x: int, width: int) -> QRect:
        inner = QRect(x, 0, width, self.height())
        return mirrored(self.rect(), inner, right_to_left=self.isRightToLeft())

    def _paint_icon(self, painter: QPainter, name: str, color: str, x: int, size: int) -> None:
        pixmap = self._theme.icons.pixmap(name, self._theme.colors.named(color), size)
        place = self._placed(x, size)
        painter.drawPixmap(place.x(), (self.height() - size) // 2, pixmap)


class AttentionChip(_Chip):
    """A checkable chip: icon, words, count ("Overdue 4"). Pressed it is filled and gets an x.

    `toggled` is QAbstractButton's; `added` follows a click with Shift held, so that the owner
    can add this filter instead of replacing the others.
    """

    added = Signal()

    def __init__(self, theme: Theme, value: ChipValue, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._value = value
        self._words = True
        self.setCheckable(True)
        self.set_value(value)

    def set_value(self, value: ChipValue) -> None:
        """Show other words or another count."""
        self._value = value
        self.setText(value.text)
        self.setAccessibleName(f"{value.text} {value.count}")
        self._refit()

    def set_words(self, shown: bool) -> None:
        """Drop the words where the bar is narrow; the tool tip then says them."""
        self._words = shown
        set_tool_tip(self, "" if shown else self._value.text)
        self._refit()

    def sizeHint(self) -> QSize:
        """Return the width of icon, words, count and, when pressed, the x."""
        px = self._theme.look.px
        width = _PAD * 2 + px(16) + _GAP + self._count_width()
        if self._words:
            width += self._words_width() + _GAP + 2
        if self.isChecked():
            width += _GAP + px(12)
        return QSize(width, self._height())

    def nextCheckState(self) -> None:
        """Toggle, and take the room that the x needs."""
        super().nextCheckState()
        self._refit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say `added` after a click with Shift."""
        before = self.isChecked()
        super().mouseReleaseEvent(event)
        with_shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if with_shift and self.isChecked() and not before:
            self.added.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        theme, colors, value = self._theme, self._theme.colors, self._value
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        family = value.family
        fill = colors.named(f"{family}_soft") if on else colors.surface
        if self.underMouse() and not on:
            fill = colors.hover
        frame = colors.named(family) if on else colors.line
        width = 1
        if self.hasFocus():
            frame, width = colors.focus, theme.ring()
        rounded(painter, self.rect(), 8, fill=fill, frame=frame, width=width)
        x = _PAD
        icon = theme.look.px(16)
        self._paint_icon(painter, value.icon, family, x, icon)
        x += icon + _GAP
        ink = colors.named(f"{family}_text")
        if self._words:
            place = self._placed(x, self._words_width())
            text_ink = ink if on else colors.text2
            write(painter, place, one_line(value.text), theme.fonts.font("body", 500), text_ink)
            x += self._words_width() + _GAP + 2
        place = self._placed(x, self._count_width())
        write(painter, place, value.count, theme.fonts.font("body", 600, tabular=True), ink)
        if on:
            x += self._count_width() + _GAP
            self._paint_icon(painter, "x", f"{family}_text", x, theme.look.px(12))
        painter.end()

    def _words_width(self) -> int:
        metrics = self._theme.fonts.metrics("body", 500)
        return metrics.horizontalAdvance(one_line(self._value.text)) + 1

    def _count_width(self) -> int:
        metrics = self._theme.fonts.metrics("body", 600, tabular=True)
        return metrics.horizontalAdvance(self._value.count) + 1


class FilterChip(_Chip):
    """One condition as a sentence ("Owner **is anyone** x"). A click edits, the x removes."""

    removed = Signal()

    def __init__(
        self, theme: Theme, field: str, condition: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._field = one_line(field, 60)
        self._condition = one_line(condition, 60)
        self.setAccessibleName(f"{self._field} {self._condition}")

    def sizeHint(self) -> QSize:
        """Return the width of both texts and the x."""
        x = self._theme.look.px(12)
        width = _PAD + sum(self._widths()) + 5 + _GAP + x + _PAD
        return QSize(width, self._height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove when the x was hit, else be a button."""
        if self._cross().contains(event.position().toPoint()) and self.isDown():
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove with Del or Backspace."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        theme, colors = self._theme, self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame, width = colors.accent_line, 1
        if self.hasFocus():
            frame, width = colors.focus, theme.ring()
        rounded(painter, self.rect(), 8, fill=colors.accent_soft, frame=frame, width=width)
        first, second = self._widths()
        body = theme.fonts.font("body")
        strong = theme.fonts.font("body", 600)
        write(painter, self._placed(_PAD, first), self._field, body, colors.text2)
        place = self._placed(_PAD + first + 5, second)
        write(painter, place, self._condition, strong, colors.accent_text)
        x = _PAD + first + 5 + second + _GAP
        self._paint_icon(painter, "x", "accent_text", x, theme.look.px(12))
        painter.end()

    def _widths(self) -> tuple[int, int]:
        fonts = self._theme.fonts
        first = fonts.metrics("body").horizontalAdvance(self._field)
        second = fonts.metrics("body", 600).horizontalAdvance(self._condition)
        return first + 1, second + 1

    def _cross(self) -> QRect:
        side = self._theme.look.px(12) + _PAD + 4
        return self._placed(self.width() - side, side)
