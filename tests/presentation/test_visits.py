"""Back and forward through what was looked at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.presentation.visits import MOST, Visit, Visits

A, B, C = Visit("pipeline"), Visit("leads", 3), Visit("leads", 5)


def test_back_and_forward_and_no_further():
    visits = Visits()
    for visit in (A, B, C):
        visits.go(visit)
    assert visits.step(1) is None
    assert visits.step(-1) == B
    assert visits.step(-1) == A
    assert visits.step(-1) is None
    assert visits.step(1) == B


def test_going_somewhere_forgets_what_lay_ahead():
    visits = Visits()
    visits.go(A)
    visits.go(B)
    visits.step(-1)
    visits.go(C)
    assert visits.step(1) is None
    assert visits.step(-1) == A


def test_a_walk_from_lead_to_lead_is_one_place():
    visits = Visits()
    visits.go(A)
    visits.go(B)
    visits.go(C, in_place=True)
    assert visits.now == C
    assert visits.step(-1) == A
    assert visits.leads(5) == (5,)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 9)), max_size=150))
def test_no_more_than_so_many_are_kept_and_leads_come_once(steps):
    visits = Visits()
    for page, lead in steps:
        visits.go(Visit(page, lead))
    count = 0
    while visits.step(-1) is not None:
        count += 1
    assert count < MOST
    leads = visits.leads(5)
    assert len(set(leads)) == len(leads) <= 5
    assert not steps or leads[0] == steps[-1][1]
