"""One client's import, in a process that is killed in the middle of it."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from leaddesk import __version__
from leaddesk.base.clock import SystemClock
from leaddesk.domain.mapping.fields import ColumnMap
from leaddesk.domain.mapping.file_locale import FileLocale
from leaddesk.domain.raw import RawRow
from leaddesk.service.desk import Desk
from leaddesk.service.handlers import HANDLERS
from leaddesk.service.import_job import import_file
from leaddesk.service.import_plan import ImportPlan
from leaddesk.service.import_worker import prepare_rows
from leaddesk.storage.address import FileAddress
from leaddesk.storage.engine import Database
from leaddesk.storage.revisions import newest_revision
from leaddesk.storage.schema_guard import SchemaGuard
from leaddesk.storage.store import SqlStorage

HEAD = ("Name", "Company", "E-mail", "Notes")
PLAN = ImportPlan(ColumnMap(HEAD, ("name", "company", "email", "note")), FileLocale())


@dataclass(frozen=True)
class People:
    """A source of so many people who are like nobody else."""

    rows: int
    file_name: str = "people.csv"

    @property
    def sha256(self) -> str:
        return f"people-{self.rows}"

    def prepared(self, plan, ctx, *, size, skip):
        for start in range(skip, self.rows, size):
            some = range(start, min(start + size, self.rows))
            yield prepare_rows([RawRow(n + 2, self._cells(n)) for n in some], plan, ctx)

    def _cells(self, n: int) -> tuple[str, ...]:
        name = f"{_word(n, 6).title()} {_word(n * 7 + 1, 8).title()}"
        company = _word(n * 13 + 5, 9)
        return name, company.upper(), f"{_word(n, 6)}@{company}.com", f"note {n}"


def _word(seed: int, length: int) -> str:
    value, letters = seed * 2_654_435_761 + 97, []
    for place in range(length):
        value = (value * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407 + place) % 2**64
        letters.append(chr(ord("a") + (value >> 33) % 26))
    return "".join(letters)


def desk_on(path: str, user_id: int | None, *, shared: bool) -> tuple[SqlStorage, Desk]:
    storage = SqlStorage(
        Database(FileAddress(Path(path)), shared=shared),
        SchemaGuard(__version__, newest_revision()),
    )
    return storage, Desk(storage, SystemClock(), HANDLERS, user_id)


def import_people(
    path: str, user_id: int, shared: bool, rows: int, dies_at: int, told: Connection
) -> None:
    """Import them; at the `dies_at`-th statement or commit (0: never) this process is no more.
    `told` hears "begun", then a progress count for each slice, then ("done", statements)."""
    storage, desk = desk_on(path, user_id, shared=shared)
    count = 0

    def step(*_: Any) -> None:
        nonlocal count
        count += 1
        if count == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    told.send("begun")
    for progress in import_file(desk, People(rows), PLAN):
        told.send(progress.done)
    event.remove(Engine, "before_cursor_execute", step)
    event.remove(Engine, "commit", step)
    storage.close()
    told.send(("done", count))
