"""An import from its first row to its last, in slices: between two of them others may write."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import Protocol

from leaddesk.base.errors import KnownError
from leaddesk.base.progress import Progress
from leaddesk.service.desk import Desk
from leaddesk.service.import_commands import (
    OUTDATED,
    Batch,
    ClearBatch,
    FinishStaging,
    OpenBatch,
    PreparedRow,
    PromoteBatch,
    StageRows,
)
from leaddesk.service.import_plan import ImportPlan
from leaddesk.service.intake import IntakeContext
from leaddesk.service.read_models import Reader
from leaddesk.service.rules import (
    SCORING,
    SLA,
    TEAM,
    scoring_rules,
    sla_policies,
    team_setting,
)

PART = 100
"""Rows that the reader hands over at a time."""
SLICE = 8 * PART
"""Rows of one transaction: less than half a second, so that others who write wait no longer; it
ends early for a user of this program."""


class RowSource(Protocol):
    """A file that is read and prepared elsewhere (a child process)."""

    @property
    def file_name(self) -> str: ...

    @property
    def sha256(self) -> str: ...

    @property
    def rows(self) -> int | None:
        """How many there are, None if nobody counted yet."""
        ...

    def prepared(
        self, plan: ImportPlan, ctx: IntakeContext, *, size: int, skip: int
    ) -> Iterator[Sequence[PreparedRow] | None]:
        """Batches of at most `size` rows from row `skip` on. None: nothing has come yet, ask
        again; a reader that can wait never gives it."""
        ...


def context(reader: Reader, plan: ImportPlan, desk: Desk) -> IntakeContext:
    """What the child process must know of the team."""
    team = reader.team()
    base = team_setting(reader.setting(TEAM))
    return IntakeContext(
        now=desk.clock.now(),
        region=plan.locale.region or base["region"],
        currency=plan.locale.currency or base["currency"],
        pipeline=team.pipeline,
        users=team.users,
        rules=scoring_rules(reader.setting(SCORING)),
        policies=sla_policies(reader.setting(SLA)),
        channel="import",
        policy=plan.policy,
        owner_id=plan.owner_id,
        actor_id=desk.user_id,
        time_zone=base["time_zone"],
    )


def stage(
    desk: Desk, source: RowSource, plan: ImportPlan, *, resume: bool = True
) -> Generator[Progress, None, Batch]:
    """Rehearse: every row matched, scored, routed and accounted for; nothing on the board yet.
    An unfinished rehearsal of the same file and plan goes on where it stopped."""
    opened = desk.execute(OpenBatch(source.file_name, source.sha256, plan.to_json(), resume=resume))
    batch: Batch = opened.result
    if batch.state == "staged":
        return batch
    ctx = desk.ask(lambda reader: context(reader, plan, desk))
    total = source.rows or 0
    yield Progress(batch.next_row, total, "reading")
    parts = source.prepared(plan, ctx, size=PART, skip=batch.next_row)
    waiting: list[PreparedRow] = []
    try:
        for part in parts:
            waiting.extend(part or ())
            # All that is there when the reader has nothing more, else whole slices.
            while waiting and (part is None or len(waiting) >= SLICE):
                batch = _staged(desk, batch, waiting, plan)
                yield Progress(batch.next_row, max(total, batch.next_row), "checking")
            if part is None:
                yield Progress(batch.next_row, max(total, batch.next_row), "checking")
        while waiting:
            batch = _staged(desk, batch, waiting, plan)
            yield Progress(batch.next_row, max(total, batch.next_row), "checking")
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
    finished: Batch = desk.execute(FinishStaging(batch.id)).result
    return finished


def _staged(desk: Desk, batch: Batch, waiting: list[PreparedRow], plan: ImportPlan) -> Batch:
    """Stage one slice of the waiting rows and take it off; as many as it came to."""
    command = StageRows(batch.id, batch.next_row, tuple(waiting[:SLICE]), plan.policy)
    staged: Batch = desk.execute(command).result
    del waiting[: staged.next_row - batch.next_row]
    return staged


def promote(desk: Desk, batch: Batch, plan: ImportPlan) -> Generator[Progress, None, Batch]:
    """Add all rows in one short step, then tidy up."""
    rows = batch.counts.rows
    yield Progress(rows, rows, "adding", can_cancel=False)
    command = PromoteBatch(batch.id, plan.bad_rows, plan.policy)
    outcome = desk.execute(command)
    # A COMMIT that seemed to fail had succeeded: asked again, the handler finds it done.
    promoted: Batch = desk.execute(command).result if outcome.repeated else outcome.result
    yield Progress(rows, rows, "tidying", outcome.changes, can_cancel=False)
    desk.execute(ClearBatch(batch.id))
    return promoted


def import_file(
    desk: Desk, source: RowSource, plan: ImportPlan, *, resume: bool = True
) -> Generator[Progress, None, Batch]:
    """Both, one after the other. KnownError "bad-rows" where the plan stops at them; the batch
    then stays staged, so that the rows can be looked at."""
    batch = yield from stage(desk, source, plan, resume=resume)
    try:
        return (yield from promote(desk, batch, plan))
    except KnownError as error:
        if error.code != OUTDATED:
            raise
    batch = yield from stage(desk, source, plan)
    return (yield from promote(desk, batch, plan))
