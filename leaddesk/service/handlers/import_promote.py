"""Promoting a staged import in one short transaction."""

from __future__ import annotations

from dataclasses import replace

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.domain.routing import in_turn
from leaddesk.service.book import Book, open_book, team_state
from leaddesk.service.handlers.intake import first_step
from leaddesk.service.import_commands import OUTDATED, Batch, ClearBatch, PromoteBatch
from leaddesk.service.import_said import read_said
from leaddesk.service.import_told import bring_up_to_date
from leaddesk.service.intake_match import merge_into, recycled
from leaddesk.service.ports import UnitOfWork

MADE_MEANWHILE = ("came in while the file was being read",)


def promote_batch(cmd: PromoteBatch, uow: UnitOfWork) -> Batch:
    """Make leads of the staged rows. Asked twice, the second time changes nothing."""
    imports = uow.imports
    batch = imports.batch(cmd.batch_id)
    if batch.state == "promoted":
        return batch
    if batch.state != "staged":
        raise KnownError(
            "This import is not ready.",
            "Nothing was added. Let the check of its rows finish.",
            code="import-not-ready",
        )
    if cmd.bad_rows == "stop" and batch.counts.stopping:
        raise KnownError(
            said(
                "{stopping} rows can't be taken, so nothing was added.",
                stopping=batch.counts.stopping,
            ),
            "Correct them, or import the good rows and save the others as a file.",
            code="bad-rows",
        )
    if imports.outdated(batch.id):
        raise KnownError(
            "Leads that this file adds to were removed since it was checked.",
            "Nothing was added. Check the file once more, then add it.",
            code=OUTDATED,
        )
    book = open_book(uow)
    flagged = _match_again(uow, batch)
    _take_turns(uow, book, batch)
    imports.promote(batch.id)
    _tell_known(uow, book, batch, cmd.policy)
    uow.as_batch(batch.id)
    counts = replace(
        batch.counts, created=batch.counts.created - flagged, flagged=batch.counts.flagged + flagged
    )
    uow.say("import_file", n=counts.created + counts.flagged, file=imports.file_name(batch.id))
    owners = imports.owners(batch.id)
    return imports.set_state(
        batch, state="promoted", counts=counts, step_id=uow.step_id, owners=owners
    )


def _match_again(uow: UnitOfWork, batch: Batch) -> int:
    """Leads that came in since the staging began and share an address or number: a person
    compares them. Gives how many rows became flagged by it."""
    if uow.imports.newest_step() == uow.imports.seen_step(batch.id):
        return 0
    pairs = [
        (mine, theirs, 0.9, MADE_MEANWHILE) for mine, theirs in uow.imports.newly_known(batch.id)
    ]
    uow.imports.stage_pairs(batch.id, pairs)
    return uow.imports.mark_flagged(batch.id, {mine for mine, _, _, _ in pairs})


def _take_turns(uow: UnitOfWork, book: Book, batch: Batch) -> None:
    """Only now are places of the round robins taken. If others took some meanwhile, the rows move
    on by as many."""
    planned = dict(batch.turns)
    state = team_state(uow, book)
    for team_id, count in batch.taken:
        position = uow.take_turns(team_id, count)
        if position == planned.get(team_id, 0):
            continue

        def owner_at(rank: int, team: int = team_id, first: int = position) -> int | None:
            member = in_turn(team, state, first + rank)
            return None if member is None else member.id

        def why(owner: int | None, team: int = team_id) -> str:
            member = state.members.get(owner or 0)
            name = state.team_names.get(team, "")
            return f"turn of {member.name} in {name}" if member else f"waits in {name}"

        uow.imports.assign_turns(batch.id, team_id, owner_at, why)


def _tell_known(uow: UnitOfWork, book: Book, batch: Batch, policy: str) -> None:
    """Leads that were there get what the file adds, as they are now; what follows from it is
    worked out for them, and for new leads that several rows made."""
    told, with_texts = uow.imports.leads_told(batch.id)
    updates = uow.imports.updates(batch.id)
    told.update(lead_id for lead_id, _ in updates)
    uow.leads.many(sorted(told))  # read and locked at once, in the order of their ids
    stages = {stage.id for stage in book.pipeline.stages}
    for lead_id, told_of in updates:
        prepared, recycle = read_said(told_of)
        if prepared.stage_id not in stages:
            prepared = replace(prepared, stage_given=False)
        merge = recycled if recycle else merge_into
        lead = merge(uow.leads.get(lead_id), prepared, policy, book.pipeline, uow.now)
        saved = uow.leads.save(lead)
        if recycle:
            first_step(saved, uow, book, batch.id)
    bring_up_to_date(uow, book, told)
    uow.imports.write_search(with_texts)


def clear_batch(cmd: ClearBatch, uow: UnitOfWork) -> Batch:
    """Empty the staging tables of a promoted import; the accounts of its rows stay."""
    uow.imports.clear(cmd.batch_id, promoted=True)
    return uow.imports.batch(cmd.batch_id)
