"""Records as the command line prints them: public field names, nothing of the tables.

Times stay datetimes and money Decimals here; `output` prints them as ISO 8601 with offset and as
plain decimals. A field that is not set is null, several values are a list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from leaddesk.app.verbs.finding import Names
from leaddesk.domain.activity import Activity, Consent, Task
from leaddesk.domain.fields import FIELDS
from leaddesk.domain.lead import Lead
from leaddesk.domain.people import Company, Contact
from leaddesk.domain.sla import CLOCK, WARN_AT
from leaddesk.service.read_models import HistoryEntry, LeadDetail, LoggedChange
from leaddesk.service.sentences import sentence
from leaddesk.storage.codec import from_micros, from_milli

_MONEY = frozenset({"value", "annual_revenue"})
_DAYS = frozenset({"close_date", "recycle_on"})
_TIMES = frozenset({"stage_since", "sla_due", "sla_started", "next_due", "due_at", "at"})
_LISTS = frozenset({"emails", "phones", "tags", "problems"})
_MAPS = frozenset({"custom", "reached"})
INSIDE = frozenset(
    {"column_id", "sort_name", "due_at", "position", "version", "updated_at", "reached"}
)
"""Kept for the screens only: no news for anybody."""


def field_of(lead: Lead, name: str, names: Names) -> Any:
    """One public field of a record; a name that is no field is a custom one."""
    if name == "stage":
        return names.stage_name(lead.stage_id)
    if name == "owner":
        return names.login(lead.owner_id)
    if name == "lifecycle":
        return names.pipeline.by_id(lead.stage_id).lifecycle
    info = FIELDS.get(name)
    value = lead.custom.get(name) if info is None else getattr(lead, info.column)
    if isinstance(value, tuple):
        return list(value)
    return None if value == "" else value


def record(lead: Lead, names: Names) -> dict[str, Any]:
    """All fields of a record at one level, then what it is linked to."""
    shown = {name: field_of(lead, name, names) for name in FIELDS}
    shown |= {name: lead.custom.get(name) for name in (*names.custom, *lead.custom)}
    team = next((team.name for team in names.team.teams if team.id == lead.team_id), None)
    shown |= {
        "queue": team if lead.owner_id is None else None,
        "stage_since": lead.stage_since, "reason_note": lead.reason_note or None,
        "until": lead.recycle_on or None, "problems": list(lead.problems),
        "deleted": lead.deleted_at,
    }  # fmt: skip
    links = {
        "lead": lead.origin_id, "opportunity": lead.converted_id, "contact": lead.contact_id,
        "company_id": lead.company_id, "batch": lead.batch_id,
    }  # fmt: skip
    return shown | links


def detail(found: LeadDetail, names: Names, now: datetime) -> dict[str, Any]:
    """Everything about one record."""
    lead = found.lead
    score = found.score
    shown = record(lead, names)
    shown["score"] = {
        "value": score.value, "fit": score.fit, "intent": score.intent, "band": score.band,
        "grade": score.grade or None, "at": score.at,
        "reasons": [
            {"rule": r.rule, "points": r.points, "since": r.since, "part": r.part}
            for r in score.reasons
        ],
    }  # fmt: skip
    shown["clocks"] = clocks(lead, now)
    shown["tasks"] = [task(one, names) for one in found.tasks]
    shown["activities"] = [activity(one, names) for one in found.activities]
    shown["touchpoints"] = [touchpoint(one) for one in found.activities if one.source]
    shown["consents"] = [consent(one) for one in found.consents]
    shown["changes"] = [change(one, names) for one in found.changes if one.field not in INSIDE]
    shown["duplicates"] = [
        {"id": other, "score": round(likeness, 2), "reasons": list(reasons)}
        for other, likeness, reasons in found.duplicates
    ]
    shown["routed"] = found.routed or None
    shown["reached"] = {
        stage: datetime.fromisoformat(at) for stage, at in lead.reached.items() if stage != CLOCK
    }
    return shown


def clocks(lead: Lead, now: datetime) -> list[dict[str, Any]]:
    """The clock of the first response, if the record has or had one."""
    if lead.sla_started is None:
        return []
    due, met = lead.sla_due, lead.first_response_at
    if met is not None:
        state = "met"
    elif due is None:
        state = "stopped"
    elif now >= due:
        state = "breached"
    else:
        used = (now - lead.sla_started) / (due - lead.sla_started)
        state = "warning" if used >= WARN_AT else "running"
    return [
        {
            "kind": "first response", "state": state, "started": lead.sla_started, "due": due,
            "met": met,
        }
    ]  # fmt: skip


def task(one: Task, names: Names) -> dict[str, Any]:
    """A step that is planned, done or given up."""
    state = "open" if one.is_open else "done" if one.done_at is not None else "cancelled"
    return {
        "id": one.id, "lead": one.lead_id, "kind": one.kind, "title": one.title or None,
        "due": one.due_at, "all_day": one.all_day, "owner": names.login(one.owner_id),
        "state": state, "done": one.done_at, "cancelled": one.cancelled_at,
        "outcome": one.outcome or None,
    }  # fmt: skip


def activity(one: Activity, names: Names) -> dict[str, Any]:
    """A line of the timeline."""
    return {
        "id": one.id, "lead": one.lead_id, "kind": one.kind, "at": one.at,
        "user": names.login(one.user_id), "outcome": _shown_outcome(one), "subject":
        one.subject or None, "note": one.body or None,
    }  # fmt: skip


def touchpoint(one: Activity) -> dict[str, Any]:
    """A contact with a source."""
    return {
        "id": one.id, "at": one.at, "kind": one.kind, "source": one.source,
        "medium": one.medium or None, "campaign": one.campaign or None,
        "source_detail": one.source_detail or None,
    }  # fmt: skip


def consent(one: Consent) -> dict[str, Any]:
    """A statement about being contacted."""
    return {
        "id": one.id, "channel": one.channel, "status": one.status, "at": one.at,
        "method": one.method or None, "evidence": one.evidence or None,
    }  # fmt: skip


def company(one: Company, names: Names) -> dict[str, Any]:
    """An organisation."""
    return {
        "id": one.id, "name": one.name, "website": one.domain or None,
        "industry": one.industry or None, "employees": one.employees,
        "country": one.country or None, "owner": names.login(one.owner_id),
        "created": one.created_at,
    }  # fmt: skip


def contact(one: Contact) -> dict[str, Any]:
    """A qualified person."""
    return {
        "id": one.id, "name": one.name, "given_name": one.given_name or None,
        "family_name": one.family_name or None, "title": one.title or None,
        "email": one.email or None, "phone": one.phone or None, "company_id": one.company_id,
        "created": one.created_at,
    }  # fmt: skip


def change(one: LoggedChange, names: Names) -> dict[str, Any]:
    """Who changed what, when, from, to, in which step."""
    public = {info.column: name for name, info in FIELDS.items()}
    return {
        "step": one.step.id, "at": one.step.at, "user": one.user or None, "kind": one.kind,
        "field": public.get(one.field, one.field) if one.kind == "lead" else one.field,
        "before": stored(one.field, one.before, names),
        "after": stored(one.field, one.after, names),
        "sentence": sentence(one.step.verb, one.step.args, one.step.mode),
    }  # fmt: skip


def step(one: HistoryEntry) -> dict[str, Any]:
    """A step of the history. `mode` is do, undo or redo; `undone_by` the step that took it back."""
    return {
        "step": one.step.id, "at": one.step.at, "user": one.user or None,
        "sentence": sentence(one.step.verb, one.step.args, one.step.mode),
        "changes": one.changes, "mode": one.step.mode, "undone_by": one.step.undone_by,
    }  # fmt: skip


def stored(field: str, value: object, names: Names) -> object:
    """A value of the log as it is printed elsewhere."""
    if value is None or value == "":
        return None
    if isinstance(value, Mapping):
        return {
            name: stored(name, part, names) for name, part in value.items() if name not in INSIDE
        }
    if field == "stage_id":
        return names.stage_name(_whole(value))
    if field in {"owner_id", "user_id"}:
        return names.login(_whole(value))
    if field in _LISTS | _MAPS:
        return json.loads(str(value))
    if field in _MONEY:
        return from_milli(_whole(value))
    if (field in _TIMES or field.endswith("_at")) and not isinstance(value, str):
        return from_micros(_whole(value))
    return value


def plain_cell(value: object) -> str | int | float | Decimal | bool | datetime | None:
    """A value for a cell of a table: lists joined."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    assert value is None or isinstance(value, str | int | float | Decimal | bool | datetime)
    return value


def named(lead: Mapping[str, Any]) -> str:
    """What to call a record for people."""
    parts: Iterable[object] = (lead.get("company"), lead.get("name"), lead.get("email"))
    return " · ".join(str(part) for part in parts if part) or f"#{lead['id']}"


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value


def _shown_outcome(one: Activity) -> str | None:
    # A captured touchpoint bears the print of its submission there: "#" and letters.
    return None if one.outcome.startswith("#") or not one.outcome else one.outcome
