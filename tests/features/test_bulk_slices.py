"""Acts on many leads, in slices: one step for people, cancelled or killed as far as it came."""

import random

import pytest

from leaddesk.base.cancel import CancelToken
from leaddesk.base.errors import Conflict, KnownError, Needed
from leaddesk.domain.draft import LeadDraft
from leaddesk.service import bulk_job
from leaddesk.service import commands as c
from leaddesk.service.bulk_job import do_all
from leaddesk.service.handlers import slices
from leaddesk.service.read_models import BoardFilter
from leaddesk.service.sentences import sentence
from leaddesk.service.undo_job import take_back
from leaddesk.storage.address import parse_address
from leaddesk.storage.change_watch import open_watch
from leaddesk.storage.seen import FullReload, Seen
from tests.support.waiting import wait_until

LEADS, SLICE, FEW = 23, 6, 3


@pytest.fixture(autouse=True)
def short_slices(monkeypatch):
    """Four slices, looked at by threes."""
    monkeypatch.setattr(bulk_job, "SLICE", SLICE)
    monkeypatch.setattr(slices, "FEW", FEW)


@pytest.fixture
def ids(office):
    drafts = tuple(
        LeadDraft(name=f"Person {n}", company=f"House {n}", emails=(f"p{n}@house{n}.com",))
        for n in range(LEADS)
    )
    made = office.do(c.CaptureLeads(drafts, owner_id=office.ana.id)).result
    return tuple(one.id for one in made)


def end_of(work, *, slices_at_most=1000):
    """Drive it; stop before the next slice after so many."""
    for _ in range(slices_at_most + 1):
        try:
            next(work)
        except StopIteration as end:
            return end.value
    work.close()
    return None


def do(office, command, op_id="act", token=None, **rest):
    return end_of(do_all(office.desk(), command, op_id=op_id, token=token), **rest)


def undo(office, op_id="back", step=None, command=None, **rest):
    outcome = office.do(command or c.Undo(step))
    if isinstance(outcome.result, c.LongUndo):
        return end_of(take_back(office.desk(), outcome.result, op_id=op_id), **rest)
    return outcome


def owners(office, ids):
    leads = office.storage.read(lambda reader: reader.leads(ids))
    return [leads[one].owner_id for one in ids]


def acts(office):
    history = office.storage.read(lambda reader: reader.history(limit=10))
    return [
        (sentence(e.step.verb, e.step.args, e.step.mode), e.step.undone_by is not None)
        for e in history
    ]


def planned(office, ids):
    tasks = [task for one in ids for task in office.open_tasks(one)]
    return len([task for task in tasks if task.title == "Invite to the fair"])


def counters_are_true(office):
    heads = office.storage.read(lambda reader: reader.board_heads(BoardFilter()))
    return sum(head.count for head in heads) == LEADS


def test_slices_are_one_step_that_is_undone_and_redone_whole(office, ids):
    end = do(office, c.AssignLeads(ids, office.ben.id))
    assert end.result.done == ids
    assert end.stopped is None
    assert owners(office, ids) == [office.ben.id] * LEADS
    assert acts(office)[0] == ("Assign 23 leads to Ben Okafor", False)
    assert len([a for a in acts(office) if a[0].startswith("Assign")]) == 1
    assert end.outcome.step.args["n"] == LEADS
    office.restart()
    back = undo(office)
    assert back.step.mode == "undo"
    assert back.step.undoes == end.outcome.step.id
    assert owners(office, ids) == [office.ana.id] * LEADS
    assert acts(office)[1] == ("Assign 23 leads to Ben Okafor", True)
    again = undo(office, "again", command=c.Redo())
    assert again.step.mode == "redo"
    assert owners(office, ids) == [office.ben.id] * LEADS
    undo(office, "last")
    assert owners(office, ids) == [office.ana.id] * LEADS
    assert counters_are_true(office)


def test_a_cancelled_act_keeps_what_is_done_and_can_be_undone(office, ids):
    token, came = CancelToken(), []
    work = do_all(office.desk(), c.AssignLeads(ids, office.ben.id), op_id="act", token=token)
    end = None
    while end is None:
        try:
            came.append(next(work))
        except StopIteration as stop:
            end = stop.value
        if came[-1].done == 12:
            token.cancel()
    assert [p.done for p in came] == [0, 6, 12]
    assert all(p.total == LEADS for p in came)
    assert end.tried == 12
    assert owners(office, ids).count(office.ben.id) == 12
    assert acts(office)[0][0] == "Assign 12 leads to Ben Okafor"
    undo(office)
    assert owners(office, ids) == [office.ana.id] * LEADS


@pytest.mark.parametrize("slices_done", [1, 2, 3])
def test_a_kill_between_slices_leaves_whole_slices_and_one_undo(office, ids, slices_done):
    do(office, c.DeleteLeads(ids), slices_at_most=slices_done)
    office.restart()
    gone = slices_done * SLICE
    assert acts(office)[0] == (f"Delete {gone} leads", False)
    undo(office)
    leads = office.storage.read(lambda reader: reader.leads(ids))
    assert all(lead.deleted_at is None for lead in leads.values())
    assert counters_are_true(office)


def test_a_killed_undo_goes_on_with_the_next_one(office, ids):
    do(office, c.AssignLeads(ids, office.ben.id))
    undo(office, "first", slices_at_most=6)  # four are looked at first, one finds the end
    office.restart()
    left = owners(office, ids).count(office.ben.id)
    assert 0 < left < LEADS
    undo(office, "second")
    assert owners(office, ids) == [office.ana.id] * LEADS


