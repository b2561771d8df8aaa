"""Slices of long acts: each one transaction and one step of the log, counted by the act's first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from leaddesk.base.errors import Conflict, KnownError, Needed
from leaddesk.domain.change import Step, first_op, part_op
from leaddesk.service import commands as c
from leaddesk.service.handlers import leads, pipeline, tasks
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.records import each_failed
from leaddesk.service.slice_commands import CheckPart, DoPart, PartBack, PartDone, TakeBackPart
from leaddesk.service.undo import revert

FEW = 20
"""Records between two looks whether a user waits: some 50 ms."""
STOPPED = "stopped"
"""Code of the error that ends an act whose slices were taken back meanwhile."""

_ACTS: Mapping[type[c.Command], Callable[[Any, UnitOfWork], c.BulkResult]] = MappingProxyType(
    {
        c.AddTasks: tasks.add_tasks,
        c.AssignLeads: leads.assign_leads,
        c.DeleteLeads: leads.delete_leads,
        c.Disqualify: pipeline.disqualify,
        c.EditLeads: leads.edit_leads,
        c.MoveLeads: pipeline.move_leads,
        c.TagLeads: leads.tag_leads,
        c.UndeleteLeads: leads.undelete_leads,
    }
)


def do_part(cmd: DoPart, uow: UnitOfWork) -> PartDone:
    """Do the verb for a few records at a time, until all are done or a user waits."""
    first = _first(cmd, uow) if cmd.number > 1 else None
    act, ids = _ACTS[type(cmd.command)], cmd.command.ids
    result, taken = c.BulkResult(()), 0
    while taken < len(ids) and not (taken and uow.is_awaited):
        few = ids[taken : taken + FEW]
        try:
            done = act(replace(cmd.command, ids=few), uow)
        except KnownError as error:
            # A single record's error is raised by the verb, and an answer that all of them need;
            # whatever else speaks of all the records of the act.
            is_first = not (cmd.before or taken)
            if (isinstance(error, Needed) and is_first) or (
                len(few) > 1 and not isinstance(error, Needed)
            ):
                raise
            done = each_failed(few, error)
        taken += len(few)
        result = c.BulkResult(
            (*result.done, *done.done),
            (*result.failed, *done.failed),
            {**result.made, **done.made},
        )
    count = len(result.done)
    uow.say_count(count if first is not None else cmd.before + count)
    if first is not None:
        uow.as_part(first, cmd.number, cmd.before + count)
    return PartDone(result, taken)


def _first(cmd: DoPart, uow: UnitOfWork) -> Step:
    """The act's first step. An undo takes the newest slice first, so the one before this tells
    whether somebody takes the act back while it goes on."""
    before = uow.journal.by_op(part_op(cmd.op_id, cmd.number - 1))
    first = uow.journal.by_op(cmd.op_id)
    if before is None or first is None or before.undone_by is not None:
        raise KnownError(
            "What was done so far was taken back meanwhile.", "The rest was not begun.",
            code=STOPPED,
        )  # fmt: skip
    return first


def check_part(cmd: CheckPart, uow: UnitOfWork) -> bool:
    """Look at the leads and tasks that the slice changed; other records are looked at when it is
    taken back."""
    parts = uow.journal.parts(uow.journal.step(cmd.step_id))
    if cmd.number > len(parts) or parts[cmd.number - 1].undone_by is not None:
        return False
    seen: set[tuple[str, int, str]] = set()
    for change in reversed(uow.journal.changes(parts[cmd.number - 1].id)):
        if change.before is None or change.after is None or change.kind not in ("lead", "task"):
            continue
        # Of several changes of a field only the newest can be what the record holds.
        newest = {f: v for f, v in change.after.items() if (change.kind, change.id, f) not in seen}
        seen.update((change.kind, change.id, f) for f in change.after)
        try:
            uow.journal.require_unchanged(replace(change, after=newest))
        except Conflict as conflict:
            conflict.lead_id = change.id if change.kind == "lead" else change.lead_id
            raise
    return True


def take_back_part(cmd: TakeBackPart, uow: UnitOfWork) -> PartBack:
    """The newest slice that stands."""
    step = uow.journal.step(cmd.step_id)
    standing = [part for part in uow.journal.parts(step) if part.undone_by is None]
    if not standing:
        return PartBack(0, 0)
    undone = revert(uow, standing[-1], cmd.mode, force=cmd.force, act=step)
    if cmd.number > 1:
        first = uow.journal.by_op(first_op(cmd.op_id))
        if first is not None:
            uow.as_part(first, cmd.number)
    return PartBack(len(standing) - 1, undone.changes)
