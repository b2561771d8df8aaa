"""Undo and Redo."""

from __future__ import annotations

from leaddesk.base.errors import KnownError
from leaddesk.domain.change import parts_of
from leaddesk.domain.people import User
from leaddesk.service.commands import LongUndo, Redo, Undo, Undone
from leaddesk.service.handlers.import_undo import undo_import
from leaddesk.service.import_commands import UndoImport
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.undo import revert


def undo(cmd: Undo, uow: UnitOfWork) -> Undone | LongUndo:
    """The named step, or the newest own one that stands; of a slice the whole act."""
    step = (
        uow.journal.newest_undoable(_actor(uow).id)
        if cmd.step_id is None
        else uow.journal.act_of(uow.journal.step(cmd.step_id))
    )
    if step is None:
        raise KnownError("There is nothing to undo.", "", code="nothing")
    if step.batch_id is not None and step.mode == "do":
        back = undo_import(UndoImport(step.batch_id), uow)
        return Undone(step.id, step.verb, step.args, back.removed + back.restored)
    if parts_of(step) > 1 and step.undone_by is None:
        return LongUndo(step.id, "undo", cmd.force)
    return revert(uow, step, "undo", force=cmd.force)


def redo(cmd: Redo, uow: UnitOfWork) -> Undone | LongUndo:
    """What the newest own undo took back, done again."""
    step = uow.journal.newest_redoable(_actor(uow).id)
    if step is None:
        raise KnownError("There is nothing to do again.", "", code="nothing")
    if step.batch_id is not None:
        raise KnownError(
            "An import that was taken back can't be done again by itself.",
            "Nothing was changed. Import the file once more.", code="not-redoable",
        )  # fmt: skip
    if parts_of(step) > 1:
        return LongUndo(step.id, "redo", cmd.force)
    return revert(uow, step, "redo", force=cmd.force)


def _actor(uow: UnitOfWork) -> User:
    if uow.actor is None:
        raise KnownError(
            "Nobody is signed in, so there are no own steps.", "Name the step to take back.",
            code="nobody",
        )  # fmt: skip
    return uow.actor
