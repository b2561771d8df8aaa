"""An open storage with a team in it, on a file and on a server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leaddesk.domain.people import User
from leaddesk.domain.pipeline import SIMPLE, Stage
from leaddesk.service.ports import UnitOfWork
from leaddesk.storage.address import parse_address
from leaddesk.storage.store import SqlStorage, open_storage

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStorage]:
    if request.param == "sqlite":
        place = str(tmp_path / "team.leaddesk")
    else:
        place = request.getfixturevalue("postgres_url")
    opened = open_storage(parse_address(place), create=True)
    opened.write(_set_up, op_id="set-up", now=NOW, user_id=None)
    yield opened
    opened.close()


def _set_up(uow: UnitOfWork) -> None:
    uow.users.add(User(uow.new_id(), "Ana Berg", "ana"))
    for place, plan in enumerate(SIMPLE):
        uow.stages.add(
            Stage(
                uow.new_id(),
                plan.name,
                plan.belongs,
                plan.role,
                plan.lifecycle,
                place,
                plan.color,
                plan.probability,
                requires=plan.requires,
            )
        )
    uow.say("set_up_team")


@pytest.fixture
def ana(storage: SqlStorage) -> User:
    user = storage.read(lambda reader: reader.user_by_login("ana"))
    assert user is not None
    return user
