"""The palette's panel: the field, the list below it, the foot."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAccessibleWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from leaddesk.presentation.palette import Entry, Section
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import KeyCap, Popover
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.palette.row_delegate import ROW, TITLE, PaletteDelegate
from leaddesk.widgets.palette.rows_model import PaletteRows
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.shadows import shadow_reach

WIDTH: Final = 640
FROM_TOP: Final = 120
SCRIM: Final = 0.45
MOST_SEEN: Final = 11  # lines; what is below is scrolled to
_PAD: Final = 8

_ALT = Qt.KeyboardModifier.AltModifier


class PaletteField(QLineEdit):
    """The line; keys that walk or run go to the panel, and no key is a shortcut of the window."""

    walked = Signal(int)
    entered = Signal(bool)  # True: with Alt
    completed = Signal()
    toggled = Signal()  # the key that opened the palette

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self.setMaxLength(400)
        self.setPlaceholderText(tr("Search or jump to..."))
        self.setAccessibleName(tr("Search or run a command"))

    def event(self, event: QEvent) -> bool:
        """Take every key: while the palette is open nothing below hears one."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        ):
            self.completed.emit()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, run with Enter; else write."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_Down:
                self.walked.emit(1)
            case Qt.Key.Key_Up:
                self.walked.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit(bool(event.modifiers() & _ALT))
            case Qt.Key.Key_K if ctrl:
                self.toggled.emit()
            case _:
                super().keyPressEvent(event)


class PaletteList(QListView):
    """The lines; the focus stays in the field."""

    hovered = Signal(int)
    clicked_on = Signal(int, bool)

    def __init__(self, theme: Theme, rows: PaletteRows, enter: str) -> None:
        super().__init__()
        self._seen_at = QPoint(-1, -1)
        self.setModel(rows)
        self._delegate = PaletteDelegate(theme, enter)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setProperty("thin", "true")
        self.setAccessibleName(tr("Results"))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose the line under the mouse once it moves: the list may come up below a still one."""
        here = event.globalPosition().toPoint()
        if self._seen_at not in (QPoint(-1, -1), here):
            self.hovered.emit(self.indexAt(event.position().toPoint()).row())
        self._seen_at = here

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Run what is clicked."""
        row = self.indexAt(event.position().toPoint()).row()
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.clicked_on.emit(row, bool(event.modifiers() & _ALT))


