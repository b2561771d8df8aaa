"""Step 2: what each column of the file means."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.base.clock import Clock
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.imports.decisions import ORDERS
from leaddesk.presentation.imports.field_words import import_field_word
from leaddesk.presentation.imports.import_flow import ImportFlow
from leaddesk.presentation.imports.mapping_rows import MappingRow, MappingView, samples_of
from leaddesk.presentation.imports.value_matches import MATCHED, options, value_matches
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Popover
from leaddesk.widgets.imports.frames import Line, Panel
from leaddesk.widgets.imports.match_row import NARROW, WIDE, MatchRow
from leaddesk.widgets.imports.outcome_panel import OutcomePanel, scrolled
from leaddesk.widgets.imports.question_forms import ChoiceForm, ValueForm, date_answers
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme

AT_ONCE = 4
"""Rows made in one turn (6 ms each): a file of 2,000 columns must not hold the window."""


class MatchStep(QWidget):
    """`field_chosen` and `decided` are what a person does; the flow tells what becomes of it."""

    field_chosen = Signal(int, str)
    decided = Signal(object)  # Decisions

    def __init__(self, theme: Theme, flow: ImportFlow, dates: DateWords, clock: Clock) -> None:
        super().__init__()
        self._theme, self._flow = theme, flow
        self._header: tuple[str, ...] = ()
        self._samples: list[str] = []
        self.rows: list[MatchRow] = []
        self.popover: Popover | None = None
        self.outcome = OutcomePanel(theme, flow, dates, clock)
        self.outcome.decided.connect(self.decided)
        self._more = QTimer(self)
        self._more.setInterval(0)
        self._more.timeout.connect(self._make_rows)
        self._widths = WIDE
        self._head = QHBoxLayout()
        self._lay_out()
        flow.plan_changed.connect(self.show_plan)
        flow.counts_changed.connect(self._show_results)
        flow.file.changed.connect(self._file_changed)

    def take_focus(self) -> None:
        """Put the focus on the first column that is open, else on the first."""
        view = self._flow.view()
        for row in self.rows:
            if view is not None and view.result(row.index).kind == "bad":
                row.combo.setFocus()
                return
        if self.rows:
            self.rows[0].combo.setFocus()

    def show_plan(self) -> None:
        """Show what was decided."""
        decisions = self._flow.decisions
        if decisions is None:
            self._clear()
            return
        if decisions.mapping.header != self._header:
            self._clear()
            self._header = decisions.mapping.header
            sample = self._flow.walk.sample
            self._samples = [samples_of(sample, n) for n in range(len(self._header))]
            self._make_rows()
        self._show_results()

    def ask_open(self) -> None:
        """Lead to the first column that is open: the focus on it, its question asked."""
        self.take_focus()
        view = self._flow.view()
        for row in self.rows:
            if view is not None and view.result(row.index).kind == "bad":
                self._area.ensureWidgetVisible(row)
                self.ask(row.index)
                return

    def ask(self, index: int) -> None:
        """Open the question of a column in a popover at its row."""
        view = self._flow.view()
        row = next((one for one in self.rows if one.index == index), None)
        if view is None or row is None:
            return
        field = view.decisions.mapping.fields[index]
        form = self._value_form(view, index) if field in MATCHED else self._date_form(view, index)
        if form is None:
            return
        if self.popover is not None:
            self.popover.deleteLater()
        title = f"{row.name.text()}: {import_field_word(field)}"
        self.popover = Popover(self._theme, self.window(), title, form)
        form.done.connect(self.popover.close_it)
        self.popover.open_at(row.button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._fit()

    # --- inside ------------------------------------------------------------------------------

    def _file_changed(self) -> None:
        looked = self._flow.file.looked
        if looked is None or looked.inspection.shape.header != self._header:
            self._clear()

    def _clear(self) -> None:
        self._more.stop()
        self._header = ()
        for row in self.rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows = []

    def _make_rows(self) -> None:
        view = self._flow.view()
        if view is None:
            return
        known = self._flow.file.known
        own = known.own_fields if known is not None else ()
        for index in range(len(self.rows), min(len(self.rows) + AT_ONCE, len(self._header))):
            row = MatchRow(self._theme, self._row(view, index), own)
            row.set_widths(self._widths)
            row.field_chosen.connect(self.field_chosen)
            row.asked.connect(self.ask)
            self._column.insertWidget(len(self.rows), row)
            self.rows.append(row)
        if len(self.rows) < len(self._header):
            self._more.start()
        else:
            self._more.stop()

    def _row(self, view: MappingView, index: int) -> MappingRow:
        return MappingRow(
            index, one_line(view.decisions.mapping.names[index], 80), self._samples[index],
            view.decisions.mapping.fields[index], view.result(index),
        )  # fmt: skip

    def _show_results(self) -> None:
        view = self._flow.view()
        if view is None or view.decisions.mapping.header != self._header:
            return
        for row in self.rows:
            row.show_row(self._row(view, row.index))

    def _value_form(self, view: MappingView, index: int) -> ValueForm | None:
        if view.profile is None:
            return None
        stats = view.profile.columns[index]
        field = stats.field
        matches = value_matches(stats, view.team, view.decisions.choices)
        words = {
            "stage": (tr("What do these stages mean here?"), tr("Asked once for each value.")),
            "owner": (tr("Who are these people here?"), tr("Others go where routing sends them.")),
            "source": (tr("What are these sources called here?"),
                       tr("What you leave is kept as the file says.")),
        }  # fmt: skip
        title, hint = words.get(field, (import_field_word(field), ""))
        form = ValueForm(self._theme, title, hint, matches, options(field, view.team, matches))

        def choose(value: str, meaning: str) -> None:
            decisions = self._flow.decisions
            if decisions is not None:
                self.decided.emit(decisions.with_choice(field, value, meaning))

        form.chosen.connect(choose)
        return form

    def _date_form(self, view: MappingView, index: int) -> ChoiceForm:
        form = ChoiceForm(
            self._theme, tr("How does this file write dates?"),
            tr("Asked once; columns whose dates are clear are read as they are."),
            date_answers(self._example(view, index)), view.decisions.date_order or "",
        )  # fmt: skip

        def choose(key: str) -> None:
            decisions = self._flow.decisions
            order = next((one for one in ORDERS if one == key), None)
            if decisions is not None:
                self.decided.emit(replace(decisions, date_order=order))

        form.chosen.connect(choose)
        return form

    def _example(self, view: MappingView, index: int) -> str:
        return view.profile.columns[index].unclear_date if view.profile is not None else ""

    def _lay_out(self) -> None:
        theme, px = self._theme, self._theme.look.px
        head = self._head
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        labels = [
            PlainLabel(theme, words, role="small", weight=600, tone="text2")
            for words in (tr("Column in your file"), tr("LeadDesk field"), tr("Result"))
        ]
        name, self._field_head, result = labels
        for label in (name, result):
            label.setMinimumWidth(1)
        result.setContentsMargins(px(14), 0, 0, 0)
        head.addWidget(name)
        head.addSpacing(px(16) + px(14))
        head.addWidget(self._field_head)
        head.addWidget(result)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(20, 0, 20, 12)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        panel = Panel(padding=0, spacing=0)
        top = QVBoxLayout()
        top.setContentsMargins(20, 20, 20, 0)
        top.setSpacing(9)
        top.addLayout(head)
        top.addWidget(Line())
        panel.column.addLayout(top)
        self._area = scrolled(inside)
        panel.column.addWidget(self._area, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(panel, 1)
        row.addWidget(self.outcome)
        self._fit()

    def _fit(self) -> None:
        """Give the results room where the window is narrow."""
        px, is_narrow = self._theme.look.px, self.width() < self._theme.look.px(1000)
        widths = self._widths = NARROW if is_narrow else WIDE
        self.outcome.setFixedWidth(px(284 if is_narrow else 392))
        self._head.setStretch(0, widths.name)
        self._head.setStretch(self._head.count() - 1, widths.result)
        self._field_head.setFixedWidth(px(widths.field))
        for one in self.rows:
            one.set_widths(widths)
