"""Files of every format, damaged at random: refused, or every record accounted for."""

from __future__ import annotations

import random

import pytest

from leaddesk.base.errors import KnownError
from leaddesk.domain.raw import Hints, RawRow, RowProblem
from leaddesk.outside.tabular import job
from tests.corpus.formats import FORMATS
from tests.support.promise import promise

SEED = 16


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The bytes with one to six places overwritten, removed, doubled or cut off."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(changed) + 1)
        length = chance.choice((1, 1, 2, 8, 60))
        kind = chance.randrange(5)
        if kind == 0:
            changed[place : place + length] = chance.randbytes(length)
        elif kind == 1:
            del changed[place : place + length]
        elif kind == 2:
            changed[place:place] = changed[place : place + length]
        elif kind == 3:
            changed[place:place] = chance.choice((b'"', b"\0", b"\r", b"\n\n", b";", b"\xff", b"="))
        elif chance.random() < 0.2:
            del changed[place:]
    return bytes(changed)


def account(path) -> str:
    """The code of the refusal, or "read" if each item is a row of the right width or a problem."""
    try:
        found = next(job.inspect(str(path), Hints()))
        items = list(job._items(path, found.shape))
    except KnownError as error:
        return error.code
    assert found.shape.rows == len(items)
    for item in items:
        assert isinstance(item, RawRow | RowProblem)
        if isinstance(item, RawRow):
            assert len(item.cells) == len(found.shape.header)
        for cell in item.cells:
            cell.encode()
    return "read"


def run(rounds: int, folder) -> dict[str, int]:
    chance = random.Random(SEED)
    outcomes: dict[str, int] = {}
    for name, form in FORMATS.items():
        content = form.make(folder).read_bytes()
        for _ in range(rounds):
            path = folder / f"damaged_{name}"
            path.write_bytes(damaged(content, chance))
            outcome = account(path)
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
    return outcomes


@pytest.mark.reliability
@pytest.mark.parametrize(
    "rounds", [pytest.param(12, id="few"), pytest.param(340, id="many", marks=pytest.mark.slow)]
)
def test_damage_never_breaks_the_reader(rounds, tmp_path):
    with promise(16, seed=SEED) as measured:
        outcomes = run(rounds, tmp_path)
        measured.count(
            files=sum(outcomes.values()), **{k.replace("-", "_"): v for k, v in outcomes.items()}
        )
        assert outcomes["read"] > sum(outcomes.values()) // 2
