"""How soon somebody must answer a lead, counted around the clock.

The clock of a lead starts when it was captured or came back; the instant stands in
`Lead.reached[CLOCK]`, so that taking a step back takes the clock back too. It is met by the first
logged outbound call, e-mail or meeting, never by an edit of a field or a stage; it rests in Nurture
and ends when the lead is closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from leaddesk.domain.activity import OUTBOUND_KINDS, Activity
from leaddesk.domain.draft import RecordKind
from leaddesk.domain.pipeline import OPEN_ROLES, Stage

CLOCK = "clock"
FRESH = timedelta(hours=24)
"""A capture that tells of an interest older than this starts its clock at the capture: nobody could
have answered a list of last year's fair in time."""

WARN_AT = 0.8
State = Literal["running", "warning", "breached"]


@dataclass(frozen=True, slots=True)
class Policy:
    """First matching policy counts. `lead_types` and `bands` are empty where all are meant;
    `phone` is the time until the first phone call, None without one."""

    name: str
    first_response: timedelta
    lead_types: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    phone: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A running clock: which policy set it, from when, until when."""

    policy: str
    started: datetime
    due: datetime
    phone_due: datetime | None = None

    def state(self, now: datetime) -> State:
        """Warned at 80 % of the time, breached from the due instant on."""
        if now >= self.due:
            return "breached"
        used = (now - self.started) / (self.due - self.started)
        return "warning" if used >= WARN_AT else "running"


DEFAULT_POLICIES: tuple[Policy, ...] = (
    Policy(
        "Demo or pricing", timedelta(minutes=5), ("demo request", "pricing inquiry"),
        phone=timedelta(minutes=60),
    ),
    Policy("Referral", timedelta(hours=2), ("referral",)),
    Policy("Trial or event", timedelta(hours=4), ("free trial", "event or webinar")),
    Policy("All others", timedelta(hours=24)),
)  # fmt: skip


class OnClock(Protocol):
    """A lead, or as much of one as its clocks ask for."""

    @property
    def kind(self) -> RecordKind: ...

    @property
    def reached(self) -> Mapping[str, str]: ...

    @property
    def deleted_at(self) -> datetime | None: ...

    @property
    def lead_type(self) -> str: ...

    @property
    def band(self) -> str: ...


def due(
    lead_type: str,
    band: str,
    started: datetime,
    policies: Iterable[Policy] = DEFAULT_POLICIES,
) -> Target | None:
    """The first-response target of a lead; None if no policy speaks of it."""
    for policy in policies:
        if policy.lead_types and lead_type not in policy.lead_types:
            continue
        if policy.bands and band not in policy.bands:
            continue
        phone = started + policy.phone if policy.phone else None
        return Target(policy.name, started, started + policy.first_response, phone)
    return None


def clock_start(created: datetime, captured: datetime) -> datetime:
    """From when a captured lead's clock counts: its submission, if that is fresh."""
    return created if timedelta(0) <= captured - created <= FRESH else captured


def started_at(lead: OnClock) -> datetime | None:
    """When the clock of this lead started; None if it never had one."""
    text = lead.reached.get(CLOCK)
    return datetime.fromisoformat(text) if text else None


def first_response(lead: OnClock, activities: Iterable[Activity]) -> datetime | None:
    """The first outbound contact since the clock started (ever, for a lead without a clock)."""
    start = started_at(lead)
    times = (a.at for a in activities if a.kind in OUTBOUND_KINDS)
    return min((at for at in times if start is None or at >= start), default=None)


def open_target(
    lead: OnClock,
    stage: Stage,
    responded: datetime | None,
    policies: Iterable[Policy] = DEFAULT_POLICIES,
) -> Target | None:
    """The clock that runs for this lead now; None when it is met, paused, closed or never began."""
    start = started_at(lead)
    runs = lead.kind == "lead" and stage.role in OPEN_ROLES and lead.deleted_at is None
    if start is None or responded is not None or not runs:
        return None
    return due(lead.lead_type, lead.band, start, policies)
