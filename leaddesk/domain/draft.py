"""What every channel of capture hands to the intake: one person's interest, as it was given.

All values are text; an empty string means *not given*. Dates are ISO 8601, numbers plain decimals
with a point, booleans "true" or "false". The intake normalises and checks them; a draft may hold
anything a person or a file can hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RecordKind = Literal["lead", "opportunity"]


@dataclass(frozen=True, slots=True)
class DraftActivity:
    """Something that happened before the lead came to us (a note, a call of another program)."""

    kind: str
    at: str
    subject: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class DraftTask:
    """A step that another program had planned; `done` ones become activities."""

    kind: str
    due: str
    subject: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class LeadDraft:
    """One lead or opportunity as captured; field names are those of the command line."""

    kind: RecordKind = "lead"
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    company: str = ""
    website: str = ""
    linkedin: str = ""
    employees: str = ""
    industry: str = ""
    annual_revenue: str = ""
    country: str = ""
    region: str = ""
    city: str = ""
    language: str = ""
    time_zone: str = ""
    source: str = ""
    source_detail: str = ""
    campaign: str = ""
    medium: str = ""
    lead_type: str = ""
    interest: str = ""
    timeline: str = ""
    budget: str = ""
    value: str = ""
    currency: str = ""
    close_date: str = ""
    consent_email: str = ""
    consent_phone: str = ""
    opt_in_at: str = ""
    stage: str = ""
    owner: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    created: str = ""
    custom: tuple[tuple[str, str], ...] = ()
    activities: tuple[DraftActivity, ...] = ()
    tasks: tuple[DraftTask, ...] = ()
