"""Promoting a staged import in one short transaction, and taking it back as a whole."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from leaddesk.base.errors import Conflict, KnownError
from leaddesk.domain.draft import DraftActivity, DraftTask, LeadDraft
from leaddesk.domain.routing import in_turn
from leaddesk.service.book import Book, open_book, team_state
from leaddesk.service.derived import refresh_and_promote
from leaddesk.service.import_commands import (
    Batch,
    ClearBatch,
    Kept,
    PromoteBatch,
    TakenBack,
    UndoImport,
)
from leaddesk.service.intake import IntakeContext, prepare
from leaddesk.service.intake_match import merge_into, recycled
from leaddesk.service.ports import UnitOfWork

UNDO_FOR = timedelta(days=30)
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
            f"{batch.counts.stopping} rows can't be taken, so nothing was added.",
            "Correct them, or import the good rows and save the others as a file.",
            code="bad-rows",
        )
    book = open_book(uow)
    flagged = _match_again(uow, batch)
    _take_turns(uow, book, batch)
    imports.promote(batch.id)
    _update_known(uow, book, batch, cmd.policy)
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
    for team_id, count in sorted(uow.imports.turns_staged(batch.id).items()):
        position = uow.take_turns(team_id, count)
        if position == planned.get(team_id, 0):
            continue

        def owner_at(rank: int, team: int = team_id, first: int = position) -> int | None:
            member = in_turn(team, state, first + rank)
            return None if member is None else member.id

        uow.imports.assign_turns(batch.id, team_id, owner_at)


def _update_known(uow: UnitOfWork, book: Book, batch: Batch, policy: str) -> None:
    """Leads that were there get what the file adds, as they are now."""
    ctx = book.intake(uow, "import", policy)
    told = set(uow.imports.leads_told(batch.id))
    for row in uow.imports.updates(batch.id):
        plain = json.loads(row["update_json"])
        _merge(uow, book, ctx, int(row["lead_id"]), read_draft(plain["draft"]), plain["recycle"])
        told.add(int(row["lead_id"]))
    uow.settle(told)
    refresh_and_promote(uow, book, sorted(told))


def _merge(
    uow: UnitOfWork, book: Book, ctx: IntakeContext, lead_id: int, draft: LeadDraft, recycle: bool
) -> None:
    lead = uow.leads.many([lead_id]).get(lead_id)
    if lead is None:
        return  # removed meanwhile; the row's account still says what was planned
    merge = recycled if recycle else merge_into
    uow.leads.save(merge(lead, prepare(draft, ctx), ctx.policy, book.pipeline, uow.now))


def read_draft(plain: dict[str, object]) -> LeadDraft:
    """A draft from its JSON form (`import_worker.draft_json`)."""
    values: dict[str, object] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()
    }
    values["custom"] = tuple((a, b) for a, b in values.get("custom", ()))  # type: ignore[attr-defined]
    values["activities"] = tuple(DraftActivity(*one) for one in values.get("activities", ()))  # type: ignore[attr-defined]
    values["tasks"] = tuple(DraftTask(*one) for one in values.get("tasks", ()))  # type: ignore[attr-defined]
    return LeadDraft(**values)  # type: ignore[arg-type]


def clear_batch(cmd: ClearBatch, uow: UnitOfWork) -> Batch:
    """Empty the staging tables of a promoted import; the accounts of its rows stay."""
    uow.imports.clear(cmd.batch_id, promoted=True)
    return uow.imports.batch(cmd.batch_id)


def undo_import(cmd: UndoImport, uow: UnitOfWork) -> TakenBack:
    """Remove what the import made and restore what it overwrote. What a person touched since
    stays and is listed; the reasons are sentences."""
    batch = uow.imports.batch(cmd.batch_id)
    if batch.state != "promoted" or batch.step_id is None:
        raise KnownError(
            "This import can't be undone: it was not finished, or was taken back already.",
            "Nothing was changed.",
            code="not-undoable",
        )
    step = uow.journal.step(batch.step_id)
    if uow.now - step.at > UNDO_FOR:
        raise KnownError(
            "This import is older than 30 days.",
            "Nothing was changed. Remove single leads, or restore a backup.",
            code="too-old",
        )
    kept = [
        Kept(lead_id, f"changed by {who or 'somebody'} since")
        for lead_id, who in uow.imports.touched(batch.id, step.id)
    ]
    restored, also_kept = _restore(uow, step.id)
    updated = {change.lead_id for change in uow.journal.changes(step.id)}
    removed = uow.imports.take_back(batch.id, step.id)
    uow.settle({one for one in updated if one is not None})
    uow.as_undo(step, "undo")
    uow.journal.mark_undone(step.id, uow.step_id)
    uow.say("import_file", n=removed, file=uow.imports.file_name(batch.id))
    uow.imports.set_state(batch, state="undone")
    return TakenBack(removed, restored, (*kept, *also_kept))


def _restore(uow: UnitOfWork, step_id: int) -> tuple[int, list[Kept]]:
    """The values that the import overwrote, lead by lead."""
    restored: set[int] = set()
    kept: list[Kept] = []
    for change in reversed(uow.journal.changes(step_id)):
        if not change.before:
            continue
        try:
            uow.journal.write_back(change, force=False)
        except Conflict as conflict:
            kept.append(Kept(change.id, f"changed by {conflict.who or 'somebody'} since"))
        else:
            restored.add(change.id)
    return len(restored), kept
