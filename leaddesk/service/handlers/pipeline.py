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
    """Each record into the stage; `made` maps those that became another record. What is given
    with several records fills what each of them lacks."""
    book = open_book(uow)
    stage = _stage(book, cmd.stage_id)
    keeps = cmd.keeps or len(set(cmd.ids)) > 1
    given = answers(cmd.given, cmd.until, cmd.override, only_missing=keeps)
    after, left = cmd.after_id, False

    def one(id: int) -> int | None:
        nonlocal after, left
        lead = present(uow, id)
        left = left or lead.stage_id != stage.id
        if id in cmd.versions:
            _require_unmoved(uow, book, lead, cmd.versions[id])
        made = move(uow, book, lead, stage, given)
        if cmd.before_id is not None or after is not None:
            _place(uow, book, made or id, cmd.before_id, after)
        if after is not None:
            after = made or id  # the next one stands behind this one
        return made if made != id else None

    result = each(cmd.ids, one)
    is_placed = not left and (cmd.before_id, cmd.after_id) != (None, None)
    verb = "place" if is_placed else "move"  # within its column it only got another place
    uow.say(verb, stage=stage.name, override=given.override, **names(uow, result))
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


def _place(
    uow: UnitOfWork, book: Book, id: int, before_id: int | None, after_id: int | None
) -> None:
    """Put a card by hand before or behind another one of its column. Cards above it that never
    were placed get their places as they stand."""
    column = book.pipeline.column_of(uow.leads.get(id).stage_id)
    if column is None:
        return
    page = uow.reader.board_page(column, BoardFilter(sort="manual"), limit=MOST_PLACED)
    order = [row.id for row in page.rows if row.id != id]
    if before_id in order:
        at = order.index(before_id)
    elif after_id in order:
        at = order.index(after_id) + 1
    else:
        return
    found = uow.leads.many([*order[: at + 1], id])
    last: float | None = None
    for one in order[:at]:
        lead = found[one]
        if lead.position is None:
            lead = uow.leads.save(replace(lead, position=(last or 0.0) + 1.0))
        last = lead.position
    below = found[order[at]].position if at < len(order) else None
    if below is None:
        position = (last or 0.0) + 1.0
    else:
        position = (last + below) / 2 if last is not None else below - 1.0
    uow.leads.save(replace(uow.leads.get(id), position=position))
