"""Writing and reading records: the log, counters, search, undo; the same on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from leaddesk.base.errors import Conflict
from leaddesk.domain.activity import Activity, Task
from leaddesk.domain.criteria_parse import parse
from leaddesk.domain.dedupe import Identity
from leaddesk.domain.lead import Lead
from leaddesk.domain.people import User
from leaddesk.service.ports import AlreadyDone, UnitOfWork
from leaddesk.service.read_models import BoardFilter, ListQuery
from leaddesk.storage.store import SqlStorage
from tests.storage.records.conftest import NOW

Work = Callable[[UnitOfWork], Any]


class Desk:
    """Writes as one user, with a fresh operation id each time."""

    def __init__(self, storage: SqlStorage, user: User) -> None:
        self.storage = storage
        self.user = user
        self.steps = 0

    def do(self, work: Work) -> Any:
        self.steps += 1
        answer = self.storage.write(work, op_id=f"op-{self.steps}", now=NOW, user_id=self.user.id)
        return answer[0]

    def undo(self) -> None:
        def take_back(uow: UnitOfWork) -> None:
            step = uow.journal.newest_undoable(self.user.id)
            assert step is not None
            for change in reversed(uow.journal.changes(step.id)):
                uow.journal.write_back(change, force=False)
            uow.as_undo(step, "undo")
            uow.journal.mark_undone(step.id, uow.step_id)
            uow.say(step.verb)

        self.do(take_back)

    def redo(self) -> None:
        def again(uow: UnitOfWork) -> None:
            step = uow.journal.newest_redoable(self.user.id)
            assert step is not None
            for change in reversed(uow.journal.changes(step.id)):
                uow.journal.write_back(change, force=False)
            uow.as_undo(step, "redo")
            uow.journal.mark_undone(step.id, uow.step_id)
            uow.say(step.verb)

        self.do(again)

    def counts(self) -> dict[int, tuple[int, dict[str, Decimal]]]:
        heads = self.storage.read(lambda r: r.board_heads(BoardFilter()))
        return {h.column_id: (h.count, dict(h.sums)) for h in heads if h.count}


@pytest.fixture
def desk(storage: SqlStorage, ana: User) -> Desk:
    return Desk(storage, ana)


def add_eva(uow: UnitOfWork) -> Lead:
    first = uow.pipeline().first("lead")
    assert uow.actor is not None
    lead = uow.leads.add(
        Lead(
            uow.new_id(),
            first.id,
            NOW,
            NOW,
            name="Eva Moreau",
            given_name="Eva",
            family_name="Moreau",
            company="Brightwater GmbH",
            email="eva@brightwater.example",
            value=Decimal("18000.50"),
            currency="EUR",
            owner_id=uow.actor.id,
            stage_since=NOW,
            tags=("fair", "Köln"),
        )
    )
    uow.tasks.add(Task(uow.new_id(), lead.id, "call", NOW, owner_id=uow.actor.id, title="Ring"))
    uow.activities.add(Activity(uow.new_id(), lead.id, "note", NOW, body="Wants two depots"))
    uow.say("capture", name=lead.label)
    return lead


def test_a_lead_comes_back_as_it_was_written(desk: Desk) -> None:
    lead = desk.do(add_eva)
    detail = desk.storage.read(lambda r: r.lead(lead.id))
    assert detail.lead.value == Decimal("18000.50")
    assert detail.lead.tags == ("fair", "Köln")
    assert detail.lead.next_title == "Ring"
    assert detail.lead.due_at == NOW
    assert detail.lead.last_activity_at == NOW
    assert [a.body for a in detail.activities] == ["Wants two depots"]


def test_heads_count_what_the_column_holds(desk: Desk) -> None:
    lead = desk.do(add_eva)
    assert desk.counts() == {lead.stage_id: (1, {"EUR": Decimal("18000.50")})}

    def move(uow: UnitOfWork) -> None:
        held = uow.leads.get(lead.id)
        uow.leads.save(replace(held, stage_id=uow.pipeline().columns[1].id, value=Decimal(20)))
        uow.say("move")

    desk.do(move)
    second = desk.storage.read(lambda r: r.pipeline()).columns[1].id
    assert desk.counts() == {second: (1, {"EUR": Decimal(20)})}
    cards = desk.storage.read(lambda r: r.board_page(second, BoardFilter(day_ends=NOW)))
    assert [c.id for c in cards.rows] == [lead.id]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('company contains "BRIGHT"', 1),
        ('tags in ("köln")', 1),
        ('tags in ("koln")', 0),
        ('owner = "ana" and stage = "new"', 1),
        ("value between 18000 and 18001", 1),
        ("not score > 5", 1),
        ("email is empty", 0),
        ("close_date is empty", 1),
        ('city != "Lyon"', 1),
        ('lifecycle = "new"', 1),
        ('stage = "won"', 0),
    ],
)
def test_a_filter_is_the_same_in_sql(desk: Desk, text: str, found: int) -> None:
    desk.do(add_eva)
    query = ListQuery(criteria=parse(text))
    page = desk.storage.read(lambda r: r.lead_page(query))
    assert (page.total, len(page.rows)) == (found, found)


@pytest.mark.parametrize("words", ["moreau", "bright gmbh", "depots", "BR", "eva@brightw"])
def test_search_finds_names_and_notes(desk: Desk, words: str) -> None:
    lead = desk.do(add_eva)
    assert [c.id for c in desk.storage.read(lambda r: r.search(words))] == [lead.id]


@pytest.mark.parametrize("words", ["moreaux", "depot%", "bright_", '"', "'; --", "zz"])
def test_search_takes_letters_as_they_are(desk: Desk, words: str) -> None:
    desk.do(add_eva)
    assert desk.storage.read(lambda r: r.search(words)) == ()


def test_what_somebody_types_is_recognised(desk: Desk) -> None:
    lead = desk.do(add_eva)
    typed = Identity(
        record_id=None,
        given="Eva",
        family="Moreau",
        name="Eva Moreau",
        company="Brightwater",
        emails=(),
        phones=(),
        domain="",
        country="",
    )
    assert [c.id for c in desk.storage.read(lambda r: r.similar(typed))] == [lead.id]


def test_undo_and_redo_of_a_new_lead(desk: Desk) -> None:
    lead = desk.do(add_eva)
    before = desk.storage.read(lambda r: r.lead(lead.id))
    desk.undo()
    assert desk.counts() == {}
    assert desk.storage.read(lambda r: r.search("moreau")) == ()
    desk.redo()
    after = desk.storage.read(lambda r: r.lead(lead.id))
    assert replace(after.lead, version=1, updated_at=NOW) == before.lead
    assert [a.body for a in after.activities] == [a.body for a in before.activities]
    assert [c.id for c in desk.storage.read(lambda r: r.search("moreau"))] == [lead.id]


def test_undo_of_what_somebody_changed_since_is_a_conflict(desk: Desk, ana: User) -> None:
    lead = desk.do(add_eva)

    def rename(name: str) -> Work:
        def work(uow: UnitOfWork) -> None:
            uow.leads.save(replace(uow.leads.get(lead.id), name=name))
            uow.say("edit")

        return work

    desk.do(rename("Eva M."))
    desk.storage.write(rename("Eve"), op_id="other", now=NOW, user_id=None)
    with pytest.raises(Conflict) as caught:
        desk.undo()
    assert caught.value.fields["name"] == ("Eva Moreau", "Eva M.", "Eve")
    assert desk.storage.read(lambda r: r.lead(lead.id)).lead.name == "Eve"


def test_an_operation_is_done_once(storage: SqlStorage, ana: User) -> None:
    storage.write(add_eva, op_id="twice", now=NOW, user_id=ana.id)
    with pytest.raises(AlreadyDone) as caught:
        storage.write(add_eva, op_id="twice", now=NOW, user_id=ana.id)
    assert {change.kind for change in caught.value.changes} == {"lead", "task", "activity"}
    assert storage.read(lambda r: r.count()) == 1


def test_nothing_changed_is_no_step(desk: Desk) -> None:
    lead = desk.do(add_eva)
    steps = len(desk.storage.read(lambda r: r.history()))
    desk.do(lambda uow: uow.leads.save(uow.leads.get(lead.id)))
    assert len(desk.storage.read(lambda r: r.history())) == steps
    assert desk.storage.read(lambda r: r.lead(lead.id)).lead.version == 1


def test_pages_follow_each_other_without_gap_or_repeat(desk: Desk) -> None:
    def many(uow: UnitOfWork) -> None:
        first = uow.pipeline().first("lead")
        for number in range(37):
            due = None if number % 5 == 0 else NOW + timedelta(hours=number % 9 - 3)
            lead = uow.leads.add(
                Lead(uow.new_id(), first.id, NOW, NOW, name=f"Person {number}", stage_since=NOW)
            )
            if due is not None:
                uow.tasks.add(Task(uow.new_id(), lead.id, "call", due))
        uow.say("capture", n=37)

    desk.do(many)
    board = BoardFilter(day_ends=NOW + timedelta(hours=2))
    column = desk.storage.read(lambda r: r.pipeline()).columns[0].id
    seen: list[int] = []
    cursor = None
    while True:
        page = desk.storage.read(lambda r, c=cursor: r.board_page(column, board, after=c, limit=10))
        seen.extend(card.id for card in page.rows)
        if page.at_end:
            break
        cursor = page.last
    assert len(seen) == len(set(seen)) == 37
    back = desk.storage.read(lambda r: r.board_page(column, board, before=page.first, limit=10))
    assert [card.id for card in back.rows] == seen[-len(page.rows) - 10 : -len(page.rows)]
    whole = desk.storage.read(lambda r: r.board_page(column, board, limit=50))
    groups = [
        0
        if c.next_due is not None and c.next_due < board.day_ends  # type: ignore[operator]
        else (1 if c.next_due is None else 2)
        for c in whole.rows
    ]
    assert groups == sorted(groups)
