"""The board: what it shows, moves before they are written, changes of others, any depth."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from leaddesk.base.errors import Conflict, InBin, KnownError, Needed
from leaddesk.domain.change import Change
from leaddesk.domain.pipeline import Pipeline
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.card import Card
from leaddesk.presentation.column_model import MIME, CardRole, IdRole
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.paged_rows import PAGE
from leaddesk.service.read_models import BoardFilter, FirstBoard
from tests.presentation.boards import CONTACTED, NEW, QUALIFIED, board_of, ids, settle
from tests.presentation.fakes import NOW, SAM, TEAM, row


def test_columns_cards_and_heads_come_with_one_question(bench):
    board = board_of(bench, [row(n, score=n) for n in range(1, 4)] + [row(9, column_id=2)])
    assert [c.stage.name for c in board.columns][:2] == ["New", "Contacted"]
    assert ids(board) == [3, 2, 1]
    card = board.column(NEW).data(board.column(NEW).index(0), CardRole)
    assert isinstance(card, Card)
    assert (card.id, card.company, card.score) == (3, "Company 3", 3)
    head = board.heads()[0]
    assert (head.name, head.count, head.sum_text) == ("New", 3, "€3,000")
    assert head.weighted_text == "€300 at 10%"
    assert head.accessible_text == "New, 3 leads, €3,000"
    total = board.total()
    assert (total.count_text, total.sum_text, total.weighted_text) == (
        "4 open", "€4,000", "€550 weighted",
    )  # fmt: skip


def test_a_glance_shows_before_there_is_a_desk_and_the_reading_catches_up(bench, qtbot):
    bench.reader.put(row(1, score=1), row(2, score=2))
    shown = BoardFilter(sort="score")
    pages = tuple(
        bench.reader.board_page(stage.id, shown, limit=PAGE) for stage in TEAM.pipeline.columns
    )
    first = FirstBoard(SAM, shown, TEAM, bench.reader.board_heads(shown), pages)
    client = DeskClient(bench.lanes, lambda call: call(), bench.hub)
    board = BoardModel(client, bench.hub, bench.clock, bench.dates, bench.money)
    board.columns_changed.connect(lambda: [bench.watch(column) for column in board.columns])
    board.show_first(first)
    assert ids(board) == [2, 1]
    assert board.heads()[0].count == 2
    board.move([1], CONTACTED)
    assert (ids(board), ids(board, CONTACTED)) == ([2], [1])
    bench.reader.put(row(3, score=3))  # somebody was quicker than the opening
    client.connect_desk(bench.client.desk)
    board.catch_up()
    settle(bench, qtbot, lambda: ids(board) == [3, 2])
    assert ids(board, CONTACTED) == [1]


def test_data_of_foreign_indexes_is_nothing_and_never_raises(bench):
    model = board_of(bench, [row(1)]).column(NEW)
    assert model.data(QModelIndex(), CardRole) is None
    assert model.data(model.index(7), CardRole) is None
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole) is None
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == ("Company 1, Person 1, €1,000, score 50 warm, no next step, 3 days in stage")


def test_a_move_shows_before_it_is_written_and_the_reading_confirms_it(slow_bench, qtbot):
    bench = slow_bench
    rows = [row(n, score=n) for n in range(1, 4)] + [row(8, column_id=2, score=8)]
    board = board_of(bench, rows)
    board.move([2], CONTACTED)
    assert (ids(board), ids(board, CONTACTED)) == ([3, 1], [8, 2])
    assert [head.count for head in board.heads()][:2] == [2, 2]
    assert board.heads()[1].sum_text == "€2,000"
    assert bench.desk.commands == []
    bench.run()
    command = bench.desk.commands[0]
    assert (command.ids, command.stage_id, command.versions) == ((2,), CONTACTED, {2: 1})
    settle(bench, qtbot, lambda: len(board._pending) == 0)
    assert (ids(board), ids(board, CONTACTED)) == ([3, 1], [8, 2])
    assert board.column(CONTACTED).lead_at(1).version == 2
    assert [head.count for head in board.heads()][:2] == [2, 2]


def test_a_second_move_at_once_does_not_claim_to_know_the_version(slow_bench, qtbot):
    bench = slow_bench
    board = board_of(bench, [row(1)])
    board.move([1], CONTACTED)
    board.move([1], QUALIFIED)
    assert (ids(board), ids(board, CONTACTED), ids(board, QUALIFIED)) == ([], [], [1])
    settle(bench, qtbot, lambda: len(board._pending) == 0)
    assert [c.versions for c in bench.desk.commands] == [{1: 1}, {}]
    assert ids(board, QUALIFIED) == [1]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (KnownError("No right.", "Nothing was changed."), "known"),
        (Conflict("Priya moved this lead."), "conflict"),
        (ZeroDivisionError(), "bug"),
    ],
)
def test_a_move_that_fails_is_taken_back_and_says_why(bench, qtbot, error, kind):
    board = board_of(bench, [row(1), row(2)])
    told = []
    board.move_failed.connect(lambda move, notice: told.append((move.ids, notice.kind)))
    bench.desk.errors.append(error)
    board.move([1], CONTACTED)
    assert told == [((1,), kind)]
    assert (ids(board), ids(board, CONTACTED)) == ([2, 1], [])


def test_a_stage_that_needs_something_holds_the_card_until_it_is_answered(bench, qtbot):
    board = board_of(bench, [row(1)])
    asked = []
    board.answers_needed.connect(lambda move, needed: asked.append((move, needed.fields)))
    bench.desk.errors.append(Needed("Proposal needs a value.", fields=("value",)))
    board.move([1], QUALIFIED)
    assert asked[0][1] == ("value",)
    assert ids(board, QUALIFIED) == [1]
    board.answer(asked[0][0].number, {"value": "5000"})
    settle(bench, qtbot, lambda: len(board._pending) == 0)
    assert bench.desk.commands[-1].given == {"value": "5000"}
    assert ids(board, QUALIFIED) == [1]


def test_leaving_it_empty_puts_the_card_back(bench):
    board = board_of(bench, [row(1)])
    held = []
    board.answers_needed.connect(lambda move, needed: held.append(move))
    bench.desk.errors.append(Needed("Proposal needs a value.", fields=("value",)))
    board.move([1], QUALIFIED)
    board.put_back(held[0].number)
    assert (ids(board), ids(board, QUALIFIED)) == ([1], [])


def test_won_takes_the_card_off_the_board(bench, qtbot):
    board = board_of(bench, [row(1), row(2)])
    won = board.team.pipeline.by_role("won")
    board.move([1], won.id, given={"value": "1"})
    assert ids(board) == [2]
    settle(bench, qtbot, lambda: len(board._pending) == 0)
    assert ids(board) == [2]


def test_nothing_moves_to_where_it_is(bench):
    board = board_of(bench, [row(1)])
    assert board.move([1], NEW) is None
    assert board.move([77], CONTACTED) is None
    assert bench.desk.commands == []


def test_a_drop_is_a_move(bench):
    board = board_of(bench, [row(1), row(2, column_id=2)])
    source, target = board.column(NEW), board.column(CONTACTED)
    data = source.mimeData([source.index(0)])
    assert data.hasFormat(MIME)
    action = Qt.DropAction.MoveAction
    assert target.canDropMimeData(data, action, 0, 0, QModelIndex())
    assert target.dropMimeData(data, action, 0, 0, QModelIndex())
    assert bench.desk.commands[0].ids == (1,)
    assert bench.desk.commands[0].before_id is None
    assert not target.flags(target.index(0)) & Qt.ItemFlag.ItemIsDropEnabled
    assert target.flags(QModelIndex()) & Qt.ItemFlag.ItemIsDropEnabled
    data.setData(MIME, b"not JSON")
    assert not target.canDropMimeData(data, action, 0, 0, QModelIndex())
    assert not target.dropMimeData(data, action, 0, 0, QModelIndex())


def test_a_stage_with_another_name_keeps_its_column(bench):
    board = board_of(bench, [row(1)])
    model, rebuilt = board.column(NEW), []
    board.columns_changed.connect(lambda: rebuilt.append(1))
    stages = tuple(
        replace(stage, name="Fresh") if stage.id == NEW else stage for stage in TEAM.pipeline.stages
    )
    bench.reader._team = replace(TEAM, pipeline=Pipeline(stages))
    bench.hub.tell([Change("stage", NEW, None, {}, {})])
    bench.hub.flush()
    bench.run()
    assert board.column(NEW) is model
    assert board.heads()[0].name == "Fresh"
    assert not rebuilt


def test_a_card_says_its_position_in_the_whole_column(bench):
    board = board_of(bench, [row(n) for n in range(1, 80)])
    model = board.column(NEW)
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    assert model.index(1).data(role) == "2 of 79"


def test_others_changes_are_edits_not_a_reset(bench, qtbot):
    board = board_of(bench, [row(n, score=n) for n in range(1, 31)])
    model = board.column(NEW)
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    kept = QPersistentModelIndex(model.index(10))
    selected = kept.data(IdRole)
    bench.reader.put(row(99, score=99), replace(bench.reader.rows[5], company="Nordwind"))
    bench.reader.drop(30)
    bench.hub.tell(Change("lead", n, n, {}, {}) for n in (99, 5, 30))
    settle(bench, qtbot, lambda: 99 in ids(board))
    assert ids(board) == [99, *range(29, 0, -1)]
    assert kept.data(IdRole) == selected
    assert model.data(model.index(model.row_of(5)), CardRole).company == "Nordwind"
    assert resets == []
    assert board.heads()[0].count == 30


def test_only_touched_columns_are_read_again(bench, qtbot):
    board = board_of(bench, [row(1), row(2, column_id=2), row(3, column_id=3)])
    bench.reader.asked.clear()
    bench.reader.put(row(2, column_id=3))
    bench.hub.tell([Change("lead", 2, 2, {}, {})])
    settle(bench, qtbot, lambda: 2 in ids(board, QUALIFIED))
    assert {asked[0] for asked in bench.reader.asked} == {2, 3}
    assert ids(board, CONTACTED) == []


def test_another_filter_replaces_the_rows_and_hides_avatars_of_one_owner(bench):
    board = board_of(bench, [row(1), row(2, owner_id=2)])
    model = board.column(NEW)
    assert model.data(model.index(0), CardRole).owner_initials == "PR"
    board.set_filter(BoardFilter(owner_id=2, sort="score"))
    assert ids(board) == [2]
    assert model.data(model.index(0), CardRole).owner_initials == ""


def test_other_stages_build_other_columns(bench, qtbot):
    board = board_of(bench, [row(1)])
    team = bench.reader._team
    stages = tuple(s for s in team.pipeline.stages if s.id != QUALIFIED)
    bench.reader._team = replace(team, pipeline=replace(team.pipeline, stages=stages))
    bench.hub.tell([Change("stage", QUALIFIED, None, {}, None)])
    settle(bench, qtbot, lambda: len(board.columns) == 4)
    assert ids(board) == [1]


def test_a_deep_column_holds_at_most_400_rows_and_comes_back(bench):
    board = board_of(bench, [row(n, score=n) for n in range(3000)])
    model = board.column(NEW)
    while model.canFetchMore():
        model.fetchMore()
        assert model.rowCount() <= 400
    assert ids(board)[-1] == 0
    assert model.rows_before == 2600
    while not model.at_start:
        model.fetch_before()
        assert model.rowCount() <= 400
    assert ids(board)[:3] == [2999, 2998, 2997]
    assert model.rows_before == 0


def test_a_change_deep_down_keeps_the_place(bench, qtbot):
    board = board_of(bench, [row(n, score=n) for n in range(1000)])
    model = board.column(NEW)
    while model.canFetchMore():
        model.fetchMore()
    before = ids(board)
    changed = before[200]
    bench.reader.put(replace(bench.reader.rows[changed], company="Nordwind"))
    bench.hub.tell([Change("lead", changed, changed, {}, {})])
    at = model.index(200)
    settle(bench, qtbot, lambda: at.data(CardRole).company == "Nordwind")
    assert ids(board) == before


def test_a_page_for_another_window_is_not_taken(slow_bench):
    bench = slow_bench
    board = board_of(bench, [row(n, score=n) for n in range(200)])
    model = board.column(NEW)
    model.fetchMore()
    board.set_filter(BoardFilter(sort="newest"))
    bench.run()
    assert model.rowCount() == PAGE
    assert model.canFetchMore()


def test_the_minute_changes_the_words(bench):
    due = NOW + timedelta(minutes=5)
    board = board_of(bench, [row(1, next_due=due, next_kind="call")])
    model = board.column(NEW)
    assert model.data(model.index(0), CardRole).step.text == "Call · 13:47"
    changed = []
    model.dataChanged.connect(lambda a, b: changed.append((a.row(), b.row())))
    board._stored._clock = type(bench.clock)(NOW + timedelta(minutes=10))
    board.tick()
    assert changed == [(0, 0)]
    assert model.data(model.index(0), CardRole).step.text == "Call · 5 min late"


def test_a_card_that_cannot_be_saved_yet_says_so(bench, qtbot):
    board = board_of(bench, [row(1)])
    bench.desk.errors.append(KnownError("The server did not answer.", code="server-gone"))
    board.move([1], CONTACTED)
    model = board.column(CONTACTED)
    assert model.data(model.index(0), CardRole).unsaved_reason != ""
    bench.client.try_now()
    settle(bench, qtbot, lambda: len(board._pending) == 0)
    assert bench.desk.op_ids[0] == bench.desk.op_ids[1]
    assert model.data(model.index(0), CardRole).unsaved_reason == ""


def test_a_load_that_fails_is_told_and_can_be_tried_again(bench):
    bench.reader.error = KnownError("The file could not be read.")
    board = BoardModel(bench.client, bench.hub, bench.clock, bench.dates, bench.money)
    told = []
    board.load_failed.connect(lambda notice: told.append(notice.title))
    board.load()
    assert told == ["The file could not be read."]
    bench.reader.error = None
    board.load()
    assert len(board.columns) == 5


def test_value_text_of_dragged_cards(bench):
    rows = [row(1, value=Decimal(22000)), row(2, value=None)]
    assert board_of(bench, rows).value_text(rows) == "€22,000"


def test_a_card_that_somebody_deleted_while_it_was_dragged_says_who(bench, qtbot):
    board = board_of(bench, [row(1)])
    told = []
    board.move_failed.connect(lambda _pending, notice: told.append(notice.title))
    at = (NOW - timedelta(minutes=2)).isoformat()
    bench.desk.errors.append(InBin("Kite is in the bin.", who="Priya Rao", at=at))
    board.move([1], CONTACTED)
    assert told == ["Priya Rao moved this lead to the bin at 13:40."]
