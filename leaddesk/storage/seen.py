"""What a watch of the change log tells about other clients' commits."""

from __future__ import annotations

from dataclasses import dataclass

CHANNEL = "leaddesk"
MOST_BEHIND = 5_000  # steps or changes; beyond that reading everything anew is cheaper


@dataclass(frozen=True, slots=True)
class SeenChange:
    """One record that a step changed."""

    kind: str
    record_id: int
    lead_id: int | None


@dataclass(frozen=True, slots=True)
class SeenStep:
    """One committed step. `at` is in microseconds since 1970, UTC. `is_batch`: a whole import was
    added or taken back; its leads are not among the changes."""

    id: int
    op_id: str
    user_id: int | None
    at: int
    verb: str
    is_batch: bool
    changes: tuple[SeenChange, ...]


@dataclass(frozen=True, slots=True)
class FullReload:
    """So much happened that single changes are not told: ask for everything again."""


Seen = tuple[SeenStep, ...] | FullReload
