"""Opening a database as somebody."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

from leaddesk.app.opening import KnownDatabases, Opener, choose_address, system_login
from leaddesk.app.options import Options
from leaddesk.app.place import open_place
from leaddesk.base.clock import FixedClock
from leaddesk.base.errors import KnownError
from leaddesk.base.paths import paths_below
from leaddesk.service.commands import AddUser
from leaddesk.storage.address import FileAddress, ServerAddress

CLOCK = FixedClock(datetime(2026, 3, 10, 9, 0, tzinfo=UTC))


def opener(folder, login=None, database=None) -> Opener:
    paths = paths_below(folder)
    return Opener(paths, choose_address(paths, database), login, CLOCK)


def login_of(one: Opener) -> str | None:
    opened = one.open()
    try:
        return opened.user.login if opened.user else None
    finally:
        opened.storage.close()


def code_of(one: Opener) -> str:
    with pytest.raises(KnownError) as caught:
        one.open()
    return caught.value.code


def test_first_use_makes_user_queue_and_stages(tmp_path):
    opened = opener(tmp_path).open()
    try:
        team = opened.desk.ask(lambda reader: reader.team())
    finally:
        opened.storage.close()
    assert opened.user is not None
    assert opened.user.login == system_login(FileAddress(tmp_path))
    assert opened.user.role == "admin"
    assert opened.desk.user_id == opened.user.id
    assert len(team.pipeline.columns) >= 3
    assert [queue.is_default for queue in team.teams] == [True]
    assert len(team.currency) == 3


def test_the_second_opening_changes_nothing(tmp_path):
    login_of(opener(tmp_path))
    opened = opener(tmp_path).open()
    try:
        assert len(opened.desk.ask(lambda reader: reader.history())) == 1
    finally:
        opened.storage.close()


def test_a_file_that_was_known_and_vanished_is_not_made_anew(tmp_path):
    login_of(opener(tmp_path))
    (tmp_path / "leaddesk.db").unlink()
    assert code_of(opener(tmp_path)) == "missing"
    assert not (tmp_path / "leaddesk.db").exists()
    assert login_of(opener(tmp_path, database=str(tmp_path / "other.db")))


def test_acting_as_another_needs_that_user_and_a_file(tmp_path):
    assert code_of(opener(tmp_path, "ana")) == "no-user"
    opened = opener(tmp_path).open()
    opened.desk.execute(AddUser("ana", "Ana Berg"))
    opened.storage.close()
    assert login_of(opener(tmp_path, "ana")) == "ana"
    paths = paths_below(tmp_path)
    server = Opener(paths, ServerAddress("db", 5432, "leads", "sam"), "ana", CLOCK)
    with pytest.raises(KnownError) as caught:
        server.user_named(opened.desk, "ana")
    assert caught.value.code == "as-on-server"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_file_that_can_only_be_read_opens_with_a_notice(tmp_path):
    login_of(opener(tmp_path))
    (tmp_path / "leaddesk.db").chmod(0o400)
    opened = opener(tmp_path).open()
    opened.storage.close()
    assert opened.notice is not None


def test_the_demo_has_a_database_of_its_own(tmp_path):
    with pytest.raises(KnownError) as caught:
        open_place(Options(data_dir=tmp_path, demo=True, database="x.db"), CLOCK, None)
    assert caught.value.code == "demo-database"
    place = open_place(Options(data_dir=tmp_path, demo=True), CLOCK, None)
    assert place.address == FileAddress(tmp_path / "demo" / "leaddesk.db")


def test_files_of_one_name_have_backups_of_their_own(tmp_path):
    shelves = {
        opener(tmp_path, database=str(tmp_path / folder / "leads.db")).shelf().folder
        for folder in ("a", "b")
    }
    assert len(shelves) == 2
    assert opener(tmp_path).shelf().folder == tmp_path / "backups"


def test_a_damaged_list_of_known_databases_is_no_reason_to_stop(tmp_path):
    path = tmp_path / "databases.json"
    path.write_text("{", encoding="utf-8")
    known = KnownDatabases(path)
    address = FileAddress(tmp_path / "x.db")
    assert not known.has(address)
    known.add(address)
    assert known.has(address)
