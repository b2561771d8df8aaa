"""A board on a made-up database, and how to look at it."""

from __future__ import annotations

from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.column_model import IdRole
from leaddesk.service.read_models import BoardFilter

NEW, CONTACTED, QUALIFIED = 1, 2, 3


def board_of(bench, rows, filter=None):
    bench.reader.put(*rows)
    board = BoardModel(bench.client, bench.hub, bench.clock, bench.dates, bench.money)
    board.columns_changed.connect(lambda: [bench.watch(column) for column in board.columns])
    board.set_filter(filter or BoardFilter(sort="score"))
    bench.run()
    return board


def ids(board, column_id=NEW):
    model = board.column(column_id)
    return [model.data(model.index(n), IdRole) for n in range(model.rowCount())]


def settle(bench, qtbot, fact):
    """Let timers and lanes go on until the fact is there."""

    def check():
        bench.run()
        return fact()

    qtbot.waitUntil(check)
