"""Sample data: the thirty, the many, always the same."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from leaddesk.app.demo.fill import fill
from leaddesk.app.demo.sample import read_sample
from leaddesk.app.demo.words import load_words
from leaddesk.base.clock import FixedClock
from leaddesk.domain.identity.email import normalise_emails
from leaddesk.domain.identity.phone import normalise_phones
from leaddesk.service.commands import EnsureTeam
from leaddesk.service.desk import Desk
from leaddesk.service.handlers import HANDLERS
from leaddesk.service.import_commands import UndoImport
from leaddesk.service.read_models import BoardFilter, ListQuery
from leaddesk.storage.address import FileAddress
from leaddesk.storage.readers.whole import read_whole
from leaddesk.storage.store import open_storage

NOON = datetime(2025, 11, 20, 12, 42, tzinfo=UTC)


def filled(path: Path, leads: int, seed: int = 1, now: datetime = NOON):
    """An open storage with the data, and its desk."""
    storage = open_storage(FileAddress(path), create=True)
    desk = Desk(storage, FixedClock(now), HANDLERS)
    me = desk.execute(EnsureTeam("me")).result
    desk = desk.as_user(me.id)
    counts = fill(desk, storage, leads, seed, now)
    return storage, desk, counts


def everything(storage):
    with storage.database.read() as connection:
        return {
            kind: list(read_whole(connection, kind))
            for kind in ("lead", "company", "contact", "activity", "task", "consent")
        }


def test_the_sample_fills_the_board(tmp_path):
    storage, desk, counts = filled(tmp_path / "a.db", 30)
    assert (counts["leads"], counts["opportunities"], counts["users"]) == (30, 7, 5)
    heads = desk.ask(lambda reader: reader.board_heads(BoardFilter()))
    assert [head.count for head in heads] == [9, 8, 6, 4, 3]
    assert [int(head.sums["EUR"]) for head in heads] == [86400, 104600, 138200, 141000, 119000]
    ends = datetime(2025, 11, 21, tzinfo=UTC)
    board = BoardFilter(day_ends=ends)
    attention = desk.ask(lambda reader: reader.attention(board, NOON))
    assert attention.no_next_step == 3
    assert attention.overdue == 4
    assert attention.today == 7
    assert attention.sla_running == 3
    assert attention.going_stale >= 1
    storage.close()


def test_taken_back_the_sample_leaves_no_record_behind(tmp_path):
    storage, desk, _ = filled(tmp_path / "a.db", 30)
    assert desk.ask(lambda reader: reader.count()) >= 30
    (batch,) = desk.ask(lambda reader: reader.batches())
    desk.execute(UndoImport(batch.id))
    assert {kind: len(found) for kind, found in everything(storage).items()} == dict.fromkeys(
        ("lead", "company", "contact", "activity", "task", "consent"), 0
    )
    storage.close()


@pytest.mark.parametrize("hour", [0, 9, 22])
def test_todays_steps_are_today_at_any_hour(tmp_path, hour):
    now = NOON.replace(hour=hour, minute=30)
    storage, desk, _ = filled(tmp_path / "a.db", 30, now=now)
    ends = datetime(2025, 11, 21, tzinfo=UTC)
    found = desk.ask(lambda reader: reader.attention(BoardFilter(day_ends=ends), now))
    assert found.today >= 5
    storage.close()


def test_the_same_seed_is_the_same_data(tmp_path):
    one, _, counts = filled(tmp_path / "a.db", 150, seed=3)
    two, _, again = filled(tmp_path / "b.db", 150, seed=3)
    other, _, _ = filled(tmp_path / "c.db", 150, seed=4)
    assert counts == again
    assert everything(one) == everything(two)
    assert everything(one)["lead"][60:] != everything(other)["lead"][60:]
    for storage in (one, two, other):
        storage.close()


def test_many_leads_look_like_life(tmp_path):
    storage, _, counts = filled(tmp_path / "a.db", 1200, seed=2)
    all_of = everything(storage)
    leads = all_of["lead"]
    roles = {stage.id: stage.role for stage in storage.read(lambda r: r.pipeline()).stages}
    opened = [lead for lead in leads if roles[lead.stage_id] in {"column", "raw"}]
    people = [lead for lead in leads if lead.kind == "lead"]
    assert counts["leads"] == 1200 == len(people)
    assert 0.3 < len(opened) / len(leads) < 0.7
    without = sum(lead.next_due is None for lead in opened) / len(opened)
    assert 0.05 < without < 0.4
    assert any(lead.sla_due is not None and lead.sla_due > NOON for lead in opened)
    assert any(lead.owner_id is None for lead in leads)
    assert len({lead.email for lead in people}) == len(people)
    assert all(lead.email.endswith(".example") for lead in people)
    assert all(lead.created_at <= NOON for lead in leads)
    assert all(one.at <= NOON for one in all_of["activity"])
    assert all(roles[lead.stage_id] != "won" or lead.value for lead in leads)
    won, lost = (
        [lead.score for lead in leads if roles[lead.stage_id] == role] for role in ("won", "lost")
    )
    assert sum(won) / len(won) > sum(lost) / len(lost)
    assert len({lead.country for lead in people}) > 8
    storage.close()


def test_a_database_in_use_is_left_alone(program):
    told = program.refused("demo", "--leads", 30)["error"]
    assert told["code"] == "not-empty"
    assert program.ask("leads")["total"] == 60


def test_sample_data_goes_as_one_import(program):
    batch = program.ask("imports")["imports"][0]
    assert (batch["file"], batch["created"]) == ("Sample data", 60)
    program.ask("undo-import", batch["batch"])
    assert program.ask("leads", "--where", 'kind in ("lead", "opportunity")')["total"] == 0
    assert program.ask("verify")["findings"] == []


def test_every_number_and_address_could_be_real_but_reaches_nobody(tmp_path):
    for plain in read_sample()["leads"]:
        found = normalise_phones(plain["phone"], "DE", None)[0]
        assert (found.value, found.problem) == (plain["phone"], None)
    storage, _, _ = filled(tmp_path / "a.db", 400)
    for lead in everything(storage)["lead"]:
        if lead.phone:
            found = normalise_phones(lead.phone, "DE", None)[0]
            assert (found.value, found.problem) == (lead.phone, None)
        assert normalise_emails(lead.email)[0].problem is None
    storage.close()


def test_the_words_are_enough_for_a_hundred_thousand():
    words = load_words()
    assert len(words.first) * sum(map(len, words.industries.values())) > 5_000
    assert sorted(words.by_code) == sorted(set(words.by_code))


def test_the_list_is_readable_by_the_reader(tmp_path):
    storage, desk, _ = filled(tmp_path / "a.db", 40)
    hottest = desk.ask(lambda reader: reader.lead_ids(ListQuery(sort="-score")))
    detail = desk.ask(lambda reader: reader.lead(hottest[0]))
    assert sum(reason.points for reason in detail.score.reasons) == detail.lead.score
    assert detail.routed
    storage.close()
