"""Backups of a database file: made in one step, checked, and only then put on the shelf."""

from __future__ import annotations

import contextlib
import gzip
import os
import re
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from leaddesk.base.clock import Clock
from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.storage.open_check import damaged_file, find_damage
from leaddesk.storage.sql_errors import explain
from leaddesk.storage.sqlite_driver import driver_errors, error_name, open_file

HALF_HOUR = timedelta(minutes=30)
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"\.(\d{8}T\d{6}Z)\.([a-z-]+)\.db(\.gz)?$")
_REASON = re.compile(r"^[a-z-]+$")
_COPY_LIMIT = 60.0  # seconds for one copy, others' writing included
_SAFETY_KEPT = 3  # backups made before an upgrade, an import, a deletion or a restore


@dataclass(frozen=True, slots=True)
class Backup:
    """A checked copy on the shelf. `reason` is "scheduled" or a "before-..." word."""

    path: Path
    at: datetime
    reason: str

    @property
    def is_compressed(self) -> bool:
        return self.path.suffix == ".gz"


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup brought back as a new file; `counts` are the rows of each table."""

    path: Path
    counts: Mapping[str, int]


def kept(times: Sequence[datetime]) -> frozenset[datetime]:
    """Which backups to keep: the newest of 6 half hours, 14 days, 8 weeks and 12 months.

    Only periods that have a backup count, so a long absence drops nothing; the newest of all
    is always kept.
    """
    chosen: set[datetime] = set()
    rules: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (6, lambda t: int(t.timestamp() // HALF_HOUR.total_seconds())),
        (14, lambda t: t.date()),
        (8, lambda t: t.isocalendar()[:2]),
        (12, lambda t: (t.year, t.month)),
    )
    newest_first = sorted(set(times), reverse=True)
    for limit, period_of in rules:
        seen: set[object] = set()
        for at in newest_first:
            period = period_of(at)
            if period not in seen and len(seen) < limit:
                seen.add(period)
                chosen.add(at)
    return frozenset(chosen)


def is_due(newest: datetime | None, now: datetime, last_change: datetime | None) -> bool:
    """Whether the half-hourly backup is to be made: only if something changed since the last.

    `last_change` is the time of the newest step in the change log, None if there is none.
    """
    if last_change is None:
        return False
    return newest is None or (last_change > newest and now - newest >= HALF_HOUR)


class BackupShelf:
    """The folder in which the backups of one database lie, named by time and reason."""

    def __init__(self, folder: Path, name: str, clock: Clock, *, compress: bool = False) -> None:
        """`name` is the database's, for example "leads"; it begins each file name."""
        self.folder = folder
        self._name = name
        self._clock = clock
        self._compress = compress

    def backups(self) -> tuple[Backup, ...]:
        """All that lie on the shelf, the newest first. Unfinished ones are not among them."""
        if not self.folder.is_dir():
            return ()
        found = []
        for path in self.folder.glob(f"{self._name}.*"):
            match = _NAME.search(path.name)
            if match and path.name[: match.start()] == self._name:
                at = datetime.strptime(match.group(1), _STAMP).replace(tzinfo=UTC)
                found.append(Backup(path, at, match.group(2)))
        return tuple(sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True))

    def take(self, source: Path, reason: str = "scheduled") -> Backup:
        """Copy `source`, check the copy, put it on the shelf, then drop what is out of date.

        Others may read and write meanwhile (they wait 0.2 s at most per 100,000 leads). If the
        copy does not pass the full check, KnownError "damaged" is raised and every older
        backup stays. For a worker thread.
        """
        if not _REASON.match(reason):
            raise ValueError(f"not a reason for a backup: {reason!r}")
        self.folder.mkdir(parents=True, exist_ok=True)
        require_room(self.folder, 2 * source.stat().st_size)
        at = self._clock.now().astimezone(UTC).replace(microsecond=0)
        suffix = ".db.gz" if self._compress else ".db"
        final = self.folder / f"{self._name}.{at.strftime(_STAMP)}.{reason}{suffix}"
        part = final.with_name(f"{final.name}.{os.getpid()}.part")
        packed = part.with_name(f"{part.name}.gz")
        try:
            copy_database(source, part)
            problems = find_damage(part)
            if problems:
                raise KnownError(
                    "The database is damaged, so no backup of it was made.",
                    said(
                        "The older backups are untouched. Open the newest of them, or let "
                        "LeadDesk repair a copy of {source}.",
                        source=source,
                    ),
                    code="damaged",
                )
            if self._compress:
                _pack(part, packed)
            put_in_place(packed if self._compress else part, final)
        finally:
            for left in (part, packed):
                with contextlib.suppress(OSError):
                    left.unlink()
        self.thin()
        return Backup(final, at, reason)

    def thin(self) -> tuple[Path, ...]:
        """Remove what the schedule no longer keeps; returns the removed files.

        The newest backup, and the three newest of those made before something dangerous, stay
        whatever the schedule says.
        """
        backups = self.backups()
        times = kept([backup.at for backup in backups if backup.reason == "scheduled"])
        safety = [backup for backup in backups if backup.reason != "scheduled"]
        stay = {backup.path for backup in (*backups[:1], *safety[:_SAFETY_KEPT])}
        stay |= {b.path for b in backups if b.reason == "scheduled" and b.at in times}
        dropped = tuple(backup.path for backup in backups if backup.path not in stay)
        for path in dropped:
            path.unlink(missing_ok=True)
        return dropped

    def newest_sound(self) -> Backup | None:
        """The newest backup that passes the full check now; disks forget."""
        for backup in self.backups():
            try:
                with contextlib.ExitStack() as cleaning:
                    plain = _plain(backup, cleaning)
                    if not find_damage(plain):
                        return backup
            except OSError:
                continue
        return None

    def restore(self, backup: Backup, target: Path) -> Restored:
        """Bring a backup back as the new file `target` and count what is in it.

        Nothing is overwritten: the database in use stays beside it, and switching over is the
        user's choice after seeing the counts. Raises KnownError if `target` exists or the
        backup does not pass the full check.
        """
        if target.exists():
            raise KnownError(
                said("{target} is already there.", target=target),
                "Nothing was overwritten. Choose a new name for the restored database.",
                code="exists",
            )
        require_room(target.parent, 2 * backup.path.stat().st_size)
        part = target.with_name(f"{target.name}.{os.getpid()}.part")
        try:
            _unpack(backup, part)
            if find_damage(part):
                raise _damaged_backup(backup)
            counts = count_rows(part)
            put_in_place(part, target)
        except (OSError, EOFError) as error:
            raise _damaged_backup(backup) from error
        finally:
            part.unlink(missing_ok=True)
        return Restored(target, counts)


