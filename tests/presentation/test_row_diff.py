"""The edits between two lists lead from one to the other, and disturb as little as possible."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.presentation.row_diff import Insert, Move, Remove, Reorder, Update, diff, play


@dataclass(frozen=True)
class Thing:
    id: int
    word: str = ""


def things(ids):
    return [Thing(key) for key in ids]


def played(old, new):
    rows = list(old)
    edits = diff(old, new)
    for edit in edits:
        play(rows, edit)
    assert rows == list(new)
    return edits


lists = st.lists(
    st.builds(Thing, st.integers(0, 80), st.sampled_from("ab")), unique_by=lambda t: t.id
)


@given(lists, lists)
def test_edits_lead_from_old_to_new(old, new):
    edits = played(old, new)
    removed = sum(edit.count for edit in edits if isinstance(edit, Remove))
    kept = {t.id for t in old} & {t.id for t in new}
    assert removed == len(old) - len(kept)


@given(st.permutations(list(range(60))))
def test_any_order_can_be_reached(order):
    played(things(range(60)), things(order))


def test_single_edits():
    old = things(range(6))
    assert played(old, old) == []
    assert played(old, things([0, 1, 4, 5])) == [Remove(2, 2)]
    assert played(old, things([0, 9, 1, 2, 3, 4, 5])) == [Insert(1, (Thing(9),))]
    assert played(old, things([1, 2, 3, 4, 0, 5])) == [Move(0, 4)]
    assert played(old, things([5, 0, 1, 2, 3, 4])) == [Move(5, 0)]
    changed = [*old[:3], Thing(3, "x"), *old[4:]]
    assert played(old, changed) == [Update(3, (Thing(3, "x"),))]


def test_a_whole_other_list_is_two_edits_and_another_order_one():
    assert len(played(things(range(400)), things(range(1000, 1400)))) == 2
    (edit,) = played(things(range(400)), things(reversed(range(400))))
    assert isinstance(edit, Reorder)
