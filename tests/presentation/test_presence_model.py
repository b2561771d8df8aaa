"""Who edits what: heard, said, forgotten."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.people import User
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.column_model import CardRole, TipsRole
from leaddesk.presentation.editing import NOBODY, editing_of
from leaddesk.presentation.presence_model import MOST_CLIENTS, PresenceModel
from leaddesk.service.editing import EditWord
from leaddesk.service.read_models import BoardFilter
from tests.presentation.boards import NEW
from tests.presentation.conftest import Bench
from tests.presentation.fakes import NOW, PRIYA, SAM, TEAM, row

BEN = User(3, "Ben\nOkafor", "ben", color=6)
KIM = User(4, "", "kim")
EVERYBODY = (*TEAM.users, BEN, KIM)


class HandClock:
    """Moves when a test says so."""

    def __init__(self):
        self.at = NOW

    def now(self):
        return self.at

    def go(self, seconds):
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def sams(bench):
    """Sam's window: its model, what it signalled, and its clock."""
    bench.desk.user_id = SAM.id
    clock = HandClock()
    model = PresenceModel(bench.client, clock)
    changed, said = [], []
    model.changed.connect(lambda ids: changed.append(set(ids)))
    model.said.connect(said.append)
    return SimpleNamespace(model=model, clock=clock, changed=changed, said=said, bench=bench)


def text(window, lead_id=1):
    return window.model.editing(lead_id, EVERYBODY).text


def hear(window, client, user, lead_id):
    window.model.hear(EditWord(client, user.id, lead_id))


# --- hearing ---------------------------------------------------------------------------------


def test_a_colleague_begins_and_ends(sams):
    hear(sams, "p", PRIYA, 1)
    assert text(sams) == "Priya Rao is editing this lead"
    assert text(sams, 2) == ""
    assert sams.model._forgetting.isActive()
    hear(sams, "p", PRIYA, None)
    assert text(sams) == ""
    assert not sams.model._forgetting.isActive()
    assert sams.changed == [{1}, {1}]


def test_what_is_only_said_again_changes_nothing(sams):
    for _ in range(3):
        hear(sams, "p", PRIYA, 1)
    hear(sams, "b", BEN, None)
    assert sams.changed == [{1}]


def test_one_window_edits_one_lead(sams):
    hear(sams, "p", PRIYA, 1)
    hear(sams, "p", PRIYA, 2)
    assert (text(sams, 1), text(sams, 2)) == ("", "Priya Rao is editing this lead")
    assert sams.changed == [{1}, {1, 2}]


def test_who_is_silent_for_45_seconds_is_forgotten(sams):
    hear(sams, "p", PRIYA, 1)
    sams.clock.go(25)
    hear(sams, "b", BEN, 2)
    sams.clock.go(19)
    sams.model.forget()
    assert text(sams, 1)
    sams.clock.go(1)
    sams.model.forget()
    assert (text(sams, 1), text(sams, 2)) == ("", "Ben Okafor is editing this lead")
    assert sams.changed[2:] == [{1}]
    hear(sams, "b", BEN, 2)
    sams.clock.go(44)
    sams.model.forget()
    assert text(sams, 2)
    sams.clock.go(1)
    sams.model.forget()
    assert text(sams, 2) == ""
    assert not sams.model._forgetting.isActive()


def test_the_timer_waits_for_the_one_who_was_silent_longest(sams):
    hear(sams, "p", PRIYA, 1)
    assert 44_900 < sams.model._forgetting.interval() <= 45_001
    sams.clock.go(40)
    hear(sams, "b", BEN, 2)
    assert 4_900 < sams.model._forgetting.interval() <= 5_001


def test_the_timer_forgets_by_itself(sams, qtbot):
    hear(sams, "p", PRIYA, 1)
    sams.clock.go(44.99)
    hear(sams, "b", BEN, 2)  # the time that is left is worked out anew
    sams.clock.go(0.02)
    with qtbot.waitSignal(sams.model.changed):
        pass
    assert (text(sams, 1), text(sams, 2)) == ("", "Ben Okafor is editing this lead")


def test_a_clock_that_is_set_back_leaves_nobody_behind(sams):
    hear(sams, "p", PRIYA, 1)
    sams.clock.go(-3600)
    sams.model.forget()
    assert text(sams) == ""


def test_two_editors_on_one_lead_and_one_of_them_leaves(sams):
    hear(sams, "p", PRIYA, 1)
    hear(sams, "b", BEN, 1)
    shown = sams.model.editing(1, EVERYBODY)
    assert shown.text == "Priya Rao and Ben Okafor are editing this lead"
    assert (shown.initials, shown.color_index) == ("PR", PRIYA.color - 1)
    hear(sams, "p", PRIYA, None)
    assert text(sams) == "Ben Okafor is editing this lead"


def test_two_windows_of_one_colleague_are_one_person(sams):
    hear(sams, "p1", PRIYA, 1)
    hear(sams, "p2", PRIYA, 1)
    assert text(sams) == "Priya Rao is editing this lead"
    hear(sams, "p1", PRIYA, None)
    assert text(sams) == "Priya Rao is editing this lead"


def test_the_own_word_that_comes_back_is_left_out(sams):
    sams.model.set_editing(1)
    sams.model.hear(sams.said[0])
    assert text(sams) == ""
    assert sams.changed == []


