"""Step 3: rows to look at, grouped by what mends them, corrected in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from leaddesk.presentation.imports.flow_words import rows_done
from leaddesk.presentation.imports.import_flow import ImportFlow
from leaddesk.presentation.imports.problem_rows_model import (
    FIRST_CELL,
    LINE,
    TAKE,
    WHY,
    ProblemRowsModel,
)
from leaddesk.presentation.imports.problems import Group
from leaddesk.presentation.imports.rehearsal import RehearsalState
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import Banner, Button, ProgressLine
from leaddesk.widgets.empty import EmptyNote
from leaddesk.widgets.imports.fix_table import FixTable
from leaddesk.widgets.imports.frames import Line, Panel
from leaddesk.widgets.imports.group_list import GroupList
from leaddesk.widgets.imports.other_line import OtherLine
from leaddesk.widgets.imports.repair_bar import RepairBar
from leaddesk.widgets.imports.table_look import fit_columns
from leaddesk.widgets.labels import ElidedLabel, PlainLabel
from leaddesk.widgets.theme import Theme

BadRows = Literal["stop", "skip"]
PickTarget = Callable[[QWidget, str], Path | None]


def pick_target(parent: QWidget, name: str) -> Path | None:
    """Ask where to save a file; None when that was given up."""
    kinds = {"CSV (*.csv)": ".csv", tr("Excel workbook (*.xlsx)"): ".xlsx"}
    chosen, kind = QFileDialog.getSaveFileName(
        parent, tr("Save the rows that were not taken"), name, ";;".join(kinds)
    )
    if not chosen:
        return None
    path = Path(chosen)
    known = path.suffix.lower() in kinds.values()
    return path if known else path.with_name(path.name + kinds.get(kind, ".csv"))


class CheckStep(QWidget):
    """`decided` hands over other decisions, `save_asked` wants the bad rows as a file."""

    decided = Signal(object)  # Decisions
    save_asked = Signal()

    def __init__(self, theme: Theme, flow: ImportFlow) -> None:
        super().__init__()
        self._theme, self._flow = theme, flow
        self._group: Group | None = None
        self._alike: tuple[int, int, str] | None = None  # row, column, what it was corrected to
        self.problem = Banner(theme, "danger", "")
        self.groups = GroupList(theme, flow.money)
        self.title = PlainLabel(theme, role="heading")
        self.hint = ElidedLabel(theme, tone="text2", role="small")
        self.repair = RepairBar(theme)
        self.other = OtherLine(theme)
        self.model = ProblemRowsModel(self)
        self.table = FixTable(theme, self.model)
        self.good = EmptyNote(theme, "circle-check", tr("Nothing to correct."))
        self.busy = _Busy(theme, flow)
        self.stop = QRadioButton(tr("Add nothing while a row can't be taken"))
        self.skip = QRadioButton(tr("Add the good rows, leave the others in the file"))
        self.save = Button(theme, tr("Save bad rows as a file…"), icon="download")
        self._lay_out()
        self._connect()
        self.show_rows()

    def take_focus(self) -> None:
        """Put the focus on the list of problems."""
        self.groups.setFocus()

    def show_stopping(self) -> None:
        """Lead to the rows that can't be taken."""
        self.groups.choose("rejected")
        self.table.setFocus()

    def show_rows(self) -> None:
        """Show the groups of the newest rehearsal."""
        flow = self._flow
        is_ready = flow.rehearsal.state in (RehearsalState.STAGED, RehearsalState.DONE)
        groups = flow.groups() if is_ready else ()
        problem = flow.problem
        self.problem.setVisible(problem is not None)
        if problem is not None:
            self.problem.set_notice("danger", f"{problem.title} {problem.hint}".strip())
        if not is_ready and not flow.corrections:
            self.busy.show_progress()
            self._stack.setCurrentWidget(self.busy)
        elif groups:
            self._stack.setCurrentWidget(self._work)
        elif is_ready:
            self._stack.setCurrentWidget(self.good)
        self.groups.show_groups(groups)
        self._show_choice()

    # --- inside ------------------------------------------------------------------------------

    def _connect(self) -> None:
        flow, model = self._flow, self.model
        self.groups.group_chosen.connect(self._choose_group)
        model.cells_corrected.connect(self._correct)
        model.row_left_out.connect(lambda line, out: flow.leave_out([line], left_out=out))
        self.repair.decided.connect(self.decided)
        self.repair.left_out.connect(self._leave_all)
        self.repair.same_said.connect(self._say_same)
        self.repair.emptied.connect(self._empty)
        self.repair.alike_asked.connect(self._mend_alike)
        self.table.chosen_changed.connect(self._show_chosen)
        self.stop.clicked.connect(lambda: self._choose_bad_rows("stop"))
        self.skip.clicked.connect(lambda: self._choose_bad_rows("skip"))
        self.save.clicked.connect(self.save_asked)
        flow.rows_changed.connect(self.show_rows)
        flow.counts_changed.connect(self._counts_changed)
        flow.plan_changed.connect(self._show_group)

    def _counts_changed(self) -> None:
        if self._flow.rehearsal.is_busy:
            self.busy.show_progress()
        if (self._stack.currentWidget() is self.busy) != self._flow.rehearsal.is_busy:
            self.show_rows()

    def _choose_group(self, key: str) -> None:
        self._group = next((g for g in self._flow.groups() if g.key == key), None)
        self._show_group()
        if self._group is not None:
            px = self._theme.look.px
            why = px(300 if self._group.team is None else 460)
            widths = {TAKE: px(52), LINE: px(58), WHY: why}
            fit_columns(self.table, widths, px(150))
            self._alike = None
            wrong = self.model.first_wrong()
            self.table.horizontalScrollBar().setValue(0)
            if wrong is not None:
                self.table.choose_cell(0, wrong + FIRST_CELL)
                self.table.scrollTo(self.model.index(0, wrong + FIRST_CELL))

    def _show_group(self) -> None:
        decisions, group = self._flow.decisions, self._group
        if decisions is None:
            return
        self.model.show_group(group, decisions)
        self._show_choice()
        if group is None:
            return
        number = self._flow.money.number(group.count)
        count = tr_n("{count} row", "{count} rows", group.count, count=number)
        more = tr(" · the first {n} are shown", n=len(group.rows)) if group.more else ""
        self.title.setText(f"{group.title} · {count}{more}")
        self.hint.setText(group.hint)
        profile = self._flow.file.profile
        self.repair.show_repair(group, decisions, profile)
        self._show_chosen()

    def _show_choice(self) -> None:
        counts, decisions = self._flow.counts, self._flow.decisions
        rejected = counts.rejected if counts is not None else 0
        shown = bool(counts is not None and counts.stopping)
        for widget in (self.stop, self.skip):
            widget.setVisible(shown)
        self.save.setVisible(bool(rejected))
        self._foot.setVisible(shown or bool(rejected))
        if decisions is not None:
            self.stop.setChecked(decisions.bad_rows == "stop")
            self.skip.setChecked(decisions.bad_rows == "skip")

    def _choose_bad_rows(self, choice: BadRows) -> None:
        if self._flow.decisions is not None:
            self.decided.emit(replace(self._flow.decisions, bad_rows=choice))

    def _selected(self) -> list[int]:
        """The lines of the rows in which something is selected."""
        return [self.model.row_at(row).line for row in self.table.chosen_rows()]

    def _chosen_lines(self) -> list[int]:
        """The lines of the selected rows, of all rows of the group if none is selected."""
        return self._selected() or [row.line for row in self._group.rows] if self._group else []

    def _say_same(self, same: bool) -> None:
        lines = self._chosen_lines()
        if lines and self._flow.decisions is not None:
            self.table.clearSelection()
            self.decided.emit(self._flow.decisions.with_same(lines, same=same))

    def _leave_all(self, left_out: bool) -> None:
        lines = self._chosen_lines()
        self.table.clearSelection()
        self._flow.leave_out(lines, left_out=left_out)

    def _correct(self, cells: Sequence[tuple[int, int, str, str]]) -> None:
        """Take corrections; one made by hand can be made in all rows with the same text."""
        self._flow.correct_cells(cells)
        now = self.table.currentIndex()
        is_one = len(cells) == 1 and now.isValid() and now.column() >= FIRST_CELL
        others = self.model.alike(now.row(), now.column()) if is_one else []
        self._alike = (now.row(), now.column(), cells[0][2]) if others else None
        self.repair.show_alike(len(others), cells[0][2] if others else "")

    def _mend_alike(self) -> None:
        if self._alike is not None:
            row, column, text = self._alike
            others = self.model.alike(row, column)
            self.model.set_texts([(other, column, text) for other in others])
            self._alike = None

    def _empty(self) -> None:
        """Empty the marked cells: the rows are taken without them."""
        cells = self.model.wrong_cells(self.table.chosen_rows() or None)
        self.table.clearSelection()
        self.model.set_texts([(row, column, "") for row, column in cells])

    def _show_chosen(self) -> None:
        self.repair.show_selected(len(self.table.chosen_rows()))
        group, at = self._group, max(0, self.table.currentIndex().row())
        row = self.model.row_at(at) if at < self.model.rowCount() else None
        team = group.team if group is not None else None
        is_sure = group is not None and group.repair != "twins"
        self.other.show_row(row if team is not None else None, team, is_sure=is_sure)

    def _lay_out(self) -> None:
        px = self._theme.look.px
        left = Panel(padding=12, spacing=8)
        head = PlainLabel(self._theme, tr("To look at"), role="small", weight=600, tone="text2")
        head.setContentsMargins(10, 6, 0, 0)
        left.column.addWidget(head)
        left.column.addWidget(self.groups, 1)
        left.setFixedWidth(px(300))
        right = Panel(padding=0, spacing=0)
        top = QVBoxLayout()
        top.setContentsMargins(20, 16, 20, 12)
        top.setSpacing(4)
        top.addWidget(self.title)
        top.addWidget(self.hint)
        top.addWidget(self.repair)
        top.addWidget(self.other)
        right.column.addLayout(top)
        right.column.addWidget(Line())
        table = QHBoxLayout()
        table.setContentsMargins(12, 0, 12, 8)
        table.addWidget(self.table)
        right.column.addLayout(table, 1)
        self._work = QWidget()
        both = QHBoxLayout(self._work)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(16)
        both.addWidget(left)
        both.addWidget(right, 1)
        self._stack = QStackedWidget()
        for widget in (self._work, self.good, self.busy):
            self._stack.addWidget(widget)
        group = QButtonGroup(self)
        group.addButton(self.stop)
        group.addButton(self.skip)
        self._foot = Panel(padding=14)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.stop)
        row.addWidget(self.skip)
        row.addStretch(1)
        row.addWidget(self.save)
        self._foot.column.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.problem)
        column.addWidget(self._stack, 1)
        column.addWidget(self._foot)


class _Busy(QWidget):
    """How far the rehearsal is."""

    def __init__(self, theme: Theme, flow: ImportFlow) -> None:
        super().__init__()
        self._flow = flow
        self._words = PlainLabel(theme, role="heading", weight=500, tone="text2", tabular=True)
        self._line = ProgressLine(theme)
        self._line.setFixedWidth(theme.look.px(360))
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        inner = QVBoxLayout()
        inner.setSpacing(10)
        inner.addWidget(self._words)
        inner.addWidget(self._line)
        row.addLayout(inner)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)

    def show_progress(self) -> None:
        """Say how many rows were looked at."""
        progress = self._flow.rehearsal.progress
        if progress is None or not progress.total:
            self._words.setText(tr("Checking the rows…"))
            self._line.set_value(0.0)
            return
        done, total = rows_done(self._flow, progress)
        self._words.setText(tr("Checked {done} of {all} rows", done=done, all=total))
        self._line.set_value(progress.fraction or 0.0)
