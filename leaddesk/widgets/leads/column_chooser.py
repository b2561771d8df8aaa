"""Which columns the list shows, and in which order."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from leaddesk.presentation.list_columns import FIXED, STANDARD, column_choices, column_title
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button, IconButton, Popover
from leaddesk.widgets.controls.refit import host_of
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.tools import Tools

_WIDTH, _HEIGHT, _LINE = 280, 340, 28
_NAME = Qt.ItemDataRole.UserRole


class ColumnForm(QWidget):
    """A check for each column, the shown ones first in their order; a change shows at once."""

    changed = Signal(tuple)
    left = Signal()

    def __init__(self, theme: Theme, names: tuple[str, ...], shown: tuple[str, ...]) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(tr("Columns"))
        self.list.setFixedHeight(theme.look.px(_HEIGHT))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._names, self._line = names, theme.look.px(_LINE)
        self.up = IconButton(theme, "arrow-up", tr("Earlier"))
        self.down = IconButton(theme, "arrow-down", tr("Later"))
        usual = Button(theme, tr("Usual columns"), kind="link")
        done = Button(theme, tr("Done"), kind="primary")
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        usual.clicked.connect(lambda: self._reset())
        done.clicked.connect(self.left)
        foot = QHBoxLayout()
        foot.addWidget(self.up)
        foot.addWidget(self.down)
        foot.addWidget(usual)
        foot.addStretch(1)
        foot.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addWidget(PlainLabel(theme, tr("Columns"), role="heading"))
        column.addWidget(self.list)
        column.addLayout(foot)
        self.setMinimumWidth(theme.look.px(_WIDTH))
        self._fill(shown)
        self.list.itemChanged.connect(lambda _item: self._say())
        self.list.model().rowsMoved.connect(lambda: self._say())

    @property
    def columns(self) -> tuple[str, ...]:
        """The checked columns in their order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        on = Qt.CheckState.Checked
        return tuple(str(item.data(_NAME)) for item in items if item.checkState() == on)

    def _fill(self, shown: tuple[str, ...]) -> None:
        blocked = self.list.blockSignals(True)
        self.list.clear()
        chosen = [name for name in shown if name not in FIXED]
        for name in (*chosen, *(name for name in self._names if name not in chosen)):
            item = QListWidgetItem(one_line(column_title(name), 60), self.list)
            item.setData(_NAME, name)
            item.setSizeHint(QSize(0, self._line))
            is_on = name in chosen
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self.list.blockSignals(blocked)
        self.list.setCurrentRow(0)

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            self.list.insertItem(row + step, self.list.takeItem(row))
            self.list.setCurrentRow(row + step)
            self._say()

    def _reset(self) -> None:
        self._fill(STANDARD)
        self._say()

    def _say(self) -> None:
        self.changed.emit(self.columns)


class ColumnChooser(QObject):
    """Opens the form below a button; `chosen` carries the columns without the fixed ones."""

    chosen = Signal(tuple)

    def __init__(self, tools: Tools, host: QWidget) -> None:
        super().__init__(host)
        self._tools, self._host = tools, host
        self.popover: Popover | None = None
        self.form: ColumnForm | None = None

    def open(self, anchor: QWidget, shown: tuple[str, ...]) -> None:
        """Ask for the team's own fields, then open."""

        def came(document: str | None) -> None:
            custom = tuple(str(name) for name in json.loads(document or "[]"))
            if self.popover is None and anchor.isVisible():
                self._open(anchor, shown, custom)

        self._tools.client.ask("list.fields", lambda r: r.setting("custom_fields"), came)

    def _open(self, anchor: QWidget, shown: tuple[str, ...], custom: tuple[str, ...]) -> None:
        form = ColumnForm(self._tools.theme, column_choices(custom), shown)
        popover = Popover(self._tools.theme, host_of(self._host), tr("Columns"), form)
        self.popover, self.form = popover, form
        form.changed.connect(self.chosen)
        form.left.connect(popover.close_it)
        popover.closed.connect(self._closed)
        popover.open_at(anchor)

    def _closed(self) -> None:
        popover, self.popover, self.form = self.popover, None, None
        if popover is not None:
            popover.deleteLater()
