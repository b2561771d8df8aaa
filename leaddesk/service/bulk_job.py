"""A verb for thousands of records, in slices: between two of them others may write."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace

from leaddesk.base.cancel import CancelToken
from leaddesk.base.errors import KnownError
from leaddesk.base.progress import Progress
from leaddesk.domain.change import Change, Step, part_op, said_args
from leaddesk.service.commands import BulkResult, MoveLeads
from leaddesk.service.desk import Desk, Outcome
from leaddesk.service.slice_commands import BulkCommand, DoPart, PartDone

SLICE = 200
"""Records of one transaction; it ends early for a user of this program. An act over more of them
is long work."""


@dataclass(frozen=True, slots=True)
class BulkEnd:
    """What became of a long act. `outcome` is told like that of a command done at once: its step
    counts all slices, its changes were told slice by slice. `total` records were asked for; where
    fewer were tried somebody cancelled, or `stopped` says what came between."""

    outcome: Outcome
    total: int
    stopped: KnownError | None = None

    @property
    def result(self) -> BulkResult:
        """Done and failed of all slices."""
        found: BulkResult = self.outcome.result
        return found

    @property
    def tried(self) -> int:
        """How many records it came to."""
        return len(self.result.done) + len(self.result.failed)


def do_all(
    desk: Desk, command: BulkCommand, *, op_id: str, token: CancelToken | None = None
) -> Generator[Progress, None, BulkEnd]:
    """Do it slice by slice under one step of the log. `token` ends it after the slice under way:
    what is done stays done.

    Closing the generator does the same, but then nobody tells what was done. Raises what the
    command raises as long as nothing is done; after that the error is handed back as `stopped`.
    """
    rest = list(dict.fromkeys(command.ids))
    total, number = len(rest), 1
    if isinstance(command, MoveLeads):
        command = replace(command, keeps=total > 1)  # a slice may be of one record
    first: Step | None = None
    result = BulkResult(())
    stopped: KnownError | None = None
    yield Progress(0, total)
    while rest and not (token is not None and token.is_cancelled):
        part = DoPart(replace(command, ids=tuple(rest[:SLICE])), op_id, number, len(result.done))
        try:
            outcome = desk.execute(part, op_id=part_op(op_id, number))
        except KnownError as error:
            if not (result.done or result.failed):
                raise
            stopped = error
            break
        if outcome.repeated:
            # A COMMIT that seemed to fail had succeeded, and its result is lost: what it changed
            # is done; what it did not is tried again, which changes nothing more.
            changed = _leads_of(outcome.changes)
            done = [one for one in rest[:SLICE] if one in changed]
            result = replace(result, done=(*result.done, *done))
            rest = [one for one in rest if one not in changed]
        else:
            came: PartDone = outcome.result
            result = _joined(result, came.result)
            del rest[: came.taken]
        if outcome.step is not None:
            first, number = first or outcome.step, number + 1
        yield Progress(total - len(rest), total, "", outcome.changes)
    step = first and replace(first, args=_counted(first, len(result.done), number - 1))
    return BulkEnd(Outcome(result, step, ()), total, stopped)


def _joined(a: BulkResult, b: BulkResult) -> BulkResult:
    return BulkResult((*a.done, *b.done), (*a.failed, *b.failed), {**a.made, **b.made})


def _leads_of(changes: tuple[Change, ...]) -> set[int]:
    return {c.id if c.kind == "lead" else c.lead_id or 0 for c in changes}


def _counted(first: Step, count: int, parts: int) -> dict[str, str | int | float | bool | None]:
    """The args of the act's first step, as they are by now if there were several slices."""
    if parts < 2:
        return dict(first.args)
    return {k: v for k, v in said_args(first.args).items() if k not in ("name", "id")} | {
        "n": count, "parts": parts,
    }  # fmt: skip
