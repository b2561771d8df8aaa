"""Promises 1 and 2: many writers on one file lose nothing, and this test would notice."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from leaddesk.storage.open_check import find_damage
from tests.storage.small import ask, make_file
from tests.storage.workers import count_up, count_up_naively
from tests.support.promise import promise

pytestmark = pytest.mark.reliability
WRITERS = 8


@pytest.mark.parametrize("shared", [False, True], ids=["wal", "delete"])
@pytest.mark.parametrize(
    "times", [pytest.param(250, id="fast"), pytest.param(2000, id="full", marks=pytest.mark.slow)]
)
def test_eight_writers_lose_nothing(tmp_path: Path, shared: bool, times: int) -> None:
    path = make_file(tmp_path / "leads.db")
    with promise(1) as measured:
        with multiprocessing.get_context("spawn").Pool(WRITERS) as pool:
            longest = pool.starmap(count_up, [(str(path), times, shared)] * WRITERS, chunksize=1)
            pool.close()
            pool.join()
        total = WRITERS * times
        ((counted,),) = ask(path, "SELECT n FROM counter")
        ((logged,),) = ask(path, "SELECT count(*) FROM lead")
        measured.count(writes=total, lost=total - int(str(counted)), longest_s=max(longest))
    assert counted == logged == total
    assert max(longest) < 15
    assert find_damage(path) == ()


def test_a_default_engine_does_lose_updates(tmp_path: Path) -> None:
    """Were this to stop failing, promise 1 would prove nothing."""
    path = make_file(tmp_path / "leads.db", wal=True)
    with promise(2) as measured:
        with multiprocessing.get_context("spawn").Pool(WRITERS) as pool:
            done = pool.starmap(count_up_naively, [(str(path), 300)] * WRITERS, chunksize=1)
            pool.close()
            pool.join()
        ((counted,),) = ask(path, "SELECT n FROM counter")
        measured.count(writes=sum(done), lost=sum(done) - int(str(counted)))
    assert sum(done) == WRITERS * 300
    assert int(str(counted)) < sum(done)
