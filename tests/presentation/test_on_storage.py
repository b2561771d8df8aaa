"""The models on a real database file, real lanes and a second client: what the fakes only claim."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QAbstractItemModelTester

from leaddesk.base.clock import FixedClock
from leaddesk.domain.draft import LeadDraft
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.board_order import sort_key
from leaddesk.presentation.bridge import Bridge
from leaddesk.presentation.card_words import CardWords
from leaddesk.presentation.change_hub import ChangeHub
from leaddesk.presentation.column_model import CardRole, IdRole
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.lead_list_model import LeadListModel
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.peek_model import PeekModel
from leaddesk.presentation.undo_history import UndoHistory
from leaddesk.service import commands as c
from leaddesk.service.read_models import BoardFilter, ListQuery
from leaddesk.storage.address import parse_address
from leaddesk.storage.change_watch import open_watch
from leaddesk.storage.seen import FullReload
from leaddesk.work.lanes import start_lanes
from tests.features.conftest import START, open_office
from tests.features.imports.conftest import Imports

SORTS = ("next_step", "score", "value", "newest", "longest_in_stage")


@pytest.fixture
def team(qtbot, tmp_path):
    """Ana's window on a file with 130 leads; Ben works on the same file from elsewhere."""
    place = tmp_path / "team.leaddesk"
    with ExitStack() as ends:
        office = open_office(str(place))
        ends.callback(office.close)
        made = office.do(
            c.CaptureLeads(
                tuple(
                    LeadDraft(
                        name=f"Person {n}", company=f"Company {n:03}", value=str(100 * (n % 7)),
                        emails=(f"person{n}@company{n}.example.org",),
                    )
                    for n in range(130)
                ),
                owner_id=office.ana.id,
            )
        ).result  # fmt: skip
        ids = [captured.id for captured in made]
        for n, lead in enumerate(ids[:40]):
            if n % 2:
                office.do(c.AddTask(lead, "call", START + timedelta(hours=n - 20)))
        lanes, bridge, hub = start_lanes(), Bridge(), ChangeHub()
        ends.callback(lanes.stop)
        ends.callback(bridge.close)
        clock = FixedClock(START)
        locale = QLocale("en_IE")
        dates, money = DateWords(UTC, locale), MoneyWords(locale)
        client = DeskClient(lanes, bridge.post, hub, office.desk())

        def heard(seen):
            tell = hub.tell_all if isinstance(seen, FullReload) else lambda: hub.tell_steps(seen)
            bridge.post(tell)

        watch = open_watch(parse_address(str(place)), heard)
        watch.start()
        ends.callback(watch.stop)
        assert watch.wait_ready(10)
        elsewhere = office.second_program()
        yield SimpleNamespace(
            office=office, ids=ids, client=client, hub=hub, clock=clock, dates=dates, money=money,
            words=lambda team: CardWords(team, dates, money),
            ben=office.desk(office.ben, elsewhere),
        )  # fmt: skip


def watched(model):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tester.setUseFetchMore(False)
    model.setProperty("tester", tester)
    return model


def board_of(team, qtbot, **filter):
    board = BoardModel(team.client, team.hub, team.clock, team.dates, team.money)
    board.columns_changed.connect(lambda: [watched(column) for column in board.columns])
    with qtbot.waitSignal(board.heads_changed):
        board.set_filter(BoardFilter(**filter))
    return board


def shown(model):
    return [model.data(model.index(n), IdRole) for n in range(model.rowCount())]


def scroll_to_the_end(model, qtbot):
    while not model.at_end:
        before = model.rowCount()
        model.fetchMore()
        qtbot.waitUntil(lambda before=before: model.rowCount() > before)


@pytest.mark.parametrize("sort", SORTS)
def test_the_board_shows_every_lead_once_and_orders_as_the_drop_expects(team, qtbot, sort):
    board = board_of(team, qtbot, sort=sort)
    new = board.columns[0]
    assert new.rowCount() == 50
    scroll_to_the_end(new, qtbot)
    assert sorted(shown(new)) == sorted(team.ids)
    rows = new.leads()
    assert list(rows) == sorted(rows, key=lambda row: sort_key(row, board.filter))
    assert board.heads()[0].count == 130
    assert board.total().count_text == "130 open"


def test_an_import_shows_and_goes_whoever_adds_or_undoes_it(team, qtbot):
    board = board_of(team, qtbot)
    shop = Imports(team.office)
    shop.typed(("Ida Ost", "Ost AG", "ida@ost.com"), user=team.office.ben)
    qtbot.waitUntil(lambda: board.heads()[0].count == 131)
    shop.typed(("Jo West", "West AG", "jo@west.com"))
    qtbot.waitUntil(lambda: board.heads()[0].count == 132)
    UndoHistory(team.client, team.clock).undo()
    qtbot.waitUntil(lambda: board.heads()[0].count == 131)


def test_a_drop_is_written_told_and_undone(team, qtbot):
    board, history = board_of(team, qtbot), UndoHistory(team.client, team.clock)
    new, contacted = board.columns[:2]
    first, second = shown(new)[:2]
    board.move([first, second], contacted.stage.id)
    assert sorted(shown(contacted)) == sorted([first, second])
    qtbot.waitUntil(lambda: len(board._pending) == 0)
    assert team.office.stage_of(first) == "Contacted"
    assert [m.text for m in history.messages] == ["2 leads moved to Contacted"]
    assert [head.count for head in board.heads()][:2] == [128, 2]
    history.undo(history.messages[0])
    qtbot.waitUntil(lambda: shown(contacted) == [])
    assert team.office.stage_of(first) == "New"
    assert first in shown(new)


