"""The state of an import in the window: one file, its four steps, what was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from leaddesk.domain.raw import Hints
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.errors import Notice, notice_of
from leaddesk.presentation.imports.decisions import Decisions
from leaddesk.presentation.imports.draft_shelf import DraftShelf, MemoryShelf
from leaddesk.presentation.imports.drafted_file import DraftedFile, Start
from leaddesk.presentation.imports.drafts import Draft
from leaddesk.presentation.imports.files import ImportFiles
from leaddesk.presentation.imports.mapping_rows import MappingView, names_somebody, needs_survey
from leaddesk.presentation.imports.problems import CheckedRows, Group, group_rows, read_checked
from leaddesk.presentation.imports.rehearsal import Rehearsal, RehearsalState, plan_changes
from leaddesk.presentation.imports.rejects import save_rejects
from leaddesk.presentation.imports.remembered import keep_matching, keep_own_fields
from leaddesk.presentation.imports.row_walk import RowWalk
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.text import tr
from leaddesk.service.import_commands import Batch, Counts
from leaddesk.service.import_plan import ImportPlan

CHOOSE, MATCH, CHECK, RUN = range(4)
SETTLE_MS = 400
"""A rehearsal begins when nothing was changed for so long."""


class ImportFlow(QObject):
    """Everything the four steps show; all slow work in the lanes, all answers in the window.

    `file.changed`: another file or another reading of it. `plan_changed`: a decision or the
    file's profile. `counts_changed`: the rehearsal. `rows_changed`: rows to check.
    `step_changed`: another step, or the end.
    """

    step_changed = Signal()
    plan_changed = Signal()
    counts_changed = Signal()
    rows_changed = Signal()

    def __init__(
        self, client: DeskClient, files: ImportFiles, money: MoneyWords,
        parent: QObject | None = None, *, shelf: DraftShelf | None = None,
        settle_ms: int = SETTLE_MS,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._client, self.files, self.money = client, files, money
        self.drafted = DraftedFile(client, files, shelf or MemoryShelf(), self)
        self.drafted.keeper.loaded.connect(self._go_on)
        self.drafted.opened.connect(self._opened)
        self.file = self.drafted.look
        self.file.surveyed.connect(self._plan_changed)
        self.walk = RowWalk(client, files, self.file, self.plan, self)
        self.rehearsal = Rehearsal(client, self)
        self.rehearsal.changed.connect(self.counts_changed)
        self.rehearsal.staged.connect(self._staged)
        self.rehearsal.promoted.connect(self._promoted)
        self.rehearsal.failed.connect(self._rehearsal_failed)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(settle_ms)
        self._settle.timeout.connect(self._rehearse)
        self._forget()

    def _forget(self) -> None:
        self.step = CHOOSE
        self.decisions: Decisions | None = None
        self.is_remembered = False
        self.remember = True
        self.checked = CheckedRows()
        self.problem: Notice | None = None
        self.done: Batch | None = None
        self._is_begun = False  # somebody went beyond the first step
        self.rehearsal.plan = None
        self.walk.forget()

    # --- step 1: the file and its draft --------------------------------------------------------

    @property
    def has_draft(self) -> bool:
        """Whether a file is being worked on."""
        return self.file.path is not None and self.done is None

    def resume(self) -> None:
        """Go on with what was open when the program ended; at the start, once."""
        self.drafted.keeper.load()

    def choose(self, path: Path) -> None:
        """Begin with a file, or go on with its draft; that of another file is kept."""
        self._open(path, None)

    def go_on(self, draft: Draft) -> None:
        """Go on with a draft; the open one is kept."""
        self._open(Path(draft.path), draft.hints)

    def throw_away(self, draft: Draft) -> None:
        """Forget a draft that is not open; what was said of its file is over."""
        waits = self.drafted.waiting == draft
        self.drafted.keeper.drop(draft.sha256)
        if waits:
            self.leave()

    def read_anew(self) -> None:
        """The file was changed or is back: look at it again, and keep what was decided."""
        path, hints = self.file.path, self.file.hints
        if path is not None:
            self._open(path, hints)

    def correct(self, hints: Hints) -> None:
        """Look again, with what a person knows better."""
        self.rehearsal.drop()
        self.drafted.correct(hints)

    def leave(self) -> None:
        """Throw the draft away; nothing was added by it. Not while rows are being added."""
        if self.rehearsal.can_cancel:
            self._close(is_kept=False)

    def _go_on(self) -> None:
        drafts = self.drafted.keeper.drafts
        draft = drafts.find(drafts.current) if drafts.current else None
        if draft is not None and self.file.path is None:
            self.go_on(draft)

    def _open(self, path: Path, hints: Hints | None) -> None:
        if self.rehearsal.can_cancel:
            is_begun = self._is_begun and self.done is None
            self._close(is_kept=is_begun, tells=path != self.file.path)
            self.drafted.open(path, hints)

    def _close(self, *, is_kept: bool, tells: bool = True) -> None:
        self._settle.stop()
        self.rehearsal.drop()
        self.drafted.close(is_kept=is_kept, tells=tells)
        self._forget()
        for signal in (self.file.changed, self.plan_changed, self.rows_changed):
            signal.emit()
        self.walk.changed.emit()
        self.step_changed.emit()

    def _opened(self, start: Start) -> None:
        self.decisions, self.remember = start.decisions, start.remember
        self.is_remembered = start.is_remembered
        self.walk.forget()
        self.checked, self.rehearsal.plan = CheckedRows(), None
        self.file.survey(self.decisions.mapping)
        if start.step:
            self.step, self._is_begun = start.step, True
            self.step_changed.emit()
        self._plan_changed()

    def _keep(self) -> None:
        if self.decisions is not None and self.has_draft:
            self.drafted.keep(min(self.step, CHECK), self.decisions, remember=self.remember)

    # --- step 2: the matching ----------------------------------------------------------------

    def set_field(self, index: int, field: str) -> None:
        """Let a column mean something else."""
        if self.decisions is not None:
            mapping = self.decisions.mapping.with_field(index, field)
            self.match(replace(self.decisions, mapping=mapping))

    def match(self, decisions: Decisions) -> None:
        """Take another matching of the same columns."""
        if self.decisions is None:
            return
        before, after = self.decisions.mapping.fields, decisions.mapping.fields
        self.decisions = decisions
        moved = (pair for pair in zip(before, after, strict=True) if pair[0] != pair[1])
        if any(needs_survey(*pair) for pair in moved):
            self.file.survey(self.decisions.mapping)
        self._plan_changed()

    def decide(self, decisions: Decisions) -> None:
        """Take other decisions about the same columns."""
        old, self.decisions = self.decisions, decisions
        if old is not None and replace(old, bad_rows="stop") == replace(decisions, bad_rows="stop"):
            self._keep()
            self.plan_changed.emit()  # nothing that the rehearsal must know
        else:
            self._plan_changed()

    def view(self) -> MappingView | None:
        """What the results of the columns follow from; None before there is a file."""
        team = self.file.team
        if self.decisions is None or team is None:
            return None
        return MappingView(self.decisions, team, self.file.profile, self.counts, self.money)

    @property
    def counts(self) -> Counts | None:
        """What becomes of the rows, once all are counted."""
        batch = self.rehearsal.batch
        return batch.counts if batch is not None else None

    def plan(self) -> ImportPlan | None:
        """What is to be done, as decided now; None while the file is looked through."""
        profile, team = self.file.profile, self.file.team
        if self.decisions is None or profile is None or team is None or self.file.is_surveying:
            return None
        proven = profile.locale
        region, currency = proven.region or team.region, proven.currency or team.currency
        return self.decisions.plan(replace(proven, region=region, currency=currency))

    @property
    def is_open(self) -> bool:
        """Whether a person must decide something in step 2 before the import can go on."""
        view = self.view()
        if view is None or self.decisions is None:
            return False
        return view.open_columns() > 0 or not names_somebody(self.decisions.mapping)

    # --- the rehearsal -----------------------------------------------------------------------

    def _plan_changed(self) -> None:
        if self.step == MATCH or (self.step == CHECK and self.rehearsal.plan is None):
            self.rehearsal.drop()
            self._settle.start()
        if self.step != CHOOSE:
            self.walk.show_again()
        self._keep()
        self.plan_changed.emit()

    def check_again(self) -> None:
        """Rehearse at once, with what was corrected."""
        self._settle.stop()
        self._rehearse()

    @property
    def is_settled(self) -> bool:
        """Whether the counts are those of the present decisions."""
        return self.rehearsal.state is RehearsalState.STAGED and not self.corrections

    @property
    def corrections(self) -> int:
        """How many corrections wait for the next rehearsal."""
        now, then = self.plan(), self.rehearsal.plan
        return plan_changes(now, then) if now is not None and then is not None else 0

    def _rehearse(self) -> None:
        plan, path, looked = self.plan(), self.file.path, self.file.looked
        if plan is None or path is None or looked is None or not names_somebody(plan.mapping):
            return
        shape = replace(looked.inspection.shape, rows=self.file.rows)
        self.problem = None
        self.rehearsal.start(self.files.source(path, shape), plan)
        self.plan_changed.emit()

    def _staged(self, batch: Batch) -> None:
        self.plan_changed.emit()
        self._client.ask(
            "import.rows", lambda reader: read_checked(reader, batch.id), self._rows_came,
            self._rehearsal_failed,
        )  # fmt: skip

    def _rows_came(self, checked: CheckedRows) -> None:
        self.checked = checked
        self.rows_changed.emit()

    def _rehearsal_failed(self, error: BaseException) -> None:
        self.problem = notice_of(error, tr("checking the rows"))
        if self.step == RUN:
            self.go(CHECK)
        self.counts_changed.emit()

    @property
    def held(self) -> str:
        """Why nothing can be checked or added just now: rows are checked in the database."""
        lock = self._client.lock
        return lock.reason if lock is not None else ""

    # --- step 3 and 4 ------------------------------------------------------------------------

    def groups(self) -> tuple[Group, ...]:
        """The rows to look at, grouped by repair."""
        counts = self.counts
        if counts is None or self.decisions is None:
            return ()
        return group_rows(self.checked, counts, self.decisions)

    def correct_cells(self, cells: Sequence[tuple[int, int, str, str]]) -> None:
        """Another text for cells of the file: (line, column, text, text in the file)."""
        if self.decisions is not None:
            self.decide(self.decisions.with_fixes(cells))

    def leave_out(self, lines: Iterable[int], *, left_out: bool = True) -> None:
        """Leave rows in the file, or take them after all."""
        if self.decisions is not None:
            self.decide(self.decisions.with_left_out(lines, left_out=left_out))

    def go(self, step: int) -> None:
        """Show another step; leaving step 2 keeps the matching for files like this."""
        if step >= MATCH and self.file.looked is None:
            return
        if step > MATCH and self.step == MATCH and self.remember:
            self._keep_matching()
        self.step = step
        self._is_begun = self._is_begun or step != CHOOSE
        self._keep()
        self.step_changed.emit()
        if step in (MATCH, CHECK) and not self.rehearsal.is_busy and not self.is_settled:
            self.walk.show_again()
            self._settle.start()

    def _keep_matching(self) -> None:
        if self.decisions is not None and self.file.team is not None:
            keep_matching(self._client, self.decisions, self.file.team)

    def add_rows(self) -> None:
        """Import: when all rows are staged they are added in one step."""
        plan = self.plan()
        if plan is not None:
            self.problem = None
            if not self.rehearsal.is_busy and self.rehearsal.state is not RehearsalState.STAGED:
                self.check_again()
            self.go(RUN)
            self.rehearsal.add_rows(plan)

    @property
    def is_running(self) -> bool:
        """Whether somebody waits for rows to be checked or added."""
        return self.step >= CHECK and self.rehearsal.is_busy

    def stop_and_keep(self) -> None:
        """Before the end of the program: what was checked and decided is kept for this file."""
        self._keep()
        self.drafted.keeper.save_now()
        self.rehearsal.stop_and_keep()

    def back_to_draft(self) -> None:
        """Stop an import that has added nothing yet, and keep everything decided."""
        self.rehearsal.wait_with_adding()
        self.rehearsal.resume()
        self.go(CHECK)

    def _promoted(self, batch: Batch) -> None:
        self.done = batch
        self.drafted.keeper.drop(self.drafted.sha256)
        if self.decisions is not None and self.file.team is not None:
            keep_own_fields(self._client, self.decisions, self.file.team)
        self.step_changed.emit()

    def save_rejects(
        self, path: Path, saved: Callable[[int], None], failed: Callable[[Notice], None]
    ) -> None:
        """Write all rows that were not taken to a file, to be mended and imported again."""
        batch, decisions = self.rehearsal.batch, self.decisions
        if batch is not None and decisions is not None:
            header = decisions.mapping.names
            save_rejects(self._client, self.files, batch, header, path, saved, failed)
