"""One record into one stage: what must be answered, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from leaddesk.base.errors import KnownError, Needed
from leaddesk.base.said import said
from leaddesk.domain.conversion import reach
from leaddesk.domain.lead import Lead, set_fields
from leaddesk.domain.pipeline import OPEN_ROLES, Stage, missing_fields
from leaddesk.domain.reasons import REASONS, asked_with
from leaddesk.domain.sla import CLOCK
from leaddesk.service.book import Book
from leaddesk.service.converting import convert, new_return, take_back
from leaddesk.service.derived import refresh
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.reading import read_day, read_edit

CLOSED = frozenset({"disqualified", "archived", "won", "lost"})
WITH_REASON = frozenset({"disqualified", "lost"})
NOT_FIELDS = frozenset({"reason", "reason_note", "until"})


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody gave with a move: fields as text, a reason with its note, a date to come back.
    `override` is a manager's reason for going without what is required. With `only_missing` a
    record keeps what it holds: the answer was given to several at once."""

    fields: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    note: str = ""
    until: str = ""
    override: str = ""
    only_missing: bool = False


def answers(
    given: Mapping[str, str], until: str = "", override: str = "", *, only_missing: bool = False
) -> Answers:
    """Answers from the plain form of a command."""
    fields = {name: text for name, text in given.items() if name not in NOT_FIELDS}
    reason = " ".join(given.get("reason", "").lower().replace("_", " ").split())
    if reason and reason not in REASONS:
        raise KnownError(
            said('"{reason}" is not one of the reasons.', reason=reason),
            said("Nothing was changed. Choose one of: {reasons}.", reasons=", ".join(REASONS)),
            code="bad-value",
        )
    day, problem = read_day(until or given.get("until", ""))
    if problem:
        raise KnownError(
            said("The date: {problem}.", problem=problem),
            "Nothing was changed.",
            code="bad-value",
        )
    return Answers(
        fields, reason, given.get("reason_note", ""), day, override.strip(), only_missing
    )


def move(uow: UnitOfWork, book: Book, lead: Lead, stage: Stage, given: Answers) -> int | None:
    """Move one record. The id of the record that came of it, if it is another one: a conversion
    makes an opportunity, taking it back gives the lead again.

    Needed names what is missing; nothing is written then.
    """
    if lead.kind == "opportunity":
        return _move_deal(uow, book, lead, stage, given)
    here = book.pipeline.by_id(lead.stage_id)
    if lead.converted_id is not None:
        return _move_converted(uow, book, lead, stage, given)
    if stage.role == "raw" and here.role != "raw":
        raise _refused(lead, stage, said("a lead is raw only until its name or company is known"))
    if stage.role == "converted" or stage.belongs == "opportunity":
        return _over_the_divider(uow, book, lead, stage, given)
    _stay(uow, book, lead, stage, given)
    return None


def _move_deal(uow: UnitOfWork, book: Book, deal: Lead, stage: Stage, given: Answers) -> int | None:
    if stage.role in {"disqualified", "archived"}:
        _stay(uow, book, deal, book.pipeline.by_role("lost"), given)
        return None
    if stage.role == "nurture":
        timing = replace(given, reason=given.reason or "timing")
        _stay(uow, book, deal, book.pipeline.by_role("lost"), timing)
        return new_return(uow, book, uow.leads.get(deal.id), stage, given.until)
    if stage.belongs == "lead":
        if stage.role != "column":
            raise _refused(deal, stage, said("an opportunity can't stand there"))
        return take_back(uow, book, _answered(uow, book, deal, stage, given), stage)
    _stay(uow, book, deal, stage, given)
    return None


def _move_converted(
    uow: UnitOfWork, book: Book, lead: Lead, stage: Stage, given: Answers
) -> int | None:
    """A converted lead moves by its opportunity."""
    found = uow.leads.many([lead.converted_id or 0])
    deal = found.get(lead.converted_id or 0)
    if deal is None or stage.role == "converted":
        raise _refused(lead, stage, said("it was converted; work on its opportunity"))
    return _move_deal(uow, book, deal, stage, given) or deal.id


