"""Columns that stay in sight while the others scroll sideways: where they stand, what they cover.

Nothing is shown twice: the table paints these cells once more over the others, and answers for
points over them with their cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QHeaderView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView


class FrozenColumns:
    """The first `count` columns of a table."""

    def __init__(self, table: QTableView, count: int) -> None:
        self._table, self.count = table, count

    @property
    def is_on(self) -> bool:
        """Whether the table is scrolled, so that they stand elsewhere than its own ones."""
        return self._header().isVisible() and self._header().offset() > 0

    @property
    def width(self) -> int:
        """The pixels that they cover."""
        return sum(self._header().sectionSize(section) for section in range(self.count))

    def section_at(self, x: int) -> int:
        """Return the column that stands at a pixel of the viewport, -1 if none of these does."""
        for section in range(self.count):
            if self.rect(section, 0, 1).contains(QPoint(x, 0)):
                return section
        return -1

    def rect(self, section: int, top: int, height: int) -> QRect:
        """Return where a cell stands, in pixels of the viewport."""
        header = self._header()
        before = sum(header.sectionSize(one) for one in range(section))
        width = header.sectionSize(section)
        if self._table.isRightToLeft():
            before = self._table.viewport().width() - before - width
        return QRect(before, top, width, height)

    def area(self, height: int) -> QRect:
        """Return what they cover."""
        left = self._table.viewport().width() - self.width if self._table.isRightToLeft() else 0
        return QRect(left, 0, self.width, height)

    def _header(self) -> QHeaderView:
        return self._table.horizontalHeader()


def frozen_edge(frozen: FrozenColumns, table: QTableView, height: int) -> QRect:
    """Return the line between them and what scrolls."""
    area = frozen.area(height)
    x = area.left() if table.isRightToLeft() else area.right()
    return QRect(x, 0, 1, height)
