"""How many statements a gesture is: each is a round trip to a server far away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leaddesk.domain.draft import LeadDraft
from leaddesk.presentation.board_questions import Window, changed_part, whole_board
from leaddesk.service import commands as c
from leaddesk.service.desk import Outcome
from tests.storage.gates.conftest import Base, make_base
from tests.storage.gates.watch import statements_of, watch

MOVE, EDIT, CAPTURE = 19, 22, 32
"""As many as they were when this was written; nine of each are the team, its rules and settings,
one asks whether the schema is still known."""
EACH_MORE = 8


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Base]:
    made = make_base(tmp_path / "team.leaddesk", 300)
    yield made
    made.storage.close()


def count(base: Base, command: c.Command) -> tuple[Outcome, int]:
    """Do it; the statements inside BEGIN and COMMIT."""
    noted: list[tuple[str, Any]] = []
    with statements_of(base.storage.database._writer, noted):
        outcome = base.desk.execute(command)
    return outcome, sum(1 for statement, _ in noted if not statement.startswith("BEGIN"))


def test_moving_a_card(base: Base) -> None:
    there = next(s for s in base.pipeline.columns if s.belongs == base.lead.kind
                 and s.id != base.lead.stage_id)  # fmt: skip
    outcome, statements = count(base, c.MoveLeads((base.lead.id,), there.id))
    assert outcome.result.done == (base.lead.id,)
    assert statements <= MOVE


def test_moving_many_costs_little_more_for_each(base: Base) -> None:
    here, there = (s for s in base.pipeline.columns if s.belongs == "lead" and s.position < 3)
    page = base.storage.read(lambda reader: reader.board_page(here.id, base.board(), limit=20))
    ids = tuple(row.id for row in page.rows)
    outcome, statements = count(base, c.MoveLeads(ids, there.id))
    assert outcome.result.done == ids
    assert statements <= MOVE + EACH_MORE * len(ids)


def test_editing_a_field(base: Base) -> None:
    outcome, statements = count(base, c.EditLead(base.lead.id, {"city": "Vienna"}))
    assert outcome.result.city == "Vienna"
    assert statements <= EDIT


def test_capturing_one(base: Base) -> None:
    draft = LeadDraft(name="Zora Zimt", company="Zimtwerk", emails=("zora@zimtwerk.example",))
    outcome, statements = count(base, c.CaptureLeads((draft,)))
    assert outcome.result[0].outcome == "created"
    assert statements <= CAPTURE


def test_opening_the_board(base: Base) -> None:
    found = watch(base.storage, whole_board(base.board()))
    columns = len(base.pipeline.columns)
    # The team's four questions, the counters, and at most three parts of each column's order.
    assert len(found.statements) - 1 <= 5 + 3 * columns


def test_reading_one_changed_card(base: Base) -> None:
    window = Window(base.lead.column_id or 0, 0, None, 50, frozenset({base.lead.id}))
    found = watch(base.storage, changed_part(base.board(), [window], [base.lead.id]))
    assert len(found.statements) - 1 <= 6
