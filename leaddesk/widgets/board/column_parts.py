"""Head and foot of a board column: stage dot, name, count, sums, "Add lead", "3 more below"."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from leaddesk.presentation.plain_text import one_line
from leaddesk.widgets.controls.button import Button, IconButton
from leaddesk.widgets.labels import ElidedLabel, set_tool_tip
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import CENTER, elide, mirrored, rounded, write

_LEFT = 14


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """What a column's head shows; texts are ready ("€86,400", "€8,640 at 10%").

    `preview` ("+€22,000") stands in place of the weighted sum while a card is over the column.
    `accessible_text` is "Contacted, 8 leads, €104,600".
    """

    name: str
    stage_index: int
    count: str
    total: str = ""
    weighted: str = ""
    preview: str = ""
    accessible_text: str = ""


class ColumnHeader(QWidget):
    """The head of a column, 54 px high at usual text size, with a plus to add a lead."""

    add_asked = Signal()

    def __init__(
        self, theme: Theme, head: ColumnHead, add_name: str, *, parent: QWidget | None = None
    ) -> None:
        """`add_name` is the plus button's spoken name and tool tip ("Add lead to New")."""
        super().__init__(parent)
        self._theme = theme
        self._head = head
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._plus = IconButton(theme, "plus", add_name, parent=self)
        self._plus.clicked.connect(self.add_asked)
        self.set_head(head)
        theme.changed.connect(self._refit)

    def set_head(self, head: ColumnHead) -> None:
        """Show other values."""
        self._head = head
        self.setAccessibleName(head.accessible_text or f"{head.name}, {head.count}")
        set_tool_tip(self, " · ".join(part for part in (head.total, head.weighted) if part))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the head's size."""
        return QSize(232, self._theme.look.px(54))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the plus at the end of the first line."""
        super().resizeEvent(event)
        side = self._plus.sizeHint().width()
        middle = self._theme.look.px(19)
        place = QRect(self.width() - side - 5, middle - side // 2, side, side)
        self._plus.setGeometry(self._placed(place))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_name(painter)
        self._paint_sums(painter)
        painter.end()

    def _paint_name(self, painter: QPainter) -> None:
        theme, colors, head = self._theme, self._theme.colors, self._head
        middle = theme.look.px(19)
        dot = self._placed(QRect(_LEFT, middle - 4, 8, 8))
        rounded(painter, dot, 4, fill=colors.stage(head.stage_index))
        count_metrics = theme.fonts.metrics("micro", 600, tabular=True)
        badge_width = max(theme.look.px(20), count_metrics.horizontalAdvance(head.count) + 12)
        room = self.width() - _LEFT - 16 - badge_width - 8 - self._plus.width() - 8
        metrics = theme.fonts.metrics("body", 600)
        name = elide(metrics, one_line(head.name, 80), room)
        width = metrics.horizontalAdvance(name) + 1
        place = self._placed(QRect(_LEFT + 16, middle - 12, width, 24))
        write(painter, place, name, theme.fonts.font("body", 600), colors.text)
        height = theme.look.px(19)
        x = _LEFT + 16 + width + 8
        badge = self._placed(QRect(x, middle - height // 2, badge_width, height))
        fill = colors.press if theme.scheme == "dark" else colors.surface
        rounded(painter, badge, height / 2, fill=fill)
        font = theme.fonts.font("micro", 600, tabular=True)
        write(painter, badge, head.count, font, colors.text2, CENTER)

    def _paint_sums(self, painter: QPainter) -> None:
        theme, colors, head = self._theme, self._theme.colors, self._head
        middle = theme.look.px(39)
        metrics = theme.fonts.metrics("small", 600, tabular=True)
        room = self.width() - 2 * _LEFT
        # What a drop adds is whole; the sum before it gives way.
        preview = elide(metrics, head.preview, room - 14)
        chip_width = metrics.horizontalAdvance(preview) + 14 if preview else 0
        total = elide(metrics, head.total, room - (chip_width + 9 if preview else 0))
        width = metrics.horizontalAdvance(total) + 1
        place = self._placed(QRect(_LEFT, middle - 10, width, 20))
        write(painter, place, total, theme.fonts.font("small", 600, tabular=True), colors.text2)
        x = _LEFT + width + 7
        if preview:
            x = x + 2 if total else _LEFT
            height = theme.look.px(20)
            chip = self._placed(QRect(x, middle - height // 2, chip_width, height))
            frame = colors.line_control if theme.look.high_contrast else None
            rounded(painter, chip, 5, fill=colors.accent_soft, frame=frame)
            font = theme.fonts.font("small", 600, tabular=True)
            write(painter, chip, preview, font, colors.accent_text, CENTER)
        elif head.weighted:
            room = self.width() - x - _LEFT
            metrics = theme.fonts.metrics("small", tabular=True)
            text = f"· {head.weighted}"
            if metrics.horizontalAdvance(text) <= room:  # half a sum would mislead
                place = self._placed(QRect(x, middle - 10, room, 20))
                write(painter, place, text, theme.fonts.font("small", tabular=True), colors.text3)

    def _placed(self, place: QRect) -> QRect:
        return mirrored(self.rect(), place, right_to_left=self.isRightToLeft())

    def _refit(self) -> None:
        self.updateGeometry()
        self.update()


class ColumnFooter(QWidget):
    """The foot of a column: "+ Add lead" at the start, "3 more below" at the end."""

    add_asked = Signal()

    def __init__(self, theme: Theme, add_text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._add = Button(theme, add_text, kind="quiet", icon="plus")
        self._add.clicked.connect(self.add_asked)
        self.more = ElidedLabel(theme, role="small", tone="text2", tabular=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 14, 4)
        row.addWidget(self._add)
        row.addStretch(1)
        row.addWidget(self.more)

    def set_more(self, text: str) -> None:
        """Say how many cards lie below ("3 more below"), or nothing."""
        self.more.setText(text)
