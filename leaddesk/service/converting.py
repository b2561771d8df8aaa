"""Conversion, its way back, and the lead that returns from a deal."""

from __future__ import annotations

from dataclasses import replace

from leaddesk.domain.conversion import (
    company_of,
    contact_of,
    converted,
    opportunity_of,
    taken_back,
)
from leaddesk.domain.identity.company import company_key
from leaddesk.domain.lead import Lead
from leaddesk.domain.pipeline import Stage
from leaddesk.service.book import Book
from leaddesk.service.commands import Converted
from leaddesk.service.derived import refresh
from leaddesk.service.ports import UnitOfWork


def convert(uow: UnitOfWork, book: Book, lead: Lead, ready: Lead, column: Stage) -> Converted:
    """Make the opportunity of `lead`; `ready` is the lead with what was given for it.

    Company and contact are linked by exact match (domain or name; e-mail or number), else made.
    Open tasks go to the opportunity; the timeline stays with the lead and is shown with both.
    """
    company_id = _company(uow, ready)
    contact_id = _contact(uow, ready, company_id)
    currency = ready.currency or (book.currency if ready.value is not None else "")
    deal = opportunity_of(
        ready, uow.new_id(), column, uow.now, contact_id=contact_id, company_id=company_id,
        value=ready.value, currency=currency, close_date=ready.close_date,
    )  # fmt: skip
    uow.leads.add(deal)
    uow.leads.save(converted(lead, deal, book.pipeline.by_role("converted"), uow.now))
    for task in uow.leads.tasks(lead.id):
        if task.is_open:
            uow.tasks.save(replace(task, lead_id=deal.id))
    uow.leads.store_score(deal.id, uow.leads.score_document(lead.id) or "{}")
    refresh(uow, book, [lead.id, deal.id])
    return Converted(deal.id, contact_id, company_id)


def take_back(uow: UnitOfWork, book: Book, deal: Lead, stage: Stage) -> int:
    """The opportunity ends and its lead is worked on again, in `stage`; what was learnt and logged
    since stays with it. An opportunity that never was a lead becomes one. The lead's id."""
    found = uow.leads.many([deal.origin_id or 0])
    lead = found.get(deal.origin_id or 0)
    if lead is None or lead.converted_id != deal.id:
        turned = replace(deal, kind="lead", stage_id=stage.id, stage_since=uow.now, position=None)
        uow.leads.save(replace(turned, reason="", reason_note="", recycle_on=""))
        refresh(uow, book, [deal.id])
        return deal.id
    uow.leads.save(replace(taken_back(lead, deal, stage, uow.now), deleted_at=None))
    for task in uow.leads.tasks(deal.id):
        uow.tasks.save(replace(task, lead_id=lead.id))
    for activity in uow.leads.activities(deal.id):
        uow.activities.save(replace(activity, lead_id=lead.id))
    for consent in uow.reader.lead(deal.id).consents:
        uow.consents.save(replace(consent, lead_id=lead.id))
    uow.leads.remove(deal.id)
    refresh(uow, book, [lead.id])
    return lead.id


def new_return(uow: UnitOfWork, book: Book, deal: Lead, nurture: Stage, until: str) -> int:
    """The contact of a deal lost for timing as a new lead in Nurture, linked to the deal."""
    lead = replace(
        deal, id=uow.new_id(), kind="lead", version=1, created_at=uow.now, updated_at=uow.now,
        stage_id=nurture.id, stage_since=uow.now, position=None, reason="", reason_note="",
        recycle_on=until, reached={nurture.lifecycle: uow.now.isoformat()}, origin_id=deal.id,
        converted_id=None, batch_id=None, value=None, close_date="", next_task_id=None,
        next_due=None, next_kind="", next_title="", sla_due=None, sla_started=None,
        first_response_at=None, due_at=None, last_activity_at=None,
    )  # fmt: skip
    uow.leads.add(lead)
    refresh(uow, book, [lead.id])
    return lead.id


def _company(uow: UnitOfWork, lead: Lead) -> int | None:
    if lead.company_id is not None:
        return lead.company_id
    known = uow.matches.company_by(lead.website, company_key(lead.company))
    if known is not None:
        return known.id
    made = company_of(lead, uow.new_id(), uow.now)
    return uow.companies.add(made).id if made is not None else None


def _contact(uow: UnitOfWork, lead: Lead, company_id: int | None) -> int:
    if lead.contact_id is not None:
        return lead.contact_id
    known = uow.matches.contact_by(lead.email, lead.phone)
    # A number may be a switchboard's: alone it links only those whom nothing else tells apart.
    same = known is not None and (
        (lead.email and known.email == lead.email)
        or (known.email in {"", lead.email} and known.name == lead.name)
    )
    if known is not None and same:
        return known.id
    return uow.contacts.add(contact_of(lead, uow.new_id(), company_id, uow.now)).id
