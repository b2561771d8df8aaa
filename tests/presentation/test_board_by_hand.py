"""The order that a team makes by hand, and cards that are moved as they were seen."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QModelIndex, Qt

from leaddesk.domain.change import Change
from leaddesk.presentation.column_model import cards_mime
from leaddesk.service.read_models import BoardFilter
from tests.presentation.boards import CONTACTED, NEW, board_of, ids, settle
from tests.presentation.fakes import NOW, row


def test_by_hand_a_drop_places_the_card(slow_bench):
    bench = slow_bench
    rows = [row(n, created_at=NOW - timedelta(hours=n)) for n in range(1, 4)]
    board = board_of(bench, rows, BoardFilter(sort="manual"))
    order = ids(board)
    model = board.column(NEW)
    model.dropMimeData(cards_mime([order[2]]), Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert ids(board) == [order[2], order[0], order[1]]
    bench.run()
    assert bench.desk.commands[0].before_id == order[0]


def test_by_hand_a_card_goes_up_and_down_to_the_ends_of_its_column(slow_bench):
    bench = slow_bench
    rows = [row(n, created_at=NOW - timedelta(hours=n)) for n in range(1, 4)]
    board = board_of(bench, rows, BoardFilter(sort="manual"))
    first, second, third = ids(board)
    assert not board.place(first, -1)
    assert board.place(first, 1)
    assert ids(board) == [second, first, third]
    assert board.place(first, 1)
    assert ids(board) == [second, third, first]
    assert not board.place(first, 1)
    assert board.place(third, -1)
    assert ids(board) == [third, second, first]
    bench.run()
    asked = [(one.ids[0], one.before_id, one.after_id) for one in bench.desk.commands]
    assert asked == [(first, third, None), (first, None, third), (third, second, None)]


def test_in_another_order_a_card_is_not_placed_by_hand(bench):
    board = board_of(bench, [row(1), row(2)])
    assert not board.place(ids(board)[0], 1)
    assert bench.desk.commands == []


def test_by_hand_a_card_comes_to_the_top_of_another_column(slow_bench):
    bench = slow_bench
    board = board_of(bench, [row(1), row(2, column_id=CONTACTED)], BoardFilter(sort="manual"))
    board.move([1], CONTACTED)
    assert ids(board, CONTACTED) == [1, 2]
    bench.run()
    assert bench.desk.commands[0].before_id == 2


def test_a_card_is_moved_as_it_was_seen_when_it_was_taken_up(bench, qtbot):
    board = board_of(bench, [row(1, version=3)])
    seen = board.see([1])
    bench.reader.put(row(1, version=4, score=50))
    bench.hub.tell([Change("lead", 1, 1, {}, {})])
    settle(bench, qtbot, lambda: board.column(NEW).lead_at(0).version == 4)
    board.move([1], CONTACTED, seen=seen)
    assert bench.desk.commands[0].versions == {1: 3}
