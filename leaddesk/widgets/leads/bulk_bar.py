"""The bar that rises over the list while rows are checked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from leaddesk.base.progress import Progress
from leaddesk.presentation.text import tr, tr_n, user_locale
from leaddesk.widgets.controls import Button, IconButton, ProgressLine
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
    nurture_asked = Signal()
    tag_asked = Signal()
    export_asked = Signal()
    delete_asked = Signal()
    more_asked = Signal()
    cancelled = Signal()

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
        nurture = Button(theme, tr("Nurture"), kind="onInverse", icon="sprout")
        tag = Button(theme, tr("Tag"), kind="onInverse", icon="tag")
        export = Button(theme, tr("Export"), kind="onInverse", icon="download")
        delete = Button(theme, tr("Delete"), kind="onInverse", icon="trash-2")
        more = Button(theme, tr("More"), kind="onInverse", icon="ellipsis")
        close = IconButton(theme, "x", tr("Clear selection"), kind="onInverse")
        icons = {
            assign: "user-round", stage: "arrow-right-left", plan: "calendar-plus",
            nurture: "sprout", tag: "tag", export: "download", delete: "trash-2", more: "ellipsis",
        }  # fmt: skip
        self._icons = icons
        self._words = {part: part.text() for part in icons}
        self.more, self._close = more, close
        self.far = PlainLabel(theme, weight=600, tone="inverse", tabular=True)
        self.line = ProgressLine(theme)
        self.line.setFixedWidth(theme.look.px(180))
        self.line.setAccessibleName(tr("Progress"))
        self.cancel = Button(theme, tr("Cancel"), kind="onInverse", icon="x")
        self._under_way = (self.far, self.line, self.cancel)
        self._checked = (0, 0)
        self._progress: Progress | None = None
        for part, text in self._words.items():
            part.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(left + 18, top + 8, right + 10, bottom + 8)
        row.setSpacing(8)
        for widget in (self.count, self.all, *self._words, close, *self._under_way):
            row.addWidget(widget)
        self.edits = (assign, stage, plan, nurture, tag, delete, more)
        self.all.clicked.connect(self.select_all_asked)
        assign.clicked.connect(self.assign_asked)
        stage.clicked.connect(self.stage_asked)
        plan.clicked.connect(self.plan_asked)
        tag.clicked.connect(self.tag_asked)
        export.clicked.connect(self.export_asked)
        delete.clicked.connect(self.delete_asked)
        nurture.clicked.connect(self.nurture_asked)
        more.clicked.connect(self.more_asked)
        self.cancel.clicked.connect(self._cancel)
        close.clicked.connect(self.closed)
        host.installEventFilter(self)
        self.hide()

    def show_count(self, checked: int, total: int) -> None:
        """Say how many are checked; none hides the bar, unless an act is under way."""
        self._checked = checked, total
        self.count.setText(tr_n("%n selected", "%n selected", checked))
        self.all.setText(tr("Select all {count}", count=user_locale().toString(total)))
        self._show_parts()

    def show_progress(self, progress: Progress | None) -> None:
        """Say how far an act on many leads is, in place of the acts; None: it is over."""
        was_running, self._progress = self._progress is not None, progress
        if progress is not None:
            far, total = (user_locale().toString(n) for n in (progress.done, progress.total))
            self.far.setText(tr("{done} of {total}", done=far, total=total))
            self.line.set_value(progress.fraction or 0.0)
        if was_running != (progress is not None):
            self.cancel.setEnabled(True)
            self._show_parts()
        elif progress is not None:
            self._place()

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

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)  # the slice under way is still done
        self.cancelled.emit()

    def _show_parts(self) -> None:
        """Either what can be done, or how far it is."""
        (checked, total), is_running = self._checked, self._progress is not None
        focus: QWidget | None = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        for shown in self._under_way:
            shown.setVisible(is_running)
        for part in (self.count, self._close, *self._words):
            part.setVisible(not is_running)
        self.all.setVisible(not is_running and checked < total)
        self.setVisible(is_running or checked > 0)
        if not self.isVisible():
            return
        self._place()
        self.raise_()
        if had_focus:
            (self.cancel if is_running else self.more).setFocus()

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
