"""A write is run again from its start when another writer or a lost connection stopped it."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

from sqlalchemy import Connection

from leaddesk.base.errors import Cancelled, KnownError
from leaddesk.storage.sql_errors import explain, is_transient

T = TypeVar("T")

_FIRST_PAUSE = 0.02  # seconds; doubles up to the longest
_LONGEST_PAUSE = 0.5


def run_write(
    begin: Callable[[], AbstractContextManager[Connection]],
    work: Callable[[Connection], T],
    *,
    deadline: float,
    place: str,
    closing: threading.Event,
    on_trouble: Callable[[KnownError], None] | None = None,
) -> T:
    """Run `work` in one transaction of `begin`; all of it again while the error is transient.

    `begin` opens a transaction that commits at a clean end and rolls back otherwise. `work`
    must read again what it decides on and must be repeatable: a COMMIT that seemed to fail
    may have succeeded, so it first looks for its own operation id. Pauses between attempts
    are random, 20 ms doubling to 0.5 s. After `deadline` seconds in all, or for an error that
    time does not heal, a KnownError is raised; an unknown error is raised as it is. When
    `closing` is set, Cancelled is raised instead of waiting. `on_trouble` hears of each
    attempt that failed and will be repeated.
    """
    end = time.monotonic() + deadline
    pause = _FIRST_PAUSE
    while True:
        try:
            with begin() as connection:
                return work(connection)
        except Exception as error:
            known = explain(error, place)
            if known is None:
                raise
            if not is_transient(error) or time.monotonic() >= end:
                raise known from error
            if on_trouble is not None:
                on_trouble(known)
        # Random, so that two writers who met do not meet again.
        if closing.wait(random.uniform(pause / 2, pause)):  # noqa: S311 - not for secrets
            raise Cancelled
        pause = min(pause * 2, _LONGEST_PAUSE)
