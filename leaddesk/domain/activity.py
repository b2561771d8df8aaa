"""What happened (activities, touchpoints) and what is to be done (tasks); consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ActivityKind = Literal[
    "call",
    "email_in",
    "email_out",
    "meeting",
    "note",
    "form",
    "page_visit",
    "download",
    "event",
    "email_opened",
    "email_clicked",
    "social",
    "product_use",
    "unsubscribe",
    "import",
    "stage_change",
    "owner_change",
    "band_change",
    "system",
]
REAL_KINDS: frozenset[str] = frozenset(
    {"call", "email_in", "email_out", "meeting", "note", "stage_change"}
)
"""Kinds that reset aging: somebody did something (field edits, imports, re-scores never do)."""

OUTBOUND_KINDS: frozenset[str] = frozenset({"call", "email_out", "meeting"})
"""Kinds that meet the first-response clock."""

TaskKind = Literal["call", "email", "meeting", "todo"]
OUTCOMES: tuple[str, ...] = (
    "reached",
    "voicemail",
    "no answer",
    "wrong number",
    "replied",
    "not interested",
    "done",
)


@dataclass(frozen=True, slots=True)
class Activity:
    """A line of the timeline. One with a `source` is a touchpoint and feeds attribution."""

    id: int
    lead_id: int
    kind: str
    at: datetime
    user_id: int | None = None
    outcome: str = ""
    subject: str = ""
    body: str = ""
    source: str = ""
    medium: str = ""
    campaign: str = ""
    source_detail: str = ""
    batch_id: int | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do until `due_at`; the lead's next step is its earliest open task.

    `all_day` tasks are due at the end of their day; `done_at` or `cancelled_at` closes one.
    """

    id: int
    lead_id: int
    kind: TaskKind
    due_at: datetime
    owner_id: int | None = None
    title: str = ""
    all_day: bool = False
    remind_at: datetime | None = None
    done_at: datetime | None = None
    cancelled_at: datetime | None = None
    outcome: str = ""
    batch_id: int | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.cancelled_at is None


@dataclass(frozen=True, slots=True)
class Consent:
    """One recorded statement; the newest per channel counts. `evidence` is where it can be seen."""

    id: int
    lead_id: int
    channel: Literal["email", "phone"]
    status: Literal["granted", "denied", "unknown"]
    at: datetime
    method: str = ""
    evidence: str = ""
    batch_id: int | None = None
    version: int = 1
