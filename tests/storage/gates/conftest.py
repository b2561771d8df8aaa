"""The same team with few leads and with many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from leaddesk.domain.lead import Lead
from leaddesk.domain.people import User
from leaddesk.domain.pipeline import Pipeline
from leaddesk.service.desk import Desk
from leaddesk.service.read_models import BoardFilter, BoardSort, Cursor, ListQuery
from leaddesk.storage.address import FileAddress
from leaddesk.storage.store import SqlStorage, open_storage
from tests.bench.sample import DAY_ENDS, fill, make_team


@dataclass(frozen=True)
class Base:
    """A filled database, and what questions to it are about."""

    storage: SqlStorage
    desk: Desk
    leads: int
    pipeline: Pipeline
    rep: User
    lead: Lead

    @property
    def column(self) -> int:
        return self.pipeline.columns[1].id

    def board(self, sort: BoardSort = "next_step", *, mine: bool = False) -> BoardFilter:
        return BoardFilter(self.rep.id if mine else None, None, sort, DAY_ENDS)

    def deep(self, filter: BoardFilter) -> Cursor:
        """The cursor of a page in the middle of the column."""
        heads = self.storage.read(lambda reader: reader.board_heads(filter))
        count = next(head.count for head in heads if head.column_id == self.column)
        cursor = None
        for _ in range(max(1, count // 100)):
            page = self.storage.read(
                lambda reader, after=cursor: reader.board_page(self.column, filter, after=after)
            )
            cursor = page.last
        assert cursor is not None
        return cursor


def make_base(path: Path, leads: int) -> Base:
    storage = open_storage(FileAddress(path), create=True)
    desk, reps = make_team(storage)
    fill(storage, leads)
    pipeline = storage.read(lambda reader: reader.pipeline())
    ids = storage.read(lambda reader: reader.lead_ids(ListQuery(open_only=True)))
    middle = ids[len(ids) // 2]
    lead = storage.read(lambda reader: reader.lead(middle)).lead
    return Base(storage, desk, leads, pipeline, reps[0], lead)


@pytest.fixture(scope="session")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Base, Base]]:
    """2,000 and 20,000 leads: full pages at the first, ten times as much at the second."""
    folder = tmp_path_factory.mktemp("gates")
    made = [make_base(folder / f"{leads}.leaddesk", leads) for leads in (2_000, 20_000)]
    yield made[0], made[1]
    for base in made:
        base.storage.close()


@pytest.fixture(scope="session")
def big_base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    base = make_base(tmp_path_factory.mktemp("gates") / "big.leaddesk", 100_000)
    yield base
    base.storage.close()
