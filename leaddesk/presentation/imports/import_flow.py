"""The state of an import in the window: one file, its four steps, what was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from leaddesk.base.progress import Progress
from leaddesk.domain.raw import Hints, RawRow, RowProblem
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.errors import Notice, notice_of
from leaddesk.presentation.imports.decisions import Decisions
from leaddesk.presentation.imports.file_look import FileLook
from leaddesk.presentation.imports.files import ImportFiles
from leaddesk.presentation.imports.mapping_rows import MappingView, names_somebody, needs_survey
from leaddesk.presentation.imports.preview import RowPreview, preview_row
from leaddesk.presentation.imports.problems import CheckedRows, Group, group_rows, read_checked
from leaddesk.presentation.imports.rehearsal import Rehearsal, RehearsalState
from leaddesk.presentation.imports.remembered import keep, memory_command
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.import_commands import Batch, Counts
from leaddesk.service.import_plan import ImportPlan
from leaddesk.service.read_models import ImportRowView

CHOOSE, MATCH, CHECK, RUN = range(4)
SETTLE_MS = 400
"""A rehearsal begins when nothing was changed for so long."""


class ImportFlow(QObject):
    """Everything the four steps show; all slow work in the lanes, all answers in the window.

    `file.changed`: another file or another reading of it. `plan_changed`: a decision or the
    file's profile. `counts_changed`: the rehearsal. `rows_changed`: rows to check.
    `preview_changed`: the row that is shown as a card. `step_changed`: another step, or the end.
    """

    step_changed = Signal()
    plan_changed = Signal()
    counts_changed = Signal()
    rows_changed = Signal()
    preview_changed = Signal()

    def __init__(
        self, client: DeskClient, files: ImportFiles, money: MoneyWords,
        parent: QObject | None = None, *, settle_ms: int = SETTLE_MS,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._client, self.files, self.money = client, files, money
        self.file = FileLook(client, files, self)
        self.file.opened.connect(self._opened)
        self.file.surveyed.connect(self._plan_changed)
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
        self.preview: RowPreview | None = None
        self.preview_at = 0
        self.checked = CheckedRows()
        self.problem: Notice | None = None
        self.done: Batch | None = None
        self._staged_plan: ImportPlan | None = None

    # --- step 1: the file --------------------------------------------------------------------

    @property
    def has_draft(self) -> bool:
        """Whether a file is being worked on."""
        return self.file.path is not None and self.done is None

    def choose(self, path: Path) -> None:
        """Begin with a file; the draft of another one is thrown away."""
        if self.rehearsal.can_cancel:
            self.leave()
            self.file.open(path)

    def correct(self, hints: Hints) -> None:
        """Look again, with what a person knows better."""
        self.rehearsal.drop()
        self.file.correct(hints)

    def leave(self) -> None:
        """Throw the draft away; nothing was added by it. Not while rows are being added."""
        if not self.rehearsal.can_cancel:
            return
        self._settle.stop()
        self.rehearsal.drop()
        self.file.close()
        self._forget()
        for signal in (self.file.changed, self.plan_changed, self.rows_changed):
            signal.emit()
        self.preview_changed.emit()
        self.step_changed.emit()

    def _opened(self) -> None:
        looked, path = self.file.looked, self.file.path
        if looked is None or path is None:
            return
        product = looked.mapping.product
        guessed = Decisions(
            looked.mapping.column_map(), product.key if product is not None else "",
            source_detail=detail_of(path),
        )  # fmt: skip
        self.decisions = guessed.remembered(self.file.memory)
        self.is_remembered = self.decisions is not guessed
        self.preview, self.preview_at = None, 0
        self.checked, self._staged_plan = CheckedRows(), None
        self.file.survey(self.decisions.mapping)
        self.plan_changed.emit()

    # --- step 2: the matching ----------------------------------------------------------------

    def set_field(self, index: int, field: str) -> None:
        """Let a column mean something else."""
        if self.decisions is None:
            return
        before = self.decisions.mapping.fields
        self.decisions = self.decisions.with_field(index, field)
        after = self.decisions.mapping.fields
        moved = (pair for pair in zip(before, after, strict=True) if pair[0] != pair[1])
        if any(needs_survey(*pair) for pair in moved):
            self.file.survey(self.decisions.mapping)
        self._plan_changed()

    def decide(self, decisions: Decisions) -> None:
        """Take other decisions about the same columns."""
        old, self.decisions = self.decisions, decisions
        if old is not None and replace(old, bad_rows="stop") == replace(decisions, bad_rows="stop"):
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

    def open_words(self) -> str:
        """Why step 2 is not finished, or ""."""
        view = self.view()
        if view is None or self.decisions is None:
            return tr("Reading the file…")
        if not names_somebody(self.decisions.mapping):
            return tr("Match a column with company, name, email or phone")
        left = view.open_columns()
        if left:
            return tr_n("%n column needs a decision", "%n columns need a decision", left)
        return "" if self.plan() is not None else tr("counting…")

    @property
    def is_open(self) -> bool:
        """Whether a person must decide something in step 2 before the import can go on."""
        view = self.view()
        if view is None or self.decisions is None:
            return False
        return view.open_columns() > 0 or not names_somebody(self.decisions.mapping)

    def rows_words(self) -> str:
        """How many rows the file has, and that its heading is none of them; "" while unknown."""
        rows, looked = self.file.rows, self.file.looked
        if rows is None or looked is None:
            return ""
        count = self.money.number(rows)
        if looked.inspection.shape.header_line:
            one, many = "{count} row below the heading", "{count} rows below the heading"
            return tr_n(one, many, rows, count=count)
        return tr_n("{count} row", "{count} rows", rows, count=count)

    def rows_done(self, progress: Progress) -> tuple[str, str]:
        """How many rows are done, and of how many. Lines that are no rows (a total, a repeated
        heading) pass through an import, too, and are not counted."""
        total = self.file.rows or progress.total
        return self.money.number(min(progress.done, total)), self.money.number(total)

    def sample(self) -> tuple[RawRow, ...]:
        """The first rows of the file."""
        return self.file.looked.inspection.sample if self.file.looked is not None else ()

    def show_preview(self, at: int) -> None:
        """Show another of the first rows as a card."""
        if self.sample():
            self.preview_at = at % len(self.sample())
            self._preview()

    def _preview(self) -> None:
        plan, desk, rows = self.plan(), self._client.desk, self.sample()
        if plan is None or desk is None or not rows:
            return
        row = rows[self.preview_at]
        self._client.ask(
            "import.preview", lambda reader: preview_row(reader, desk, plan, row),
            self._previewed, lambda _error: None,
        )  # fmt: skip

    def _previewed(self, preview: RowPreview) -> None:
        self.preview = preview
        self.preview_changed.emit()

    # --- the rehearsal -----------------------------------------------------------------------

    def _plan_changed(self) -> None:
        if self.step == MATCH:
            self.rehearsal.drop()
            self._settle.start()
        if self.step != CHOOSE:
            self._preview()
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
        now, then = self.plan(), self._staged_plan
        if now is None or then is None:
            return 0
        fixed = {fix[:2] for fix in set(now.fixes) ^ set(then.fixes)}
        lines = (set(now.left_out) ^ set(then.left_out)) | (set(now.same) ^ set(then.same))
        return len(fixed) + len(lines) + (_without_rows(now) != _without_rows(then))

    def _rehearse(self) -> None:
        plan, path, looked = self.plan(), self.file.path, self.file.looked
        if plan is None or path is None or looked is None or not names_somebody(plan.mapping):
            return
        shape = replace(looked.inspection.shape, rows=self.file.rows)
        self.problem, self._staged_plan = None, plan
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

    # --- step 3 and 4 ------------------------------------------------------------------------

    def groups(self) -> tuple[Group, ...]:
        """The rows to look at, grouped by repair."""
        counts = self.counts
        if counts is None or self.decisions is None:
            return ()
        return group_rows(self.checked, counts, self.decisions)

    def correct_cell(self, line: int, column: int, text: str, given: str) -> None:
        """Another text for one cell of the file."""
        if self.decisions is not None:
            self.decide(self.decisions.with_fix(line, column, text, given))

    def leave_out(self, lines: Iterable[int], *, left_out: bool = True) -> None:
        """Leave rows in the file, or take them after all."""
        if self.decisions is not None:
            self.decide(self.decisions.with_left_out(lines, left_out=left_out))

    def stop_words(self) -> str:
        """Why the rows can't be added now, or ""."""
        if self.corrections:
            return tr_n("%n correction to check", "%n corrections to check", self.corrections)
        stopping = self.counts.stopping if self.counts is not None else 0
        if stopping and self.decisions is not None and self.decisions.bad_rows == "stop":
            return tr_n("%n row can't be taken", "%n rows can't be taken", stopping)
        return ""

    def go(self, step: int) -> None:
        """Show another step; leaving step 2 keeps the matching for files like this."""
        if step >= MATCH and self.file.looked is None:
            return
        if step > MATCH and self.step == MATCH:
            self._keep_matching()
        self.step = step
        self.step_changed.emit()
        if step in (MATCH, CHECK) and not self.rehearsal.is_busy and not self.is_settled:
            self._preview()
            self._settle.start()

    def _keep_matching(self) -> None:
        team, desk = self.file.team, self._client.desk
        if self.remember and self.decisions is not None and team is not None and desk is not None:
            command = memory_command(self.decisions, team, self._client.user_id)
            self._client.run(keep(desk, command), on_error=lambda _error: None)

    def add_rows(self) -> None:
        """Import: when all rows are staged they are added in one step."""
        plan = self.plan()
        if plan is not None:
            self.problem = None
            self.go(RUN)
            self.rehearsal.add_rows(plan)

    @property
    def is_running(self) -> bool:
        """Whether somebody waits for rows to be checked or added."""
        return self.step >= CHECK and self.rehearsal.is_busy

    def stop_and_keep(self) -> None:
        """Before the end of the program: what was checked and matched is kept for this file."""
        team, decisions = self.file.team, self.decisions
        if team is not None and decisions is not None:
            self._client.do(memory_command(decisions, team, self._client.user_id))
        self.rehearsal.stop_and_keep()

    def back_to_draft(self) -> None:
        """Stop an import that has added nothing yet, and keep everything decided."""
        self.rehearsal.wait_with_adding()
        self.rehearsal.resume()
        self.go(CHECK)

    def _promoted(self, batch: Batch) -> None:
        self.done = batch
        self.step_changed.emit()

    def save_rejects(
        self, path: Path, saved: Callable[[int], None], failed: Callable[[Notice], None]
    ) -> None:
        """Write all rows that were not taken to a file, to be mended and imported again."""
        batch, decisions = self.rehearsal.batch, self.decisions
        if batch is None or decisions is None:
            return
        header, most = decisions.mapping.names, max(1, batch.counts.rejected)

        def told(error: BaseException) -> None:
            failed(notice_of(error, tr("saving the rows")))

        def came(rows: tuple[ImportRowView, ...]) -> None:
            bad = [RowProblem(r.line, "rejected", r.reason, r.cells) for r in rows]
            self._client.fetch(
                "import.rejects", lambda: self.files.write_rejects(path, header, bad), saved, told
            )

        self._client.ask(
            "import.rejected",
            lambda reader: reader.import_rows(batch.id, outcome="rejected", limit=most),
            came, told,
        )  # fmt: skip


def detail_of(path: Path) -> str:
    """A file's name as the source detail of its leads: "messe-2025.csv" becomes "Messe 2025"."""
    words = path.stem.replace("_", " ").replace("-", " ").split()
    text = " ".join(words)[:80]
    return text[:1].upper() + text[1:]


def _without_rows(plan: ImportPlan) -> ImportPlan:
    return replace(plan, fixes=(), left_out=(), same=(), bad_rows="stop")
