"""Order, ends and keys of the lanes, on real threads; every wait is for a fact."""

from __future__ import annotations

import threading

import pytest

from leaddesk.base.errors import BugError, Cancelled, KnownError
from leaddesk.base.progress import Progress
from leaddesk.work.job_queue import Priority
from leaddesk.work.lanes import Lanes, ThreadLane, start_lanes
from leaddesk.work.task import Task, TaskState

LONG = 10.0


@pytest.fixture
def lane():
    lane = ThreadLane("test")
    yield lane
    assert lane.stop(LONG)


class Gate:
    """A function that waits inside the lane until the test lets it go."""

    def __init__(self):
        self.entered = threading.Event()
        self.go = threading.Event()

    def __call__(self):
        self.entered.set()
        assert self.go.wait(LONG)
        return "gate"


def hold(lane):
    gate = Gate()
    lane.submit(gate)
    assert gate.entered.wait(LONG)
    return gate


def test_result_and_errors_reach_the_asker(lane):
    done: list[Task[int]] = []
    good = lane.submit(lambda: 6 * 7, on_done=done.append)
    bad = lane.submit(lambda: 1 // 0)
    assert good.wait(LONG)
    assert bad.wait(LONG)
    assert (good.state, good.result(), done) == (TaskState.DONE, 42, [good])
    assert bad.state is TaskState.FAILED
    with pytest.raises(ZeroDivisionError):
        bad.result()


def test_user_goes_before_background_and_order_is_kept(lane):
    gate, seen = hold(lane), []
    tasks = [
        lane.submit(lambda n=n, p=p: seen.append((p, n)), priority=p)
        for n in range(3)
        for p in (Priority.BACKGROUND, Priority.USER)
    ]
    gate.go.set()
    assert all(task.wait(LONG) for task in tasks)
    assert seen == [(Priority.USER, n) for n in range(3)] + [
        (Priority.BACKGROUND, n) for n in range(3)
    ]


def test_a_waiting_question_is_replaced_by_the_newer_one(lane):
    gate, asked = hold(lane), []
    older = lane.submit(lambda: asked.append("older"), key="search")
    newer = lane.submit(lambda: asked.append("newer"), key="search")
    other = lane.submit(lambda: asked.append("other"), key="else")
    gate.go.set()
    assert newer.wait(LONG)
    assert other.wait(LONG)
    assert older.state is TaskState.CANCELLED
    assert asked == ["newer", "other"]


def test_a_running_question_that_is_out_of_date_is_not_delivered(lane):
    gate, delivered = Gate(), []
    older = lane.submit(gate, key="search", on_done=lambda t: delivered.append(t.state))
    assert gate.entered.wait(LONG)
    newer = lane.submit(lambda: "new", key="search", on_done=lambda t: delivered.append(t.state))
    gate.go.set()
    assert newer.wait(LONG)
    assert older.token.is_cancelled
    assert delivered == [TaskState.CANCELLED, TaskState.DONE]


def test_a_users_verb_waits_at_most_one_slice(lane):
    slices, first = [], threading.Event()
    go = threading.Event()

    def work():
        for n in range(5):
            slices.append(n)
            first.set()
            assert go.wait(LONG)
            yield Progress(n + 1, 5)

    task = lane.run(work())
    assert first.wait(LONG)
    verb = lane.submit(lambda: slices.append("verb"))
    go.set()
    assert verb.wait(LONG)
    assert task.wait(LONG)
    assert slices == [0, "verb", 1, 2, 3, 4]


def test_two_long_works_take_turns(lane):
    gate, seen = hold(lane), []

    def work(name):
        for n in range(3):
            seen.append(f"{name}{n}")
            yield Progress(n)

    tasks = [lane.run(work("a")), lane.run(work("b"))]
    gate.go.set()
    assert all(task.wait(LONG) for task in tasks)
    assert seen == ["a0", "b0", "a1", "b1", "a2", "b2"]


def test_progress_result_pause_and_resume(lane):
    told: list[Progress] = []
    second = threading.Event()
    tasks = []

    def tell(progress):
        told.append(progress)
        if progress.done == 2:
            tasks[0].pause()
            second.set()

    def work():
        for n in range(1, 5):
            yield Progress(n, 4)
        return "whole"

    gate = hold(lane)
    tasks.append(lane.run(work(), on_progress=tell))
    gate.go.set()
    assert second.wait(LONG)
    # The lane is free for others while the work stands aside.
    assert lane.submit(lambda: "free").wait(LONG)
    assert [p.done for p in told] == [1, 2]
    assert tasks[0].is_paused
    tasks[0].resume()
    assert tasks[0].wait(LONG)
    assert tasks[0].result() == "whole"
    assert [p.fraction for p in told] == [0.25, 0.5, 0.75, 1.0]


@pytest.mark.parametrize("paused", [False, True])
def test_cancel_closes_a_long_work_in_its_lane(lane, paused):
    put_back, begun = [], threading.Event()
    tasks = []

    def work():
        try:
            while True:
                begun.set()
                yield Progress(1)
                if paused:
                    tasks[0].pause()
        finally:
            put_back.append(threading.current_thread().name)

    gate = hold(lane)
    tasks.append(lane.run(work()))
    gate.go.set()
    assert begun.wait(LONG)
    tasks[0].cancel()
    assert tasks[0].wait(LONG)
    assert tasks[0].state is TaskState.CANCELLED
    assert put_back == ["test-1"]
    with pytest.raises(Cancelled):
        tasks[0].result()


def test_a_cancelled_waiting_function_never_runs(lane):
    gate, ran = hold(lane), []
    task = lane.submit(lambda: ran.append(1))
    task.cancel()
    assert task.state is TaskState.CANCELLED
    gate.go.set()
    assert lane.submit(lambda: None).wait(LONG)
    assert ran == []


def test_cancelling_a_running_write_does_not_hide_that_it_happened(lane):
    gate = Gate()
    task = lane.submit(gate)
    assert gate.entered.wait(LONG)
    task.cancel()
    gate.go.set()
    assert task.wait(LONG)
    assert task.result() == "gate"


def test_stop_finishes_the_users_work_and_closes_the_rest():
    lane = ThreadLane("test")
    gate, seen = hold(lane), []

    def work():
        try:
            yield Progress(1)
        finally:
            seen.append("never begun, so nothing to put back")

    verb = lane.submit(lambda: seen.append("saved"))
    idle = lane.submit(lambda: seen.append("idle"), priority=Priority.BACKGROUND)
    long = lane.run(work())
    stopper = threading.Thread(target=lane.stop, args=(LONG,))
    stopper.start()
    assert idle.wait(LONG)
    gate.go.set()
    stopper.join(LONG)
    assert not stopper.is_alive()
    assert seen == ["saved"]
    assert (verb.state, idle.state, long.state) == (
        TaskState.DONE,
        TaskState.CANCELLED,
        TaskState.CANCELLED,
    )
    late = lane.submit(lambda: seen.append("late"))
    assert late.state is TaskState.CANCELLED
    assert seen == ["saved"]


def test_a_hanging_lane_says_so_and_can_be_replaced():
    lane = ThreadLane("test")
    gate = Gate()
    stuck = lane.submit(gate)
    assert gate.entered.wait(LONG)
    assert not lane.stop(0.0)
    lane2 = ThreadLane("other")
    gate2 = Gate()
    stuck2 = lane2.submit(gate2)
    assert gate2.entered.wait(LONG)
    assert lane2.stuck_for() > 0
    assert lane2.abandon(0.0, KnownError("The server did not answer.")) == 1
    assert stuck2.state is TaskState.FAILED
    assert lane2.submit(lambda: "alive").wait(LONG)
    gate.go.set()
    gate2.go.set()
    assert stuck.wait(LONG)
    assert lane2.stop(LONG)
    assert isinstance(stuck2.error, KnownError)


def test_a_bug_in_a_callback_does_not_end_the_lane(lane, monkeypatch):
    crashes = []
    monkeypatch.setattr(threading, "excepthook", lambda args: crashes.append(args.exc_value))

    def broken(task):
        raise BugError("callback")

    first = lane.submit(lambda: 1, on_done=broken)
    second = lane.submit(lambda: 2)
    assert second.wait(LONG)
    assert first.is_over
    assert [str(crash) for crash in crashes] == ["callback"]


def test_three_readers_work_side_by_side():
    lanes: Lanes = start_lanes()
    barrier = threading.Barrier(3, timeout=LONG)
    tasks = [lanes.readers.submit(barrier.wait) for _ in range(3)]
    assert all(task.wait(LONG) for task in tasks)
    assert sorted(task.result() for task in tasks) == [0, 1, 2]
    assert lanes.stop(LONG)


def test_background_work_stands_back_for_a_hand_and_goes_on(lane):
    entered, go = threading.Event(), threading.Event()
    wanted = []

    def work():
        yield Progress(1)
        entered.set()
        assert go.wait(LONG)
        wanted.append(lane.has_user_work())
        yield Progress(2)

    task = lane.run(work())
    assert entered.wait(LONG)
    assert not lane.has_user_work()
    lane.stand_back()
    assert lane.has_user_work()
    go.set()
    assert task.wait(LONG)
    assert wanted == [True]
    assert not lane.has_user_work()  # at the latest after the rest that it took
