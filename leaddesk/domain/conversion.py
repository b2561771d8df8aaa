"""A lead becomes an opportunity of a contact at a company; and back again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from leaddesk.domain.identity.company import company_key
from leaddesk.domain.lead import Lead
from leaddesk.domain.people import Company, Contact
from leaddesk.domain.pipeline import Stage

# What belongs to one of the two records only and is never carried over.
_OWN = frozenset({
    "id", "kind", "version", "created_at", "updated_at", "stage_id", "stage_since", "position",
    "reached", "converted_id", "origin_id", "contact_id", "company_id", "batch_id", "deleted_at",
    "reason", "reason_note", "recycle_on", "column_id", "last_activity_at", "next_task_id",
    "next_due", "next_kind", "next_title", "sla_due", "sla_started", "first_response_at", "due_at",
})  # fmt: skip
_CARRIED = tuple(name for name in Lead.__dataclass_fields__ if name not in _OWN)
_SCORED = frozenset({"score", "fit", "intent", "band", "grade"})


def company_of(lead: Lead, id: int, now: datetime) -> Company | None:
    """The company a lead speaks of; None if it names none."""
    if not lead.company:
        return None
    return Company(
        id, lead.company, now, match_name=company_key(lead.company), domain=lead.website,
        industry=lead.industry, employees=lead.employees, country=lead.country,
        owner_id=lead.owner_id,
    )  # fmt: skip


def contact_of(lead: Lead, id: int, company_id: int | None, now: datetime) -> Contact:
    """The person of a lead as a contact."""
    return Contact(
        id, lead.name or lead.email or lead.company, now, given_name=lead.given_name,
        family_name=lead.family_name, title=lead.title, email=lead.email, phone=lead.phone,
        company_id=company_id,
    )  # fmt: skip


def opportunity_of(
    lead: Lead,
    id: int,
    stage: Stage,
    now: datetime,
    *,
    contact_id: int | None,
    company_id: int | None,
    value: Decimal | None,
    currency: str,
    close_date: str,
) -> Lead:
    """The opportunity: all that is known of the lead, its source and score too."""
    carried = {name: getattr(lead, name) for name in _CARRIED}
    carried.update(value=value, currency=currency, close_date=close_date)
    return Lead(
        id=id, kind="opportunity", stage_id=stage.id, stage_since=now, created_at=now,
        updated_at=now, contact_id=contact_id, company_id=company_id, origin_id=lead.id,
        reached={stage.lifecycle: now.isoformat()}, **carried,
    )  # fmt: skip


def converted(lead: Lead, opportunity: Lead, stage: Stage, now: datetime) -> Lead:
    """The lead after its conversion: in the stage *Converted*, linked, no longer worked on."""
    return replace(
        lead, stage_id=stage.id, stage_since=now, converted_id=opportunity.id,
        contact_id=opportunity.contact_id, company_id=opportunity.company_id,
        reached=reach(lead, stage, now),
    )  # fmt: skip


def taken_back(lead: Lead, opportunity: Lead, stage: Stage, now: datetime) -> Lead:
    """The lead when its conversion is taken back: what was learnt since stays with it."""
    learnt = {name: getattr(opportunity, name) for name in _CARRIED if name not in _SCORED}
    return replace(
        lead, stage_id=stage.id, stage_since=now, converted_id=None, contact_id=None,
        reached=reach(lead, stage, now), **learnt,
    )  # fmt: skip


def reach(lead: Lead, stage: Stage, now: datetime) -> dict[str, str]:
    """The first instants with this stage's lifecycle added, if it is new."""
    reached = dict(lead.reached)
    reached.setdefault(stage.lifecycle, now.isoformat())
    return reached
