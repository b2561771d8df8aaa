"""Tables of the import: rows of a file, plain or to be corrected."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from leaddesk.presentation.imports.problem_rows_model import (
    FIXED_ROLE,
    LEFT_OUT_ROLE,
    WRONG_ROLE,
)
from leaddesk.widgets.labels import repolish
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import LEFT, elide, rounded, write

_PAD = 10


class FileTable(QTableView):
    """A table without a grid whose cells are painted whole by `CellDelegate`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setItemDelegate(CellDelegate(theme, self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(40)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        theme.changed.connect(self._refit)
        self._refit()

    def _refit(self) -> None:
        px = self._theme.look.px
        self.verticalHeader().setDefaultSectionSize(px(32 if self._theme.look.compact else 36))
        self.horizontalHeader().setFixedHeight(px(36))
        self.horizontalHeader().setFont(self._theme.fonts.font("small", 600))
        self.horizontalHeader().setDefaultSectionSize(px(150))
        repolish(self)


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: what is wrong in amber with a mark, what was corrected in blue, a row that
    is left out faint and struck through."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the whole cell."""
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            box = QStyleOptionViewItem(option)
            box.rect = option.rect.adjusted(_PAD - 3, 0, 0, 0)
            super().paint(painter, box, index)
            self._line(painter, option)
            return
        theme, colors, rect = self._theme, self._theme.colors, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, colors.accent_soft)
        wrong, fixed = bool(index.data(WRONG_ROLE)), bool(index.data(FIXED_ROLE))
        left_out = bool(index.data(LEFT_OUT_ROLE))
        ink, weight = colors.text, 400
        cell = rect.adjusted(2, 3, -2, -4)
        if left_out:
            ink = colors.text3
        elif wrong or fixed:
            rounded(painter, cell, 5, fill=colors.warn_soft if wrong else colors.accent_soft)
            ink, weight = (colors.warn_text if wrong else colors.accent_text), 500
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        if wrong and not left_out:
            size = theme.look.px(12)
            at = rect.right() - _PAD - size
            pixmap = theme.icons.pixmap("triangle-alert", colors.warn, size)
            painter.drawPixmap(at, rect.center().y() - size // 2, pixmap)
            room.setRight(at - 4)
        font = theme.fonts.font("small", weight)
        if left_out:
            font.setStrikeOut(True)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        shown = elide(theme.fonts.metrics("small", weight), text, room.width())
        write(painter, room, shown, font, ink, LEFT)
        font.setStrikeOut(False)
        if option.state & QStyle.StateFlag.State_HasFocus:
            rounded(painter, rect.adjusted(1, 1, -1, -2), 5, frame=colors.focus, width=2)
        painter.restore()
        self._line(painter, option)

    def _line(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect = option.rect
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._theme.colors.line)


def fit_columns(table: QTableView, widths: dict[int, int], cell: int) -> None:
    """Give columns their width: those named, the others `cell`."""
    for column in range(table.model().columnCount()):
        table.setColumnWidth(column, widths.get(column, cell))
