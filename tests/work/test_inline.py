"""The lanes without threads keep the same order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.base.progress import Progress
from leaddesk.work.inline import InlineLane, inline_lanes
from leaddesk.work.job_queue import Priority
from leaddesk.work.task import TaskState


def test_at_once_is_over_before_submit_returns():
    lanes = inline_lanes()
    assert lanes.writer.submit(lambda: 3).result() == 3
    assert lanes.readers.submit(lambda: 1 // 0).state is TaskState.FAILED

    def work():
        yield Progress(1)
        return "end"

    assert lanes.writer.run(work()).result() == "end"
    assert lanes.stop()
    assert lanes.writer.submit(lambda: 4).state is TaskState.CANCELLED


def test_work_asked_for_inside_work_comes_after_it():
    lane, seen = InlineLane(), []

    def outer():
        lane.submit(lambda: seen.append("inner"))
        seen.append("outer")

    lane.submit(outer)
    assert seen == ["outer", "inner"]


def test_a_verb_goes_between_two_slices():
    lane, seen = InlineLane(at_once=False), []

    def work():
        for n in range(3):
            seen.append(n)
            yield Progress(n)

    lane.run(work())
    assert lane.step()
    lane.submit(lambda: seen.append("verb"))
    lane.run_all()
    assert seen == [0, "verb", 1, 2]
    assert not lane.step()


def test_pause_holds_and_cancel_ends_a_paused_work():
    lane = InlineLane(at_once=False)

    def work():
        while True:
            yield Progress(1)

    task = lane.run(work())
    lane.step()
    task.pause()
    lane.run_all()
    assert not task.is_over
    task.cancel()
    lane.run_all()
    assert task.state is TaskState.CANCELLED


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Priority)), st.sampled_from([None, "a", "b"])), max_size=30
    )
)
def test_every_task_ends_once_and_the_newest_of_a_key_is_done(plan):
    lane, ended, ran = InlineLane(at_once=False), [], []
    tasks = [
        lane.submit(lambda n=n: ran.append(n), priority=p, key=key, on_done=ended.append)
        for n, (p, key) in enumerate(plan)
    ]
    lane.run_all()
    assert len(ended) == len(tasks) == len(set(map(id, ended)))
    last = {key: n for n, (_, key) in enumerate(plan) if key is not None}
    for n, (_, key) in enumerate(plan):
        newest = key is None or last[key] == n
        assert tasks[n].state is (TaskState.DONE if newest else TaskState.CANCELLED)
        assert (n in ran) == newest
    assert ran == sorted(ran, key=lambda n: (plan[n][0], n))
