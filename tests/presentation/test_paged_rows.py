"""A window over a long list: never more than 400 rows, any depth, the right rows."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from leaddesk.presentation.paged_rows import PAGE, Overlay, Page, PagedRows
from leaddesk.presentation.row_diff import play
from leaddesk.service.read_models import Cursor


@dataclass(frozen=True)
class Thing:
    id: int


def page_of(ids, start, stop):
    start, stop = max(0, start), min(len(ids), stop)
    rows = tuple(Thing(key) for key in ids[start:stop])
    ends = (Cursor(0, ids[start], 0), Cursor(0, ids[stop - 1], 0)) if rows else (None, None)
    return Page(rows, *ends, at_start=start == 0, at_end=stop == len(ids))


def test_a_thousand_pages_down_and_up_hold_at_most_400_rows():
    ids = list(range(50_000))
    paged, shown = PagedRows(), []

    def apply(edits):
        for edit in edits:
            play(shown, edit)
        assert len(shown) <= 400
        assert shown == paged.rows

    apply(paged.replace([page_of(ids, 0, PAGE)]))
    while paged.last is not None:
        at = paged.last.key + 1
        apply(paged.append(page_of(ids, at, at + PAGE)))
        assert paged.skipped == shown[0].id
    assert shown[-1].id == 49_999
    while paged.first is not None:
        at = paged.first.key
        apply(paged.prepend(page_of(ids, at - PAGE, at)))
        assert paged.skipped == shown[0].id
    assert [t.id for t in shown] == ids[:400]


class Scrolling(RuleBasedStateMachine):
    """Somebody scrolls while others insert and delete; reading again puts everything right."""

    def __init__(self):
        super().__init__()
        self.ids = list(range(0, 4000, 10))
        self.paged = PagedRows(largest=100)
        self.shown = []
        self.play(self.paged.replace([page_of(self.ids, 0, 20)]))

    def play(self, edits):
        for edit in edits:
            play(self.shown, edit)

    def place(self, value):
        return sum(1 for key in self.ids if key < value)

    @precondition(lambda self: self.paged.last is not None)
    @rule()
    def down(self):
        at = self.place(self.paged.last.key + 1)
        self.play(self.paged.append(page_of(self.ids, at, at + 20)))

    @precondition(lambda self: self.paged.first is not None)
    @rule()
    def up(self):
        at = self.place(self.paged.first.key)
        self.play(self.paged.prepend(page_of(self.ids, at - 20, at)))

    @rule(id=st.integers(0, 4000), new=st.booleans())
    def somebody_writes(self, id, new):
        if new and id not in self.ids:
            self.ids = sorted([*self.ids, id])
        elif not new and id in self.ids:
            self.ids.remove(id)

    @rule()
    def read_again(self):
        at = 0 if self.paged.first is None else self.place(self.paged.first.key)
        size = max(20, self.paged.held)
        pages = [page_of(self.ids, n, n + 20) for n in range(at, at + size, 20)]
        self.play(self.paged.replace(pages))
        assert [t.id for t in self.shown] == self.ids[at : at + len(self.shown)]
        assert len(self.shown) >= min(size, len(self.ids) - at)

    @invariant()
    def holds_little_and_nothing_twice(self):
        assert self.shown == self.paged.rows
        assert len(self.shown) <= 120
        ids = [t.id for t in self.shown]
        assert len(ids) == len(set(ids))


TestScrolling = Scrolling.TestCase


@given(st.lists(st.integers(0, 30), unique=True), st.sets(st.integers(0, 30)))
def test_the_overlay_hides_and_shows_and_goes_away(ids, moved):
    paged = PagedRows(lambda row, rows: len(rows))
    paged.replace([page_of(ids, 0, 50)])
    comes = {key: (Thing(key), None) for key in moved if key not in ids}
    goes = frozenset(key for key in moved if key in ids)
    paged.cover(Overlay(comes, goes))
    assert [t.id for t in paged.rows] == [i for i in ids if i not in goes] + list(comes)
    paged.cover(Overlay({}))
    assert [t.id for t in paged.rows] == ids


def test_a_card_placed_by_hand_stands_before_its_neighbour():
    paged = PagedRows()
    paged.replace([page_of([1, 2, 3], 0, 50)])
    paged.cover(Overlay({9: (Thing(9), 2), 3: (Thing(3), 1)}, frozenset({3})))
    assert [t.id for t in paged.rows] == [3, 1, 9, 2]
