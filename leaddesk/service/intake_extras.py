"""What comes with a captured lead: its touchpoint, notes, history, planned steps, consent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from leaddesk.base.packed import Packed
from leaddesk.domain.activity import Activity, ActivityKind, Consent, Task, TaskKind
from leaddesk.domain.consent import CHANNELS, Status, read_status, stricter
from leaddesk.domain.draft import LeadDraft
from leaddesk.domain.identity.text import tidy
from leaddesk.domain.mapping.canonical import type_of_source
from leaddesk.domain.next_step import end_of_day
from leaddesk.service.reading import read_instant

ACTIVITY_KINDS: frozenset[str] = frozenset(get_args(ActivityKind))
_TOUCH_KINDS = {"import": "import", "manual": "system"}
_SYNONYMS = {
    "email": "email_out", "mail": "email_out", "e-mail": "email_out", "phone": "call",
    "telephone": "call", "anruf": "call", "appointment": "meeting", "termin": "meeting",
    "notiz": "note", "comment": "note", "webinar": "event", "submission": "form",
}  # fmt: skip
_TASK_SYNONYMS: dict[str, TaskKind] = {
    "email_out": "email", "email": "email", "call": "call", "meeting": "meeting",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlannedActivity(Packed):
    """An activity before it has an id and a lead."""

    kind: str
    at: datetime
    subject: str = ""
    body: str = ""
    outcome: str = ""
    source: str = ""
    medium: str = ""
    campaign: str = ""
    source_detail: str = ""

    def filed(
        self,
        id: int,
        lead_id: int,
        user_id: int | None = None,
        batch_id: int | None = None,
        *,
        outcome: str | None = None,
    ) -> Activity:
        """`outcome` takes the place of its own."""
        said = self.outcome if outcome is None else outcome
        return Activity(
            id, lead_id, self.kind, self.at, user_id, said, self.subject, self.body,
            self.source, self.medium, self.campaign, self.source_detail, batch_id,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlannedTask(Packed):
    """A task before it has an id, a lead and an owner."""

    kind: TaskKind
    due_at: datetime
    title: str = ""
    all_day: bool = False

    def filed(
        self, id: int, lead_id: int, owner_id: int | None, batch_id: int | None = None
    ) -> Task:
        return Task(
            id, lead_id, self.kind, self.due_at, owner_id, self.title, self.all_day,
            batch_id=batch_id,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlannedConsent(Packed):
    """A statement before it has an id and a lead."""

    channel: Literal["email", "phone"]
    status: Status
    at: datetime
    method: str = ""
    evidence: str = ""

    def filed(self, id: int, lead_id: int, batch_id: int | None = None) -> Consent:
        return Consent(
            id, lead_id, self.channel, self.status, self.at, self.method, self.evidence, batch_id
        )


@dataclass(frozen=True, slots=True)
class Extras(Packed):
    """All that is filed beside the record. The touchpoint carries the source."""

    touchpoint: PlannedActivity
    activities: tuple[PlannedActivity, ...] = ()
    tasks: tuple[PlannedTask, ...] = ()
    consents: tuple[PlannedConsent, ...] = ()


def read_extras(
    draft: LeadDraft,
    channel: str,
    time_zone: str,
    created: datetime,
    now: datetime,
    values: dict[str, object],
    problems: list[str],
) -> Extras:
    """Read them; sets the lead type that the source implies and the consent fields of `values`."""
    if "lead_type" not in values and draft.source:
        implied = type_of_source(draft.source)
        if implied:
            values["lead_type"] = implied
    activities = [_activity(one.kind, one.at, one.subject, one.body, created, problems)
                  for one in draft.activities]  # fmt: skip
    tasks: list[PlannedTask] = []
    for one in draft.tasks:
        if one.done:
            done = _activity(one.kind, one.due, one.subject, "", created, problems, "done")
            activities.append(done)
            continue
        task = _task(one.kind, one.due, one.subject, time_zone, problems)
        if task is not None:
            tasks.append(task)
    if draft.note.strip():
        note = draft.note.strip().replace("\r\n", "\n")
        activities.append(PlannedActivity("note", created, body=note[:20_000]))
    touchpoint = PlannedActivity(
        _TOUCH_KINDS.get(channel, "form"), created,
        subject=str(values.get("lead_type", "")), source=str(values.get("source", "")),
        medium=str(values.get("medium", "")), campaign=str(values.get("campaign", "")),
        source_detail=str(values.get("source_detail", "")),
    )  # fmt: skip
    consents = _consents(draft, channel, created, now, values, problems)
    return Extras(touchpoint, tuple(activities), tuple(tasks), consents)


def _activity(
    kind: str,
    at: str,
    subject: str,
    body: str,
    created: datetime,
    problems: list[str],
    outcome: str = "",
) -> PlannedActivity:
    word = tidy(kind).casefold().replace(" ", "_")
    known = word if word in ACTIVITY_KINDS else _SYNONYMS.get(word, "note")
    when, problem = read_instant(at.strip())
    if problem:
        problems.append(f"activity: {problem}")
    return PlannedActivity(
        known, when or created, tidy(subject)[:500], body.strip()[:20_000], outcome
    )


def _task(
    kind: str, due: str, subject: str, time_zone: str, problems: list[str]
) -> PlannedTask | None:
    when, problem = read_instant(due.strip())
    if when is None:
        problems.append(f"task “{tidy(subject)[:40]}”: {problem or 'it has no date'}")
        return None
    all_day = ":" not in due
    word = tidy(kind).casefold()
    found = _TASK_SYNONYMS.get(_SYNONYMS.get(word, word), "todo")
    at = end_of_day(when.date().isoformat(), time_zone) if all_day else when
    return PlannedTask(found, at, tidy(subject)[:500], all_day)


def _consents(
    draft: LeadDraft,
    channel: str,
    created: datetime,
    now: datetime,
    values: dict[str, object],
    problems: list[str],
) -> tuple[PlannedConsent, ...]:
    said = {"email": draft.consent_email, "phone": draft.consent_phone}
    opted_in, problem = read_instant(draft.opt_in_at.strip())
    if problem:
        problems.append(f"consent: {problem}")
    found: list[PlannedConsent] = []
    for one in CHANNELS:
        status = _said(said[one], problems)
        if one == "email" and opted_in is not None and status == "unknown":
            status = "granted"
        if status == "unknown" and not said[one].strip():
            continue
        values[f"consent_{one}"] = status
        at = opted_in if opted_in is not None and status == "granted" else created
        evidence = " ".join(part for part in (draft.source, draft.source_detail) if part)
        found.append(
            PlannedConsent(one, status, min(at, now.astimezone(UTC)), channel, tidy(evidence)[:200])
        )
    return tuple(found)


def _said(text: str, problems: list[str]) -> Status:
    """Several cells may speak of one channel; the strictest counts."""
    strictest: str = "unknown"
    for part in text.split(";") if text.strip() else ():
        status = read_status(part)
        if status is None:
            problems.append(f"consent: “{tidy(part)[:40]}” says neither yes nor no")
        else:
            strictest = stricter(strictest, status)
    return "granted" if strictest == "granted" else "denied" if strictest == "denied" else "unknown"


def held_texts(values: Mapping[str, object], name: str) -> tuple[str, ...]:
    """A field of several texts, empty where it is not set."""
    found = values.get(name, ())
    return tuple(map(str, found)) if isinstance(found, tuple) else ()
