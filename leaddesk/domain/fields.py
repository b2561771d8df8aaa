"""The fields that filters, mappings, edits and exports may name, with their types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldType = Literal["text", "number", "money", "date", "time", "choice", "multi", "bool", "link"]


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """`name` is the public name (command line, mapping), `column` the attribute of Lead."""

    name: str
    column: str
    type: FieldType
    label: str
    read_only: bool = False


def _f(name: str, type: FieldType, label: str, column: str = "", ro: bool = False) -> FieldInfo:
    return FieldInfo(name, column or name, type, label, ro)


FIELDS: dict[str, FieldInfo] = {
    info.name: info
    for info in (
        _f("name", "text", "Contact name"),
        _f("given_name", "text", "Given name"),
        _f("family_name", "text", "Family name"),
        _f("title", "text", "Job title"),
        _f("email", "text", "Email"),
        _f("emails", "multi", "Further emails"),
        _f("phone", "text", "Phone"),
        _f("phones", "multi", "Further phones"),
        _f("company", "text", "Company"),
        _f("website", "link", "Website"),
        _f("linkedin", "link", "LinkedIn"),
        _f("employees", "number", "Employees"),
        _f("industry", "text", "Industry"),
        _f("annual_revenue", "money", "Annual revenue"),
        _f("country", "choice", "Country"),
        _f("region", "text", "Region"),
        _f("city", "text", "City"),
        _f("language", "choice", "Language"),
        _f("time_zone", "text", "Time zone"),
        _f("source", "text", "Source"),
        _f("source_detail", "text", "Source detail"),
        _f("campaign", "text", "Campaign"),
        _f("lead_type", "choice", "Lead type"),
        _f("interest", "text", "Interest"),
        _f("timeline", "text", "Timeline"),
        _f("budget", "text", "Budget"),
        _f("value", "money", "Value"),
        _f("currency", "choice", "Currency"),
        _f("close_date", "date", "Close date"),
        _f("consent_email", "choice", "Email consent"),
        _f("consent_phone", "choice", "Phone consent"),
        _f("stage", "choice", "Stage", "stage_id"),
        _f("owner", "choice", "Owner", "owner_id"),
        _f("tags", "multi", "Tags"),
        _f("created", "time", "Created", "created_at"),
        _f("id", "number", "Id", ro=True),
        _f("kind", "choice", "Kind", ro=True),
        _f("lifecycle", "choice", "Lifecycle", ro=True),
        _f("score", "number", "Score", ro=True),
        _f("fit", "number", "Fit", ro=True),
        _f("intent", "number", "Intent", ro=True),
        _f("band", "choice", "Band", ro=True),
        _f("grade", "text", "Grade", ro=True),
        _f("next_step", "time", "Next step", "next_due", ro=True),
        _f("sla_due", "time", "Reply due", ro=True),
        _f("last_activity", "time", "Last activity", "last_activity_at", ro=True),
        _f("stage_since", "time", "In stage since", ro=True),
        _f("updated", "time", "Updated", "updated_at", ro=True),
        _f("version", "number", "Version", ro=True),
        _f("reason", "choice", "Reason", ro=True),
        _f("import", "number", "Import", "batch_id", ro=True),
    )
}
