"""Undo and Redo."""

from __future__ import annotations

from leaddesk.base.errors import KnownError
from leaddesk.domain.people import User
from leaddesk.service.commands import Redo, Undo, Undone
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.undo import revert


def undo(cmd: Undo, uow: UnitOfWork) -> Undone:
    """The named step, or the newest own one that stands."""
    if cmd.step_id is not None:
        return revert(uow, uow.journal.step(cmd.step_id), "undo", force=cmd.force)
    step = uow.journal.newest_undoable(_actor(uow).id)
    if step is None:
        raise KnownError("There is nothing to undo.", "", code="nothing")
    return revert(uow, step, "undo", force=cmd.force)


def redo(cmd: Redo, uow: UnitOfWork) -> Undone:
    """What the newest own undo took back, done again."""
    step = uow.journal.newest_redoable(_actor(uow).id)
    if step is None:
        raise KnownError("There is nothing to do again.", "", code="nothing")
    return revert(uow, step, "redo", force=cmd.force)


def _actor(uow: UnitOfWork) -> User:
    if uow.actor is None:
        raise KnownError(
            "Nobody is signed in, so there are no own steps.", "Name the step to take back.",
            code="nobody",
        )  # fmt: skip
    return uow.actor