def test_two_moves_right_after_another_are_no_conflict_with_oneself(team, qtbot):
    board = board_of(team, qtbot)
    failed = []
    board.move_failed.connect(lambda *args: failed.append(args))
    lead = shown(board.columns[0])[0]
    board.move([lead], board.columns[1].stage.id)
    board.move([lead], board.columns[2].stage.id)
    qtbot.waitUntil(lambda: len(board._pending) == 0)
    assert failed == []
    assert team.office.stage_of(lead) == "Qualified"
    assert shown(board.columns[2]) == [lead]


def test_a_stage_that_requires_something_asks_and_goes_on(team, qtbot):
    board = board_of(team, qtbot)
    won = board.team.pipeline.by_role("disqualified")
    lead = shown(board.columns[0])[0]
    asked = []
    board.answers_needed.connect(lambda move, needed: asked.append((move, needed.fields)))
    board.move([lead], won.id)
    qtbot.waitUntil(lambda: asked != [])
    assert asked[0][1] == ("reason",)
    assert lead not in shown(board.columns[0])
    board.answer(asked[0][0].number, {"reason": "no budget"})
    qtbot.waitUntil(lambda: len(board._pending) == 0)
    assert team.office.stage_of(lead) == "Disqualified"
    assert lead not in shown(board.columns[0])


def test_what_somebody_else_moved_meanwhile_is_not_moved_again(team, qtbot):
    board = board_of(team, qtbot)
    failed = []
    board.move_failed.connect(lambda move, notice: failed.append(notice.kind))
    lead = shown(board.columns[0])[0]
    team.ben.execute(c.MoveLeads((lead,), board.columns[1].stage.id))
    board.move([lead], board.columns[2].stage.id)
    qtbot.waitUntil(lambda: shown(board.columns[1]) == [lead])
    assert failed != []
    assert shown(board.columns[2]) == []


def test_another_clients_edit_reaches_board_list_and_peek(team, qtbot):
    board = board_of(team, qtbot, sort="newest")
    table = watched(LeadListModel(team.client, team.hub, team.clock, team.words))
    table.set_query(ListQuery(sort="company"))
    peek = PeekModel(team.client, team.hub, team.clock, team.words)
    new = board.columns[0]
    lead = shown(new)[3]
    kept = new.index(3)
    peek.open(lead)
    qtbot.waitUntil(lambda: peek.view is not None and table.rowCount() == 130)
    team.ben.execute(c.EditLead(lead, {"company": "Aaa Nordwind", "value": "24000"}))
    qtbot.waitUntil(lambda: kept.data(CardRole).company == "Aaa Nordwind")
    qtbot.waitUntil(lambda: peek.view.headline == "Aaa Nordwind")
    assert peek.view.field("value").fresh == "Ben Okafor, just now"
    qtbot.waitUntil(lambda: table.id_at(0) == lead)
    qtbot.waitUntil(lambda: table.data(table.index(0, 3)) == "€24,000")


def test_the_list_reads_deep_rows_sorts_and_edits(team, qtbot):
    table = watched(LeadListModel(team.client, team.hub, team.clock, team.words))
    table.set_query(ListQuery(sort="company"))
    qtbot.waitUntil(lambda: table.id_at(129) is not None)
    table.see(100, 129)
    qtbot.waitUntil(lambda: table.data(table.index(129, 1)) == "Company 129, Person 129")
    table.sort(table.columns.index("value"), Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: table.query.sort == "-value" and table.id_at(0) != team.ids[0])
    table.see(0, 20)
    cell = table.index(0, table.columns.index("value"))
    qtbot.waitUntil(lambda: cell.data() == "€600")
    lead = table.id_at(0)
    assert table.setData(cell, "777", Qt.ItemDataRole.EditRole)
    assert cell.data() == "777"
    qtbot.waitUntil(lambda: team.office.lead(lead).value == Decimal(777))


def test_the_same_field_edited_by_two_shows_both_values(team, qtbot):
    peek = PeekModel(team.client, team.hub, team.clock, team.words)
    lead = team.ids[0]
    peek.open(lead)
    qtbot.waitUntil(lambda: peek.view is not None)
    team.ben.execute(c.EditLead(lead, {"value": "26000"}))
    peek.commit("value", "24000")
    qtbot.waitUntil(lambda: peek.view.field("value").conflict != "")
    field = peek.view.field("value")
    assert (field.mine, field.theirs) == ("24000", "26000")
    assert field.conflict.startswith("Ben Okafor changed this to 26000")
    peek.keep_mine("value")
    qtbot.waitUntil(lambda: team.office.lead(lead).value == Decimal(24000))
    qtbot.waitUntil(lambda: peek.view.field("value").text == "€24,000")


def test_a_wrong_text_stays_under_its_field(team, qtbot):
    peek = PeekModel(team.client, team.hub, team.clock, team.words)
    peek.open(team.ids[0])
    qtbot.waitUntil(lambda: peek.view is not None)
    peek.commit("value", "a lot")
    qtbot.waitUntil(lambda: peek.view.field("value").problem != "")
    assert peek.view.field("value").text == "a lot"
