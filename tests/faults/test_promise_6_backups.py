"""Promise 6: backups are quick, checked, and a damaged source never displaces a good one."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

import pytest
from sqlalchemy import Connection, text

from leaddesk.base.clock import FixedClock
from leaddesk.base.errors import KnownError
from leaddesk.storage.address import FileAddress
from leaddesk.storage.backup import BackupShelf
from leaddesk.storage.engine import Database
from tests.storage.small import damage, make_file, page_of
from tests.support.promise import promise
from tests.support.waiting import wait_until

pytestmark = pytest.mark.reliability
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


class Writer:
    """A colleague who saves 20 times a second; remembers the longest wait."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.longest = 0.0
        self.saved = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(0.05):
            start = time.monotonic()
            self._database.run_write(self._save)
            self.longest = max(self.longest, time.monotonic() - start)
            self.saved += 1

    @staticmethod
    def _save(connection: Connection) -> None:
        connection.execute(text("UPDATE counter SET n = n + 1"))


@pytest.mark.parametrize(
    "leads",
    [pytest.param(20_000, id="fast"), pytest.param(100_000, id="full", marks=pytest.mark.slow)],
)
@pytest.mark.parametrize("shared", [False, True], ids=["wal", "delete"])
def test_a_backup_is_quick_while_others_write(tmp_path: Path, leads: int, shared: bool) -> None:
    path = make_file(tmp_path / "leads.db", leads=leads, wide=500)
    seconds = []
    with promise(6) as measured, closing(Database(FileAddress(path), shared=shared)) as database:
        with Writer(database) as writer:
            for hour in range(6):
                wait_until(lambda n=writer.saved: writer.saved > n, "the colleague saves")
                clock = FixedClock(NOON + timedelta(hours=hour))
                shelf = BackupShelf(tmp_path / "backups", "leads", clock)
                start = time.monotonic()
                backup = shelf.take(path)
                seconds.append(time.monotonic() - start)
        with database.read() as connection:
            assert connection.scalar(text("SELECT n FROM counter")) == writer.saved
        restored = shelf.restore(backup, tmp_path / "restored.db")
        measured.count(
            leads=leads,
            megabytes=path.stat().st_size / 1e6,
            backup_s=max(seconds),
            longest_write_s=writer.longest,
        )
    assert restored.counts["lead"] == leads
    assert restored.counts["activity"] == 2 * leads
    assert max(seconds) < 2
    assert writer.longest < 2


def test_a_damaged_source_displaces_nothing_however_often_it_is_tried(tmp_path: Path) -> None:
    path = make_file(tmp_path / "leads.db", leads=2000)
    with promise(6) as measured:
        for hour in range(4):
            clock = FixedClock(NOON + timedelta(hours=hour))
            BackupShelf(tmp_path / "backups", "leads", clock).take(path)
        good = {p.name: p.read_bytes() for p in (tmp_path / "backups").iterdir()}
        damage(path, page_of(path, "lead", share=0.5))
        for day in range(1, 41):
            shelf = BackupShelf(tmp_path / "backups", "leads", FixedClock(NOON + timedelta(day)))
            with pytest.raises(KnownError):
                shelf.take(path)
        left = {p.name: p.read_bytes() for p in (tmp_path / "backups").iterdir()}
        measured.count(tries=40, displaced=len(set(good) - set(left)))
    assert left == good
