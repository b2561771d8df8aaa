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


# An act in slices (a bulk act over thousands of leads) is one step for people and several in the
# log. Each slice is one transaction, so a kill between two leaves whole slices; and each is a step
# of its own, since other clients read the log by ids and transactions that only rise: what was
# added to an old step they would never see. The slices' operation ids are the act's with a number,
# "<id>/2", "<id>/3": the same unique index that stops a repeated COMMIT finds all slices of an act.
# The first slice bears the plain id and counts for all in its args; history, undo and redo show it
# alone.

PART_MARK = "/"
PARTS_KEY, CHANGES_KEY = "parts", "changes"
"""Args of the first slice: how many slices and changes the act has. Absent for a single one."""


def part_op(op_id: str, number: int) -> str:
    """The operation id of an act's slice; the first one has the act's own."""
    return op_id if number == 1 else f"{op_id}{PART_MARK}{number}"


def first_op(op_id: str) -> str:
    """The operation id of the act that this operation is a slice of."""
    return op_id.partition(PART_MARK)[0]


def parts_of(step: Step) -> int:
    """How many slices the act has whose first one this step is."""
    return int(step.args.get(PARTS_KEY) or 1)


def said_args(args: Mapping[str, Plain]) -> dict[str, Plain]:
    """What a sentence says, without the account of slices."""
    return {key: value for key, value in args.items() if key not in (PARTS_KEY, CHANGES_KEY)}
