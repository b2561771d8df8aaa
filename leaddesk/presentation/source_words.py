"""Where the leads lie and which backups there are, as the settings show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLocale

from leaddesk.presentation.text import tr, user_locale


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One backup on the shelf; `size` in bytes."""

    path: Path
    at: datetime
    reason: str
    size: int


@dataclass(frozen=True, slots=True)
class SourceState:
    """`file` is None on a server; there the server makes the backups."""

    place: str
    file: Path | None
    size: int = 0
    backups: tuple[BackupLine, ...] = ()
    backup_folder: Path | None = None


def reason_word(reason: str) -> str:
    """Why a backup was made."""
    words = {
        "scheduled": tr("by itself"),
        "by-hand": tr("by hand"),
        "before-upgrade": tr("before an update"),
        "before-restore": tr("before a restore"),
    }
    return words.get(reason, reason)


def size_words(size: int) -> str:
    """A size in bytes, in the user's locale: "1.2 MB"."""
    return user_locale().formattedDataSize(
        size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat
    )
