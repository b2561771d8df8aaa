"""A chip's count, the cards it filters and the tag on a card are one rule in three forms."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from leaddesk.domain.activity import Task
from leaddesk.domain.aging import NEEDS, Need, is_going_stale, needs_criteria
from leaddesk.domain.lead import Lead
from leaddesk.domain.people import User
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.read_models import BoardFilter, CardRow
from leaddesk.storage.store import SqlStorage
from tests.storage.records.conftest import NOW

ENDS = NOW + timedelta(hours=9)
EDGES = (-40, -15, -14, -13, -1, 0)


def some_leads(uow: UnitOfWork) -> None:
    """Leads whose times lie around and exactly on the limits."""
    chance = random.Random(7)
    pipeline = uow.pipeline()
    places = [*pipeline.columns, pipeline.by_role("raw"), pipeline.by_role("nurture")]
    for number in range(240):
        since = NOW + timedelta(days=chance.choice(EDGES))
        stage = chance.choice(places)
        lead = uow.leads.add(
            Lead(
                uow.new_id(),
                stage.id,
                since,
                NOW,
                kind=stage.belongs,
                name=f"P {number}",
                stage_since=chance.choice([None, NOW + timedelta(days=chance.choice(EDGES))]),
            )
        )
        if chance.random() < 0.6:
            due = NOW + timedelta(days=chance.choice([-2, 0, 1, 14, 15]))
            uow.tasks.add(Task(uow.new_id(), lead.id, "call", due))
        derived: dict[str, object] = {}
        if chance.random() < 0.5:
            derived["last_activity_at"] = NOW + timedelta(days=chance.choice(EDGES))
        if chance.random() < 0.3:
            derived["sla_due"] = NOW + timedelta(hours=chance.choice([-1, 0, 3, 30]))
        uow.leads.save_derived(lead.id, derived)
    uow.say("capture", n=240)


@pytest.mark.parametrize("need", NEEDS)
def test_a_chip_counts_what_it_shows(storage: SqlStorage, ana: User, need: Need) -> None:
    storage.write(some_leads, op_id="some", now=NOW, user_id=ana.id)
    board = BoardFilter(day_ends=ENDS)
    counts = storage.read(lambda r: r.attention(board, NOW))
    pipeline = storage.read(lambda r: r.pipeline())
    criteria = needs_criteria([need], pipeline, NOW, ENDS)
    heads = storage.read(lambda r: r.board_heads(BoardFilter(criteria=criteria, day_ends=ENDS)))
    assert sum(head.count for head in heads) == getattr(counts, need) > 0


def test_the_tag_on_a_card_is_what_the_chip_counts(storage: SqlStorage, ana: User) -> None:
    storage.write(some_leads, op_id="some", now=NOW, user_id=ana.id)
    board = BoardFilter(day_ends=ENDS)
    pipeline = storage.read(lambda r: r.pipeline())
    stale: list[CardRow] = []
    for column in pipeline.columns:
        page = storage.read(lambda r, at=column.id: r.board_page(at, board, limit=400))
        stale.extend(row for row in page.rows if is_going_stale(row, column, NOW))
    assert len(stale) == storage.read(lambda r: r.attention(board, NOW)).going_stale > 0
