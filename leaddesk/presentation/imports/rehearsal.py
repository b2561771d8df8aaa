"""The rehearsal of an import and its last step: one long work at a time, started again at will."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from leaddesk.base.errors import BugError, Cancelled
from leaddesk.base.progress import Progress
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.service.desk import Desk
from leaddesk.service.import_commands import Batch, DiscardBatch, OpenBatch
from leaddesk.service.import_job import RowSource, promote, stage
from leaddesk.service.import_plan import ImportPlan
from leaddesk.work.task import Task


class RehearsalState(Enum):
    """Where it stands. STAGED: all rows are accounted for, nothing is on the board yet."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    STAGED = "staged"
    ADDING = "adding"
    DONE = "done"
    FAILED = "failed"


def rehearse(
    desk: Desk, source: RowSource, plan: ImportPlan, is_kept: Callable[[], bool] = lambda: False
) -> Generator[Progress, None, Batch]:
    """Stage the whole file. Left in the middle, what was staged is thrown away unless `is_kept`;
    kept, and after an error, the next try of the same file and plan goes on where it stopped."""
    opened = desk.execute(
        OpenBatch(source.file_name, source.sha256, plan.to_json(), resume=True)
    ).result
    try:
        return (yield from stage(desk, source, plan))
    except GeneratorExit:
        if not is_kept():
            desk.execute(DiscardBatch(opened.id))
        raise


def plan_changes(now: ImportPlan, then: ImportPlan) -> int:
    """How many things were decided differently: cells, rows, and one for all that counts for the
    whole file. What is done with bad rows is no matter of a rehearsal."""
    fixed = {fix[:2] for fix in set(now.fixes) ^ set(then.fixes)}
    lines = (set(now.left_out) ^ set(then.left_out)) | (set(now.same) ^ set(then.same))
    return len(fixed) + len(lines) + (_without_rows(now) != _without_rows(then))


def _without_rows(plan: ImportPlan) -> ImportPlan:
    return replace(plan, fixes=(), left_out=(), same=(), bad_rows="stop")


class Rehearsal(QObject):
    """Stages a file under a plan, throws it away when the plan changes, promotes it at the end.

    `changed` after each step forward; `staged`, `promoted` and `failed` once at an end.
    """

    changed = Signal()
    staged = Signal(object)  # Batch
    promoted = Signal(object)  # Batch
    failed = Signal(object)  # BaseException

    def __init__(self, client: DeskClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._task: Task[Batch] | None = None
        self._mark: object | None = None
        self._clock = QElapsedTimer()
        self._began_at = 0
        self._wanted: ImportPlan | None = None
        self._kept = threading.Event()
        self.state = RehearsalState.IDLE
        self.batch: Batch | None = None
        self.progress: Progress | None = None
        self.error: BaseException | None = None
        self.plan: ImportPlan | None = None  # of the newest one that was started

    @property
    def is_busy(self) -> bool:
        return self.state in (RehearsalState.RUNNING, RehearsalState.PAUSED, RehearsalState.ADDING)

    @property
    def can_cancel(self) -> bool:
        """Whether stopping is still possible: not in the step that adds all rows at once."""
        return self.state is not RehearsalState.ADDING

    @property
    def rate(self) -> float:
        """Rows in a second since it was started or resumed; 0 while nobody can say."""
        if self.progress is None or self.state is not RehearsalState.RUNNING:
            return 0.0
        seconds = self._clock.elapsed() / 1000
        return (self.progress.done - self._began_at) / seconds if seconds > 0.5 else 0.0

    def start(self, source: RowSource, plan: ImportPlan) -> None:
        """Rehearse, instead of whatever was rehearsed before."""
        self.drop()
        desk = self._client.desk
        if desk is None:
            raise BugError("an import was started without a database")
        self.plan = plan
        self._set(RehearsalState.RUNNING)
        self._clock.start()
        self._began_at = 0
        kept = self._kept = threading.Event()
        self._run(rehearse(desk, source, plan, kept.is_set), self._came)

    def stop_and_keep(self) -> None:
        """Stop, and keep what was staged so far for the next try of this file and plan."""
        self._kept.set()
        if self._task is not None and self.can_cancel:
            self._task.cancel()

    def drop(self) -> None:
        """Stop, and throw away what was staged. What was promoted stays."""
        task, batch, state = self._task, self.batch, self.state
        self._task = self._mark = self._wanted = None
        if task is not None:
            task.cancel()
        if batch is not None and state in (RehearsalState.STAGED, RehearsalState.FAILED):
            # Somebody else may have thrown it away or finished it: then there is nothing to do.
            self._client.do(DiscardBatch(batch.id), on_error=lambda _error: None)
        self.batch = self.progress = self.error = None
        self._set(RehearsalState.IDLE)

    def pause(self) -> None:
        """Stop after the present slice, until `resume`."""
        if self._task is not None and self.state is RehearsalState.RUNNING:
            self._task.pause()
            self._set(RehearsalState.PAUSED)

    def resume(self) -> None:
        """Go on."""
        if self._task is not None and self.state is RehearsalState.PAUSED:
            self._began_at = self.progress.done if self.progress else 0
            self._clock.start()
            self._set(RehearsalState.RUNNING)
            self._task.resume()

    def add_rows(self, plan: ImportPlan) -> None:
        """Promote what is staged, as soon as all of it is."""
        if self.state is RehearsalState.STAGED:
            self._promote(plan)
        elif self.state in (RehearsalState.RUNNING, RehearsalState.PAUSED):
            self._wanted = plan
            self.resume()

    def wait_with_adding(self) -> None:
        """Take `add_rows` back while it has not begun."""
        self._wanted = None

    # --- inside ------------------------------------------------------------------------------

    def _run(
        self, work: Generator[Progress, None, Batch], on_done: Callable[[Batch], None]
    ) -> None:
        mark = self._mark = object()

        def progressed(progress: Progress) -> None:
            # While the file is slow nothing new is told many times a second.
            if self._mark is mark and progress != self.progress:
                self.progress = progress
                self.changed.emit()

        def done(batch: Batch) -> None:
            if self._mark is mark:
                self._task = self._mark = None
                on_done(batch)

        def went_wrong(error: BaseException) -> None:
            if self._mark is mark and not isinstance(error, Cancelled):
                self._task = self._mark = None
                self._failed(error)

        task = self._client.run(work, on_done=done, on_error=went_wrong, on_progress=progressed)
        if self._mark is mark:  # a lane without threads has ended it already
            self._task = task

    def _came(self, batch: Batch) -> None:
        self.batch = batch
        self._set(RehearsalState.STAGED)
        self.staged.emit(batch)
        if self._wanted is not None:
            plan, self._wanted = self._wanted, None
            self._promote(plan)

    def _promote(self, plan: ImportPlan) -> None:
        desk, batch = self._client.desk, self.batch
        if desk is None or batch is None:
            raise BugError("nothing is staged")
        self._set(RehearsalState.ADDING)
        self._run(promote(desk, batch, plan), self._added)

    def _added(self, batch: Batch) -> None:
        self.batch = batch
        self._set(RehearsalState.DONE)
        self.promoted.emit(batch)

    def _failed(self, error: BaseException) -> None:
        self.error = error
        was_adding = self.state is RehearsalState.ADDING
        self._set(RehearsalState.STAGED if was_adding else RehearsalState.FAILED)
        self.failed.emit(error)

    def _set(self, state: RehearsalState) -> None:
        self.state = state
        self.changed.emit()
