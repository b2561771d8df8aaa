"""What the bell opens: everything that toasts said, the newest first, under the days."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from leaddesk.base.clock import Clock
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.message_book import Message
from leaddesk.presentation.text import tr
from leaddesk.presentation.undo_history import UndoHistory
from leaddesk.widgets.controls import Button
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.news.message_line import MessageLine
from leaddesk.widgets.notices import copy_text
from leaddesk.widgets.theme import Theme

WIDTH: Final = 420
HEIGHT: Final = 520
PAGE: Final = 40
"""Lines made at a time: 200 of them would take longer than a click may."""


class NewsPanel(QWidget):
    """Follows the history while it is open. `lead_asked` names the lead of a line."""

    lead_asked = Signal(int)

    def __init__(self, theme: Theme, history: UndoHistory, clock: Clock, dates: DateWords) -> None:
        super().__init__()
        self._theme, self._history = theme, history
        self._clock, self._dates = clock, dates
        self._most = PAGE
        self.lines: list[MessageLine] = []
        self.mark_all = Button(theme, tr("Mark all read"), kind="link")
        self.mark_all.clicked.connect(lambda: history.mark_read())
        self.older: Button | None = None
        self._inner = QWidget()
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.verticalScrollBar().setProperty("thin", "true")
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 14, 8)
        head.addWidget(PlainLabel(theme, tr("Messages"), role="heading"))
        head.addStretch(1)
        head.addWidget(self.mark_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        history.messages_changed.connect(self.refresh)
        self.refresh()

    def sizeHint(self) -> QSize:
        """Return the panel's size; little to tell takes little room."""
        inner = self._inner
        width = self._theme.look.px(WIDTH)
        needed = inner.heightForWidth(width) if inner.hasHeightForWidth() else 0
        needed = max(needed, inner.sizeHint().height()) + self._theme.look.px(64)
        return QSize(width, min(self._theme.look.px(HEIGHT), needed))

    def refresh(self) -> None:
        """Show the messages as they are now; the focus stays with its message."""
        focused = QApplication.focusWidget()
        at = next((n for n, line in enumerate(self.lines) if _is_in(focused, line)), None)
        number = self.lines[at].message.number if at is not None else None
        place = self._area.verticalScrollBar().value()
        # What it replaces may be whose key or click led here: it goes when that is over.
        old = self._area.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        messages = self._history.messages
        self.mark_all.setEnabled(self._history.unread > 0)
        self._inner = self._list(messages[: self._most], len(messages))
        self._area.setWidget(self._inner)
        # The popover paints the ground; a scroll area would paint the window's.
        self._area.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)
        self._area.verticalScrollBar().setValue(place)
        if number is not None and self.lines:
            again = next((line for line in self.lines if line.message.number == number), None)
            (again or self.lines[min(at or 0, len(self.lines) - 1)]).setFocus()

    # --- inside ------------------------------------------------------------------------------

    def _list(self, messages: tuple[Message, ...], count: int) -> QWidget:
        theme = self._theme
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 0, 10, 4)
        column.setSpacing(0)
        self.lines = []
        if not messages:
            note = PlainLabel(
                theme,
                tr("Nothing yet. What you do is told here, with Undo while it can be taken back."),
                tone="text2",
                wrap=True,
            )
            note.setContentsMargins(10, 8, 10, 16)
            column.addWidget(note)
        day = ""
        for message in messages:
            heading = self._day(message)
            if heading != day:
                day = heading
                label = PlainLabel(theme, day, role="small", weight=600, tone="text2")
                label.setContentsMargins(10, 8, 0, 4)
                column.addWidget(label)
            column.addWidget(self._line(message))
        self.older = None
        if count > len(messages):
            self.older = Button(theme, tr("Show older"), kind="link")
            self.older.clicked.connect(self._show_older)
            column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return inner

    def _day(self, message: Message) -> str:
        at, today = message.at, self._clock.now()
        days = self._dates.days_between(at, today)
        if days == 0:
            return tr("Today")
        return tr("Yesterday") if days == 1 else self._dates.day(at, today)

    def _line(self, message: Message) -> MessageLine:
        line = MessageLine(self._theme, message, self._dates.time(message.at))
        line.opened.connect(lambda lead_id: self._open(message.number, lead_id))
        line.undo_asked.connect(self._undo)
        line.copy_asked.connect(self._copy)
        line.walked.connect(lambda step: self._walk(line, step))
        self.lines.append(line)
        return line

    def _open(self, number: int, lead_id: int) -> None:
        self._history.mark_read(number)
        self.lead_asked.emit(lead_id)

    def _undo(self, number: int) -> None:
        message = self._history.message(number)
        if message is not None:
            self._history.mark_read(number)
            self._history.undo(message)

    def _copy(self, number: int) -> None:
        message = self._history.message(number)
        if message is not None:
            self._history.mark_read(number)
            copy_text(message.details)

    def _walk(self, line: MessageLine, step: int) -> None:
        at = self.lines.index(line) + step
        if 0 <= at < len(self.lines):
            self.lines[at].setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(self.lines[at])

    def _show_older(self) -> None:
        self._most += PAGE
        first = len(self.lines)
        self.refresh()
        if first < len(self.lines):
            self.lines[first].setFocus(Qt.FocusReason.OtherFocusReason)


def _is_in(widget: QWidget | None, line: MessageLine) -> bool:
    return widget is not None and (widget is line or line.isAncestorOf(widget))
