"""What follows from a record and its timeline: score, response clock. Recomputed after every verb
and after an undo, so that it never has to be taken back itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from leaddesk.domain.activity import Activity
from leaddesk.domain.facts import facts_of
from leaddesk.domain.lead import Lead
from leaddesk.domain.pipeline import Pipeline
from leaddesk.domain.scoring import ScoreResult, is_mql, score
from leaddesk.domain.sla import first_response, open_target, started_at
from leaddesk.service.book import Book
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.rules import score_document


def refresh(uow: UnitOfWork, book: Book, ids: Iterable[int], routed: str = "") -> None:
    """Bring score and clocks of these records up to date; ids that are gone are passed over.
    `routed` replaces the explanation of the owner, if given."""
    for lead in uow.leads.many(ids).values():
        _refresh(uow, book, lead, routed)


def refresh_and_promote(uow: UnitOfWork, book: Book, ids: Iterable[int]) -> None:
    """The same after something was learnt of a lead: one that reaches the threshold of marketing
    qualified leads is noted as such and moves to that column, if there is one, to the right."""
    for lead in uow.leads.many(ids).values():
        result = _refresh(uow, book, lead, "")
        if is_mql(result, book.scoring):
            promote(uow, book, uow.leads.get(lead.id))


def story(uow: UnitOfWork, lead: Lead) -> tuple[Activity, ...]:
    """The timeline; an opportunity's begins with its lead's."""
    own = uow.leads.activities(lead.id)
    if lead.kind == "opportunity" and lead.origin_id is not None:
        return (*uow.leads.activities(lead.origin_id), *own)
    return own


def worked_out(
    lead: Lead, activities: Sequence[Activity], book: Book, pipeline: Pipeline, now: datetime
) -> tuple[ScoreResult, dict[str, object]]:
    """The score of a record and the derived fields that follow from it and its timeline."""
    result = score(facts_of(lead, pipeline, book.users), activities, book.scoring, now)
    responded = first_response(lead, activities)
    scored = replace(lead, band=result.band)
    target = open_target(scored, pipeline.by_id(lead.stage_id), responded, book.policies)
    return result, {
        "score": result.score,
        "fit": result.fit,
        "intent": result.intent,
        "band": result.band,
        "grade": result.grade,
        "sla_started": started_at(lead),
        "sla_due": target.due if target else None,
        "first_response_at": responded,
    }


def _refresh(uow: UnitOfWork, book: Book, lead: Lead, routed: str) -> ScoreResult:
    result, values = worked_out(lead, story(uow, lead), book, uow.pipeline(), uow.now)
    uow.leads.save_derived(lead.id, values)
    known = json.loads(uow.leads.score_document(lead.id) or "{}")
    why = routed or str(known.get("routed", ""))
    uow.leads.store_score(lead.id, score_document(result, book.scoring, uow.now, why))
    return result


def promote(uow: UnitOfWork, book: Book, lead: Lead) -> None:
    """A lead that reached the threshold is noted as qualified and moves to its column."""
    if lead.kind != "lead" or lead.deleted_at is not None:
        return
    here = book.pipeline.by_id(lead.stage_id)
    if here.role not in {"column", "raw", "nurture"}:
        return
    reached = dict(lead.reached)
    reached.setdefault("mql", uow.now.isoformat())
    column = book.pipeline.for_lifecycle("mql")
    target = None
    if column is not None and book.pipeline.is_ahead(here.id, column.id):
        target = column
    elif column is None and here.role == "nurture":
        target = book.pipeline.first("lead")
    if target is not None and not any(field not in reached for field in target.requires):
        reached.setdefault(target.lifecycle, uow.now.isoformat())
        lead = replace(lead, stage_id=target.id, stage_since=uow.now)
    uow.leads.save(replace(lead, reached=reached))
