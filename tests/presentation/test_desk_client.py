"""Doing and asking: order, retries under one operation id, who hears of which error."""

from __future__ import annotations

import threading

import pytest

from leaddesk.base.errors import Cancelled, Conflict, KnownError, Needed
from leaddesk.base.progress import Progress
from leaddesk.domain.change import Change
from leaddesk.presentation.bridge import Bridge
from leaddesk.presentation.change_hub import ChangeHub
from leaddesk.presentation.desk_client import DeskClient, SaveState
from leaddesk.service.commands import CancelTask, DeleteLeads, FinishTask
from leaddesk.work.lanes import start_lanes
from tests.presentation.fakes import FakeDesk, FakeReader, never

GONE = KnownError("The server did not answer.", code="server-gone")


def signals(client):
    told = {"states": [], "notices": [], "crashes": [], "troubles": []}
    client.save_state_changed.connect(told["states"].append)
    client.noticed.connect(told["notices"].append)
    client.crashed.connect(told["crashes"].append)
    client.trouble_changed.connect(told["troubles"].append)
    return told


def test_an_outcome_comes_back_and_its_changes_reach_the_hub(bench):
    heard, done = [], []
    bench.hub.changed.connect(heard.append)
    bench.client.do(CancelTask(7), done.append, never)
    bench.hub.flush()
    assert done[0].result == CancelTask(7)
    assert heard[0].records == frozenset({("lead", 0)})
    assert bench.client.save_state is SaveState.SAVED


@pytest.mark.parametrize("error", [KnownError("no"), Conflict("no"), Needed("no", fields=("a",))])
def test_known_errors_go_to_the_asker_as_they_are(bench, error):
    told, heard = signals(bench.client), []
    bench.desk.errors.append(error)
    bench.client.do(CancelTask(7), never, heard.append)
    assert heard == [error]
    assert told["crashes"] == told["notices"] == []


def test_what_no_asker_takes_is_a_notice_and_a_bug_is_a_crash_too(bench):
    told = signals(bench.client)
    bug = ZeroDivisionError("boom")
    bench.desk.errors += [KnownError("The disk is full.", "Make room."), bug]
    bench.client.do(CancelTask(7))
    bench.client.do(CancelTask(7), doing="moving Nordwind")
    assert [n.kind for n in told["notices"]] == ["known", "bug"]
    assert told["notices"][0].hint == "Make room."
    assert told["notices"][1].title == "Something went wrong while moving Nordwind."
    assert "ZeroDivisionError: boom" in told["notices"][1].details
    assert told["crashes"] == [bug]


def test_what_could_not_be_saved_is_kept_in_order_and_tried_again_under_its_id(bench):
    told, done = signals(bench.client), []
    bench.desk.errors += [GONE, GONE]
    bench.client.do(CancelTask(1), done.append, never)
    bench.client.do(FinishTask(2), done.append, never)
    assert bench.client.save_state is SaveState.NOT_SAVED
    assert bench.client.unsaved == (CancelTask(1), FinishTask(2))
    assert told["troubles"] == [GONE]
    bench.client.try_now()
    assert done == []
    bench.client.try_now()
    assert [outcome.result for outcome in done] == [CancelTask(1), FinishTask(2)]
    assert bench.desk.commands == [CancelTask(1)] * 3 + [FinishTask(2)]
    assert len(set(bench.desk.op_ids)) == 2
    assert told["states"] == [SaveState.NOT_SAVED, SaveState.SAVING, SaveState.SAVED]
    assert told["troubles"] == [GONE, None]


def test_giving_up_tells_the_askers(bench):
    heard = []
    bench.desk.errors.append(GONE)
    bench.client.do(CancelTask(1), never, heard.append)
    bench.client.do(CancelTask(2), never, heard.append)
    bench.client.discard()
    assert heard == [GONE, GONE]
    assert bench.client.save_state is SaveState.SAVED
    bench.client.try_now()
    assert len(bench.desk.commands) == 1


def test_a_verb_waits_for_the_painting_and_none_is_lost_when_the_window_goes(qapp):
    from leaddesk.work.inline import inline_lanes

    desk, painted = FakeDesk(FakeReader()), []
    client = DeskClient(
        inline_lanes(), lambda call: call(), ChangeHub(), desk, defer=painted.append
    )
    client.do(CancelTask(1))
    client.do(CancelTask(2))
    assert desk.commands == []
    painted.pop()()
    assert desk.commands == [CancelTask(1)]
    client.do(CancelTask(3))
    client.finish()
    assert desk.commands == [CancelTask(1), CancelTask(2), CancelTask(3)]
    painted.pop()()  # too late: it was done
    assert len(desk.commands) == len(set(desk.op_ids)) == 3


def test_the_retry_comes_by_itself(bench, qtbot):
    bench.desk.errors.append(GONE)
    done = []
    bench.client.do(CancelTask(1), done.append, never)
    qtbot.waitUntil(lambda: len(done) == 1)


def test_only_the_newest_answer_of_a_key_is_delivered(slow_bench):
    answers = []
    for text in ("n", "no", "nor"):
        slow_bench.client.ask("search", lambda _reader, text=text: text, answers.append)
    slow_bench.client.ask(None, lambda _reader: "other", answers.append)
    slow_bench.run()
    assert answers == ["nor", "other"]


def test_what_is_asked_before_the_database_is_open_is_asked_then(qapp):
    from leaddesk.work.inline import inline_lanes

    hub = ChangeHub()
    client = DeskClient(inline_lanes(), lambda call: call(), hub)
    answers, done = [], []
    client.ask("team", lambda reader: reader.team().currency, answers.append)
    client.do(DeleteLeads((1,)), done.append)
    assert client.user_id is None
    client.connect_desk(FakeDesk(FakeReader()))
    assert answers == ["EUR"]
    assert len(done) == 1
    assert client.user_id == 1


def test_long_work_tells_progress_changes_and_its_end(bench):
    heard, steps, ended = [], [], []
    bench.hub.changed.connect(heard.append)

    def work():
        yield Progress(1, 2, changes=(Change("lead", 5, 5, {}, {}),))
        yield Progress(2, 2)
        return "all"

    bench.client.run(work(), on_done=ended.append, on_progress=steps.append)
    bench.hub.flush()
    assert ([p.done for p in steps], ended) == ([1, 2], ["all"])
    assert heard[0].lead_ids == frozenset({5})


def test_cancelled_long_work_says_so(slow_bench):
    ended = []

    def work():
        while True:
            yield Progress(1)

    task = slow_bench.client.run(work(), on_error=ended.append)
    task.cancel()
    slow_bench.run()
    assert [type(error) for error in ended] == [Cancelled]


def test_saving_is_said_only_when_it_takes_long_and_answers_come_to_the_windows_thread(qtbot):
    lanes, bridge, hub = start_lanes(), Bridge(), ChangeHub()
    desk, gate, threads = FakeDesk(FakeReader()), threading.Event(), []
    execute = desk.execute

    def slowly(command, *, op_id):
        assert gate.wait(10)
        return execute(command, op_id=op_id)

    desk.execute = slowly
    client = DeskClient(lanes, bridge.post, hub, desk)
    told = signals(client)
    client.do(CancelTask(1), lambda _o: threads.append(threading.current_thread()))
    assert client.save_state is SaveState.SAVED
    qtbot.waitUntil(lambda: told["states"] == [SaveState.SAVING])
    gate.set()
    qtbot.waitUntil(lambda: told["states"] == [SaveState.SAVING, SaveState.SAVED])
    assert threads == [threading.main_thread()]
    assert lanes.stop()
    bridge.close()
