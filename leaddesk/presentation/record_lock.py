"""Why one record can't be changed, beside what holds for all of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.edit_lock import EditLock


class RecordLock(QObject):
    """The client's lock, or the record's own where that has one: it lies in the bin."""

    lock_changed = Signal(object)  # EditLock | None

    def __init__(self, client: DeskClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._own: EditLock | None = None
        client.lock_changed.connect(lambda _lock: self.lock_changed.emit(self.lock))

    @property
    def lock(self) -> EditLock | None:
        """What holds the record now."""
        return self._own or self._client.lock

    def set_reason(self, reason: str) -> None:
        """Hold the record, or no longer: ""."""
        own = EditLock(reason) if reason else None
        if own != self._own:
            self._own = own
            self.lock_changed.emit(self.lock)
