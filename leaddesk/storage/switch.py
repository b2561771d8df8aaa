"""Putting another file in the place of a database: the one that was there stays beside it."""

from __future__ import annotations

import contextlib
from pathlib import Path

from leaddesk.base.errors import KnownError
from leaddesk.storage.backup import put_in_place
from leaddesk.storage.sqlite_driver import driver_errors, open_file


def switch_over(restored: Path, current: Path, stamp: str) -> Path | None:
    """Give `restored` the name `current`; where the file went that had it, None if none had.

    Raises KnownError "in-use", and changes nothing, while another program has the file open.
    """
    if not current.exists():
        put_in_place(restored, current)
        return None
    _require_alone(current)
    kept = current.with_name(f"{current.stem}.before-restore-{stamp}{current.suffix}")
    current.replace(kept)
    try:
        put_in_place(restored, current)
    except OSError:
        kept.replace(current)
        raise
    for ending in ("-wal", "-shm"):
        current.with_name(current.name + ending).unlink(missing_ok=True)
    return kept


def _require_alone(path: Path) -> None:
    """Bring the journal into the file; that takes a lock which nobody else's connection allows."""
    try:
        with contextlib.closing(open_file(path, "rw", timeout=2.0)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except driver_errors() as error:
        if "lock" not in str(error) and "busy" not in str(error):
            return  # damaged: that is what it is replaced for
        raise KnownError(
            "Another program has this database open.",
            "Nothing was changed. Close LeadDesk on every computer that uses it, then try again.",
            code="in-use",
        ) from error
