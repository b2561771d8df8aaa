"""A block of several lines pasted into a line: it may be somebody's signature."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

_MOST = 20_000


class PasteWatch(QObject):
    """Hears when several lines are pasted with the keys. The paste itself goes on as ever:
    what is read from it is only offered."""

    pasted = Signal(object, str)  # the line, the whole text

    def watch(self, line: QLineEdit) -> None:
        """Hear pastes into a line."""
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the clipboard when it is pasted; let the line have the key."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            text = QGuiApplication.clipboard().text()[:_MOST]
            if "\n" in text.strip():
                self.pasted.emit(watched, text)
        return False