def _over_the_divider(uow: UnitOfWork, book: Book, lead: Lead, stage: Stage, given: Answers) -> int:
    if stage.role == "lost":
        raise _refused(lead, stage, said("only an opportunity can be lost; disqualify the lead"))
    target = book.pipeline.first("opportunity") if stage.role == "converted" else stage
    ready = _answered(uow, book, lead, target, given)
    column = target if target.role == "column" else book.pipeline.first("opportunity")
    made = convert(uow, book, lead, ready, column)
    if target.role != "column":
        _stay(uow, book, uow.leads.get(made.opportunity), target, given)
    return made.opportunity


def _stay(uow: UnitOfWork, book: Book, lead: Lead, stage: Stage, given: Answers) -> None:
    """Into another stage of its own side."""
    new = _answered(uow, book, lead, stage, given)
    if stage.id != lead.stage_id:
        new = replace(
            new, stage_id=stage.id, stage_since=uow.now, position=None,
            reached=_reached(lead, stage, book, uow),
        )  # fmt: skip
    closed = stage.role in WITH_REASON
    new = replace(
        new,
        reason=(given.reason or new.reason) if closed else "",
        reason_note=(given.note or new.reason_note) if closed else "",
        recycle_on=given.until if stage.role in {"nurture", "disqualified", "lost"} else "",
    )
    uow.leads.save(new)
    if stage.role in CLOSED:
        for task in uow.leads.tasks(lead.id):
            if task.is_open:
                uow.tasks.save(replace(task, cancelled_at=uow.now))
    refresh(uow, book, [lead.id])


def _reached(lead: Lead, stage: Stage, book: Book, uow: UnitOfWork) -> dict[str, str]:
    """First instants; a lead that nobody had answered and that is taken up again from rest gets a
    new clock, since it could not have run while it rested."""
    reached = reach(lead, stage, uow.now)
    rested = book.pipeline.by_id(lead.stage_id).role not in OPEN_ROLES
    if rested and stage.role in OPEN_ROLES and CLOCK in reached and lead.first_response_at is None:
        reached[CLOCK] = uow.now.isoformat()
    return reached


def _answered(uow: UnitOfWork, book: Book, lead: Lead, stage: Stage, given: Answers) -> Lead:
    """The record with the given fields, if nothing that the stage requires is missing."""
    new = lead
    fields = _not_held(given.fields, lead) if given.only_missing else given.fields
    if fields:
        new = replace(lead, **read_edit(fields, lead, book.region))  # type: ignore[arg-type]
    if given.override:
        if uow.actor is not None and uow.actor.role not in {"manager", "admin"}:
            raise KnownError(
                "Only managers can override what a stage requires.",
                "Nothing was moved. Fill in what is missing, or ask a manager.",
                code="not-allowed",
            )
        return new
    held = set(set_fields(new)) - {"reason"}
    if given.reason:
        held.add("reason")
    missing = list(missing_fields(stage, held)) if stage.id != lead.stage_id else []
    if stage.role in WITH_REASON and given.reason:
        with_it = asked_with(given.reason)
        told = {"until": given.until, "reason_note": given.note}
        if stage.role == "disqualified" and with_it and not told[with_it]:
            missing.append(with_it)
    if missing:
        raise Needed(
            said(
                "{name} needs {missing} of {label}.",
                name=stage.name,
                missing=", ".join(missing),
                label=lead.label,
            ),
            "Nothing was moved. Give what is missing and move it again.",
            fields=tuple(missing),
        )
    return new


def _not_held(fields: Mapping[str, str], lead: Lead) -> Mapping[str, str]:
    """The fields that the record does not hold. An amount keeps its currency, and a new one brings
    its own."""
    held = set_fields(lead) - {"currency"}
    if "value" in held or "value" not in fields:
        held |= {"currency"} if lead.currency else set()
    return {name: text for name, text in fields.items() if name not in held}


def _refused(lead: Lead, stage: Stage, why: str) -> KnownError:
    return KnownError(
        said(
            "{label} can't be moved to {name}: {why}.", label=lead.label, name=stage.name, why=why
        ),
        "Nothing was moved.",
        code="bad-move",
    )
