"""The table of leads: keys, the mouse, widths that are kept, rows read as they come in sight."""

from __future__ import annotations

from typing import Final, TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
)

from leaddesk.presentation.key_map import KeyMap
from leaddesk.presentation.lead_list_model import LeadListModel
from leaddesk.presentation.list_columns import FIXED, sort_field
from leaddesk.presentation.settings_model import SettingsModel
from leaddesk.presentation.text import tr
from leaddesk.widgets.leads.frozen import FrozenColumns, frozen_edge
from leaddesk.widgets.leads.list_delegate import ListDelegate, row_height
from leaddesk.widgets.leads.list_header import ListHeader
from leaddesk.widgets.theme import Theme

Index: TypeAlias = QModelIndex | QPersistentModelIndex
WIDTHS: Final = {
    "check": 48, "lead": 280, "stage": 140, "value": 110, "score": 90, "next_step": 220,
    "owner": 160, "source": 130, "last_activity": 120,
}  # fmt: skip
#: Cells that are edited by choosing from a menu, and what it is for: this row only.
BY_MENU: Final = {"stage": "move this", "owner": "assign this"}


class LeadTable(QTableView):
    """A view on a LeadListModel. F2 edits a cell in place, Enter opens the lead."""

    current_changed = Signal(object)
    opened = Signal(int)
    sorted_by = Signal(str)  # a ListQuery's sort
    commanded = Signal(str)
    menu_asked = Signal(QPoint)  # global position

    def __init__(
        self, theme: Theme, model: LeadListModel, settings: SettingsModel, keys: KeyMap
    ) -> None:
        super().__init__()
        self.frozen = FrozenColumns(self, len(FIXED))
        self._theme, self._leads, self._settings, self._keys = theme, model, settings, keys
        self._delegate = ListDelegate(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(tr("Leads"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.verticalHeader().hide()
        header = ListHeader(theme, model, self.frozen, self)
        self.setHorizontalHeader(header)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(40)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sectionClicked.connect(self._sort_by)
        header.sectionResized.connect(self._resized)
        self._is_fitting = False
        self.horizontalScrollBar().valueChanged.connect(self._scrolled_sideways)
        model.checked_changed.connect(lambda: header.viewport().update())
        self.verticalScrollBar().valueChanged.connect(self._look)
        model.rowsInserted.connect(self._look)
        model.rowsRemoved.connect(self._look)
        model.dataChanged.connect(self.viewport().update)
        theme.changed.connect(self._refit)
        self._refit()

    def current_id(self) -> int | None:
        """Return the lead of the current row."""
        return self._leads.id_at(self.currentIndex().row())

    def place_of(self, lead_id: int | None) -> QRect:
        """Return where a lead's row is seen, in the window's pixels; where it is not, a spot in
        the middle of the table."""
        viewport, row = self.viewport(), None
        if lead_id is not None:
            row = self._leads.row_of(lead_id)
        rect = QRect(viewport.rect().center(), QSize(1, 1))
        if row is not None:
            column = max(1, self.currentIndex().column())
            seen = self.visualRect(self._leads.index(row, column)).intersected(viewport.rect())
            rect = rect if seen.isEmpty() else seen
        return QRect(viewport.mapTo(self.window(), rect.topLeft()), rect.size())

    def walk(self, steps: int) -> None:
        """Go up or down by rows."""
        count = self._leads.rowCount()
        if count:
            row = max(0, min(self.currentIndex().row() + steps, count - 1))
            self.setCurrentIndex(self._leads.index(row, max(1, self.currentIndex().column())))

    def show_columns(self, names: tuple[str, ...]) -> None:
        """Show other columns, the same row current."""
        current = self.current_id()
        self._leads.set_columns(names)
        self._refit()
        row = self._leads.row_of(current) if current is not None else None
        if row is not None:
            self.setCurrentIndex(self._leads.index(row, 1))

    def set_dimmed(self, dimmed: bool) -> None:
        """Rows of an older query are shown at 60 % until the new ones are there."""
        self._delegate.dimmed = dimmed
        self.viewport().update()

    def set_foot_room(self, shown: bool) -> None:
        """Keep room below the rows for the bar over them."""
        self.setViewportMargins(0, self.horizontalHeader().height(), 0, 84 if shown else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key map says; walking, checking and editing stay in the table."""
        command = self._keys.at("list", event.keyCombination())
        if command is None:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.text() and event.text().isprintable():
                event.ignore()  # a letter is no search here: it may be a shortcut of the window
            else:
                super().keyPressEvent(event)
        elif command == "edit" and self._current_name() not in BY_MENU:
            super().keyPressEvent(event)
        elif not self._do_here(command):
            self.commanded.emit(command)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the mouse, or with the menu key of the current one."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._do_here("menu")
        elif self.indexAt(event.pos()).isValid():
            self.menu_asked.emit(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Check a row in the first column, select it in the others."""
        index = self.indexAt(event.position().toPoint())
        lead_id = self._leads.id_at(index.row())
        is_check = index.isValid() and self._leads.columns[index.column()] == "check"
        if is_check and lead_id is not None and event.button() == Qt.MouseButton.LeftButton:
            self._leads.check([lead_id], on=lead_id not in self._leads.checked)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row under the mouse."""
        row = self.rowAt(event.position().toPoint().y())
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()
        super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit a cell that can be edited in place; elsewhere open the lead."""
        index = self.indexAt(event.position().toPoint())
        name = self._leads.columns[index.column()] if index.isValid() else ""
        if name in BY_MENU:
            self.commanded.emit(BY_MENU[name])
        elif name != "lead" and self._leads.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        elif name != "check":
            lead_id = self._leads.id_at(index.row())
            if lead_id is not None:
                self.opened.emit(lead_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, then those that stay in sight over what has scrolled below them."""
        super().paintEvent(event)
        if self.frozen.is_on:
            self._paint_frozen()

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """Return the cell that is seen at a point."""
        section = self.frozen.section_at(pos.x()) if self.frozen.is_on else -1
        if section < 0:
            return super().indexAt(pos)
        return self._leads.index(self.rowAt(pos.y()), section)

    def visualRect(self, index: Index) -> QRect:
        """Return where a cell is seen."""
        rect = super().visualRect(index)
        if index.isValid() and index.column() < self.frozen.count and self.frozen.is_on:
            return self.frozen.rect(index.column(), rect.top(), rect.height())
        return rect

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight, also from below those that stay there."""
        bar, before = self.horizontalScrollBar(), self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        if index.column() < self.frozen.count:
            bar.setValue(before)  # it is in sight wherever the others are
            return
        left = self.columnViewportPosition(index.column())
        if not self.isRightToLeft() and left < self.frozen.width:
            bar.setValue(bar.value() - (self.frozen.width - left))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another lead is current."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.current_changed.emit(self._leads.id_at(current.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Read what came into sight."""
        super().resizeEvent(event)
        self._look()

    # --- inside ------------------------------------------------------------------------------

    def _scrolled_sideways(self) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def _paint_frozen(self) -> None:
        colors, viewport = self._theme.colors, self.viewport()
        painter = QPainter(viewport)
        painter.fillRect(self.frozen.area(viewport.height()), colors.surface)
        first, last = self.rowAt(0), self.rowAt(viewport.height() - 1)
        last = self._leads.rowCount() - 1 if last < 0 else last
        for row in range(max(0, first), last + 1):
            for section in range(self.frozen.count):
                index = self._leads.index(row, section)
                option = QStyleOptionViewItem()
                self.initViewItemOption(option)
                option.rect = self.visualRect(index)
                if self.selectionModel().isSelected(index):
                    option.state |= QStyle.StateFlag.State_Selected
                if index == self.currentIndex() and self.hasFocus():
                    option.state |= QStyle.StateFlag.State_HasFocus
                self._delegate.paint(painter, option, index)
        painter.fillRect(frozen_edge(self.frozen, self, viewport.height()), colors.line_strong)
        painter.end()

    def _do_here(self, command: str) -> bool:
        """Do what concerns the rows themselves; False leaves the command to the page."""
        current = self.current_id()
        match command:
            case "next" | "previous":
                self.walk(1 if command == "next" else -1)
            case "select next" | "select previous":
                self.walk(1 if command == "select next" else -1)
                both = (current, self.current_id())
                self._leads.check([lead_id for lead_id in both if lead_id is not None])
            case "select all":
                self._leads.check_all()
            case "select" if current is not None:
                self._leads.check([current], on=current not in self._leads.checked)
            case "open" if current is not None:
                self.opened.emit(current)
            case "edit":
                self.commanded.emit(BY_MENU[self._current_name()])
            case "menu" if current is not None:
                place = self.visualRect(self.currentIndex()).center()
                self.menu_asked.emit(self.viewport().mapToGlobal(place))
            case _:
                return False
        return True

    def _current_name(self) -> str:
        """The name of the current cell's column."""
        index = self.currentIndex()
        return self._leads.columns[index.column()] if index.isValid() else ""

    def _look(self) -> None:
        first = self.rowAt(0)
        if first < 0 and not self._leads.rowCount():
            return
        last = self.rowAt(self.viewport().height() - 1)
        last = last if last >= 0 else self._leads.rowCount() - 1
        self._leads.see(max(0, first), last + 10)

    def _sort_by(self, section: int) -> None:
        if self._leads.columns[section] == "check":
            self._turn_all()
            return
        name = sort_field(self._leads.columns[section])
        if not name:
            return
        descends = self._leads.query.sort == name
        order = Qt.SortOrder.DescendingOrder if descends else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(section, order)
        self._leads.sort(section, order)
        self.sorted_by.emit(self._leads.query.sort)
        self.scrollToTop()

    def _turn_all(self) -> None:
        """The check of the header: all, or none when all are."""
        checked = self._leads.checked
        if len(checked) == self._leads.rowCount():
            self._leads.check(checked, on=False)
        else:
            self._leads.check_all()

    def _resized(self, section: int, _old: int, width: int) -> None:
        if not self._is_fitting and width > 0:
            widths = dict(self._settings.settings.column_widths)
            widths[self._leads.columns[section]] = width
            self._settings.change(column_widths=widths)

    def _refit(self) -> None:
        self._is_fitting = True
        px = self._theme.look.px
        kept = self._settings.settings.column_widths
        for section, name in enumerate(self._leads.columns):
            self.setColumnWidth(section, kept.get(name, px(WIDTHS.get(name, 130))))
        header = self.horizontalHeader()
        header.setFixedHeight(px(38))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height(self._theme))
        self._is_fitting = False
        self.viewport().update()
