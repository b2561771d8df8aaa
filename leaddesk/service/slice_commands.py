"""One slice of a long act, and of its undo. `domain/change` says how slices stand in the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from leaddesk.service.commands import (
    AddTasks,
    AssignLeads,
    BulkResult,
    Command,
    DeleteLeads,
    Disqualify,
    EditLeads,
    MoveLeads,
    TagLeads,
    UndeleteLeads,
)

BulkCommand: TypeAlias = (
    AddTasks
    | AssignLeads
    | DeleteLeads
    | Disqualify
    | EditLeads
    | MoveLeads
    | TagLeads
    | UndeleteLeads
)
"""Verbs over any number of records, named in `ids`."""


@dataclass(frozen=True, slots=True)
class DoPart(Command):
    """Slice `number` of the act `op_id`: `command` holds the records of this slice only, `before`
    says how many were done in earlier ones. Ends early where a user waits. KnownError "stopped" if
    the slice before was taken back meanwhile. Result: `PartDone`."""

    command: BulkCommand
    op_id: str
    number: int
    before: int


@dataclass(frozen=True, slots=True)
class PartDone:
    """What became of a slice; `taken` is how many of its records it came to."""

    result: BulkResult
    taken: int


@dataclass(frozen=True, slots=True)
class CheckPart(Command):
    """Whether slice `number` of a step could be taken back: Conflict if somebody changed since
    what it wrote. Writes nothing. Result: bool, False for a slice that does not stand any more."""

    step_id: int
    number: int


@dataclass(frozen=True, slots=True)
class TakeBackPart(Command):
    """Take back the newest standing slice of a step, as slice `number` of the act `op_id`. The
    step itself is the last one. Result: `PartBack`."""

    step_id: int
    mode: Literal["undo", "redo"]
    force: bool
    op_id: str
    number: int


@dataclass(frozen=True, slots=True)
class PartBack:
    """`left` slices still stand; `changes` of the log were taken back."""

    left: int
    changes: int