def test_an_undo_meets_a_colleagues_change_before_it_takes_anything_back(office, ids):
    do(office, c.AssignLeads(ids, office.ben.id))
    office.do(c.AssignLeads((ids[2],), office.maya.id), office.maya)
    step = office.storage.read(lambda reader: reader.history(user_id=office.ana.id, limit=1))
    with pytest.raises(Conflict) as met:
        undo(office)
    assert met.value.who == "Maya Rossi"
    assert met.value.lead_id == ids[2]
    assert owners(office, ids).count(office.ben.id) == LEADS - 1
    undo(office, "anyway", command=c.Undo(step[0].step.id, force=True))
    assert owners(office, ids) == [office.ana.id] * LEADS


def test_a_verb_between_two_slices_is_a_step_of_its_own(office, ids):
    work = do_all(office.desk(), c.TagLeads(ids, ("fair",)), op_id="act")
    next(work), next(work)
    office.do(c.EditLead(ids[-1], {"city": "Oslo"}))
    end_of(work)
    undo(office, "newest")
    assert office.lead(ids[-1]).city == ""
    assert office.lead(ids[-1]).tags == ("fair",)
    undo(office, "then")
    assert all(not office.lead(one).tags for one in ids)


def test_who_undoes_an_act_under_way_stops_it(office, ids):
    work = do_all(office.desk(), c.AssignLeads(ids, office.ben.id), op_id="act")
    next(work), next(work), next(work)
    undo(office)
    end = end_of(work)
    assert end.stopped.code == "stopped"
    assert owners(office, ids) == [office.ana.id] * LEADS


def test_each_failed_lead_is_named(office, ids):
    broken = (ids[3], ids[17], ids[-1])
    office.do(c.DeleteLeads(broken))
    end = do(office, c.TagLeads(ids, ("fair",)))
    assert tuple(one.id for one in end.result.failed) == broken
    assert len(end.result.done) == LEADS - 3
    assert "bin" in end.result.failed[0].reason
    assert acts(office)[0][0] == "Tag 20 leads: fair"


def test_slices_that_change_nothing_write_nothing(office, ids):
    office.do(c.TagLeads(ids[:15], ("fair",)))
    do(office, c.TagLeads(ids, ("fair",)))
    assert acts(office)[0][0] == "Tag 23 leads: fair"
    undo(office)
    tagged = [one for one in ids if office.lead(one).tags]
    assert tagged == list(ids[:15])


def test_what_is_wrong_for_all_is_said_before_anything_is_done(office, ids):
    with pytest.raises(KnownError, match="owner"):
        do(office, c.AssignLeads(ids, 999_999))
    with pytest.raises(Needed):
        do(office, c.MoveLeads(ids, office.stage("Disqualified").id))
    assert not acts(office)[0][0].startswith(("Assign", "Move"))


def test_leads_are_moved_over_the_divider_and_back(office, ids):
    stage = office.stage("Proposal")
    end = do(office, c.MoveLeads(ids, stage.id, {"close_date": "2026-06-01"}))
    assert set(end.result.made) == set(ids)
    undo(office)
    assert all(office.lead(one).converted_id is None for one in ids)
    assert counters_are_true(office)


def test_a_step_is_planned_with_many_leads_as_one_step(office, ids):
    command = c.AddTasks(ids, "call", office.now, "Invite to the fair")
    outcome = office.do(command)
    assert outcome.result.done == ids
    assert planned(office, ids) == LEADS
    assert sentence(outcome.step.verb, outcome.step.args) == "Plan 23 tasks"
    undo(office)
    assert planned(office, ids) == 0
    end = do(office, command, "sliced")
    assert end.outcome.step.args["n"] == LEADS
    undo(office, "sliced back")
    assert planned(office, ids) == 0


def test_a_user_who_waits_shortens_the_slice(office, ids):
    desk = office.desk().giving_way(lambda: True)
    came = list(do_all(desk, c.TagLeads(ids, ("fair",)), op_id="act"))
    assert [p.done for p in came] == [*range(0, LEADS, FEW), LEADS]
    assert acts(office)[0][0] == "Tag 23 leads: fair"


def test_a_commit_that_only_seemed_to_fail_is_not_done_twice(office, ids):
    command = c.AddTasks(ids, "call", office.now, "Invite to the fair")
    end_of(do_all(office.desk(), command, op_id="act"), slices_at_most=2)
    end = do(office, command, "act")  # the same operation, from its start
    assert set(end.result.done) == set(ids)
    assert planned(office, ids) == LEADS


def told(seen: Seen) -> set[int]:
    assert not isinstance(seen, FullReload)
    return {change.lead_id or change.record_id for step in seen for change in step.changes}


def test_another_program_hears_of_every_slice(office, ids):
    heard: set[int] = set()
    watch = open_watch(
        parse_address(office.place),
        lambda seen: heard.update(told(seen)),
    )
    watch.start()
    assert watch.wait_ready(10)
    try:
        shuffled = list(ids)
        random.Random(4).shuffle(shuffled)
        do(office, c.AssignLeads(tuple(shuffled), office.ben.id))
        wait_until(lambda: set(ids) <= heard, "every lead was told", seconds=10)
    finally:
        watch.stop()
