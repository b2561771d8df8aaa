"""The ladder for a damaged file: from the gentlest cure to the newest good backup.

The damaged file itself is never written to. Every step works on copies, and the result is a
new file that the user looks at before it takes the old one's place.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Literal

from leaddesk.base.clock import Clock
from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.storage.backup import BackupShelf, put_in_place, require_room
from leaddesk.storage.open_check import find_damage
from leaddesk.storage.salvage import count_readable, salvage
from leaddesk.storage.sqlite_driver import driver_errors, open_file

Cure = Literal["sound", "reindexed", "copied", "backup", "none"]

_BESIDE = ("", "-journal", "-wal")  # after a crash these hold a part of the data


@dataclass(frozen=True, slots=True)
class Repaired:
    """What the ladder reached.

    `path` is the new file (None for "none"). `set_aside` is the folder with the damaged file
    as it was. `found` and `rescued` are rows per table: what could be counted in the damaged
    file (-1 where it could not), and what the new file holds; their difference is at stake.
    """

    cure: Cure
    path: Path | None
    set_aside: Path
    problems: tuple[str, ...]
    found: Mapping[str, int]
    rescued: Mapping[str, int]


def repair(path: Path, shelf: BackupShelf | None, clock: Clock) -> Repaired:
    """Climb the ladder for the file at `path`, which no connection of this process has open.

    Copies it with its journal into "<name>.damaged-<time>", then tries: a check alone (an
    interrupted write heals by opening), new indexes, a copy table by table, the newest backup
    on `shelf` that passes the check. The new file is "<name>.repaired-<time>.db" beside it.
    """
    stamp = clock.now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    require_room(path.parent, 4 * path.stat().st_size)
    aside = set_aside(path, stamp)
    result = path.with_name(f"{path.stem}.repaired-{stamp}.db")
    work = aside / "work.db"
    try:
        _copy_with_journal(aside / path.name, work)
        problems = find_damage(work)
        found = count_readable(work)
        cure = _cure_copy(work, problems, found)
        if cure is not None:
            _adopt(work, result)
            return Repaired(cure, result, aside, problems, found, count_readable(result))
        _remove(work)
        return _from_backup(shelf, result, aside, problems, found)
    finally:
        _remove(work)
        _remove(work.with_name("salvaged.db"))


def set_aside(path: Path, stamp: str) -> Path:
    """Copy a closed file, with the journal that belongs to it, into a folder of its own."""
    folder = path.with_name(f"{path.name}.damaged-{stamp}")
    try:
        folder.mkdir()
        _copy_with_journal(path, folder / path.name)
    except OSError as error:
        raise KnownError(
            said("The damaged file {path} could not be copied.", path=path),
            "It was not changed. Check that there is room and that you may write into its "
            "folder, then try again.",
            code="cannot-copy",
        ) from error
    return folder


def _copy_with_journal(source: Path, target: Path) -> None:
    for ending in _BESIDE:
        part = source.with_name(source.name + ending)
        if part.exists():
            shutil.copyfile(part, target.with_name(target.name + ending))


def _cure_copy(work: Path, problems: tuple[str, ...], found: Mapping[str, int]) -> Cure | None:
    """Heal `work` in place; None if nothing of it can be trusted."""
    if not problems:
        return "sound"
    if _rebuild_indexes(work):
        return "reindexed"
    salvaged = work.with_name("salvaged.db")
    if not salvage(work, salvaged) or find_damage(salvaged):
        return None
    # A copy that lost most of what can be counted is worse than a backup.
    rescued = count_readable(salvaged)
    if not rescued or sum(rescued.values()) * 2 < sum(max(count, 0) for count in found.values()):
        return None
    _remove(work)
    salvaged.replace(work)
    return "copied"


def _rebuild_indexes(work: Path) -> bool:
    """True if new indexes were all that was needed."""
    trial = work.with_name("reindex.db")
    try:
        _copy_with_journal(work, trial)
        with contextlib.closing(open_file(trial, "rw")) as connection:
            connection.execute("REINDEX")
        if find_damage(trial):
            return False
        _settle(trial)
        _remove(work)
        trial.replace(work)
    except driver_errors():
        return False
    finally:
        _remove(trial)
    return True


def _from_backup(
    shelf: BackupShelf | None,
    result: Path,
    aside: Path,
    problems: tuple[str, ...],
    found: Mapping[str, int],
) -> Repaired:
    backup = shelf.newest_sound() if shelf is not None else None
    if shelf is None or backup is None:
        return Repaired("none", None, aside, problems, found, {})
    restored = shelf.restore(backup, result)
    return Repaired("backup", result, aside, problems, found, restored.counts)


def _adopt(work: Path, result: Path) -> None:
    _settle(work)
    put_in_place(work, result)


def _settle(path: Path) -> None:
    """Bring everything from a journal into the file, so that it stands alone."""
    connection: sqlite3.Connection = open_file(path, "rw")
    try:
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        connection.close()


def _remove(path: Path) -> None:
    for ending in (*_BESIDE, "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
