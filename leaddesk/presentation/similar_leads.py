"""Who might be meant by what somebody is typing into a form. No Qt here."""

from __future__ import annotations

from collections.abc import Callable

from leaddesk.domain.dedupe_keys import Identity
from leaddesk.domain.draft import LeadDraft
from leaddesk.service.read_models import CardRow, Reader

SHORTEST = 3
"""Fewer letters are like too much."""


def similar_to(draft: LeadDraft) -> Callable[[Reader], tuple[CardRow, ...]] | None:
    """Return the question for records like a draft, best first; None while it says too little.

    By mailbox, number and name as duplicates are found; by the company's beginning where only
    that is known yet.
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
        return tuple(row for row in rows if row.company.casefold().startswith(start))[:5]

    return question
