"""One message in the panel: unread dot, time, text, what can still be done about it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from leaddesk.presentation.message_book import Message
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button, speak_as
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import rounded

_DOT: Final = 8
_FIRST: Final = 26  # pixels of the first line, in whose middle everything stands
_TOP: Final = Qt.AlignmentFlag.AlignTop


class _Mark(QWidget):
    """The place of the unread dot; empty once the message was read."""

    def __init__(self, theme: Theme, message: Message) -> None:
        super().__init__()
        self._theme, self._message = theme, message
        self.setFixedSize(theme.look.px(_DOT), theme.look.px(_FIRST))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dot: red for an error, blue for the rest."""
        if self._message.is_read:
            return
        colors, size = self._theme.colors, self.width()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dot = QRectF(0, (self.height() - size) / 2, size, size)
        fill = colors.danger if self._message.is_error else colors.accent
        rounded(painter, dot, size / 2, fill=fill)
        painter.end()


class MessageLine(QWidget):
    """A click, or Enter, opens the lead that the message tells of; Up and Down walk."""

    opened = Signal(int)  # lead id
    undo_asked = Signal(int)  # message number
    copy_asked = Signal(int)
    walked = Signal(int)  # 1 down, -1 up

    def __init__(self, theme: Theme, message: Message, time: str) -> None:
        super().__init__()
        self._theme, self.message = theme, message
        self._is_hot = False
        self.button: Button | None = None
        speak_as(self, QAccessible.Role.ListItem)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        opens = message.lead_id is not None
        if opens:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        parts = [time, message.text]
        if not message.is_read:
            parts.append(tr("unread"))
        if message.was_undone:
            parts.append(tr("undone"))
        speak_as(self, QAccessible.Role.ListItem)
        self.setAccessibleName(", ".join(parts))
        self.setAccessibleDescription(tr("Enter opens the lead") if opens else "")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(_Mark(theme, message), 0, _TOP)
        row.addWidget(self._beside(time, tabular=True), 0, _TOP)
        weight = 400 if message.is_read else 600
        text = PlainLabel(theme, message.text, weight=weight, wrap=True)
        above = max(0, (theme.look.px(_FIRST) - text.fontMetrics().height()) // 2)
        text.setContentsMargins(0, above, 0, above)
        row.addWidget(text, 1, _TOP)
        self._add_action(row)

    def _add_action(self, row: QHBoxLayout) -> None:
        theme, message = self._theme, self.message
        if message.steps:
            self.button = Button(theme, tr("Undo"), kind="link")
            self.button.setAccessibleName(tr("Undo: {what}", what=message.text))
            self.button.clicked.connect(lambda: self.undo_asked.emit(message.number))
        elif message.details:
            self.button = Button(theme, tr("Copy details"), kind="link")
            self.button.clicked.connect(lambda: self.copy_asked.emit(message.number))
        if self.button is not None:
            row.addWidget(self.button, 0, _TOP)
        elif message.was_undone:
            row.addWidget(self._beside(tr("undone")), 0, _TOP)

    def _beside(self, text: str, *, tabular: bool = False) -> PlainLabel:
        label = PlainLabel(self._theme, text, role="small", tone="text3", tabular=tabular)
        label.setMinimumHeight(self._theme.look.px(_FIRST))
        return label

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Up and Down walk; the rest is for the panel."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._open()
            case Qt.Key.Key_Down:
                self.walked.emit(1)
            case Qt.Key.Key_Up:
                self.walked.emit(-1)
            case _:
                event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the lead."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self._open()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the press, so that the release comes here."""
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tint what the mouse is on, if a click does something."""
        self._is_hot = self.message.lead_id is not None
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the tint off."""
        self._is_hot = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint hover and focus."""
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_hot:
            rounded(painter, self.rect(), 7, fill=colors.hover)
        if self.hasFocus():
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            rounded(painter, ring, 7, frame=colors.focus, width=2)
        painter.end()

    def _open(self) -> None:
        if self.message.lead_id is not None:
            self.opened.emit(self.message.lead_id)
