"""Circles among objects are taken apart in the window's thread, and in no other."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer

_EVERY = 1_000  # milliseconds between two looks at how much is new


class GarbageTurns(QObject):
    """The interpreter takes circles apart in whichever thread makes the next object. A model or a
    timer of the window that lies in one would then be deleted in a lane's thread, and Qt would go
    on with what is gone: a crash at any later time. So the interpreter's own turns stay off while
    there is a window, and the window's thread takes them, as often by its own thresholds.

    What the start made stays to the end, and is never looked through.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY)

    def look(self) -> None:
        """Take apart what is due: the oldest generation whose count is over its threshold."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        if counts[0] > thresholds[0]:
            # A threshold of 0 belongs to an age that this interpreter does not count.
            gc.collect(max(age for age in (0, 1, 2) if counts[age] > thresholds[age] > 0))
