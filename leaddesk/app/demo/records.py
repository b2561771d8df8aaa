"""A made-up record with everything that follows from it: score, clock, next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from leaddesk.domain.activity import OUTBOUND_KINDS, REAL_KINDS, Activity, Consent, Task
from leaddesk.domain.facts import facts_of_values
from leaddesk.domain.lead import Lead
from leaddesk.domain.next_step import next_step
from leaddesk.domain.people import Company, Contact, User
from leaddesk.domain.pipeline import Pipeline
from leaddesk.domain.scoring import RuleSet, score
from leaddesk.domain.sla import CLOCK, Policy, open_target
from leaddesk.service.rules import score_document
from leaddesk.storage.demo_rows import Filled

_ROUTED = "took their turn"


@dataclass(frozen=True, slots=True)
class Team:
    """What the records are made for. `sellers` are who leads are given to, in turn."""

    pipeline: Pipeline
    sellers: tuple[User, ...]
    queue_id: int | None
    rules: RuleSet
    policies: tuple[Policy, ...]
    currency: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What is filed beside a record. `earlier` is the timeline of the lead it came from."""

    activities: tuple[Activity, ...]
    tasks: tuple[Task, ...] = ()
    consents: tuple[Consent, ...] = ()
    earlier: Sequence[Activity] = ()


def finish(
    values: dict[str, object],
    beside: Beside,
    team: Team,
    at: datetime,
    company: Company | None = None,
    contact: Contact | None = None,
) -> Filled:
    """The record as the program would hold it. `at` is now, or when the record was closed: what is
    closed is not scored again.

    `values` are attributes of Lead and are changed by this.
    """
    told = [*beside.earlier, *beside.activities]
    stage = team.pipeline.by_id(cast(int, values["stage_id"]))
    result = score(facts_of_values(values, stage), told, team.rules, at)
    reached = cast("dict[str, str]", values["reached"])
    start = datetime.fromisoformat(reached[CLOCK]) if CLOCK in reached else None
    contacts = (a.at for a in told if a.kind in OUTBOUND_KINDS)
    responded = min((on for on in contacts if start is None or on >= start), default=None)
    values.update(
        score=result.score, fit=result.fit, intent=result.intent, band=result.band,
        grade=result.grade, sla_started=start, first_response_at=responded,
        last_activity_at=max((a.at for a in beside.activities if a.kind in REAL_KINDS),
                             default=None),
    )  # fmt: skip
    if start is not None and responded is None:
        target = open_target(Lead(**values), stage, None, team.policies)  # type: ignore[arg-type]
        values.update(sla_due=target.due if target else None)
    step = next_step(beside.tasks)
    if step is not None:
        values.update(
            next_task_id=step.id, next_due=step.due_at, next_kind=step.kind, next_title=step.title
        )
    routed = _ROUTED if values.get("owner_id") is not None else ""
    return Filled(
        Lead(**values),  # type: ignore[arg-type]
        beside.activities, beside.tasks, beside.consents,
        score_document(result, team.rules, at, routed), company, contact,
    )  # fmt: skip
