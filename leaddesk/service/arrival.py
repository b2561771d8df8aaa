"""The last steps of the intake: the record as it is stored, with owner, clock and first task."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from leaddesk.domain.activity import OUTBOUND_KINDS, REAL_KINDS, Activity, Consent, Task
from leaddesk.domain.draft import RecordKind
from leaddesk.domain.lead import Lead
from leaddesk.domain.next_step import first_task, next_step
from leaddesk.domain.pipeline import Stage
from leaddesk.domain.routing import Routed
from leaddesk.domain.scoring import is_mql
from leaddesk.domain.sla import CLOCK, clock_start, first_response, open_target, started_at
from leaddesk.service.intake import IntakeContext, Prepared
from leaddesk.service.rules import with_routing

FIRST_TASK_TITLES = {"call": "First call", "email": "First e-mail", "todo": "Find out who it is"}


@dataclass(frozen=True, slots=True)
class Arrival:
    """A record as it is stored, all derived fields set, and what is filed with it."""

    lead: Lead
    activities: tuple[Activity, ...]
    tasks: tuple[Task, ...]
    consents: tuple[Consent, ...]
    score_document: str


class _Begun(NamedTuple):
    """What clocks and first task ask of a lead that is still being put together: of a whole Lead
    every change would be a copy of sixty fields, and an import makes them by the hundred
    thousand."""

    kind: RecordKind
    reached: Mapping[str, str]
    lead_type: str
    band: str
    phone: str
    email: str
    owner_id: int | None
    deleted_at: None = None


def arrive(
    prepared: Prepared,
    ids: Callable[[], int],
    ctx: IntakeContext,
    routed: Routed,
    *,
    linked: Lead | None = None,
    batch_id: int | None = None,
) -> Arrival:
    """A new record with all that is filed beside it. `ids` gives a fresh id at each call;
    `linked` is the converted lead or customer it returns from.

    The instant of each lifecycle reached is its creation for the stage it begins in. The clock of
    a lead that begins in the first column (or Raw) starts at its submission; a lead that comes
    from elsewhere with contacts behind it has none.
    """
    lead_id, created, result = ids(), prepared.created_at, prepared.score
    stage, reached = _begins(prepared, ctx)
    values: dict[str, Any] = dict(prepared.values)
    begun = _Begun(
        prepared.kind, reached, values.get("lead_type", "other"), result.band,
        values.get("phone", ""), values.get("email", ""), routed.owner_id,
    )  # fmt: skip
    activities = filed_activities(prepared, lead_id, ids, ctx, batch_id)
    responded = first_response(begun, activities)
    target = open_target(begun, stage, responded, ctx.policies)
    due = target.due if target else None
    tasks = _tasks(prepared, lead_id, begun, stage, ids, ctx, due, batch_id)
    first = next_step(tasks)
    lead = Lead(
        id=lead_id, kind=prepared.kind, stage_id=stage.id, created_at=created, updated_at=ctx.now,
        stage_since=created, owner_id=routed.owner_id, team_id=routed.team_id, reached=reached,
        contact_id=linked.contact_id if linked else None,
        company_id=linked.company_id if linked else None,
        origin_id=linked.id if linked and prepared.kind == "lead" else None,
        batch_id=batch_id, column_id=ctx.pipeline.column_of(stage.id), score=result.score,
        fit=result.fit, intent=result.intent, band=result.band, grade=result.grade,
        sla_started=started_at(begun), sla_due=due, first_response_at=responded,
        last_activity_at=max((a.at for a in activities if a.kind in REAL_KINDS), default=None),
        next_task_id=first.id if first else None, next_due=first.due_at if first else None,
        next_kind=first.kind if first else "", next_title=first.title if first else "",
        due_at=min((at for at in (due, first and first.due_at) if at), default=None),
        **values,
    )  # fmt: skip
    consents = tuple(c.filed(ids(), lead_id, batch_id) for c in prepared.extras.consents)
    document = with_routing(prepared.score_document, routed.reason)
    return Arrival(lead, activities, tasks, consents, document)


def _begins(prepared: Prepared, ctx: IntakeContext) -> tuple[Stage, dict[str, str]]:
    """The stage it begins in and when it reached what; with the start of its clock."""
    stage, created = ctx.pipeline.by_id(prepared.stage_id), prepared.created_at
    reached: dict[str, str] = {stage.lifecycle: created.isoformat()}
    if is_mql(prepared.score, ctx.rules):
        reached.setdefault("mql", ctx.now.isoformat())
        stage = _promoted(prepared, stage, ctx)
        reached.setdefault(stage.lifecycle, ctx.now.isoformat())
    if _is_fresh(prepared, stage, ctx):
        reached[CLOCK] = clock_start(created, ctx.now).isoformat()
    return stage, reached


def filed_activities(
    prepared: Prepared,
    lead_id: int,
    ids: Callable[[], int],
    ctx: IntakeContext,
    batch_id: int | None = None,
) -> tuple[Activity, ...]:
    """The touchpoint, which bears the submission's fingerprint as its outcome, and the history."""
    touch, bears = prepared.extras.touchpoint, prepared.fingerprint
    return (
        touch.filed(ids(), lead_id, ctx.actor_id, batch_id, outcome=bears),
        *(one.filed(ids(), lead_id, ctx.actor_id, batch_id) for one in prepared.extras.activities),
    )


def _promoted(prepared: Prepared, stage: Stage, ctx: IntakeContext) -> Stage:
    """The column of qualified leads, if there is one and it stands to the right."""
    column = ctx.pipeline.for_lifecycle("mql")
    chosen = prepared.stage_given or prepared.kind == "opportunity"
    if column is None or chosen or not ctx.pipeline.is_ahead(stage.id, column.id):
        return stage
    return column


def _is_fresh(prepared: Prepared, stage: Stage, ctx: IntakeContext) -> bool:
    """Whether nobody has worked on it yet."""
    if prepared.kind != "lead" or any(
        one.kind in OUTBOUND_KINDS for one in prepared.extras.activities
    ):
        return False
    early = stage.role == "raw" or stage.lifecycle in {"new", "mql"}
    return early or (stage.id == ctx.pipeline.first("lead").id)


def _tasks(
    prepared: Prepared,
    lead_id: int,
    lead: _Begun,
    stage: Stage,
    ids: Callable[[], int],
    ctx: IntakeContext,
    sla_due: datetime | None,
    batch_id: int | None,
) -> tuple[Task, ...]:
    """The steps that came with it; for a fresh lead without one, its first task."""
    planned = tuple(
        task.filed(ids(), lead_id, lead.owner_id, batch_id) for task in prepared.extras.tasks
    )
    if planned or CLOCK not in lead.reached or stage.role not in {"column", "raw"}:
        return planned
    owner = next((u for u in ctx.users if u.id == lead.owner_id), None)
    zone = owner.time_zone if owner is not None else ctx.time_zone
    kind, due = first_task(lead.phone, lead.email, sla_due, ctx.now, zone)
    title = FIRST_TASK_TITLES[kind]
    return (Task(ids(), lead_id, kind, due, lead.owner_id, title, batch_id=batch_id),)
