"""What a column can become, in words and in the order in which a list offers it."""

from __future__ import annotations

from leaddesk.domain.mapping.fields import CUSTOM
from leaddesk.presentation.text import tr
from leaddesk.presentation.words import field_word

GROUPS: tuple[tuple[str, ...], ...] = (
    ("company", "name", "given_name", "middle_name", "family_name", "title"),
    ("email", "emails", "phone", "phones", "website", "linkedin"),
    ("country", "region", "city", "language", "time_zone"),
    ("industry", "employees", "annual_revenue"),
    ("value", "currency", "close_date", "budget", "timeline", "interest", "deal_name"),
    ("source", "source_detail", "campaign", "medium", "lead_type", "created"),
    ("stage", "owner", "tags", "note", "row_state"),
    ("consent_email", "consent_phone", "opt_in_at"),
    ("activity_kind", "activity_at", "activity_subject", "activity_note"),
    ("task_kind", "task_due", "task_subject", "task_done"),
)


def import_field_word(field: str) -> str:
    """What a field is called in an import; "" is *do not import*."""
    if not field:
        return tr("Do not import")
    if field.startswith(CUSTOM):
        return tr("Own field “{name}”", name=field.removeprefix(CUSTOM))
    words = {
        "created": tr("Created on"), "note": tr("Note"), "medium": tr("Medium"),
        "middle_name": tr("Middle name"), "opt_in_at": tr("Consent given on"),
        "row_state": tr("Deleted or converted"), "deal_name": tr("Deal name"),
        "activity_kind": tr("Activity: kind"), "activity_at": tr("Activity: date"),
        "activity_subject": tr("Activity: subject"), "activity_note": tr("Activity: text"),
        "task_kind": tr("Task: kind"), "task_due": tr("Task: due"),
        "task_subject": tr("Task: subject"), "task_done": tr("Task: done"),
    }  # fmt: skip
    return words.get(field) or field_word(field)


def new_field_word(name: str) -> str:
    """What making a field of the team's own is called."""
    return tr("New field “{name}”", name=name)
