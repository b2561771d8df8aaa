"""What the search of the settings found: a setting, and below it the section that it stands in."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr
from leaddesk.widgets.board.card_parts import Sheet
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import elide, row_ground

_PLACE: Final = Qt.ItemDataRole.UserRole  # (section's key, setting or "")
_WORDS: Final = Qt.ItemDataRole.UserRole + 1  # (setting or "", section)
_ROW: Final = 48
_LONE: Final = 32  # a section itself: one line
_PAD: Final = 12


class FoundList(QListWidget):
    """Its rows are cut to the width that it is given; `text()` of an item is what is said of it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Settings found"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_FoundDelegate(theme, self))
        # The sections' names say how wide the list is.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def add(self, key: str, setting: str, section: str) -> None:
        """Add a setting, or with "" the section itself."""
        item = QListWidgetItem(f"{setting} · {section}" if setting else section)
        item.setData(_PLACE, (key, setting))
        item.setData(_WORDS, (setting, section))
        self.addItem(item)

    def place(self, item: QListWidgetItem) -> tuple[str, str]:
        """Return section's key and setting of an item."""
        key, setting = item.data(_PLACE)
        return key, setting


class _FoundDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of one or two lines."""
        setting, _section = index.data(_WORDS)
        return QSize(0, self._theme.look.px(_ROW if setting else _LONE))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a row."""
        setting, section = index.data(_WORDS)
        rect: QRect = option.rect
        px = self._theme.look.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row_ground(painter, rect, self._theme.colors, option.state)
        sheet = Sheet(painter, self._theme, rect, right_to_left=option.widget.isRightToLeft())
        middle = rect.height() // 2
        if setting:
            self._line(sheet, middle - px(9), setting, "body")
            self._line(sheet, middle + px(9), section, "small")
        else:
            self._line(sheet, middle, section, "body")
        painter.restore()

    def _line(self, sheet: Sheet, middle: int, text: str, size: Literal["body", "small"]) -> None:
        fonts, colors = self._theme.fonts, self._theme.colors
        weight, ink = (500, colors.text) if size == "body" else (400, colors.text2)
        width = sheet.rect.width() - 2 * _PAD
        shown = elide(fonts.metrics(size, weight), one_line(text), width)
        sheet.text(_PAD, middle, width, shown, fonts.font(size, weight), ink)
