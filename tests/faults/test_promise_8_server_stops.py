"""Promise 8: a server that stops under load loses nothing, doubles nothing, is back at once."""

from __future__ import annotations

import signal
import threading
import time
import uuid
from contextlib import closing
from typing import Self

import pytest
from sqlalchemy import text

from leaddesk.storage.address import parse_address
from leaddesk.storage.engine import Database
from tests.storage.test_change_watch import make_server
from tests.storage.workers import insert_step
from tests.support.postgres import PostgresServer
from tests.support.promise import promise
from tests.support.waiting import wait_until

pytestmark = pytest.mark.reliability
WRITERS = 4


class Writers:
    """Users who save all the time; each remembers what was acknowledged, and when last."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._run, args=(i,)) for i in range(WRITERS)]
        self.acknowledged: list[list[str]] = [[] for _ in range(WRITERS)]
        self.faults: list[Exception] = []

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _run(self, writer: int) -> None:
        try:
            while not self._stop.wait(0.002):
                op_id = uuid.uuid4().hex
                self._database.run_write(lambda c, op=op_id: insert_step(c, op))
                self.acknowledged[writer].append(op_id)
        except Exception as error:  # noqa: BLE001 - told by the test
            self.faults.append(error)

    def wait_for_progress(self, seconds: float) -> float:
        """Until each has saved five times more; how long that took."""
        start = time.monotonic()
        goals = [len(done) + 5 for done in self.acknowledged]

        def reached() -> bool:
            return bool(self.faults) or all(
                len(done) >= goal for done, goal in zip(self.acknowledged, goals, strict=True)
            )

        wait_until(reached, "every writer saves again", seconds=seconds)
        assert not self.faults
        return time.monotonic() - start


@pytest.mark.parametrize(
    "stops", [pytest.param(6, id="fast"), pytest.param(20, id="full", marks=pytest.mark.slow)]
)
def test_stops_under_load(own_postgres_server: PostgresServer, stops: int) -> None:
    server = own_postgres_server
    # The test server forgets on purpose; here an acknowledged commit has to be one.
    server.execute("ALTER DATABASE postgres SET synchronous_commit = on")
    address = parse_address(server.url("postgres"))
    make_server(address)
    troubles: list[str] = []
    longest = 0.0
    with (
        promise(8) as measured,
        closing(
            Database(address, on_trouble=lambda error: troubles.append(error.code))
        ) as database,
    ):
        with Writers(database) as writers:
            for stop in range(stops):
                writers.wait_for_progress(20)
                server.stop((signal.SIGINT, signal.SIGQUIT, signal.SIGINT)[stop % 3])
                server.start()
                longest = max(longest, writers.wait_for_progress(20))
        with database.read() as connection:
            found = [row[0] for row in connection.execute(text("SELECT op_id FROM step"))]
        acknowledged = {op_id for done in writers.acknowledged for op_id in done}
        measured.count(
            stops=stops,
            acknowledged=len(acknowledged),
            lost=len(acknowledged - set(found)),
            doubled=len(found) - len(set(found)),
            repeated=len(troubles),
            longest_back_s=longest,
        )
    assert set(found) == acknowledged
    assert len(found) == len(acknowledged)
    assert set(troubles) == {"server-gone"}
    assert longest < 5
