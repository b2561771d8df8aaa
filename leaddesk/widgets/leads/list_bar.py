"""The bar over the list: the filter as chips, how many leads it leaves, columns, board or list."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import Button, Segment, SegmentedSwitch
from leaddesk.widgets.filters.filter_chips import FilterChips
from leaddesk.widgets.labels import PlainLabel, set_tool_tip
from leaddesk.widgets.tools import Tools

COUNTING_AFTER_MS = 300
_NARROW = 760  # pixels at 100 % text: below it the columns' button is an icon
_TIGHT = 520  # below it the count goes, and leaves its room to the filter


class ListBar(QWidget):
    """Chips flow onto further lines; what stands at the end stays in the first one."""

    filter_asked = Signal()
    columns_asked = Signal()
    view_chosen = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._theme, self._number = tools.theme, tools.money.number
        theme = tools.theme
        self._covered = 0
        self.filter_button = Button(theme, tr("Filter"), kind="quiet", icon="plus")
        set_tool_tip(self.filter_button, tools.keys.tip("filter"))
        self.filter_button.clicked.connect(self.filter_asked)
        self.chips = FilterChips(theme, (self.filter_button,))
        self.count = PlainLabel(theme, role="small", tone="text2", tabular=True)
        self.columns = Button(theme, tr("Columns"), kind="bar", icon="columns-3")
        self.columns.setAccessibleName(tr("Columns"))
        self.columns.clicked.connect(self.columns_asked)
        self.switch = SegmentedSwitch(
            theme,
            tr("View"),
            (Segment("board", tr("Board"), "square-kanban"), Segment("list", tr("List"), "list")),
        )
        self.switch.choose("list")
        self.switch.chosen.connect(self._switched)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(8)
        row.addWidget(self.chips, 1)
        for widget in (self.count, self.columns, self.switch):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        row.insertSpacing(2, 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNTING_AFTER_MS)
        self._counting.timeout.connect(lambda: self.count.setText(tr("counting...")))
        theme.changed.connect(self._fit)
        self._fit()

    def say_counting(self) -> None:
        """The count is on its way."""
        self._counting.start()

    def say_count(self, shown: int, whole: int) -> None:
        """Say how many leads the list has, and out of how many."""
        self._counting.stop()
        number = self._number(shown)
        if whole > shown:
            text = tr_n(
                "{shown} of {whole} lead", "{shown} of {whole} leads", whole,
                shown=number, whole=self._number(whole),
            )  # fmt: skip
        else:
            text = tr_n("{shown} lead", "{shown} leads", shown, shown=number)
        self.count.setText(text)

    def set_covered(self, width: int) -> None:
        """Leave room at the end, where something lies over the bar."""
        if width != self._covered:
            self._covered = width
            self._row.setContentsMargins(24, 10, 24 + width, 10)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words out where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._covered
        is_narrow = room < self._theme.look.px(_NARROW)
        self.columns.setText("" if is_narrow else tr("Columns"))
        self.columns.set_icon_name("columns-3")
        set_tool_tip(self.columns, tr("Columns") if is_narrow else "")
        height = self.columns.sizeHint().height()
        self.count.setFixedHeight(height)
        self.count.setVisible(room >= self._theme.look.px(_TIGHT))

    def _switched(self, key: str) -> None:
        if key == "board":
            self.switch.choose("list")
            self.view_chosen.emit("board")
