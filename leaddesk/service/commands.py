"""Every verb of the program as a frozen value; `handlers/` holds one function for each.

Ids are those of leads and opportunities alike. A field value given as text is read like a cell of
an import (ISO dates, plain decimals), so that window, command line and import share one reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from leaddesk.domain.criteria import Criteria
    from leaddesk.domain.draft import LeadDraft, RecordKind
    from leaddesk.domain.people import Role
    from leaddesk.domain.pipeline import StageNames
    from leaddesk.domain.saved_view import ViewLayout, ViewScope


MatchPolicy = Literal["fill", "replace", "newest"]


class Command:
    """Base of all verbs; `result` types are named in each handler."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CaptureLeads(Command):
    """Intake of drafts, in order. Result: tuple of `Captured`."""

    drafts: tuple[LeadDraft, ...]
    policy: MatchPolicy = "fill"
    owner_id: int | None = None  # None: routing decides
    stage_id: int | None = None  # None: New (or Raw when incomplete)
    channel: str = "manual"


@dataclass(frozen=True, slots=True)
class EditLead(Command):
    """Set fields of one record. `base` holds the values when the form was opened: a field that
    somebody else changed since to something else than `base` is a Conflict naming both values;
    other fields are merged. `version` alone (no base): any newer version is a Conflict.
    Result: the Lead."""

    id: int
    values: Mapping[str, str]
    base: Mapping[str, str] | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class EditLeads(Command):
    """Set the same fields of many records. Result: `BulkResult`."""

    ids: tuple[int, ...]
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MoveLeads(Command):
    """Move records to a stage. `given` answers what the stage requires (fields, "reason").
    Crossing the divider converts, crossing back takes the conversion back. A missing answer is
    `Needed`. `versions` (id -> version seen) makes a record moved meanwhile a Conflict.
    `before_id` places the cards by hand before another one, `after_id` behind it. With several
    ids, or `keeps` (one of several), what is given fills only what a record lacks.
    Result: `BulkResult`."""

    ids: tuple[int, ...]
    stage_id: int
    given: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[int, int] = field(default_factory=dict)
    override: str = ""
    before_id: int | None = None
    until: str = ""
    after_id: int | None = None
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class AssignLeads(Command):
    """Hand records to a user or a queue, with their open tasks. Result: `BulkResult`."""

    ids: tuple[int, ...]
    owner_id: int | None = None
    team_id: int | None = None


@dataclass(frozen=True, slots=True)
class TagLeads(Command):
    """Add and take away tags. Result: `BulkResult`."""

    ids: tuple[int, ...]
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeleteLeads(Command):
    """Into the bin for 30 days. Result: `BulkResult`."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UndeleteLeads(Command):
    """Out of the bin, whole. Result: `BulkResult`."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ConvertLead(Command):
    """Make an opportunity of a lead: contact and company are made or linked by exact match.
    Result: `Converted`."""

    id: int
    value: str = ""
    currency: str = ""
    close_date: str = ""
    stage_id: int | None = None  # None: first opportunity column


@dataclass(frozen=True, slots=True)
class Disqualify(Command):
    """Close leads with a reason code. Result: `BulkResult`."""

    ids: tuple[int, ...]
    reason: str
    note: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class LogActivity(Command):
    """File what happened; an outbound kind meets the first-response clock. Result: the Activity."""

    lead_id: int
    kind: str
    outcome: str = ""
    note: str = ""
    subject: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AddTask(Command):
    """Plan a step. Result: the Task."""

    lead_id: int
    kind: str
    due_at: datetime
    title: str = ""
    all_day: bool = False
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class AddTasks(Command):
    """Plan the same step with many records. Result: `BulkResult`."""

    ids: tuple[int, ...]
    kind: str
    due_at: datetime
    title: str = ""
    all_day: bool = False
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class FinishTask(Command):
    """Done; files an activity of the task's kind with the outcome. Result: the Task."""

    id: int
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class CancelTask(Command):
    """Not needed any more. Result: the Task."""

    id: int


