"""Telephone numbers as people read them, for a lane: what knows them is loaded at the first one."""

from __future__ import annotations

from leaddesk.domain.lead import Lead


def grouped_numbers(lead: Lead) -> dict[str, str]:
    """Return a lead's numbers with their groups ("+46 8 555 01 42"); other texts as they are."""
    numbers = [number for number in (lead.phone, *lead.phones) if number]
    if not numbers:
        return {}
    from leaddesk.domain.identity.phone import format_phone

    return {number: format_phone(number) for number in numbers}
