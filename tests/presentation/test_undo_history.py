"""Toasts: alike acts become one, undo takes them back from the newest on."""

from __future__ import annotations

from datetime import timedelta

from leaddesk.base.errors import Conflict, KnownError
from leaddesk.domain.change import Step
from leaddesk.presentation.undo_history import UndoHistory
from leaddesk.service.commands import Redo, Undo
from leaddesk.service.desk import Outcome
from tests.presentation.fakes import NOW


def told(bench, number, /, *, after=0, mode="do", verb="move", **args):
    step = Step(number, f"op{number}", 1, NOW + timedelta(seconds=after), verb, args, mode)
    bench.client.outcome_came.emit(Outcome(None, step, ()))
    return step


def history(bench):
    made = UndoHistory(bench.client, bench.clock)
    added, changed = [], []
    made.message_added.connect(added.append)
    made.message_changed.connect(changed.append)
    return made, added, changed


def test_alike_acts_within_a_toasts_life_become_one(bench):
    made, added, changed = history(bench)
    told(bench, 1, n=1, name="Nordwind", id=11, stage="Proposal")
    assert [m.text for m in added] == ["Nordwind moved to Proposal"]
    told(bench, 2, after=3, n=1, name="Vantage", id=12, stage="Proposal")
    told(bench, 3, after=6, n=4, stage="Proposal")
    assert [m.text for m in changed] == [
        "2 leads moved to Proposal",
        "6 leads moved to Proposal",
    ]
    assert [m.steps for m in made.messages] == [(1, 2, 3)]
    told(bench, 4, after=20, n=1, name="Late", id=13, stage="Proposal")
    told(bench, 5, after=21, n=1, name="Other", id=14, stage="Won")
    assert len(added) == 3


def test_the_same_lead_twice_is_two_sentences(bench):
    made, _, _ = history(bench)
    told(bench, 1, n=1, name="Nordwind", id=11, stage="Proposal")
    told(bench, 2, n=1, name="Nordwind", id=11, stage="Proposal")
    assert len(made.messages) == 2


def test_undo_of_a_merged_toast_goes_from_the_newest_on(bench):
    made, _, _ = history(bench)
    for n in (1, 2, 3):
        told(bench, n, n=1, name=f"L{n}", id=n, stage="Proposal")
    made.undo(made.messages[0])
    assert bench.desk.commands == [Undo(3), Undo(2), Undo(1)]
    made.undo()
    made.redo()
    assert bench.desk.commands[3:] == [Undo(), Redo()]


def test_an_undo_is_told_and_has_no_undo_of_its_own(bench):
    made, added, _ = history(bench)
    told(bench, 1, mode="undo", n=1, name="Nordwind", stage="Proposal")
    assert added[0].text == "Undone: Move Nordwind to Proposal"
    made.undo(added[0])
    assert bench.desk.commands == []


def test_a_conflict_asks_and_undo_anyway_forces(bench):
    made, _, _ = history(bench)
    message = [told(bench, 1, n=1, name="Nordwind", id=1, stage="Proposal"), made.messages[0]][1]
    asked = []
    made.conflict_met.connect(asked.append)
    bench.desk.errors.append(
        Conflict("Changed.", who="Priya", at="2025-11-20T13:40:00+00:00", lead_id=1)
    )
    made.undo(message)
    (conflict,) = asked
    assert (conflict.who, conflict.at.minute, conflict.lead_id) == ("Priya", 40, 1)
    conflict.anyway()
    assert bench.desk.commands == [Undo(1), Undo(1, force=True)]


def test_what_cannot_be_undone_says_why(bench):
    made, added, _ = history(bench)
    bench.desk.errors.append(KnownError("There is nothing to undo."))
    made.undo()
    assert [(m.text, m.is_error) for m in added] == [("There is nothing to undo.", True)]
    assert made.messages == tuple(added)


def test_steps_of_a_database_that_was_replaced_are_not_taken_back_in_the_new_one(bench):
    """A restored backup gives the same number to another step."""
    made, _, _ = history(bench)
    told(bench, 57, n=1, name="Nordwind", id=1, stage="Proposal")
    made.forget_steps()
    told(bench, 57, n=1, name="Halden", id=2, stage="Proposal")
    newest, oldest = made.messages
    assert (newest.steps, oldest.steps) == ((57,), ())
    made.undo(oldest)
    assert bench.desk.commands == []
    made.undo(newest)
    assert bench.desk.commands == [Undo(57)]
