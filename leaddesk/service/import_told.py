"""What follows for leads to which an import told something: score, clocks, next step, search.

The same as after a verb on one lead (`derived`), for thousands, by a few statements.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import islice

from leaddesk.domain.activity import REAL_KINDS, Activity, Task
from leaddesk.domain.lead import Lead
from leaddesk.domain.scoring import is_mql
from leaddesk.service.book import Book
from leaddesk.service.derived import promote, worked_out
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.rules import score_document

AT_ONCE = 400


def bring_up_to_date(
    uow: UnitOfWork, book: Book, ids: Iterable[int], *, qualify: bool = True
) -> None:
    """Ids that are gone are passed over. `qualify`: a lead that reaches the threshold is noted as
    marketing qualified and moves to that column."""
    rest = iter(sorted(set(ids)))
    while part := list(islice(rest, AT_ONCE)):
        _bring(uow, book, part, qualify=qualify)


def _bring(uow: UnitOfWork, book: Book, ids: Sequence[int], *, qualify: bool) -> None:
    leads = uow.leads.many(ids)
    origins = {one.origin_id for one in leads.values() if one.origin_id is not None}
    stories = uow.imports.stories({*leads, *origins})
    tasks = uow.imports.open_tasks(leads)
    known = uow.imports.score_documents(leads)
    pipeline = uow.pipeline()
    derived: dict[int, dict[str, object]] = {}
    documents: dict[int, str] = {}
    qualified: list[int] = []
    for lead in leads.values():
        own = stories.get(lead.id, [])
        result, values = worked_out(lead, _story(lead, stories), book, pipeline, uow.now)
        derived[lead.id] = {**values, **_plans(own, tasks.get(lead.id, []))}
        why = str(json.loads(known.get(lead.id, "{}")).get("routed", ""))
        documents[lead.id] = score_document(result, book.scoring, uow.now, why)
        if qualify and is_mql(result, book.scoring):
            qualified.append(lead.id)
    uow.leads.save_derived_many(derived)
    uow.imports.store_scores({one: told for one, told in documents.items() if one in known})
    for lead_id in sorted(documents.keys() - known.keys()):
        uow.leads.store_score(lead_id, documents[lead_id])
    for lead_id in qualified:
        promote(uow, book, uow.leads.get(lead_id))


def _story(lead: Lead, stories: dict[int, list[Activity]]) -> list[Activity]:
    own = stories.get(lead.id, [])
    if lead.kind == "opportunity" and lead.origin_id is not None:
        return [*stories.get(lead.origin_id, ()), *own]
    return own


def _plans(own: Sequence[Activity], tasks: Sequence[Task]) -> dict[str, object]:
    first = tasks[0] if tasks else None
    return {
        "last_activity_at": max((one.at for one in own if one.kind in REAL_KINDS), default=None),
        "next_task_id": first.id if first else None,
        "next_due": first.due_at if first else None,
        "next_kind": first.kind if first else "",
        "next_title": first.title if first else "",
    }