@dataclass(frozen=True, slots=True)
class MoveTask(Command):
    """Another due time. Result: the Task."""

    id: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class RecordConsent(Command):
    """What somebody said about being contacted. Result: the Consent."""

    lead_id: int
    channel: str
    status: str
    method: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Undo(Command):
    """Take a step back: the named one, or the newest own one. A record that changed since is a
    Conflict unless `force`. Result: `Undone`; nothing is done yet and the result is `LongUndo`
    where the step has several slices: `undo_job.take_back` goes on with it."""

    step_id: int | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class Redo(Command):
    """Do again what the newest own undo took back. Result: `Undone` or `LongUndo`."""

    force: bool = False


@dataclass(frozen=True, slots=True)
class EnsureTeam(Command):
    """First use of an empty database: the user, the default queue, a pipeline template.
    Does nothing where they exist. Result: the User."""

    login: str
    name: str = ""
    email: str = ""
    role: Role = "admin"
    template: str = "simple"
    currency: str = "EUR"
    region: str = "DE"
    time_zone: str = "UTC"
    stage_names: StageNames = ()


@dataclass(frozen=True, slots=True)
class AddUser(Command):
    """Result: the User."""

    login: str
    name: str
    email: str = ""
    role: Role = "rep"
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class EditUser(Command):
    """Result: the User."""

    id: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SaveStage(Command):
    """Add (id None) or change a stage. Result: the Stage."""

    id: int | None
    name: str
    belongs: RecordKind = "lead"
    lifecycle: str = "new"
    position: int = 0
    color: int = 1
    probability: int = 0
    rotting_days: int = 14
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoveStage(Command):
    """Its cards move to `move_to` first. Result: int, how many moved."""

    id: int
    move_to: int


@dataclass(frozen=True, slots=True)
class SaveTeamSetting(Command):
    """One JSON document of the team under a key (currency, region, rule set, saved view ...)."""

    key: str
    document: str
    user_id: int | None = None  # None: the whole team's


@dataclass(frozen=True, slots=True)
class SaveView(Command):
    """Add (id None) or change a saved view. `sort` "" is the layout's usual order; `version`: any
    newer one is a Conflict. Result: the SavedView."""

    id: int | None
    name: str
    layout: ViewLayout = "board"
    scope: ViewScope = "team"
    criteria: Criteria | None = None
    sort: str = ""
    columns: tuple[str, ...] = ()
    is_shared: bool = False
    version: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveView(Command):
    """Take a saved view away; its leads stay."""

    id: int


@dataclass(frozen=True, slots=True)
class OrderViews(Command):
    """The order of saved views, own and shared ones each among themselves. Those that are not
    named come behind."""

    ids: tuple[int, ...]


# --- results -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Failure:
    """Why one record of a bulk step was left as it was: an error's `reason` and `hint`."""

    id: int
    reason: str
    hint: str = ""

    @property
    def text(self) -> str:
        """Both in English."""
        return f"{self.reason} {self.hint}".strip()


@dataclass(frozen=True, slots=True)
class BulkResult:
    """`done` are ids; records made on the way (a conversion) stand in `made` (old id -> new)."""

    done: tuple[int, ...]
    failed: tuple[Failure, ...] = ()
    made: Mapping[int, int] = field(default_factory=dict)


CaptureOutcome = Literal["created", "updated", "recycled", "flagged", "rejected"]


@dataclass(frozen=True, slots=True)
class Captured:
    """What became of one draft; `reasons` say why (match, routing, problem)."""

    id: int | None
    outcome: CaptureOutcome
    owner_id: int | None
    stage_id: int | None
    score: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Converted:
    """Ids of what a conversion made or linked."""

    opportunity: int
    contact: int
    company: int | None


@dataclass(frozen=True, slots=True)
class Undone:
    """The step taken back (or done again) and what it touched."""

    step_id: int
    verb: str
    args: Mapping[str, object]
    changes: int


@dataclass(frozen=True, slots=True)
class LongUndo:
    """The step has several slices and is taken back one by one; nothing was done yet."""

    step_id: int
    mode: Literal["undo", "redo"]
    force: bool
