"""Step 4: rows are added, and what became of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from leaddesk.presentation.imports.flow_words import done_words, rows_done, rows_words
from leaddesk.presentation.imports.history import TakenBackWords, stayed_words
from leaddesk.presentation.imports.import_flow import ImportFlow
from leaddesk.presentation.imports.rehearsal import RehearsalState
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.import_commands import Batch
from leaddesk.widgets.controls import Banner, Button, ProgressLine
from leaddesk.widgets.imports.frames import Mark, Panel
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme

_WIDE = 560


class RunStep(QWidget):
    """`kept` and `thrown_away` answer the question of a cancelled import."""

    kept = Signal()
    thrown_away = Signal()
    leads_asked = Signal()
    save_asked = Signal()
    undo_asked = Signal()
    again_asked = Signal()

    def __init__(self, theme: Theme, flow: ImportFlow) -> None:
        super().__init__()
        self._theme, self._flow = theme, flow
        self.title = PlainLabel(theme, role="title")
        self.line = ProgressLine(theme)
        self.words = PlainLabel(theme, tone="text2", tabular=True)
        self.pause = Button(theme, tr("Pause"), icon="pause")
        self.cancel = Button(theme, tr("Cancel"), kind="quiet")
        self.question = Panel("warn", padding=14, spacing=10)
        self.keep = Button(theme, tr("Keep the draft"))
        self.throw = Button(theme, tr("Throw it away"), kind="danger")
        self.summary = PlainLabel(theme, tone="text2", wrap=True)
        self.see = Button(theme, tr("See new leads"), kind="primary")
        self.save = Button(theme, tr("Download skipped rows…"), icon="download")
        self.undo = Button(theme, tr("Undo import"), icon="undo-2")
        self.again = Button(theme, tr("Import another file"), kind="quiet")
        self.note = Banner(theme, "info", "")
        self._lay_out()
        self._connect()

    def take_focus(self) -> None:
        """Put the focus on the button that one needs; while there is none it waits here."""
        button = self.see if self._flow.done is not None else self.pause
        (self if button.isHidden() else button).setFocus()

    def show_state(self) -> None:
        """Show how far it is, or what came of it."""
        done = self._flow.done
        if done is not None:
            self._show_done(done)
            return
        self._stack.setCurrentWidget(self._running)
        rehearsal = self._flow.rehearsal
        is_adding = rehearsal.state is RehearsalState.ADDING
        is_paused = rehearsal.state is RehearsalState.PAUSED
        self.title.setText(self._title())
        self.pause.setText(tr("Go on") if is_paused else tr("Pause"))
        self.pause.set_icon_name("play" if is_paused else "pause")
        if not rehearsal.can_cancel and self._has_focus():
            self.setFocus()  # a hidden button would pass it on to anything in the window
        for button in (self.pause, self.cancel):
            button.setVisible(rehearsal.can_cancel)
        if is_adding:
            self.question.hide()
        progress = rehearsal.progress
        self.line.set_value((progress.fraction or 0.0) if progress is not None else 0.0)
        self.line.setAccessibleName(self.title.text())
        done_words = self._words(*rows_done(self._flow, progress)) if progress is not None else ""
        self.words.setText(done_words)

    def tell_undone(self, words: TakenBackWords) -> None:
        """Say what an undo took back and what stayed."""
        self._done_title.setText(tr("The import was undone"))
        self._done_mark.set_mark("undo-2", "text2")
        self.summary.setText(words.summary)
        self.note.set_notice("info", stayed_words(words))
        self.note.setVisible(bool(words.stayed))
        had_focus = self._has_focus()
        for button in (self.undo, self.see):
            button.hide()
        if had_focus:
            self.again.setFocus()

    # --- inside ------------------------------------------------------------------------------

    def _title(self) -> str:
        state = self._flow.rehearsal.state
        if state is RehearsalState.PAUSED:
            return tr("The check is paused")
        return (
            tr("Adding the leads…") if state is RehearsalState.ADDING else tr("Checking the rows…")
        )

    def _words(self, done: str, total: str) -> str:
        rate = self._flow.rehearsal.rate
        parts = [tr("{done} of {all}", done=done, all=total)]
        if self._flow.rehearsal.state is RehearsalState.PAUSED:
            parts = [tr("Row {n} of {all}", n=done, all=total)]
        if rate >= 1:
            parts.append(tr("{n} rows a second", n=self._flow.money.number(round(rate))))
        if self._flow.rehearsal.state is RehearsalState.ADDING:
            parts = [tr("All rows are added in one step.")]
        return " · ".join(parts)

    def _show_done(self, batch: Batch) -> None:
        had_focus = self._stack.currentWidget() is self._running and self._has_focus()
        self._stack.setCurrentWidget(self._finished)
        if had_focus:
            self.see.setFocus()
        counts = batch.counts
        self._done_title.setText(done_words(counts, self._flow.money))
        self._done_mark.set_mark("circle-check", "ok")
        rows = rows_words(self._flow)
        said = [tr("The file has {rows}.", rows=rows)] if rows else []
        others = counts.rows - (self._flow.file.rows or counts.rows)
        if others > 0:
            said.append(
                tr_n("%n line more is no row: a repeated heading or a total.",
                     "%n lines more are no rows: repeated headings or totals.", others)
            )  # fmt: skip
        if counts.flagged:
            said.append(
                tr_n("%n of them may be a duplicate of a lead that was there.",
                     "%n of them may be duplicates of leads that were there.", counts.flagged)
            )  # fmt: skip
        self.summary.setText(" ".join(said))
        self.save.setVisible(counts.rejected > 0)

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is self or (focus is not None and self.isAncestorOf(focus))

    def _ask(self) -> None:
        rehearsal = self._flow.rehearsal
        rehearsal.pause()
        self.question.show()
        self.keep.setFocus()

    def _toggle_pause(self) -> None:
        rehearsal = self._flow.rehearsal
        if rehearsal.state is RehearsalState.PAUSED:
            self.question.hide()
            rehearsal.resume()
        else:
            rehearsal.pause()

    def _keep(self) -> None:
        self.question.hide()
        self.kept.emit()

    def _throw(self) -> None:
        self.question.hide()
        self.thrown_away.emit()

    def _connect(self) -> None:
        self.pause.clicked.connect(self._toggle_pause)
        self.cancel.clicked.connect(self._ask)
        self.keep.clicked.connect(self._keep)
        self.throw.clicked.connect(self._throw)
        self.see.clicked.connect(self.leads_asked)
        self.save.clicked.connect(self.save_asked)
        self.undo.clicked.connect(self.undo_asked)
        self.again.clicked.connect(self.again_asked)
        self._flow.counts_changed.connect(self.show_state)
        self._flow.step_changed.connect(self._begin)
        self._begin()

    def _begin(self) -> None:
        self.question.hide()
        self.note.hide()
        for button in (self.undo, self.see):
            button.setEnabled(True)
            button.show()
        self.show_state()

    def _lay_out(self) -> None:
        theme = self._theme
        self._running = self._centred(self._running_box())
        self._finished = self._centred(self._done_box(theme))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._running)
        self._stack.addWidget(self._finished)
        panel = Panel()
        panel.column.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

    def _running_box(self) -> QVBoxLayout:
        words = tr("Nothing has been added. Keep the draft?")
        self.question.column.addWidget(
            PlainLabel(self._theme, words, weight=600, tone="warn", wrap=True)
        )
        answers = QHBoxLayout()
        answers.setSpacing(8)
        answers.addWidget(self.keep)
        answers.addWidget(self.throw)
        answers.addStretch(1)
        self.question.column.addLayout(answers)
        box = QVBoxLayout()
        box.setSpacing(12)
        box.addWidget(self.title)
        box.addWidget(self.line)
        box.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.pause)
        row.addWidget(self.cancel)
        row.addStretch(1)
        box.addLayout(row)
        box.addWidget(self.question)
        return box

    def _done_box(self, theme: Theme) -> QVBoxLayout:
        self._done_title = PlainLabel(theme, role="title", tabular=True, wrap=True)
        box = QVBoxLayout()
        box.setSpacing(10)
        self._done_mark = Mark(theme, "circle-check", "ok", 36)
        box.addWidget(self._done_mark)
        box.addWidget(self._done_title)
        box.addWidget(self.summary)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        for button in (self.see, self.save, self.undo, self.again):
            row.addWidget(button)
        row.addStretch(1)
        box.addLayout(row)
        box.addWidget(self.note)
        return box

    def _centred(self, box: QVBoxLayout) -> QWidget:
        inner = QWidget()
        inner.setLayout(box)
        inner.setMinimumWidth(self._theme.look.px(_WIDE))
        page = QWidget()
        column = QVBoxLayout(page)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inner)
        row.addStretch(1)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)
        return page
