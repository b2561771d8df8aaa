"""Taking back a step of several slices, newest slice first, in slices."""

from __future__ import annotations

from collections.abc import Generator

from leaddesk.base.progress import Progress
from leaddesk.domain.change import Step, part_op
from leaddesk.service.commands import LongUndo, Undone
from leaddesk.service.desk import Desk, Outcome
from leaddesk.service.slice_commands import CheckPart, PartBack, TakeBackPart


def take_back(desk: Desk, what: LongUndo, *, op_id: str) -> Generator[Progress, None, Outcome]:
    """Take all slices back that stand; the outcome's result is `Undone`, its changes were told
    slice by slice.

    First it looks whether somebody changed since what the step wrote: then it is a Conflict, and
    nothing was taken back (unless `force`). A change that comes while slices are taken back is a
    Conflict too; the older slices stand then, as after a kill, and the next undo goes on with them.
    """
    step: Step | None = None
    if not what.force:
        number, is_there = 1, True
        while is_there:
            is_there = desk.execute(CheckPart(what.step_id, number)).result
            number += 1
            yield Progress(0, 0)
    number, changes, left, total = 1, 0, 1, 0
    while left:
        command = TakeBackPart(what.step_id, what.mode, what.force, op_id, number)
        outcome = desk.execute(command, op_id=part_op(op_id, number))
        if outcome.step is not None:
            step, number = step or outcome.step, number + 1
        if not outcome.repeated:
            back: PartBack = outcome.result
            left, changes = back.left, changes + back.changes
        total = total or number - 1 + left
        yield Progress(total - left, total, "", outcome.changes)
    undone = Undone(what.step_id, step.verb if step else "", step.args if step else {}, changes)
    return Outcome(undone, step, ())
