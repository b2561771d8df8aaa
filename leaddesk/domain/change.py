"""Who changed what, from what, to what: one mechanism for audit, undo and live screens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

StepMode = Literal["do", "undo", "redo"]
Plain = str | int | float | bool | None
"""A value as stored: times in microseconds since 1970, money in thousandths, lists as JSON."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record's change. `before` is None for a new record, `after` for a removed one;
    else both hold just the fields that changed. `lead_id` says on which card it shows.
    """

    kind: str
    id: int
    lead_id: int | None
    before: Mapping[str, Plain] | None
    after: Mapping[str, Plain] | None


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a person or of an engine, with its sentence as `verb` and `args`."""

    id: int
    op_id: str
    user_id: int | None
    at: datetime
    verb: str
    args: Mapping[str, Plain] = field(default_factory=dict)
    mode: StepMode = "do"
    undoes: int | None = None
    undone_by: int | None = None
    batch_id: int | None = None
