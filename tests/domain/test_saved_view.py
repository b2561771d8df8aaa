"""What a saved view means for whoever looks."""

from __future__ import annotations

from typing import get_args

from hypothesis import given

from leaddesk.domain.criteria import ALWAYS, All, Any, Condition, Not
from leaddesk.domain.fields import FIELDS
from leaddesk.domain.saved_view import LIST_SORTS, ME, OPEN, SavedView, meant
from leaddesk.service.read_models import BoardSort
from tests.domain.test_criteria import FILTERS

MINE = Condition("owner", "eq", ME)
HOT = Condition("band", "eq", "hot")


def test_me_is_whoever_looks_wherever_it_stands() -> None:
    found = meant(All((Not(MINE), Any((HOT, Condition("owner", "in", ("ben", ME)))))), "ana")
    assert found == All((
        Not(Condition("owner", "eq", "ana")),
        Any((HOT, Condition("owner", "in", ("ben", "ana")))),
    ))  # fmt: skip
    assert meant(Condition("company", "eq", ME), "ana") == Condition("company", "eq", ME)


@given(FILTERS)
def test_nothing_but_me_becomes_another(criteria) -> None:
    assert meant(criteria, ME) == criteria


def test_scope_and_open_leads_are_told_apart_from_the_filter() -> None:
    own = Condition("owner", "eq", "ana")
    view = SavedView(1, "A", "list", "mine", All((HOT, OPEN)))
    assert view.meant_by("ana") == (All((own, HOT)), True)
    assert SavedView(1, "A", "list", "mine", OPEN).meant_by("ana") == (All((own,)), True)
    assert SavedView(1, "A", "list", "team", HOT).meant_by("ana") == (All((HOT,)), False)
    assert SavedView(1, "A", "board", "team").meant_by("ana") == (ALWAYS, True)


def test_every_order_of_a_board_is_one_of_a_list() -> None:
    assert set(LIST_SORTS) == set(get_args(BoardSort))
    assert {sort.removeprefix("-") for sort in LIST_SORTS.values()} <= set(FIELDS)
    assert SavedView(1, "A", "board", sort="score").list_sort == "-score"
    assert SavedView(1, "A", "list", sort="company").list_sort == "company"
