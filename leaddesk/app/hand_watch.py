"""While the user's hand moves, background work stands back: a drag must not stutter."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent, QWindow

from leaddesk.work.lanes import Lane

_ACTS: Final = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Wheel,
        QEvent.Type.KeyPress,
    }
)


class HandWatch(QObject):
    """Hears what the system tells the window of mouse and keyboard: a few events, where a filter
    of the application would be asked about every widget's."""

    def __init__(self, window: QWindow, lane: Lane) -> None:
        super().__init__(window)
        self._lane = lane
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Only listen."""
        if event.type() in _ACTS or _is_drag(event):
            self._lane.stand_back()
        return False


def _is_drag(event: QEvent) -> bool:
    return (
        isinstance(event, QMouseEvent)
        and event.type() == QEvent.Type.MouseMove
        and event.buttons() != Qt.MouseButton.NoButton
    )
