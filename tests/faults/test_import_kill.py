"""Promise 3: kill -9 in the middle of an import leaves nothing half; begun again, it ends whole."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from leaddesk.service.commands import EnsureTeam
from leaddesk.storage.address import FileAddress
from leaddesk.storage.open_check import find_damage
from leaddesk.storage.store import open_storage
from tests.faults.importing import desk_on, import_people
from tests.support.promise import promise

pytestmark = [
    pytest.mark.reliability,
    pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL"),
]
ROWS = 450


def run(
    path: Path, user_id: int, shared: bool, dies_at: int, after: int | None, rng: random.Random
):
    """One life of the importing process: how many statements it made, or None if it was killed.
    With `after` it is killed from outside, some moment after so many messages."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(
        target=import_people, args=(str(path), user_id, shared, ROWS, dies_at, theirs)
    )
    child.start()
    theirs.close()
    heard, last = 0, None
    try:
        while True:
            last = ours.recv()
            heard += 1
            if after is not None and heard > after:
                ours.poll(rng.uniform(0, 0.15))  # the moment is anywhere in the slice
                child.kill()
    except EOFError:
        pass
    finally:
        child.join()
        ours.close()
    return last[1] if isinstance(last, tuple) and child.exitcode == 0 else None


def look(path: Path) -> dict[str, Any]:
    """What stands in the file, read past the program."""
    with closing(sqlite3.connect(path)) as file:

        def number(asked: str) -> int:
            return int(file.execute(asked).fetchone()[0])

        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        return {
            "leads": number("SELECT count(*) FROM lead"),
            "notes": number("SELECT count(*) FROM activity WHERE kind = 'note'"),
            "tasks": number("SELECT count(*) FROM task"),
            "counted": number("SELECT coalesce(sum(n), 0) FROM counter"),
            "rows": number("SELECT count(*) FROM import_row WHERE outcome = 'created'"),
            "staged": number("SELECT count(*) FROM staged_lead"),
            "keys": number("SELECT count(DISTINCT lead_id) FROM match_key"),
            "scores": number("SELECT count(*) FROM lead_score"),
            "texts": number("SELECT count(*) FROM lead_search"),
            "promoted": number("SELECT count(*) FROM import_batch WHERE state = 'promoted'"),
            "turns": number("SELECT coalesce(max(turn), 0) FROM rotation"),
        }  # fmt: skip


def check_between(path: Path) -> None:
    """After a kill: all or nothing."""
    assert find_damage(path) == ()
    found = look(path)
    done = found["promoted"] > 0
    expected = ROWS if done else 0
    assert {found[name] for name in ("leads", "notes", "tasks", "counted", "turns")} == {expected}
    # Staged rows have their accounts, keys, scores and texts, and nobody else has. Begun again
    # after it had ended, an import finds all its rows known.
    assert found["rows"] == found["keys"] == found["scores"] == found["texts"]
    assert found["rows"] in range(ROWS + 1)


@pytest.mark.parametrize("shared", [False, True], ids=["wal", "delete"])
@pytest.mark.parametrize(
    "kills",
    [
        pytest.param(20, id="fast"),
        pytest.param(200, id="full", marks=pytest.mark.slow),
    ],
)
def test_an_import_survives_being_killed(tmp_path: Path, shared: bool, kills: int) -> None:
    rng = random.Random(3)
    killed = finished = 0
    statements = 300  # of one life; known better after the first that ends well
    with promise(3, seed=3) as measured:
        while killed < kills:
            path = tmp_path / f"{finished}.leaddesk"
            open_storage(FileAddress(path), create=True).close()
            storage, desk = desk_on(str(path), None, shared=shared)
            user_id = desk.execute(EnsureTeam("maya", role="manager")).result.id
            storage.close()
            while True:
                inside = rng.random() < 0.6
                dies_at = rng.randint(1, statements) if inside and killed < kills else 0
                after = rng.randrange(8) if not inside and killed < kills else None
                done = run(path, user_id, shared, dies_at, after, rng)
                check_between(path)
                if done is not None:
                    break
                killed += 1
            finished += 1
            found = look(path)
            assert found["leads"] == ROWS
            assert found["staged"] == 0
        measured.count(kills=killed, imports=finished, inconsistent=0)
