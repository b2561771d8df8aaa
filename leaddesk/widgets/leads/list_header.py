"""The header of the leads list: titles over their cells, an arrow at the column that sorts."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from leaddesk.presentation.lead_list_model import LeadListModel
from leaddesk.presentation.list_columns import column_title, sort_field
from leaddesk.widgets.leads.frozen import FrozenColumns
from leaddesk.widgets.leads.list_delegate import NUMBERS, PAD
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import elide, mirrored, rounded, write


class ListHeader(QHeaderView):
    """Painted whole: titles of numbers stand at the right, like the numbers."""

    def __init__(
        self, theme: Theme, model: LeadListModel, frozen: FrozenColumns, parent: QWidget
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._leads, self._frozen = theme, model, frozen
        self.setSectionsClickable(True)

    def sizeHint(self) -> QSize:
        """Return a height of 38 at usual text size."""
        return QSize(super().sizeHint().width(), self._theme.look.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the titles, then those that stay in sight."""
        super().paintEvent(event)
        if self._frozen.is_on:
            painter = QPainter(self.viewport())
            for section in range(self._frozen.count):
                rect = self._frozen.rect(section, 0, self.height())
                self.paintSection(painter, rect, section)
            edge = self._frozen.area(self.height()).right()
            if not self.isRightToLeft():
                line = QRect(edge, 0, 1, self.height())
                painter.fillRect(line, self._theme.colors.line_strong)
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A title that stays in sight is clicked where it is seen."""
        x = event.position().toPoint().x()
        section = self._frozen.section_at(x) if self._frozen.is_on else -1
        if section < 0:
            super().mousePressEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.sectionClicked.emit(section)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint a title and, where the list is sorted by it, which way."""
        if not rect.isValid() or section >= len(self._leads.columns):
            return
        theme, colors = self._theme, self._theme.colors
        name = self._leads.columns[section]
        sort = self._leads.query.sort
        is_sorted = bool(sort) and sort.lstrip("-") == sort_field(name)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, colors.surface)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colors.line)
        if name == "check":
            self._paint_check(painter, rect)
            painter.restore()
            return
        font, metrics = theme.fonts.font("small", 600), theme.fonts.metrics("small", 600)
        arrow = theme.look.px(14)
        room = rect.width() - 2 * PAD - (arrow + 4 if is_sorted else 0)
        title = elide(metrics, column_title(name), room)
        width = metrics.horizontalAdvance(title) + 1
        whole = width + (arrow + 4 if is_sorted else 0)
        left = rect.right() - PAD - whole + 1 if name in NUMBERS else rect.left() + PAD
        place = self._lies(rect, QRect(left, rect.top(), width, rect.height() - 1))
        write(painter, place, title, font, colors.text if is_sorted else colors.text2)
        if is_sorted:
            icon = "arrow-down" if sort.startswith("-") else "arrow-up"
            pixmap = theme.icons.pixmap(icon, colors.text, arrow)
            top = rect.center().y() - arrow // 2
            mark = self._lies(rect, QRect(left + width + 3, top, arrow, arrow))
            painter.drawPixmap(mark.topLeft(), pixmap)
        painter.restore()

    def _lies(self, rect: QRect, inner: QRect) -> QRect:
        return mirrored(rect, inner, right_to_left=self.isRightToLeft())

    def _paint_check(self, painter: QPainter, rect: QRect) -> None:
        """All checked, some of them, or none."""
        colors, side = self._theme.colors, self._theme.look.px(16)
        box = QRect(rect.center().x() - side // 2 + 2, rect.center().y() - side // 2, side, side)
        count = len(self._leads.checked)
        if not count:
            rounded(painter, box, 4, fill=colors.surface, frame=colors.line_control)
            return
        rounded(painter, box, 4, fill=colors.accent)
        name = "check" if count == self._leads.rowCount() else "minus"
        mark = self._theme.icons.pixmap(name, colors.on_accent, side - 4)
        painter.drawPixmap(box.left() + 2, box.top() + 2, mark)
