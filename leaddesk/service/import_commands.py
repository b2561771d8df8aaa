"""The verbs of an import. Rows are staged in slices and promoted together, so that an import is
all or nothing, can be resumed after a kill, and never stops the team for long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from leaddesk.base.packed import Packed
from leaddesk.base.said import said
from leaddesk.service.commands import Command, MatchPolicy
from leaddesk.service.intake import Prepared

BatchState = Literal["staging", "paused", "staged", "promoted", "undone", "discarded", "failed"]
RowOutcome = Literal["created", "updated", "duplicate_in_file", "flagged", "rejected"]
OUTDATED = "import-outdated"
"""The code of the refusal to promote rows that must be staged anew."""


@dataclass(frozen=True, slots=True)
class CellProblem(Packed):
    """What is wrong with one cell; the row may still be good."""

    column: str
    value: str
    reason: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class PreparedRow(Packed):
    """A record of the file, read and normalised. `prepared` is None for one that can't be taken;
    `reject` then says why, and `stops` whether an all-or-nothing import stops at it (a heading
    that is repeated, a total or a refund does not). `cells` are kept where a person may want to
    see them. `same`: a person said that its likely duplicate is the same."""

    line: int
    prepared: Prepared | None
    reject: str = ""
    code: str = ""
    stops: bool = True
    cells: tuple[str, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    same: bool = False


@dataclass(frozen=True, slots=True)
class OpenBatch(Command):
    """Begin an import, or find the unfinished one of the same file and plan again. Own unfinished
    ones of the same file with another plan are thrown away. Result: `Batch`."""

    file_name: str
    sha256: str
    plan: str
    resume: bool = True


@dataclass(frozen=True, slots=True)
class StageRows(Command):
    """Match, score and route one slice and put it beside the leads. Result: `Batch`. A slice that
    was staged already is left as it is. `policy` as in CaptureLeads."""

    batch_id: int
    first: int
    rows: tuple[PreparedRow, ...]
    policy: MatchPolicy = "fill"


@dataclass(frozen=True, slots=True)
class FinishStaging(Command):
    """All rows are there: the rehearsal is complete. Result: `Batch`."""

    batch_id: int


@dataclass(frozen=True, slots=True)
class PromoteBatch(Command):
    """Make the staged rows leads, in one short transaction. `bad_rows` "stop": a rejected row
    stops it all (KnownError "bad-rows"). KnownError "import-outdated" where a lead that the file
    adds to was removed since: open the batch again, its rows are staged anew. Result: `Batch`."""

    batch_id: int
    bad_rows: Literal["stop", "skip"] = "stop"
    policy: MatchPolicy = "fill"


@dataclass(frozen=True, slots=True)
class DiscardBatch(Command):
    """Throw away what was staged. Result: `Batch`."""

    batch_id: int


@dataclass(frozen=True, slots=True)
class ClearBatch(Command):
    """Empty the staging tables of a promoted import, after it. Result: `Batch`."""

    batch_id: int


@dataclass(frozen=True, slots=True)
class UndoImport(Command):
    """Take a whole import back; rows that a person touched since stay. Result: `TakenBack`."""

    batch_id: int


SAMPLE_DATA = "sample_data"
"""Team setting while sample data is there: {"batch": id of its import, "leads": how many,
"users": ids of those made for it}; "{}" when it has been taken out."""


@dataclass(frozen=True, slots=True)
class RemoveSample(Command):
    """Take the sample out with all that was made of it: its leads, also those that somebody
    touched since, what was filed with them, their companies, contacts and users unless something
    else needs them. Can't be undone. Result: `TakenBack`."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What becomes of the rows; the five add up to `rows`."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    duplicate_in_file: int = 0
    flagged: int = 0
    rejected: int = 0
    stopping: int = 0  # rejected rows that stop an all-or-nothing import


@dataclass(frozen=True, slots=True)
class Batch:
    """An import as it stands. `next_row` is the first row that is not staged yet."""

    id: int
    state: BatchState
    next_row: int
    counts: Counts
    step_id: int | None = None
    owners: tuple[tuple[int, int], ...] = ()  # (user, 0: nobody) and how many new leads
    turns: tuple[tuple[int, int], ...] = ()  # (team, its place in the round robin when staged)
    taken: tuple[tuple[int, int], ...] = ()  # (team, places that the staged rows take)


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that an undo of its import left, and why. `who` changed it since, "" for nobody
    who is known."""

    id: int
    who: str = ""

    @property
    def reason(self) -> str:
        """Why it stayed, as a sentence's end."""
        return said("changed by {who} since", who=self.who) if self.who else said("changed since")


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How many leads went, how many got their old values back, which stayed."""

    removed: int
    restored: int
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class StagedRow:
    """The account of one row. `update` is JSON: what a matched lead is to get, see
    `import_said`."""

    seq: int
    line: int
    outcome: RowOutcome
    reason: str = ""
    lead_id: int | None = None
    cells: tuple[str, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    update: str | None = None
    stops: bool = False
    turn_of: int | None = None
