"""The groups of rows to look at, as a list: a mark, a title, how many."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from leaddesk.presentation.imports.problems import Family, Group
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.text import tr
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import LEFT, RIGHT, elide, row_ground, write

COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
FAMILY_ROLE = Qt.ItemDataRole.UserRole + 2
KEY_ROLE = Qt.ItemDataRole.UserRole + 3
_MARKS: Final[dict[Family, tuple[str, str]]] = {
    "danger": ("circle-alert", "danger"),
    "warn": ("triangle-alert", "warn"),
    "info": ("info", "info"),
    "none": ("minus", "text3"),
}


class GroupList(QListView):
    """`group_chosen` names the key of the group that is shown."""

    group_chosen = Signal(str)

    def __init__(self, theme: Theme, money: MoneyWords) -> None:
        super().__init__()
        self._money = money
        self._is_chosen = False
        self._groups = QStandardItemModel(self)
        self.setModel(self._groups)
        self.setItemDelegate(_GroupDelegate(theme, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Kinds of problems"))
        self.selectionModel().currentChanged.connect(self._current_changed)

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Show the groups. The one that somebody chose stays if it is still there, else the first
        one is shown: while rows are counted, more urgent groups come above others."""
        key = self.key() if self._is_chosen else ""
        self.selectionModel().blockSignals(True)
        self._groups.clear()
        for group in groups:
            item = QStandardItem(group.title)
            count = self._money.number(group.count) + ("+" if group.more else "")
            item.setData(count, COUNT_ROLE)
            item.setData(group.family, FAMILY_ROLE)
            item.setData(group.key, KEY_ROLE)
            item.setData(f"{group.title}, {count}", Qt.ItemDataRole.AccessibleTextRole)
            self._groups.appendRow(item)
        self.selectionModel().blockSignals(False)
        keys = [group.key for group in groups]
        self._is_chosen = key in keys
        if keys:
            row = keys.index(key) if key in keys else 0
            self.setCurrentIndex(self._groups.index(row, 0))
        self.group_chosen.emit(self.key())

    def choose(self, key: str) -> None:
        """Show a group, if it is there."""
        for row in range(self._groups.rowCount()):
            if self._groups.index(row, 0).data(KEY_ROLE) == key:
                self._is_chosen = True
                self.setCurrentIndex(self._groups.index(row, 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_chosen = True
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_chosen = True
        super().keyPressEvent(event)

    def key(self) -> str:
        """The key of the group that is shown, "" for none."""
        return str(self.currentIndex().data(KEY_ROLE) or "")

    def _current_changed(self, now: QModelIndex) -> None:
        self.group_chosen.emit(str(now.data(KEY_ROLE) or ""))


class _GroupDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(120, self._theme.look.px(40))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, colors, px = self._theme, self._theme.colors, self._theme.look.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect.adjusted(0, 2, 0, -2)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        row_ground(painter, rect, colors, option.state)
        icon, color = _MARKS[index.data(FAMILY_ROLE)]
        size = px(16)
        pixmap = theme.icons.pixmap(icon, colors.named(color), size)
        painter.drawPixmap(rect.left() + 10, rect.center().y() - size // 2 + 1, pixmap)
        count = str(index.data(COUNT_ROLE))
        number = theme.fonts.font("small", 600, tabular=True)
        width = theme.fonts.metrics("small", 600, tabular=True).horizontalAdvance(count) + 2
        room = rect.adjusted(10 + size + 10, 0, -12, 0)
        write(painter, room, count, number, colors.text2, RIGHT)
        words = room.adjusted(0, 0, -width - 8, 0)
        weight = 600 if chosen else 500
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        shown = elide(theme.fonts.metrics("body", weight), text, words.width())
        write(painter, words, shown, theme.fonts.font("body", weight), colors.text, LEFT)
        painter.restore()