def _damaged_backup(backup: Backup) -> KnownError:
    return KnownError(
        said("The backup {name} could not be read to the end.", name=backup.path.name),
        "Nothing was changed. Choose an older backup.",
        code="damaged",
    )


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy of a live database, in one step, as a file that stands alone.

    Through SQLite only: copying the bytes in this process would drop its locks. `target` is
    overwritten. A busy source is tried again for a minute, then KnownError "locked".
    """
    target.unlink(missing_ok=True)
    end = time.monotonic() + _COPY_LIMIT

    def keep_time(_status: int, remaining: int, _total: int) -> None:
        # Called after each try; an endless stream of writers must not hold us for ever.
        if remaining and time.monotonic() > end:
            raise KnownError(
                "The database was too busy to be copied.",
                "Nothing was changed. The backup is tried again later.",
                code="locked",
            )

    try:
        with (
            contextlib.closing(open_file(source, "rw")) as reading,
            contextlib.closing(open_file(target, "rwc")) as writing,
        ):
            # In pieces, each write of others would start the copy again from page one.
            reading.backup(writing, pages=-1, progress=keep_time, sleep=0.02)
            writing.execute("PRAGMA journal_mode=DELETE").fetchall()
    except driver_errors() as error:
        raise (
            _unwritten_copy(error, target) or explain(error, str(source)) or damaged_file(source)
        ) from error


def _unwritten_copy(error: BaseException, target: Path) -> KnownError | None:
    """A copy that its disk did not take says nothing about the source. The driver hands on only
    SQLite's words of it, not the error's name."""
    if error_name(error) or str(error) not in {"disk I/O error", "database or disk is full"}:
        return None
    return KnownError(
        "The copy of the database could not be written.",
        said(
            "The database itself is untouched. Check that there is room on the disk "
            "of {parent} and that it can be reached, then try again.",
            parent=target.parent,
        ),
        code="disk-error",
    )


def count_rows(path: Path) -> dict[str, int]:
    """The rows of each table of a closed file, by name; helper tables of searches are left out."""
    with contextlib.closing(open_file(path, "ro")) as connection:
        names = [
            str(row[0])
            for row in connection.execute(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
            )
        ]
        counts = {}
        for name in names:
            question = f"SELECT count(*) FROM {quoted(name)}"  # noqa: S608 - a quoted name
            counts[name] = int(connection.execute(question).fetchone()[0])
        return counts


def quoted(name: str) -> str:
    """A table's or column's name, read from a schema, as it may stand in a statement."""
    return '"' + name.replace('"', '""') + '"'


def require_room(folder: Path, needed: int) -> None:
    """Raise KnownError "disk-full" unless `needed` bytes are free in `folder`."""
    if shutil.disk_usage(folder).free < needed:
        raise KnownError(
            "The disk is too full for this. Nothing was changed.",
            said(
                "Make room on the disk of {folder} (about {max} MB), then try again.",
                folder=folder,
                max=max(1, needed >> 20),
            ),
            code="disk-full",
        )


def put_in_place(part: Path, final: Path) -> None:
    """Make a finished file durable and give it its name in one step."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(final)
    if os.name == "posix":
        folder = os.open(final.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _pack(plain: Path, packed: Path) -> None:
    with plain.open("rb") as source, gzip.open(packed, "wb", compresslevel=3) as target:
        shutil.copyfileobj(source, target, 1 << 20)


def _unpack(backup: Backup, target: Path) -> None:
    if backup.is_compressed:
        with gzip.open(backup.path, "rb") as source, target.open("wb") as plain:
            shutil.copyfileobj(source, plain, 1 << 20)
    else:
        shutil.copyfile(backup.path, target)


def _plain(backup: Backup, cleaning: contextlib.ExitStack) -> Path:
    """The backup as an uncompressed file, for as long as `cleaning` lives."""
    if not backup.is_compressed:
        return backup.path
    part = backup.path.with_name(f"{backup.path.name}.{os.getpid()}.part")
    cleaning.callback(part.unlink, missing_ok=True)
    try:
        _unpack(backup, part)
    except EOFError as error:
        raise OSError(str(error)) from error
    return part
