"""The bar that rises over the list while rows are checked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import Button, IconButton
from leaddesk.widgets.labels import PlainLabel, set_tool_tip
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.shadows import shadow_reach
from leaddesk.widgets.theme.strokes import rounded

FROM_BOTTOM = 24


class BulkBar(QWidget):
    """What can be done with the checked rows."""

    closed = Signal()
    select_all_asked = Signal()
    assign_asked = Signal()
    stage_asked = Signal()
    plan_asked = Signal()
    tag_asked = Signal()
    export_asked = Signal()
    delete_asked = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme, self._host = theme, host
        self._covered = 0
        left, top, right, bottom = shadow_reach(3)
        self.count = PlainLabel(theme, weight=600, tone="inverse")
        self.all = Button(theme, "", kind="inverseLink")
        assign = Button(theme, tr("Assign"), kind="onInverse", icon="user-round")
        stage = Button(theme, tr("Stage"), kind="onInverse", icon="arrow-right-left")
        plan = Button(theme, tr("Next step"), kind="onInverse", icon="calendar-plus")
        tag = Button(theme, tr("Tag"), kind="onInverse", icon="tag")
        export = Button(theme, tr("Export"), kind="onInverse", icon="download")
        delete = Button(theme, tr("Delete"), kind="onInverse", icon="trash-2")
        close = IconButton(theme, "x", tr("Clear selection"), kind="onInverse")
        self._words = {part: part.text() for part in (assign, stage, plan, tag, export, delete)}
        self._icons = dict(
            zip(self._words, ("user-round", "arrow-right-left", "calendar-plus", "tag", "download",
                              "trash-2"), strict=True)
        )  # fmt: skip
        for part, text in self._words.items():
            part.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(left + 18, top + 8, right + 10, bottom + 8)
        row.setSpacing(8)
        for widget in (self.count, self.all, *self._words, close):
            row.addWidget(widget)
        self.edits = (assign, stage, plan, tag, delete)
        self.all.clicked.connect(self.select_all_asked)
        assign.clicked.connect(self.assign_asked)
        stage.clicked.connect(self.stage_asked)
        plan.clicked.connect(self.plan_asked)
        tag.clicked.connect(self.tag_asked)
        export.clicked.connect(self.export_asked)
        delete.clicked.connect(self.delete_asked)
        close.clicked.connect(self.closed)
        host.installEventFilter(self)
        self.hide()

    def show_count(self, checked: int, total: int) -> None:
        """Say how many are checked; none hides the bar."""
        self.setVisible(checked > 0)
        if not checked:
            return
        self.count.setText(tr_n("%n selected", "%n selected", checked))
        self.all.setText(tr("Select all {count}", count=f"{total:,}"))
        self.all.setVisible(checked < total)
        self._place()
        self.raise_()

    def set_covered(self, width: int) -> None:
        """Stand clear of what lies over the end of the page."""
        self._covered = width
        if self.isVisible():
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot."""
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint shadow and ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top, right, bottom = shadow_reach(3)
        ground = QRectF(self.rect()).adjusted(left, top, -right, -bottom)
        self._theme.shadows.draw(painter, ground, 10, 3)
        rounded(painter, ground, 10, fill=self._theme.colors.inverse)
        painter.end()

    def _place(self) -> None:
        """Stand at the foot; where there is little room the words go, tool tips keep them."""
        _left, _top, _right, bottom = shadow_reach(3)
        room = self._host.width() - self._covered
        for has_words in (True, False):
            for part, text in self._words.items():
                part.setText(text if has_words else "")
                part.set_icon_name(self._icons[part])
                set_tool_tip(part, "" if has_words else text)
            self.adjustSize()
            if self.width() <= room:
                break
        begin = self._covered if self._host.isRightToLeft() else 0
        x = begin + max(0, (room - self.width()) // 2)
        self.move(x, self._host.height() - self.height() + bottom - FROM_BOTTOM)
