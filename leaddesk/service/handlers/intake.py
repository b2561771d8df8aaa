"""CaptureLeads: drafts become leads, or add to those we know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from leaddesk.base.errors import KnownError
from leaddesk.domain.activity import Task
from leaddesk.domain.draft import LeadDraft
from leaddesk.domain.facts import facts_of_values
from leaddesk.domain.identity.company import company_key
from leaddesk.domain.lead import Lead
from leaddesk.domain.next_step import first_task
from leaddesk.domain.routing import Routed
from leaddesk.domain.sla import open_target
from leaddesk.service.arrival import FIRST_TASK_TITLES, arrive, filed_activities
from leaddesk.service.book import Book, Router, open_book
from leaddesk.service.commands import Captured, CaptureLeads
from leaddesk.service.derived import refresh_and_promote
from leaddesk.service.intake import IntakeContext, Prepared, prepare
from leaddesk.service.intake_match import Decision, decide, merge_into, recycled
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.read_models import glimpse_of

SAME_SUBMISSION = timedelta(minutes=5)


def capture_leads(cmd: CaptureLeads, uow: UnitOfWork) -> tuple[Captured, ...]:
    """One Captured per draft, in order. Drafts of one call see each other."""
    book = open_book(uow)
    if cmd.owner_id is not None:
        _require_active(book, cmd.owner_id)
    ctx = replace(
        book.intake(uow, cmd.channel, cmd.policy), owner_id=cmd.owner_id, stage_id=cmd.stage_id
    )
    router = Router(uow, book)
    done = tuple(_capture(draft, uow, book, ctx, router) for draft in cmd.drafts)
    taken = [one for one in done if one.id is not None]
    lead = uow.leads.many([taken[0].id or 0]) if len(taken) == 1 else {}
    name = next((one.label for one in lead.values()), "")
    again = len(taken) == 1 and taken[0].outcome in {"updated", "recycled"}
    verb, only = "capture_again" if again else "capture", next(iter(lead), None)
    uow.say(verb, n=len(taken), name=name, **({} if only is None else {"id": only}))
    return done


def _require_active(book: Book, owner_id: int) -> None:
    owner = book.user(owner_id)
    if owner is None or not owner.active:
        raise KnownError(
            "This owner can't take leads.", "Nothing was captured. Choose somebody active.",
            code="bad-owner",
        )  # fmt: skip


def _capture(
    draft: LeadDraft, uow: UnitOfWork, book: Book, ctx: IntakeContext, router: Router
) -> Captured:
    prepared = prepare(draft, ctx)
    if prepared.reject:
        return Captured(None, "rejected", None, None, 0, (prepared.reject,))
    found = uow.matches.candidates(prepared.keys)
    ids = {one for some in found.values() for one in some}
    known = uow.leads.many(sorted(ids))
    decision = decide(prepared, map(glimpse_of, known.values()), book.pipeline)
    if decision.outcome in {"update", "recycle"}:
        return _add_to(known[decision.target_id or 0], decision, prepared, uow, book, ctx)
    linked = known.get(decision.target_id or 0)
    routed = _routed(prepared, linked, uow, book, ctx, router)
    arrival = arrive(prepared, uow.new_id, ctx, routed, linked=linked)
    lead = uow.leads.add(arrival.lead)
    for activity in arrival.activities:
        uow.activities.add(activity)
    for task in arrival.tasks:
        uow.tasks.add(task)
    for consent in arrival.consents:
        uow.consents.add(consent)
    uow.leads.store_score(lead.id, arrival.score_document)
    for pair in decision.pairs:
        uow.matches.add_pair(lead.id, pair.id, pair.score, pair.reasons)
    outcome = "flagged" if decision.outcome == "flag" else "created"
    why = (*decision.reasons, routed.reason, *prepared.problems)
    return _captured(lead, outcome, tuple(one for one in why if one))


def _routed(
    prepared: Prepared,
    linked: Lead | None,
    uow: UnitOfWork,
    book: Book,
    ctx: IntakeContext,
    router: Router,
) -> Routed:
    if prepared.owner_id is not None:
        owner = book.user(prepared.owner_id)
        name = owner.name if owner is not None else ""
        return Routed(prepared.owner_id, None, "Given", f"{name} was named as the owner")
    company = uow.matches.company_by(
        prepared.identity.domain, company_key(prepared.identity.company)
    )
    account = company.owner_id if company is not None else None
    if account is None and linked is not None:
        account = linked.owner_id
    facts = facts_of_values(_with_score(prepared), book.pipeline.by_id(prepared.stage_id))
    return router.route(facts, ctx.now, account)


def _with_score(prepared: Prepared) -> dict[str, object]:
    result = prepared.score
    return {
        "lead_type": "other", **prepared.values, "kind": prepared.kind, "score": result.score,
        "fit": result.fit, "intent": result.intent, "band": result.band, "grade": result.grade,
    }  # fmt: skip


def _add_to(
    lead: Lead,
    decision: Decision,
    prepared: Prepared,
    uow: UnitOfWork,
    book: Book,
    ctx: IntakeContext,
) -> Captured:
    """A known record: merged, its touchpoint filed, brought back if it was resting."""
    outcome = "recycled" if decision.outcome == "recycle" else "updated"
    since = prepared.created_at - SAME_SUBMISSION
    if outcome == "updated" and uow.matches.recent_submission(lead.id, prepared.fingerprint, since):
        return _captured(lead, outcome, (*decision.reasons, "the same submission once more"))
    merge = recycled if outcome == "recycled" else merge_into
    saved = uow.leads.save(merge(lead, prepared, ctx.policy, book.pipeline, uow.now))
    for activity in filed_activities(prepared, lead.id, uow.new_id, ctx):
        uow.activities.add(activity)
    for consent in prepared.extras.consents:
        uow.consents.add(consent.filed(uow.new_id(), lead.id))
    for task in prepared.extras.tasks:
        uow.tasks.add(task.filed(uow.new_id(), lead.id, saved.owner_id))
    for pair in decision.pairs:
        uow.matches.add_pair(lead.id, pair.id, pair.score, pair.reasons)
    if outcome == "recycled":
        first_step(saved, uow, book)
    refresh_and_promote(uow, book, [lead.id])
    came_back = ("it came back and is open again",) if outcome == "recycled" else ()
    return _captured(
        uow.leads.get(lead.id), outcome, (*decision.reasons, *came_back, *prepared.problems)
    )


def _captured(lead: Lead, outcome: str, reasons: tuple[str, ...]) -> Captured:
    return Captured(lead.id, outcome, lead.owner_id, lead.stage_id, lead.score, reasons)  # type: ignore[arg-type]


def first_step(lead: Lead, uow: UnitOfWork, book: Book, batch_id: int | None = None) -> None:
    """A lead that came back without an open task gets a first one again."""
    if any(task.is_open for task in uow.leads.tasks(lead.id)):
        return
    stage = book.pipeline.by_id(lead.stage_id)
    target = open_target(lead, stage, None, book.policies)
    owner = book.user(lead.owner_id)
    zone = owner.time_zone if owner is not None else book.time_zone
    kind, due = first_task(lead.phone, lead.email, target.due if target else None, uow.now, zone)
    title = FIRST_TASK_TITLES[kind]
    task = Task(uow.new_id(), lead.id, kind, due, lead.owner_id, title, batch_id=batch_id)
    uow.tasks.add(task)
