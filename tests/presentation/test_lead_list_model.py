"""The leads list: its true length, only the rows in sight, checks and edits in place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from leaddesk.base.errors import KnownError
from leaddesk.domain.change import Change
from leaddesk.domain.lead import Lead
from leaddesk.presentation.card_words import CardWords
from leaddesk.presentation.lead_list_model import CardRole, IdRole, LeadListModel, StageRole
from leaddesk.presentation.list_rows import id_edits, ids_of
from leaddesk.presentation.row_diff import play
from leaddesk.service.commands import EditLead
from leaddesk.service.desk import Outcome
from leaddesk.service.read_models import LeadPage, ListQuery
from tests.presentation.fakes import NOW, TEAM

DISPLAY, EDIT, CHECK = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.CheckStateRole,
)


def lead(number, **values):
    return Lead(
        number, 1, NOW, NOW, company=f"Company {number}", name=f"Person {number}", owner_id=1,
        currency="EUR", value=Decimal(number), **values,
    )  # fmt: skip


class ListReader:
    """A list in memory, by id or backwards."""

    def __init__(self, leads):
        self.all = {item.id: item for item in leads}
        self.asked = []

    def team(self):
        return TEAM

    def lead_ids(self, query):
        return tuple(sorted(self.all, reverse=query.sort.startswith("-")))

    def lead_page(self, query, *, after=None, limit=50):
        ids = self.lead_ids(query)
        return LeadPage(tuple(self.all[n] for n in ids[:limit]), len(ids), None)

    def leads(self, ids):
        self.asked.append(tuple(ids))
        return {n: self.all[n] for n in ids if n in self.all}


@pytest.fixture
def made(bench):
    def make(count, query=None):
        bench.desk.reader = bench.reader = ListReader(lead(n) for n in range(1, count + 1))
        model = LeadListModel(
            bench.client,
            bench.hub,
            bench.clock,
            lambda team: CardWords(team, bench.dates, bench.money),
        )
        bench.watch(model)
        model.set_query(query or ListQuery(sort="id"))
        return model

    return make


def column(model, name):
    return model.columns.index(name)


def shown(model, name, rows):
    return [model.data(model.index(n, column(model, name)), DISPLAY) for n in rows]


def test_true_length_and_only_rows_in_sight_are_read(bench, made):
    model = made(10_000)
    assert model.rowCount() == 10_000
    assert shown(model, "lead", [0]) == ["Company 1, Person 1"]
    assert model.data(model.index(5_000, 1), DISPLAY) is None
    assert model.data(model.index(5_000, 1), IdRole) == 5_001
    bench.reader.asked.clear()
    model.see(5_000, 5_020)
    assert bench.reader.asked == [tuple(range(5_001, 5_022))]
    assert shown(model, "value", [5_000]) == ["€5,001"]
    model.see(5_000, 5_020)
    assert len(bench.reader.asked) == 1


def test_the_length_is_known_before_the_ids(slow_bench, qapp):
    bench = slow_bench
    bench.desk.reader = ListReader(lead(n) for n in range(1, 201))
    model = LeadListModel(
        bench.client, bench.hub, bench.clock,
        lambda team: CardWords(team, bench.dates, bench.money),
    )  # fmt: skip
    bench.watch(model)
    totals = []
    model.total_changed.connect(totals.append)
    model.set_query(ListQuery(sort="id"))
    bench.lanes.readers.step()
    assert model.rowCount() == 200
    assert model.data(model.index(100, 1), IdRole) is None
    bench.run()
    assert model.data(model.index(100, 1), IdRole) == 101
    assert totals == [200]


def test_cells_in_words(bench, made):
    model = made(0)
    bench.reader.all[1] = lead(
        1, score=84, band="hot", source="web form", last_activity_at=NOW - timedelta(days=6),
        next_due=NOW + timedelta(days=5), next_kind="meeting", tags=("a", "b"),
    )  # fmt: skip
    model.set_columns([*model.columns, "tags", "created", "city", "band"])
    model.set_query(ListQuery(sort="id"))
    row = [model.data(model.index(0, n), DISPLAY) for n in range(model.columnCount())]
    assert row == [
        "", "Company 1, Person 1", "New", "€1", "84", "Meeting · Tue 25 Nov", "Sam Keller",
        "web form", "6 d", "a, b", "Thu 20 Nov", "", "Hot",
    ]  # fmt: skip
    assert model.data(model.index(0, 1), CardRole).score == 84
    assert model.data(model.index(0, 1), StageRole).name == "New"
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert titles[:4] == ["", "Lead", "Stage", "Value"]
    assert model.headerData(99, Qt.Orientation.Horizontal) is None


def test_sorting_asks_the_database_and_keeps_checks_and_selection(made):
    model = made(30)
    model.check([3, 5])
    kept = QPersistentModelIndex(model.index(2, 1))
    model.sort(column(model, "value"), Qt.SortOrder.DescendingOrder)
    assert model.query.sort == "-value"
    assert shown(model, "lead", [0]) == ["Company 30, Person 30"]
    assert model.checked == (5, 3)
    assert kept.data(IdRole) == 3
    assert kept.row() == 27


def test_checking(made):
    model = made(3)
    box = model.index(1, 0)
    heard = []
    model.checked_changed.connect(lambda: heard.append(model.checked))
    assert model.flags(box) & Qt.ItemFlag.ItemIsUserCheckable
    assert model.setData(box, Qt.CheckState.Checked.value, CHECK)
    assert model.data(box, CHECK) == Qt.CheckState.Checked
    model.check_all()
    model.check([1], on=False)
    assert heard == [(2,), (1, 2, 3), (2, 3)]


def test_an_edit_in_place_shows_at_once_and_carries_what_it_replaces(bench, made):
    model = made(3)
    cell = model.index(0, column(model, "value"))
    assert model.data(cell, EDIT) == "1"
    assert model.flags(cell) & Qt.ItemFlag.ItemIsEditable
    seen = []

    def execute(command, *, op_id):
        seen.append(model.data(cell, DISPLAY))
        bench.reader.all[1] = replace(bench.reader.all[1], value=Decimal(500))
        return Outcome(command, None, ())

    bench.desk.execute = execute
    assert model.setData(cell, "500", EDIT)
    assert seen == ["500"]
    assert model.data(cell, DISPLAY) == "€500"
    assert not model.setData(cell, "500", EDIT)


def test_an_edit_that_fails_is_taken_back_and_told(bench, made):
    model = made(3)
    told = []
    model.edit_failed.connect(lambda *args: told.append(args[:2]))
    bench.desk.errors.append(KnownError("“x” is not a number."))
    assert model.setData(model.index(0, column(model, "value")), "x", EDIT)
    assert bench.desk.commands == [EditLead(1, {"value": "x"}, base={"value": "1"})]
    assert told == [(1, "value")]
    assert shown(model, "value", [0]) == ["€1"]
    assert not model.setData(model.index(0, column(model, "score")), "9", EDIT)


def test_others_changes_come_in_without_a_reset(bench, made, qtbot):
    model = made(20)
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    kept = QPersistentModelIndex(model.index(10, 1))
    bench.reader.all[2] = replace(bench.reader.all[2], company="Nordwind")
    del bench.reader.all[5]
    bench.reader.all[0] = lead(21)
    bench.reader.all[21] = bench.reader.all.pop(0)
    bench.hub.tell(Change("lead", n, n, {}, {}) for n in (2, 5, 21))
    bench.hub.flush()
    assert shown(model, "lead", [1]) == ["Nordwind, Person 2"]
    model._again.setInterval(0)
    model._again.start()
    qtbot.waitUntil(lambda: model.data(model.index(19, 1), IdRole) == 21)
    assert model.rowCount() == 20
    assert kept.data(IdRole) == 11
    assert resets == []


def test_a_row_that_is_being_deleted_leaves_at_once_and_stays_away(bench, made):
    model = made(5)
    model.check([2, 3])
    model.take_out([3])
    assert [model.id_at(n) for n in range(model.rowCount())] == [1, 2, 4, 5]
    assert model.checked == (2,)
    model.set_query(ListQuery(sort="-id"))
    assert [model.id_at(n) for n in range(model.rowCount())] == [5, 4, 2, 1], "not written yet"
    model.settle([3])
    assert model.rowCount() == 5, "it could not be deleted"
    del bench.reader.all[3]
    model.take_out([3])
    model.settle([3])
    assert model.rowCount() == 4


def test_nothing_is_said_about_foreign_cells(made):
    model = made(1)
    for index in (QModelIndex(), model.index(5, 5)):
        assert model.data(index, DISPLAY) is None
        assert model.flags(index) == Qt.ItemFlag.NoItemFlags
        assert not model.setData(index, "x", EDIT)
    assert model.id_at(7) is None
    assert model.row_of(99) is None
    assert model.row_of(1) == 0


@given(st.permutations(list(range(1, 60))), st.integers(0, 40), st.integers(0, 10))
def test_edits_of_ids_lead_from_one_order_to_the_other(order, start, cut):
    old = list(range(1, 60))
    new = old[:start] + [n for n in order if n > start + cut]
    rows = [type("Row", (), {"id": n})() for n in old]
    for edit in id_edits(ids_of(old), ids_of(new)):
        play(rows, edit)
    assert [row.id for row in rows] == new


def test_far_apart_orders_are_two_edits():
    many = list(range(1, 100_001))
    assert len(id_edits(ids_of(many), ids_of(many[::-1]))) == 2
    assert id_edits(ids_of(many), ids_of(many)) == []
    assert len(id_edits(ids_of(many), ids_of(many[1:]))) == 1


def test_a_longer_list_in_another_order_keeps_the_selection_too(made):
    model = made(500)
    kept = QPersistentModelIndex(model.index(2, 1))
    model.sort(column(model, "value"), Qt.SortOrder.DescendingOrder)
    assert (kept.data(IdRole), kept.row()) == (3, 497)


def test_a_list_of_another_length_shows_its_first_rows_at_once():
    unknown = ids_of([7, 8], 60)
    rows = [type("Row", (), {"id": n})() for n in range(1, 51)]
    for edit in id_edits(ids_of([row.id for row in rows]), unknown):
        play(rows, edit)
    assert [row.id for row in rows] == list(unknown)


def test_rows_that_come_before_the_team_show_nothing_yet(slow_bench, qapp):
    bench = slow_bench
    bench.desk.reader = ListReader([lead(1)])
    model = LeadListModel(
        bench.client, bench.hub, bench.clock,
        lambda team: CardWords(team, bench.dates, bench.money),
    )  # fmt: skip
    bench.watch(model)
    # Three readers answer side by side: the ids and their rows may be faster than the first.
    model._ids_came(ids_of([1]))
    model._rows_came({1: lead(1)})
    assert model.data(model.index(0, 1), DISPLAY) is None
    assert model.data(model.index(0, 1), CardRole) is None
    model.set_query(ListQuery(sort="id"))
    bench.run()
    assert model.data(model.index(0, 1), DISPLAY) == "Company 1, Person 1"
