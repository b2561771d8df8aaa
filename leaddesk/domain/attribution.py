"""Which source a result is credited to: first touch, last touch, or all alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from leaddesk.domain.activity import Activity

Model = Literal["first", "last", "linear"]


@dataclass(frozen=True, slots=True)
class Touch:
    """Where a touchpoint came from."""

    source: str
    medium: str = ""
    campaign: str = ""
    source_detail: str = ""


def touchpoints(activities: Iterable[Activity]) -> tuple[Touch, ...]:
    """The activities that carry a source, oldest first (by id where the time is the same)."""
    touched = sorted((a for a in activities if a.source), key=lambda a: (a.at, a.id))
    return tuple(Touch(a.source, a.medium, a.campaign, a.source_detail) for a in touched)


def shares(touches: tuple[Touch, ...], model: Model) -> dict[Touch, Fraction]:
    """Each touch's exact share; the shares add up to 1, or there is none without a touch."""
    if not touches:
        return {}
    counted = {"first": touches[:1], "last": touches[-1:], "linear": touches}[model]
    found: dict[Touch, Fraction] = {}
    for touch in counted:
        found[touch] = found.get(touch, Fraction(0)) + Fraction(1, len(counted))
    return found
