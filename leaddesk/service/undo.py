"""Taking a step back: the log read backwards, in one step of its own.

Undo walks back over the own steps that stand (mode "do" or "redo"); redo takes back the newest own
undo that stands, as long as nothing new was done after it. Both are the same act: every change of
a step is written back in reverse order, or none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, Literal

from leaddesk.base.errors import Conflict, KnownError
from leaddesk.base.said import said
from leaddesk.domain.change import Change, Step, said_args
from leaddesk.service.book import open_book
from leaddesk.service.commands import Undone
from leaddesk.service.derived import refresh
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.records import require_manager

_OF_TEAM: Final = frozenset({"stage", "user", "team", "setting", "view"})


def revert(
    uow: UnitOfWork,
    step: Step,
    mode: Literal["undo", "redo"],
    *,
    force: bool,
    act: Step | None = None,
) -> Undone:
    """Write back what the step found. Conflict if a record does not hold any more what the step
    left (unless `force`); nothing is written then. Of a slice `act` is the step that stands for
    all of its slices.

    Score and clocks are not written back but computed anew from what is there.
    """
    whole = act or step
    if step.undone_by is not None:
        raise KnownError("This step was taken back already.", "Nothing was changed.", code="undone")
    if step.batch_id is not None:
        raise KnownError(
            "This step is an import.",
            "Nothing was changed. Take it back under Data, Import, where what was touched since "
            "is kept.",
            code="is-import",
        )
    changes = uow.journal.changes(step.id)
    if uow.actor is not None and uow.actor.id != step.user_id and _is_of_team(changes):
        require_manager(uow.actor, said("take back what others set up"))
    uow.say(whole.verb, **said_args(whole.args))
    uow.as_undo(whole, mode)
    for change in reversed(changes):
        if force and _is_built_upon(uow, change):
            uow.leads.save(replace(uow.leads.get(change.id), deleted_at=uow.now))
        else:
            _write_back(uow, change, force=force)
    uow.journal.mark_undone(step.id, uow.step_id)
    touched = {change.lead_id for change in changes if change.lead_id is not None}
    if touched:
        refresh(uow, open_book(uow), sorted(touched))
    return Undone(whole.id, whole.verb, said_args(whole.args), len(changes))


def _is_of_team(changes: Iterable[Change]) -> bool:
    """Whether the step wrote what not everybody may write."""
    return any(change.kind in _OF_TEAM for change in changes)


def _write_back(uow: UnitOfWork, change: Change, *, force: bool) -> None:
    try:
        uow.journal.write_back(change, force=force)
    except Conflict as conflict:
        # Whoever decides wants to look at the lead first.
        conflict.lead_id = change.id if change.kind == "lead" else change.lead_id
        raise


def _is_built_upon(uow: UnitOfWork, change: Change) -> bool:
    """Whether the step made a record with which others have filed something since: that goes to
    the bin with all of it instead of vanishing."""
    made = change.kind == "lead" and change.before is None
    if not made or change.id not in uow.leads.many([change.id]):
        return False
    filed = uow.leads.activities(change.id) or uow.leads.tasks(change.id)
    return bool(filed or uow.reader.lead(change.id).consents)
