"""A write is repeated whole, and only while that can help."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, cast

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from leaddesk.base.errors import Cancelled, KnownError
from leaddesk.storage.retry import run_write


def sqlite_fault(name: str) -> OperationalError:
    error = sqlite3.OperationalError("some text")
    error.sqlite_errorname = name
    return OperationalError("", {}, error)


class Faults:
    """Transactions of which the first ones fail, at their end."""

    def __init__(self, *faults: Exception) -> None:
        self.faults = list(faults)
        self.begun = 0
        self.works = 0

    def begin(self) -> AbstractContextManager[Connection]:
        @contextmanager
        def transaction() -> Iterator[Connection]:
            self.begun += 1
            yield cast("Connection", None)
            if self.faults:
                raise self.faults.pop(0)

        return transaction()

    def work(self, _connection: Connection) -> int:
        self.works += 1
        return self.works

    def run(self, **more: Any) -> int:
        settings: dict[str, Any] = {"deadline": 30.0, "closing": threading.Event(), **more}
        return run_write(self.begin, self.work, place="leads.db", **settings)


@pytest.mark.parametrize("name", ["SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_PROTOCOL"])
def test_a_busy_file_is_tried_again_from_the_start(name: str) -> None:
    faults = Faults(sqlite_fault(name), sqlite_fault(name))
    heard: list[KnownError] = []
    assert faults.run(on_trouble=heard.append) == 3
    assert faults.begun == 3
    assert [error.code for error in heard] == ["locked", "locked"]


def test_what_time_does_not_heal_is_told_at_once() -> None:
    faults = Faults(sqlite_fault("SQLITE_FULL"))
    with pytest.raises(KnownError) as raised:
        faults.run()
    assert raised.value.code == "disk-full"
    assert isinstance(raised.value.__cause__, OperationalError)
    assert faults.begun == 1


def test_a_fault_of_ours_stays_what_it_is() -> None:
    faults = Faults(sqlite_fault("SQLITE_MISUSE"))
    with pytest.raises(OperationalError):
        faults.run()
    assert faults.begun == 1


def test_after_the_deadline_the_user_is_told() -> None:
    faults = Faults(*(sqlite_fault("SQLITE_BUSY") for _ in range(1000)))
    with pytest.raises(KnownError) as raised:
        faults.run(deadline=0.2)
    assert raised.value.code == "locked"
    assert faults.begun > 1


def test_closing_the_database_ends_the_waiting() -> None:
    closing = threading.Event()
    faults = Faults(*(sqlite_fault("SQLITE_BUSY") for _ in range(1000)))
    with pytest.raises(Cancelled):
        faults.run(closing=closing, on_trouble=lambda _error: closing.set())
    assert faults.begun == 1