class PaletteContent(QWidget):
    """Field, list and foot; `ran` names an entry, `asked_for` what was typed."""

    asked_for = Signal(str)
    ran = Signal(object, bool)  # Entry, True: show a lead beside the page instead
    entered_early = Signal()  # Enter while answers to the present text are still out
    closed = Signal()
    walked_to = Signal(object)  # Entry
    resized = Signal()

    def __init__(self, theme: Theme, enter: str, escape: str) -> None:
        super().__init__()
        self._theme = theme
        self.is_waiting = False
        self.was_walked = False
        self.rows = PaletteRows()
        self.field = PaletteField()
        self.list = PaletteList(theme, self.rows, enter)
        self.note = PlainLabel(theme, tone="text2", wrap=True)
        self.count = PlainLabel(theme, role="small", tone="text3", tabular=True)
        self.setAccessibleName(tr("Command palette"))
        _speak_as_combo()
        self._lay_out(escape)
        self.field.textChanged.connect(self._typed)
        self.field.walked.connect(self._walk)
        self.field.entered.connect(self._enter)
        self.field.completed.connect(self._complete)
        self.field.toggled.connect(self.closed)
        self.list.hovered.connect(self._hover)
        self.list.clicked_on.connect(self._run_row)

    def _lay_out(self, escape: str) -> None:
        theme, px = self._theme, self._theme.look.px
        lens = QLabel()
        lens.setPixmap(theme.icons.pixmap("search", theme.colors.text3, px(18)))
        head = QHBoxLayout()
        head.setContentsMargins(18, 11, 14, 11)
        head.setSpacing(10)
        head.addWidget(lens)
        self.field.setFont(theme.fonts.font("heading", 400))
        head.addWidget(self.field, 1)
        head.addWidget(KeyCap(theme, escape))
        line = QFrame()
        line.setProperty("panel", "line")
        line.setFixedHeight(1)
        self.note.setContentsMargins(20, 14, 20, 14)
        inset = QVBoxLayout()
        inset.setContentsMargins(_PAD, 4, _PAD, _PAD)
        inset.addWidget(self.list)
        rule = QFrame()
        rule.setProperty("panel", "line")
        rule.setFixedHeight(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 9, 20, 10)
        hint = tr("Type > for commands, # for stages, @ for people")
        foot.addWidget(PlainLabel(theme, hint, role="small", tone="text3"), 1)
        foot.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line)
        column.addWidget(self.note)
        column.addLayout(inset)
        column.addWidget(rule)
        column.addLayout(foot)
        self.setFixedWidth(px(WIDTH))

    # --- what is here ------------------------------------------------------------------------

    @property
    def current(self) -> Entry | None:
        """The chosen line."""
        return self.rows.entry_at(self.list.currentIndex().row())

    def show_sections(self, sections: Sequence[Section], words: str, nothing: str) -> None:
        """Show what was found; `nothing` is said where that is nothing. The first line is chosen,
        unless somebody has walked to another one that is still there."""
        kept = self.current if self.was_walked else None
        self.rows.show_sections(sections, words)
        row = self.rows.row_of(kept.id) if kept is not None else None
        self.was_walked = row is not None
        self._go(row if row is not None else self.rows.next_row(-1, 1))
        count = len(self.rows.entries)
        self.count.setText(tr_n("%n result", "%n results", count))
        self.note.setText("" if count else nothing)
        self.note.setVisible(not count and bool(nothing))
        self.list.setVisible(count > 0)
        self._fit()

    def run_chosen(self) -> None:
        """Run the chosen line: Enter was pressed before it was there."""
        self._run_row(self.list.currentIndex().row(), beside=False)

    def give_way(self, pixels: int) -> None:
        """Show fewer lines: the window has no room for so many."""
        shorter = self.list.minimumHeight() - pixels
        self.list.setFixedHeight(max(self._theme.look.px(ROW), shorter))

    # --- inside ------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        self.was_walked = False
        self.asked_for.emit(text)

    def _fit(self) -> None:
        px = self._theme.look.px
        entries = len(self.rows.entries)
        whole = entries * px(ROW) + (self.rows.rowCount() - entries) * px(TITLE)
        height = max(px(ROW), min(whole, px(ROW) * MOST_SEEN)) + 2
        if self.is_waiting:
            # It would shrink and grow again with the leads, and the board below be painted twice.
            height = max(height, self.list.height())
        self.list.setFixedHeight(height)
        self.resized.emit()

    def _walk(self, step: int) -> None:
        row = self.rows.next_row(self.list.currentIndex().row(), step)
        if row >= 0:
            self.was_walked = True
            self._go(row)
            self.walked_to.emit(self.current)

    def _hover(self, row: int) -> None:
        if self.rows.entry_at(row) is not None:
            self.was_walked = True
            self._go(row, scroll=False)

    def _go(self, row: int, *, scroll: bool = True) -> None:
        index = self.rows.index(row, 0) if row >= 0 else QModelIndex()
        self.list.setAutoScroll(scroll)
        self.list.setCurrentIndex(index)
        if scroll and index.isValid():
            # The title over the first line belongs to it.
            above = self.rows.index(row - 1, 0)
            is_first = row > 0 and self.rows.entry_at(row - 1) is None
            self.list.scrollTo(above if is_first else index)
            self.list.scrollTo(index)

    def _enter(self, beside: bool) -> None:
        if self.is_waiting and not self.was_walked:
            self.entered_early.emit()
        else:
            self._run_row(self.list.currentIndex().row(), beside=beside)

    def _run_row(self, row: int, beside: bool) -> None:
        entry = self.rows.entry_at(row)
        if entry is not None:
            self.ran.emit(entry, beside)

    def _complete(self) -> None:
        entry = self.current
        if entry is not None:
            self.field.setText(entry.completes or entry.text)


class PalettePopover(Popover):
    """Stands in the middle, 120 px below the top, and follows the window's size."""

    def take_away(self) -> None:
        """Delete it, and what covered the window for it."""
        self._layer.deleteLater()

    def refit(self) -> None:
        """Take the size of what is found now."""
        if self.isVisible():
            self.setGeometry(self._place())

    def _place(self) -> QRect:
        host = self._layer.rect()
        left, top, right, bottom = shadow_reach(2)
        too_high = self._laid_out().height() - host.height()
        if too_high > 0 and isinstance(self._content, PaletteContent):
            self._content.give_way(too_high)
        size = self._laid_out().boundedTo(host.size())
        y = min(FROM_TOP, max(0, host.height() - size.height() + top + bottom - 8)) - top
        x = (host.width() - size.width() + right - left) // 2
        return QRect(QPoint(x, y), size)

    def _laid_out(self) -> QSize:
        """Return the size of what it shows now."""
        for layout in (self._content.layout(), self.layout()):
            if layout is not None:
                layout.invalidate()
                layout.activate()
        return self.sizeHint()


@cache
def _speak_as_combo() -> None:
    """The panel is told as a combo box: a field, and the list that belongs to it."""

    def face(class_name: str, found: QObject) -> QAccessibleInterface | None:
        if class_name == "PaletteContent" and isinstance(found, QWidget):
            return QAccessibleWidget(found, QAccessible.Role.ComboBox)
        return None

    QAccessible.installFactory(face)
