"""Promise 7: a failing upgrade leaves the file byte by byte as it was."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

import pytest

from leaddesk.storage.address import FileAddress
from leaddesk.storage.engine import Database
from leaddesk.storage.sqlite_driver import open_file
from leaddesk.storage.upgrade import upgrade
from tests.storage.test_upgrade import BROKEN, FIRST, SECOND, write_revisions
from tests.support.promise import promise

pytestmark = pytest.mark.reliability

FAILING = (
    BROKEN,
    '\n    op.drop_table("lead")\n    raise RuntimeError("after a drop")\n',
    '\n    op.execute("UPDATE lead SET id = id + 1")\n    op.execute("nonsense")\n',
    # Nothing fails but the check of references before the commit.
    '\n    op.execute("DELETE FROM lead")\n',
    '\n    op.create_index("ix", "lead", ["id"])\n    1 / 0\n',
)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("number", range(len(FAILING)))
def test_the_old_file_is_the_same_to_the_byte(tmp_path: Path, number: int) -> None:
    path = tmp_path / "leads.db"
    open_file(path, "rwc").close()
    versions = write_revisions(tmp_path / "v", FIRST, SECOND)
    with closing(Database(FileAddress(path))) as database:
        upgrade(database, app_version="1.0", versions=versions)
    before = digest(path)
    write_revisions(versions, FIRST, SECOND, FAILING[number])
    with promise(7) as measured:
        with (
            closing(Database(FileAddress(path))) as database,
            pytest.raises(Exception, match=r"nowhere|drop|nonsense|parent|zero"),
        ):
            upgrade(database, app_version="1.1", versions=versions)
        measured.count(failing=1, changed=int(digest(path) != before))
    assert digest(path) == before
    assert {entry.name for entry in tmp_path.iterdir()} == {"leads.db", "v"}