def test_another_window_of_ones_own_is_named_where_no_colleague_edits(sams):
    hear(sams, "s2", SAM, 1)
    shown = sams.model.editing(1, EVERYBODY)
    assert shown.text == "You are editing this lead in another window"
    assert (shown.name, shown.initials) == ("Sam Keller", "SK")
    hear(sams, "p", PRIYA, 1)
    assert text(sams) == "Priya Rao is editing this lead"
    assert sams.model.editing(1, EVERYBODY).initials == "PR"


def test_more_clients_than_a_team_has_are_not_kept(sams):
    for number in range(MOST_CLIENTS + 50):
        hear(sams, f"{number:x}", PRIYA, number + 1)
    assert len(sams.model._editors) == MOST_CLIENTS


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"), st.sampled_from((SAM, PRIYA, BEN)),
            st.none() | st.integers(1, 3), st.integers(0, 30),
        )
    )
)  # fmt: skip
def test_shown_is_the_last_word_of_each_client_that_is_not_too_old(qapp, told):
    clock, bench = HandClock(), Bench()
    bench.desk.user_id = SAM.id
    model = PresenceModel(bench.client, clock)
    shown, last = {}, {}
    model.changed.connect(
        lambda ids: shown.update({i: sorted(e.user_id for e in model.editors(i)) for i in ids})
    )
    for client, user, lead_id, passed in told:
        clock.go(passed)
        model.hear(EditWord(client, user.id, lead_id))
        last[client] = (user.id, lead_id, clock.now())
    model.forget()
    for lead in (1, 2, 3):
        true = sorted(
            user for user, on, at in last.values()
            if on == lead and clock.now() - at < timedelta(seconds=45)
        )  # fmt: skip
        assert sorted(one.user_id for one in model.editors(lead)) == true
        assert sorted(set(shown.get(lead, []))) == sorted(set(true))
    assert model._forgetting.isActive() == bool(model._editors)
    model.deleteLater()


# --- words -----------------------------------------------------------------------------------


def test_three_are_counted_and_strangers_left_out():
    three = editing_of([PRIYA.id, BEN.id, KIM.id, 99], EVERYBODY, SAM.id)
    assert three.text == "Priya Rao and 2 others are editing this lead"
    assert editing_of([KIM.id], EVERYBODY, SAM.id).text == "kim is editing this lead"
    assert editing_of([99], EVERYBODY, SAM.id) == NOBODY
    long = User(5, "x" * 500, "x")
    assert len(editing_of([5], (long,), None).text) < 100


# --- saying ----------------------------------------------------------------------------------


def test_what_is_no_news_is_not_said(sams):
    model = sams.model
    model.set_editing(None)
    assert sams.said == []
    assert not model._again.isActive()
    model.set_editing(7)
    model.set_editing(7)
    assert [word.lead_id for word in sams.said] == [7]
    assert model._again.isActive()
    model.set_editing(8)
    model.set_editing(None)
    model.set_editing(None)
    assert [word.lead_id for word in sams.said] == [7, 8, None]
    assert {(word.client, word.user_id) for word in sams.said} == {(model._name, SAM.id)}
    assert not model._again.isActive()


def test_it_is_said_again_while_it_is_true(sams):
    sams.model.set_editing(7)
    assert sams.model._again.interval() == 20_000
    sams.model._again.timeout.emit()
    sams.model.set_editing(None)
    sams.model._again.timeout.emit()
    assert [word.lead_id for word in sams.said] == [7, 7, None]


def test_who_is_unknown_to_the_database_says_nothing(bench):
    bench.desk.user_id = None
    model = PresenceModel(bench.client, HandClock())
    model.said.connect(lambda _word: pytest.fail("said by nobody"))
    model.set_editing(7)
    assert not model._again.isActive()


# --- the board -------------------------------------------------------------------------------


def test_only_the_cards_that_are_meant_are_painted_again(sams):
    bench = sams.bench
    bench.reader.put(*(row(n) for n in range(1, 6)))
    board = BoardModel(
        bench.client, bench.hub, bench.clock, bench.dates, bench.money, presence=sams.model
    )
    board.set_filter(BoardFilter(sort="score"))
    bench.run()
    column = board.column(NEW)
    cards = {n: column.data(column.index(column.row_of(n)), CardRole) for n in range(1, 6)}
    painted = []
    column.dataChanged.connect(lambda first, last, _roles: painted.append((first, last)))
    hear(sams, "p", PRIYA, 3)
    hear(sams, "b", BEN, 400)  # not on this board
    assert [(first.row(), last.row()) for first, last in painted] == [(column.row_of(3),) * 2]
    at = column.index(column.row_of(3))
    card = column.data(at, CardRole)
    assert (card.editing_initials, card.editing_color_index) == ("PR", PRIYA.color - 1)
    assert card.accessible_text.endswith(", Priya Rao is editing this lead")
    assert column.data(at, TipsRole).editing == "Priya Rao is editing this lead"
    others = [column.data(column.index(column.row_of(n)), CardRole) for n in (1, 2, 4, 5)]
    assert all(card is cards[card.id] for card in others)
    hear(sams, "p", PRIYA, None)
    assert column.data(at, CardRole) == cards[3]
