"""Who might be meant by what somebody is typing into a form. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from leaddesk.domain.dedupe_keys import Identity
from leaddesk.domain.draft import LeadDraft
from leaddesk.service.read_models import CardRow, Reader

SHORTEST = 3
"""Fewer letters are like too much."""

NEARLY = 0.7
"""From this likeness on a company's name may be a slip of another's."""


@dataclass(frozen=True, slots=True)
class Met:
    """The likeliest record for a draft. `is_added_to`: the draft would not become a record of its
    own but be added to this one."""

    row: CardRow
    is_added_to: bool


def met_by(draft: LeadDraft, stage_id: int, now: datetime) -> Callable[[Reader], Met | None] | None:
    """Return the question whom a draft meets when it is captured into a stage as it is; None while
    it says too little."""
    similar = similar_to(draft)
    if similar is None:
        return None

    def question(reader: Reader) -> Met | None:
        rows = similar(reader)
        if not rows:
            return None
        target = _added_to(draft, stage_id, now, reader, rows)
        known = next((row for row in rows if row.id == target), None)
        return Met(known or rows[0], known is not None)

    return question


def similar_to(draft: LeadDraft) -> Callable[[Reader], tuple[CardRow, ...]] | None:
    """Return the question for records like a draft, best first; None while it says too little.

    By mailbox, number and name as duplicates are found; by the company's beginning, or its
    likeness, where only that is known yet.
    """
    email, phone = draft.emails[:1], draft.phones[:1]
    if max(len(part) for part in (draft.company, draft.name, *email, *phone)) < SHORTEST:
        return None
    given = Identity(
        name=draft.name,
        company=draft.company,
        emails=tuple(text.strip().lower() for text in email if "@" in text),
        phones=phone,
    )

    def question(reader: Reader) -> tuple[CardRow, ...]:
        found = reader.similar(given)
        if found or len(draft.company) < SHORTEST:
            return found
        start = draft.company.strip().casefold()
        rows = reader.search(draft.company, limit=10)
        begun = tuple(row for row in rows if row.company.casefold().startswith(start))[:5]
        return begun or _nearly(draft.company, reader)

    return question


def _nearly(company: str, reader: Reader) -> tuple[CardRow, ...]:
    """Return records whose company is spelled a little otherwise after the first word."""
    from leaddesk.domain.dedupe import compare

    first, *rest = company.split()
    if not rest or len(first) < SHORTEST:
        return ()
    given = Identity(company=company)
    rated = [
        (compare(given, Identity(company=row.company)).score, row)
        for row in reader.search(first, limit=10)
        if row.company
    ]
    rated.sort(key=lambda pair: -pair[0])
    return tuple(row for score, row in rated if score >= NEARLY)[:5]


def _added_to(
    draft: LeadDraft, stage_id: int, now: datetime, reader: Reader, rows: tuple[CardRow, ...]
) -> int | None:
    """Return which of the records the capture would add the draft to; it decides here, too."""
    from leaddesk.service.intake import IntakeContext, prepare
    from leaddesk.service.intake_match import decide
    from leaddesk.service.read_models import glimpse_of

    pipeline = reader.pipeline()
    prepared = prepare(draft, IntakeContext(now, "", "", pipeline, stage_id=stage_id))
    leads = reader.leads([row.id for row in rows])
    decision = decide(prepared, map(glimpse_of, leads.values()), pipeline)
    return decision.target_id if decision.outcome in {"update", "recycle"} else None
