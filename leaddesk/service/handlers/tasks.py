"""Steps that are planned, done, given up or moved."""

from __future__ import annotations

from dataclasses import replace

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.domain.activity import Activity, Task, TaskKind
from leaddesk.domain.lead import Lead
from leaddesk.service.book import open_book
from leaddesk.service.commands import (
    AddTask,
    AddTasks,
    BulkResult,
    CancelTask,
    FinishTask,
    MoveTask,
)
from leaddesk.service.logging_contact import file_activity
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.records import each, names, present

KINDS: dict[str, TaskKind] = {
    "call": "call", "email": "email", "e-mail": "email", "meeting": "meeting", "todo": "todo",
    "to-do": "todo",
}  # fmt: skip
DONE_AS = {"call": "call", "email": "email_out", "meeting": "meeting", "todo": "note"}


def add_task(cmd: AddTask, uow: UnitOfWork) -> Task:
    """Plan a step; without an owner it is the record's owner's."""
    task, lead = _plan(cmd, cmd.lead_id, uow)
    uow.say("add_task", n=1, name=lead.label, kind=task.kind, id=lead.id)
    return task


def add_tasks(cmd: AddTasks, uow: UnitOfWork) -> BulkResult:
    """The same step with each of them; each record that can't have one is named."""
    kind = _kind(cmd.kind)

    def one(id: int) -> None:
        _plan(cmd, id, uow)

    result = each(cmd.ids, one)
    uow.say("add_task", kind=kind, **names(uow, result))
    return result


def _plan(cmd: AddTask | AddTasks, lead_id: int, uow: UnitOfWork) -> tuple[Task, Lead]:
    kind = _kind(cmd.kind)
    lead = present(uow, lead_id)
    if lead.converted_id is not None:
        lead = present(uow, lead.converted_id)
    owner = cmd.owner_id if cmd.owner_id is not None else lead.owner_id
    task = uow.tasks.add(
        Task(uow.new_id(), lead.id, kind, cmd.due_at, owner, cmd.title.strip(), cmd.all_day)
    )
    return task, lead


def _kind(text: str) -> TaskKind:
    kind = KINDS.get(text.strip().lower())
    if kind is None:
        raise KnownError(
            said('There is no kind of task called "{kind}".', kind=text),
            "Nothing was planned. Choose call, email, meeting or todo.",
            code="bad-value",
        )
    return kind


def finish_task(cmd: FinishTask, uow: UnitOfWork) -> Task:
    """Done: files what happened, with the outcome. A finished call is a call."""
    task, lead = _open(uow, cmd.id), present(uow, uow.tasks.get(cmd.id).lead_id)
    outcome = cmd.outcome.strip()
    done = uow.tasks.save(replace(task, done_at=uow.now, outcome=outcome or "done"))
    actor = uow.actor.id if uow.actor is not None else None
    activity = Activity(
        uow.new_id(), lead.id, DONE_AS[task.kind], uow.now, actor, outcome or "done", task.title
    )
    file_activity(uow, open_book(uow), lead, activity)
    uow.say("finish_task", n=1, name=lead.label, kind=task.kind, outcome=outcome, id=lead.id)
    return done


def cancel_task(cmd: CancelTask, uow: UnitOfWork) -> Task:
    """Given up; stays in the history."""
    task = _open(uow, cmd.id)
    lead = present(uow, task.lead_id)
    gone = uow.tasks.save(replace(task, cancelled_at=uow.now))
    uow.say("cancel_task", n=1, name=lead.label, kind=task.kind, id=lead.id)
    return gone


def move_task(cmd: MoveTask, uow: UnitOfWork) -> Task:
    """Another due time; its reminder is planned anew."""
    task = _open(uow, cmd.id)
    lead = present(uow, task.lead_id)
    moved = uow.tasks.save(replace(task, due_at=cmd.due_at, all_day=False, remind_at=None))
    uow.say("move_task", n=1, name=lead.label, kind=task.kind, id=lead.id)
    return moved


def _open(uow: UnitOfWork, id: int) -> Task:
    task = uow.tasks.get(id)
    if not task.is_open:
        what = said("done") if task.done_at is not None else said("cancelled")
        raise KnownError(
            said("This task is {what} already.", what=what),
            "Nothing was changed. Plan a new one.",
            code="closed",
        )
    return task
