"""Moves over the board, conversion, disqualification."""

from __future__ import annotations

from dataclasses import replace

from leaddesk.base.errors import Conflict, KnownError
from leaddesk.base.said import said
from leaddesk.domain.lead import Lead
from leaddesk.domain.pipeline import Stage
from leaddesk.service.book import Book, open_book
from leaddesk.service.commands import BulkResult, Converted, ConvertLead, Disqualify, MoveLeads
from leaddesk.service.moves import answers, move
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.read_models import BoardFilter
from leaddesk.service.records import each, editable, names, newest_change, present

MOST_PLACED = 200
"""Cards above a hand-placed one that get a place of their own, at most."""


def move_leads(cmd: MoveLeads, uow: UnitOfWork) -> BulkResult:
    """Each record into the stage; `made` maps those that became another record."""
    book = open_book(uow)
    stage = _stage(book, cmd.stage_id)
    given = answers(cmd.given, cmd.until, cmd.override)

    def one(id: int) -> int | None:
        lead = present(uow, id)
        if id in cmd.versions:
            _require_unmoved(uow, book, lead, cmd.versions[id])
        made = move(uow, book, lead, stage, given)
        if cmd.before_id is not None:
            _place(uow, stage, made or id, cmd.before_id)
        return made if made != id else None

    result = each(cmd.ids, one)
    uow.say("move", stage=stage.name, override=given.override, **names(uow, result))
    return result


def disqualify(cmd: Disqualify, uow: UnitOfWork) -> BulkResult:
    """Close with a reason; an opportunity is lost for it."""
    book = open_book(uow)
    stage = book.pipeline.by_role("disqualified")
    given = answers({"reason": cmd.reason, "reason_note": cmd.note}, cmd.until)
    result = each(cmd.ids, lambda one: move(uow, book, present(uow, one), stage, given))
    uow.say("disqualify", reason=given.reason, **names(uow, result))
    return result


def convert_lead(cmd: ConvertLead, uow: UnitOfWork) -> Converted:
    """The ids of what came of it."""
    book = open_book(uow)
    lead = editable(uow, cmd.id)
    if lead.kind == "opportunity":
        raise KnownError(
            said("{label} is an opportunity already.", label=lead.label),
            "Nothing was changed.",
            code="bad-move",
        )
    stage = (
        book.pipeline.first("opportunity") if cmd.stage_id is None else _stage(book, cmd.stage_id)
    )
    if stage.belongs != "opportunity" or stage.role != "column":
        raise KnownError(
            said("{name} is not a stage of opportunities.", name=stage.name),
            "Nothing was changed.",
            code="bad-move",
        )
    told = {"value": cmd.value, "currency": cmd.currency, "close_date": cmd.close_date}
    given = answers({name: text for name, text in told.items() if text})
    made = move(uow, book, lead, stage, given)
    deal = uow.leads.get(made or lead.id)
    uow.say("convert", n=1, name=lead.label, id=lead.id)
    return Converted(deal.id, deal.contact_id or 0, deal.company_id)


def _stage(book: Book, stage_id: int) -> Stage:
    try:
        return book.pipeline.by_id(stage_id)
    except KeyError:
        raise KnownError(
            "This stage does not exist any more.", "Nothing was moved. Choose another one.",
            code="not-found",
        ) from None  # fmt: skip


def _require_unmoved(uow: UnitOfWork, book: Book, lead: Lead, seen: int) -> None:
    """A drag answers to the stage only: edits of other fields meanwhile are no hindrance."""
    moved = newest_change(uow, lead, seen, "stage_id")
    if moved is not None:
        where = book.pipeline.by_id(lead.stage_id).name
        raise Conflict(
            said(
                "{label} was moved to {where} by {who} meanwhile.",
                label=lead.label,
                where=where,
                who=moved.who,
            ),
            "It was not moved again. Look where it stands now.",
            fields={"stage": (seen, "", where)},
            who=moved.who,
            at=moved.at,
        )


def _place(uow: UnitOfWork, stage: Stage, id: int, before_id: int) -> None:
    """Put a card by hand before another one of its column. Cards above it that never were placed
    get their places as they stand."""
    page = uow.reader.board_page(stage.id, BoardFilter(sort="manual"), limit=MOST_PLACED)
    order = [row.id for row in page.rows if row.id != id]
    if before_id not in order:
        return
    above = order[: order.index(before_id) + 1]
    found = uow.leads.many([*above, id])
    last = 0.0
    for one in above:
        lead = found[one]
        if lead.position is None:
            lead = uow.leads.save(replace(lead, position=last + 1.0))
        if one == before_id:
            break
        last = lead.position or last
    top = uow.leads.get(before_id).position or last + 1.0
    low = last if len(above) > 1 else top - 2.0
    uow.leads.save(replace(uow.leads.get(id), position=(low + top) / 2))
