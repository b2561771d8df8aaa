"""Finding the records that a verb speaks of, and the reasons to leave one as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from leaddesk.base.errors import Conflict, InBin, KnownError, Needed
from leaddesk.base.said import Said, said
from leaddesk.domain.lead import Lead
from leaddesk.domain.people import User
from leaddesk.service.commands import BulkResult, Failure
from leaddesk.service.ports import UnitOfWork


def present(uow: UnitOfWork, id: int) -> Lead:
    """The record; InBin, which says who deleted it, if it is in the bin."""
    lead = uow.leads.get(id)
    if lead.deleted_at is not None:
        change = newest_change(uow, lead, lead.version - 1, "deleted_at")
        raise InBin(
            said("{label} is in the bin.", label=lead.label),
            "Nothing was changed. Take it out of the bin first.",
            who="" if change is None or isinstance(change.who, Said) else change.who,
            at=lead.deleted_at.isoformat(),
        )
    return lead


def editable(uow: UnitOfWork, id: int) -> Lead:
    """The record, if it may still change: a converted lead may not."""
    lead = present(uow, id)
    if lead.converted_id is not None:
        raise KnownError(
            said("{label} was converted and can only be read.", label=lead.label),
            said(
                "Nothing was changed. Work on its opportunity ({converted_id}), or take "
                "the conversion back.",
                converted_id=lead.converted_id,
            ),
            code="read-only",
        )
    return lead


def each(ids: Iterable[int], act: Callable[[int], int | None]) -> BulkResult:
    """Do it for each record; `act` hands back the id of a record that it made, if any.

    With one record its error is raised, with several it is noted and the others go on. A missing
    answer that all of them need is asked for once.
    """
    wanted = tuple(dict.fromkeys(ids))
    done: list[int] = []
    failed: list[Failure] = []
    made: dict[int, int] = {}
    needed: list[Needed] = []
    for one in wanted:
        try:
            new = act(one)
        except KnownError as error:
            if len(wanted) == 1:
                raise
            failed.append(Failure(one, error.title, error.hint))
            if isinstance(error, Needed):
                needed.append(error)
            continue
        done.append(one)
        if new is not None:
            made[one] = new
    if needed and len(needed) == len(wanted):
        fields = tuple(dict.fromkeys(field for error in needed for field in error.fields))
        raise Needed(needed[0].title, needed[0].hint, fields=fields)
    return BulkResult(tuple(done), tuple(failed), made)


def each_failed(ids: Iterable[int], error: KnownError) -> BulkResult:
    """None of them could be changed, for one and the same reason."""
    return BulkResult((), tuple(Failure(one, error.title, error.hint) for one in ids))


def newest_change(uow: UnitOfWork, lead: Lead, since: int, field: str = "") -> Conflict | None:
    """A Conflict that names who changed the record after version `since`; with `field` only if
    that field was changed. None if nothing like that happened."""
    left = lead.version - since
    if left <= 0:
        return None
    for entry in uow.reader.history(lead_id=lead.id, limit=left + 20):
        for change in reversed(uow.journal.changes(entry.step.id)):
            if change.kind != "lead" or change.id != lead.id or not change.before:
                continue
            if not field or field in change.before:
                who = entry.user or said("Somebody")
                at = entry.step.at
                return Conflict(
                    said("{who} changed {label} meanwhile.", who=who, label=lead.label),
                    "Nothing was overwritten. Look at it again, then decide.",
                    who=who,
                    at=at.isoformat(),
                )
            left -= 1
            if left <= 0:
                return None
    return None


def require_manager(actor: User | None, what: str) -> None:
    """Managers and admins may; so may the program itself (no user)."""
    if actor is not None and actor.role not in {"manager", "admin"}:
        raise KnownError(
            said("Only managers can {what}.", what=what),
            "Nothing was changed. Ask a manager.",
            code="not-allowed",
        )


def names(uow: UnitOfWork, result: BulkResult) -> dict[str, str | int]:
    """`n` and, for a single record, its `name`: what a sentence about a bulk step says."""
    if len(result.done) != 1:
        return {"n": len(result.done)}
    found = uow.leads.many(result.done)
    lead = found.get(result.done[0])
    return {"n": 1, "name": lead.label if lead is not None else "", "id": result.done[0]}
