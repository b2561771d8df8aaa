"""The full check of the database file, in the background of each start.

A damaged file can look whole for weeks: only what is read is missed. So the file is read to its
end once for each start, beside the board and never before it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said

if TYPE_CHECKING:
    from leaddesk.storage.backup import BackupShelf

_log = logging.getLogger("leaddesk.database")


class FileCheck:
    """Reads one file to its end on a thread of its own.

    `on_damage` is called on that thread, at most once, with the words for the user; `on_sound`
    when nothing was found. A check that could not be made (the file was held) calls neither.
    """

    def __init__(
        self,
        path: Path,
        shelf: BackupShelf | None,
        on_damage: Callable[[KnownError], None],
        on_sound: Callable[[], None],
    ) -> None:
        self._path, self._shelf = path, shelf
        self._on_damage, self._on_sound = on_damage, on_sound
        self._stopping = threading.Event()
        # Not one of the readers' lane: on a slow disk it takes minutes.
        self._thread = threading.Thread(target=self._run, name="file-check", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, timeout: float = 2.0) -> bool:
        """End it early; whether it ended within `timeout` seconds."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        from leaddesk.storage.open_check import find_damage

        try:
            lines = find_damage(self._path, stop=self._stopping.is_set)
        except KnownError as error:
            _log.warning("the file could not be checked: %s", error)
            return
        if self._stopping.is_set():
            return
        if lines:
            _log.error("the file is damaged: %s", "; ".join(lines[:20]))
            self._on_damage(damage_found(self._path, self._shelf))
        else:
            self._on_sound()


def damage_found(path: Path, shelf: BackupShelf | None) -> KnownError:
    """What to say about damage in a file that is open."""
    newest = next(iter(shelf.backups()), None) if shelf is not None else None
    backup = (
        "There is no backup of it here."
        if newest is None
        else f"The newest backup is of {newest.at.astimezone():%Y-%m-%d %H:%M}: {newest.path}."
    )
    return KnownError(
        "A part of the database file is damaged.",
        said(
            "From now on it is only read, so that nothing gets worse; what you see "
            "can be exported. {backup} Restore a backup, or let `leaddesk doctor` "
            "look at {path}.",
            backup=backup,
            path=path,
        ),
        code="damaged",
    )
