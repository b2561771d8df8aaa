"""Looking over the reader's shoulder: the statements of a question and the work they are.

Work is counted in steps of SQLite's virtual machine, which are the same on every computer, so a
read that grows with the data is seen at small sizes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Engine, event

from leaddesk.service.read_models import Reader
from leaddesk.storage.readers.reader import SqlReader
from leaddesk.storage.store import SqlStorage

T = TypeVar("T")
BIG_TABLES = frozenset("lead activity task change step match_key lead_score contact pair".split())
"""Consent is left out: the few of one lead are sorted after an index found them."""


@dataclass(slots=True)
class Watched:
    """What one question cost. `plans` holds SQLite's plan of each statement."""

    steps: int = 0
    statements: list[tuple[str, Any]] = field(default_factory=list)
    plans: list[list[str]] = field(default_factory=list)

    @property
    def plan(self) -> list[str]:
        return [line for plan in self.plans for line in plan]

    def faults(self) -> list[str]:
        """Lines of plans that grow with the data: a big table read whole or sorted."""
        return [line for plan in self.plans for line in plan if _grows(line, plan)]


def _grows(line: str, plan: list[str]) -> bool:
    words = line.split()
    if line.startswith("USE TEMP B-TREE FOR"):
        read = {other.split()[1] for other in plan if other.startswith(("SCAN ", "SEARCH "))}
        return "ORDER BY" in line and bool(read & BIG_TABLES)
    # Walking an index in its order is how a page begins; how far it walks is for the steps to say.
    return words[0] == "SCAN" and words[1] in BIG_TABLES and "USING" not in words


def watch(storage: SqlStorage, question: Callable[[Reader], T]) -> Watched:
    """Ask once to compile, once to count, then let SQLite explain each statement."""
    storage.read(question)
    found = Watched()
    with storage.database.read() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None

        def step() -> int:
            found.steps += 1
            return 0

        reader = SqlReader(connection)
        with statements_of(connection.engine, found.statements):
            driver.set_progress_handler(step, 1)
            try:
                question(reader)
            finally:
                driver.set_progress_handler(None, 0)
        for statement, values in found.statements:
            rows = driver.execute("EXPLAIN QUERY PLAN " + statement, values)
            found.plans.append([row[3] for row in rows.fetchall()])
    return found


@contextmanager
def statements_of(engine: Engine, into: list[tuple[str, Any]]) -> Iterator[None]:
    """Write down each statement that goes through an engine, with its values."""

    def note(_c: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        into.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", note)
