"""Sample data goes again, whatever was tried out on it."""

from __future__ import annotations

import json
from dataclasses import replace

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.service.import_commands import SAMPLE_DATA, RemoveSample, TakenBack
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.records import require_manager


def remove_sample(_cmd: RemoveSample, uow: UnitOfWork) -> TakenBack:
    """How many leads went. KnownError if there is no sample."""
    require_manager(uow.actor, said("remove the sample data"))
    told = json.loads(uow.settings.get(SAMPLE_DATA) or "{}")
    batch = uow.imports.batch(told["batch"]) if "batch" in told else None
    if batch is None or batch.step_id is None or batch.state != "promoted":
        raise KnownError("There is no sample data.", "Nothing was changed.", code="no-sample")
    removed = uow.imports.take_back_all(batch.id)
    _remove_users(uow, told.get("users", []))
    uow.settings.put(SAMPLE_DATA, "{}")
    uow.imports.set_state(batch, state="undone")
    # As an undo of the import, so that neither Undo nor Redo can meet what is gone for good.
    uow.as_undo(uow.journal.step(batch.step_id), "undo")
    uow.journal.mark_undone(batch.step_id, uow.step_id)
    uow.say("remove_sample", n=told["leads"])
    return TakenBack(removed, 0, ())


def _remove_users(uow: UnitOfWork, made: list[int]) -> None:
    """Those made for the sample; one who was given something since, or signed in, stays."""
    free = uow.imports.free_users(made)
    uow.journal.end_acts_on("user", free, uow.step_id)
    for user_id in free:
        for team in uow.teams.all():
            if user_id in team.members:
                rest = tuple(one for one in team.members if one != user_id)
                uow.teams.save(replace(team, members=rest))
        uow.users.remove(user_id)
