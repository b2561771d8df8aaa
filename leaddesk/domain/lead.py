"""The record on a card: a lead, or after conversion an opportunity (same fields, other kind)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from leaddesk.domain.draft import RecordKind

LEAD_TYPES: tuple[str, ...] = (
    "demo request",
    "pricing inquiry",
    "free trial",
    "content download",
    "event or webinar",
    "referral",
    "outbound",
    "other",
)


@dataclass(frozen=True, slots=True)
class Lead:
    """One person's interest. Times are UTC; `value` is in `currency`; ids are whole numbers.

    Fields below the line *derived* are kept by storage or by rules, never edited directly:
    a change to them alone does not raise `version`.
    """

    id: int
    stage_id: int
    created_at: datetime
    updated_at: datetime
    kind: RecordKind = "lead"
    version: int = 1
    # who
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    title: str = ""
    email: str = ""
    emails: tuple[str, ...] = ()  # further ones
    phone: str = ""
    phones: tuple[str, ...] = ()  # further ones
    company: str = ""
    website: str = ""
    linkedin: str = ""
    employees: int | None = None
    industry: str = ""
    annual_revenue: Decimal | None = None
    country: str = ""
    region: str = ""
    city: str = ""
    language: str = ""
    time_zone: str = ""
    # why and what
    source: str = ""
    source_detail: str = ""
    campaign: str = ""
    medium: str = ""
    last_source: str = ""
    lead_type: str = "other"
    interest: str = ""
    timeline: str = ""
    budget: str = ""
    value: Decimal | None = None
    currency: str = ""
    close_date: str = ""
    consent_email: str = ""
    consent_phone: str = ""
    tags: tuple[str, ...] = ()
    custom: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    # where it stands
    stage_since: datetime | None = None
    position: float | None = None
    owner_id: int | None = None
    team_id: int | None = None
    reason: str = ""
    reason_note: str = ""
    recycle_on: str = ""
    reached: Mapping[str, str] = field(default_factory=dict)  # lifecycle -> first instant, ISO
    contact_id: int | None = None
    company_id: int | None = None
    converted_id: int | None = None  # a lead's opportunity
    origin_id: int | None = None  # an opportunity's lead, or the record a returned lead came from
    batch_id: int | None = None
    deleted_at: datetime | None = None
    # derived
    column_id: int | None = None
    sort_name: str = ""
    score: int = 0
    fit: int = 0
    intent: int = 0
    band: str = "low"
    grade: str = ""
    last_activity_at: datetime | None = None
    next_task_id: int | None = None
    next_due: datetime | None = None
    next_kind: str = ""
    next_title: str = ""
    sla_due: datetime | None = None
    sla_started: datetime | None = None
    first_response_at: datetime | None = None
    due_at: datetime | None = None  # the earlier of sla_due and next_due: the default order

    @property
    def label(self) -> str:
        """What a sentence calls this record."""
        return self.company or self.name or self.email or self.phone or f"#{self.id}"


DERIVED_FIELDS: frozenset[str] = frozenset(
    {
        "version",
        "updated_at",
        "column_id",
        "sort_name",
        "score",
        "fit",
        "intent",
        "band",
        "grade",
        "last_activity_at",
        "next_task_id",
        "next_due",
        "next_kind",
        "next_title",
        "sla_due",
        "sla_started",
        "first_response_at",
        "due_at",
    }
)
"""Kept by storage or rules from other facts; recomputed, not restored, when a step is undone."""

EDITABLE_FIELDS: tuple[str, ...] = (
    "name",
    "given_name",
    "family_name",
    "title",
    "email",
    "emails",
    "phone",
    "phones",
    "company",
    "website",
    "linkedin",
    "employees",
    "industry",
    "annual_revenue",
    "country",
    "region",
    "city",
    "language",
    "time_zone",
    "source",
    "source_detail",
    "campaign",
    "lead_type",
    "interest",
    "timeline",
    "budget",
    "value",
    "currency",
    "close_date",
    "tags",
)


def set_fields(lead: Lead) -> frozenset[str]:
    """Names of the fields that hold something, custom fields by their own name."""
    own = {name for name in EDITABLE_FIELDS if getattr(lead, name) not in ("", (), None)}
    extra = {"reason"} if lead.reason else set()
    return frozenset(own | extra | {key for key, value in lead.custom.items() if value})
