"""The half-hourly backup of a database file, made only when something changed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from leaddesk.base.clock import Clock
from leaddesk.base.errors import KnownError
from leaddesk.work.job_queue import Priority
from leaddesk.work.lanes import Lane
from leaddesk.work.task import Task

if TYPE_CHECKING:
    from pathlib import Path

    from leaddesk.service.desk import Desk
    from leaddesk.storage.backup import Backup, BackupShelf

ALARM = "backup"
_log = logging.getLogger("leaddesk.backup")


class BackupKeeper:
    """Rings every half hour and then looks whether a backup is due.

    `plan(name, at)` sets the alarm; `on_trouble` hears, in the lane, why none could be made,
    once until one succeeds.
    """

    def __init__(
        self,
        shelf: BackupShelf,
        source: Path,
        desk: Desk,
        lane: Lane,
        plan: Callable[[str, datetime], None],
        clock: Clock,
        on_trouble: Callable[[KnownError], None],
    ) -> None:
        self._shelf, self._source, self._desk, self._lane = shelf, source, desk, lane
        self._plan, self._clock, self._on_trouble = plan, clock, on_trouble
        self._is_troubled = False

    def start(self) -> None:
        """Look now and then every half hour: the last session may have ended without one."""
        self.ring(self._clock.now())

    def ring(self, now: datetime) -> None:
        """The alarm rang: look in the lane, and set it again."""
        from leaddesk.storage.backup import HALF_HOUR

        self._plan(ALARM, now + HALF_HOUR)
        self._lane.submit(
            self.take_if_due, priority=Priority.BACKGROUND, on_done=self._ended, key=ALARM
        )

    def take_if_due(self) -> Backup | None:
        """Make the backup if the change log has moved since the last one. For a worker thread."""
        from leaddesk.storage.backup import is_due

        newest = next(iter(self._shelf.backups()), None)
        steps = self._desk.ask(lambda reader: reader.history(limit=1))
        changed = steps[0].step.at if steps else None
        if not is_due(newest.at if newest else None, self._clock.now(), changed):
            return None
        return self._shelf.take(self._source)

    def _ended(self, task: Task[Backup | None]) -> None:
        error = task.error
        if error is None:
            self._is_troubled = False
            return
        _log.warning("no backup was made", exc_info=error)
        if isinstance(error, KnownError) and not self._is_troubled:
            self._is_troubled = True
            self._on_trouble(error)
