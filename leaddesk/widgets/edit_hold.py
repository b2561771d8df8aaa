"""Controls that change something: out of use while nothing can be changed, and saying why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from leaddesk.presentation.desk_client import DeskClient
from leaddesk.widgets.labels import set_tool_tip

if TYPE_CHECKING:
    from leaddesk.presentation.edit_lock import EditLock
    from leaddesk.presentation.record_lock import RecordLock


def hold(client: DeskClient | RecordLock, *widgets: QWidget, in_pause: bool = True) -> None:
    """Let the client's lock, or a record's, disable these widgets, from now on. Those not held
    `in_pause` stay in use while a lost server is waited for: what they save is kept."""
    for widget in widgets:
        _Hold(client, widget, in_pause=in_pause)


class _Hold(QObject):
    """Lives and goes with its widget."""

    def __init__(self, client: DeskClient | RecordLock, widget: QWidget, *, in_pause: bool) -> None:
        super().__init__(widget)
        self._widget, self._in_pause = widget, in_pause
        self._before: tuple[bool, str] | None = None  # usable, tool tip
        client.lock_changed.connect(self._lock_changed)
        self._lock_changed(client.lock)

    def _lock_changed(self, lock: EditLock | None) -> None:
        is_held = lock is not None and (self._in_pause or not lock.keeps_text)
        widget = self._widget
        if lock is not None and is_held:
            if self._before is None:
                forced = widget.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled)
                self._before = (not forced, widget.toolTip())
            widget.setEnabled(False)
            set_tool_tip(widget, lock.reason)
            widget.setAccessibleDescription(lock.reason)
        elif self._before is not None:
            (is_usable, tip), self._before = self._before, None
            widget.setEnabled(is_usable)
            set_tool_tip(widget, tip)
            widget.setAccessibleDescription("")
