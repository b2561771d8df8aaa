"""The import page: four steps in one place, never a dialog; leaving it keeps the draft."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from leaddesk.presentation.errors import Notice
from leaddesk.presentation.imports.files import ImportFiles
from leaddesk.presentation.imports.history import TakenBackWords
from leaddesk.presentation.imports.import_flow import CHECK, CHOOSE, MATCH, RUN, ImportFlow
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import Button, Popover, StepHeader
from leaddesk.widgets.imports.check_step import CheckStep, PickTarget, pick_target
from leaddesk.widgets.imports.file_step import (
    FileStep,
    PickFile,
    delimiter_word,
    encoding_word,
)
from leaddesk.widgets.imports.footer import Footer
from leaddesk.widgets.imports.history_view import HistoryView
from leaddesk.widgets.imports.match_step import MatchStep
from leaddesk.widgets.imports.quit_form import QuitForm
from leaddesk.widgets.imports.run_step import RunStep
from leaddesk.widgets.labels import ElidedLabel
from leaddesk.widgets.tools import Tools


class ImportPage(QWidget):
    """`leads_asked` wants to see the new leads of an import; `draft_changed` tells of a file that
    is being worked on ("Import in progress, step 2"), "" when there is none."""

    leads_asked = Signal(int, str)  # the import's id, its file's name
    draft_changed = Signal(str)

    def __init__(
        self,
        tools: Tools,
        files: ImportFiles,
        *,
        pick_file: PickFile | None = None,
        pick_rejects: PickTarget = pick_target,
    ) -> None:
        super().__init__()
        theme = tools.theme
        self._tools, self._pick_rejects = tools, pick_rejects
        self.flow = ImportFlow(tools.client, files, tools.money, self)
        self.steps = StepHeader(
            theme, (tr("Choose file"), tr("Match columns"), tr("Check and fix"), tr("Import"))
        )
        self.about = ElidedLabel(theme, role="small", tone="text2")
        self.about.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.to_history = Button(theme, tr("Import history"), kind="quiet", icon="clock")
        self.file_step = FileStep(theme, self.flow, pick_file)
        self.match_step = MatchStep(theme, self.flow, tools.dates, tools.clock)
        self.check_step = CheckStep(theme, self.flow)
        self.run_step = RunStep(theme, self.flow)
        self.history = HistoryView(tools)
        self.footer = Footer(theme)
        self.quit: Popover | None = None
        self._stack = QStackedWidget()
        self._step_pages = (self.file_step, self.match_step, self.check_step, self.run_step)
        for page in (*self._step_pages, self.history):
            self._stack.addWidget(page)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._show_step()

    # --- what the window asks ----------------------------------------------------------------

    def choose(self, path: Path) -> None:
        """Begin with a file."""
        self.show_steps()
        self.flow.choose(path)

    def draft_words(self) -> str:
        """Say that a draft waits here, "" when none does."""
        if not self.flow.has_draft:
            return ""
        return tr("Import in progress, step {n}", n=self.flow.step + 1)

    def may_close(self, close: Callable[[], object]) -> bool:
        """Whether the window may close now. While an import runs it may not: somebody is asked,
        and `close` is called if the answer is to stop."""
        flow = self.flow
        if not flow.is_running:
            if flow.rehearsal.is_busy:
                flow.stop_and_keep()
            return True
        if self.quit is None:
            self._ask_to_quit(close)
        return False

    def show_history(self) -> None:
        """Show what was imported so far."""
        self.history.load()
        self._stack.setCurrentWidget(self.history)
        self._show_frame()

    def show_steps(self) -> None:
        """Show the import itself."""
        self._stack.setCurrentWidget(self._step_pages[self.flow.step])
        self._show_frame()

    def take_focus(self) -> None:
        """Put the focus where work goes on."""
        page = self._stack.currentWidget()
        if isinstance(page, FileStep | MatchStep | CheckStep | RunStep | HistoryView):
            page.take_focus()

    # --- files dropped on the page -----------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file from the desktop."""
        if _dropped(event) is not None and self.flow.rehearsal.can_cancel:
            event.acceptProposedAction()
            self.file_step.drop.set_over(is_over=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """The file was held elsewhere."""
        self.file_step.drop.set_over(is_over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Begin with the dropped file."""
        self.file_step.drop.set_over(is_over=False)
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.choose(path)

    # --- inside ------------------------------------------------------------------------------

    def _ask_to_quit(self, close: Callable[[], object]) -> None:
        form = QuitForm(self._tools.theme, self.flow)
        popover = Popover(self._tools.theme, self.window(), tr("An import is running"), form)

        def stop() -> None:
            popover.close_it()
            self.flow.stop_and_keep()
            close()

        def ended() -> None:
            popover.close_it()
            close()

        def closed() -> None:
            self.quit = None
            form.forget()
            popover.deleteLater()

        form.stopped.connect(stop)
        form.ended.connect(ended)
        form.left.connect(popover.close_it)
        popover.closed.connect(closed)
        self.quit = popover
        middle = self.window().rect().center()
        popover.open_at(QRect(middle.x() - form.width() // 2, middle.y() - 160, 1, 1), scrim=0.35)

    def _connect(self) -> None:
        flow = self.flow
        self.file_step.chosen.connect(flow.choose)
        self.file_step.corrected.connect(flow.correct)
        self.match_step.field_chosen.connect(flow.set_field)
        self.match_step.decided.connect(flow.decide)
        self.check_step.decided.connect(flow.decide)
        self.check_step.save_asked.connect(self._save_rejects)
        self.run_step.kept.connect(flow.back_to_draft)
        self.run_step.thrown_away.connect(flow.leave)
        self.run_step.again_asked.connect(flow.leave)
        self.run_step.save_asked.connect(self._save_rejects)
        self.run_step.undo_asked.connect(self._undo)
        self.run_step.leads_asked.connect(self._show_leads)
        self.to_history.clicked.connect(self._toggle_history)
        self.footer.back.clicked.connect(self._back)
        self.footer.cancel.clicked.connect(flow.leave)
        self.footer.next.clicked.connect(self._next)
        self.footer.remember.clicked.connect(self._remember)
        flow.step_changed.connect(self._show_step)
        # An import's step names no single leads: everything that is shown asks again.
        flow.rehearsal.promoted.connect(self._tools.hub.tell_all)
        flow.file.changed.connect(self._show_frame)
        flow.file.opened.connect(self._file_opened)
        flow.plan_changed.connect(self._show_frame)
        flow.counts_changed.connect(self._show_frame)

    def _show_step(self) -> None:
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self._stack.setCurrentWidget(self._step_pages[self.flow.step])
        if self.flow.step == CHECK:
            self.check_step.show_rows()
        self._show_frame()
        if had_focus and self.isVisible():
            self.take_focus()
        self.draft_changed.emit(self.draft_words())

    def _file_opened(self) -> None:
        """The button that was pressed to choose the file is gone: the focus goes to what is next,
        unless it is elsewhere in the window."""
        focus = QApplication.focusWidget()
        is_here = focus is None or self.isAncestorOf(focus)
        if is_here and self.isVisible() and self.flow.step == CHOOSE:
            self.footer.next.setFocus()

    def _show_frame(self) -> None:
        """Header and footer, as the step has them."""
        flow, step = self.flow, self.flow.step
        in_history = self._stack.currentWidget() is self.history
        self.steps.set_step(step + 1 if flow.done is not None else step)
        self.steps.setVisible(not in_history)
        self.about.setText("" if in_history else self._about())
        self.to_history.setVisible(step == CHOOSE or flow.done is not None or in_history)
        self.to_history.setText(tr("Back to the import") if in_history else tr("Import history"))
        self.to_history.set_icon_name("arrow-left" if in_history else "clock")
        self.footer.setVisible(not in_history and step != RUN and flow.file.looked is not None)
        self.footer.remember.setVisible(step == MATCH)
        self.footer.remember.setChecked(flow.remember)
        self.footer.back.setVisible(step in (MATCH, CHECK))
        match step:
            case 0:
                ready = not flow.file.is_looking and flow.decisions is not None
                reason = "" if ready else tr("Reading…")
                self.footer.show_next(tr("Match columns"), reason, can_wait=True)
            case 1:
                rows = flow.file.rows
                n = self._tools.money.number(rows or 0)
                words = tr_n("Check {count} row", "Check {count} rows", rows or 0, count=n)
                reason = flow.open_words()
                self.footer.show_next(words, reason, can_wait=not flow.is_open)
            case _:
                self._show_check_footer()

    def _show_check_footer(self) -> None:
        flow, counts = self.flow, self.flow.counts
        if flow.corrections:
            words = tr_n("Check %n correction", "Check %n corrections", flow.corrections)
            self.footer.show_next(words, "")
            return
        rows = 0 if counts is None else counts.rows - counts.rejected
        number = self._tools.money.number(rows)
        words = (
            tr_n("Import {count} row", "Import {count} rows", rows, count=number)
            if counts
            else tr("Import")
        )
        reason = flow.stop_words()
        if counts is not None and not rows:
            self.footer.show_next(words, tr("There is no row to add"), can_wait=True)
            return
        self.footer.show_next(words, reason)

    def _about(self) -> str:
        file = self.flow.file
        if file.looked is None or file.path is None or self.flow.step == CHOOSE:
            return ""
        shape = file.looked.inspection.shape
        parts = [one_line(file.path.name, 60)]
        if file.rows is not None:
            number = self._tools.money.number(file.rows)
            parts.append(tr_n("{count} row", "{count} rows", file.rows, count=number))
        reading = []
        if shape.delimiter:
            reading.append(delimiter_word(shape.delimiter).lower())
        if shape.encoding:
            reading.append(encoding_word(shape.encoding))
        if shape.sheet and len(shape.sheets) > 1:
            reading.append(tr("sheet {name}", name=one_line(shape.sheet, 40)))
        parts.append(", ".join(reading))
        return " · ".join(part for part in parts if part)

    def _next(self) -> None:
        flow = self.flow
        if flow.step == MATCH and flow.open_words():
            self.match_step.ask_open()
        elif flow.step < CHECK:
            flow.go(flow.step + 1)
        elif flow.corrections:
            flow.check_again()
        elif flow.stop_words():
            self.check_step.show_stopping()
        else:
            flow.add_rows()

    def _back(self) -> None:
        self.flow.go(max(CHOOSE, self.flow.step - 1))

    def _remember(self) -> None:
        self.flow.remember = self.footer.remember.isChecked()

    def _toggle_history(self) -> None:
        if self._stack.currentWidget() is self.history:
            self.show_steps()
        else:
            self.show_history()

    def _show_leads(self) -> None:
        done, path = self.flow.done, self.flow.file.path
        if done is not None and path is not None:
            self.leads_asked.emit(done.id, path.name)

    def _undo(self) -> None:
        done = self.flow.done
        if done is not None:
            self.run_step.undo.setEnabled(False)

            def told(words: TakenBackWords) -> None:
                self.run_step.tell_undone(words)

            self.history.history.undo(done.id, told)

    def _save_rejects(self) -> None:
        path = self.flow.file.path
        stem = path.stem if path is not None else tr("import")
        name = tr("{name} - not taken.csv", name=stem)
        target = self._pick_rejects(self, name if path is None else str(path.with_name(name)))
        if target is not None:
            self.flow.save_rejects(target, self._saved, self._not_saved)

    def _saved(self, rows: int) -> None:
        said = tr_n("%n row saved as a file", "%n rows saved as a file", rows)
        self._tools.notices.say(said)

    def _not_saved(self, notice: Notice) -> None:
        self._tools.notices.tell(notice)

    def _lay_out(self) -> None:
        theme = self._tools.theme
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addStrut(theme.look.px(32))
        top.addWidget(self.steps)
        top.addWidget(self.about, 1)
        top.addWidget(self.to_history)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(16)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        column.addWidget(self.footer)


def _dropped(event: QDropEvent) -> Path | None:
    """The one file of a drop, None for anything else."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
