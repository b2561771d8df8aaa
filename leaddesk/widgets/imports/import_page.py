"""The import page: four steps in one place, never a dialog; leaving it keeps the draft."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from leaddesk.presentation.errors import Notice
from leaddesk.presentation.imports.draft_shelf import DraftShelf
from leaddesk.presentation.imports.files import ImportFiles
from leaddesk.presentation.imports.flow_words import (
    done_words,
    open_words,
    progress_words,
    stop_words,
)
from leaddesk.presentation.imports.history import TakenBackWords
from leaddesk.presentation.imports.import_flow import CHECK, CHOOSE, MATCH, ImportFlow
from leaddesk.presentation.imports.matching_list import MatchingList
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.import_commands import Batch
from leaddesk.widgets.controls import Popover
from leaddesk.widgets.edit_hold import hold
from leaddesk.widgets.imports.check_step import CheckStep, PickTarget, pick_target
from leaddesk.widgets.imports.file_step import FileStep, PickFile
from leaddesk.widgets.imports.footer import Footer
from leaddesk.widgets.imports.head import Head
from leaddesk.widgets.imports.history_view import HistoryView
from leaddesk.widgets.imports.match_step import MatchStep
from leaddesk.widgets.imports.matchings_form import MatchingsForm
from leaddesk.widgets.imports.quit_form import ask_to_quit
from leaddesk.widgets.imports.run_step import RunStep
from leaddesk.widgets.tools import Tools


class ImportPage(QWidget):
    """`leads_asked` wants to see the new leads of an import; `draft_changed` tells of a file that
    is being worked on ("Import in progress, step 2"), "" when there is none."""

    leads_asked = Signal(int, str)  # the import's id, its file's name
    lead_asked = Signal(int)  # to be shown beside the page
    draft_changed = Signal(str)

    def __init__(
        self,
        tools: Tools,
        files: ImportFiles,
        *,
        pick_file: PickFile | None = None,
        pick_rejects: PickTarget = pick_target,
        shelf: DraftShelf | None = None,
    ) -> None:
        """`shelf` keeps drafts when the program ends; without one they last as long as it."""
        super().__init__()
        theme = tools.theme
        self._tools, self._pick_rejects = tools, pick_rejects
        self.flow = ImportFlow(tools.client, files, tools.money, self, shelf=shelf)
        self.head = Head(theme, self.flow)
        self.matchings = MatchingList(tools.client, self.flow, self)
        self.file_step = FileStep(theme, self.flow, pick_file)
        self.match_step = MatchStep(theme, self.flow, tools.dates, tools.clock)
        self.check_step = CheckStep(theme, self.flow)
        self.run_step = RunStep(theme, self.flow)
        self.history = HistoryView(tools)
        self.footer = Footer(theme, self.flow)
        self.quit: Popover | None = None
        self._stack = QStackedWidget()
        self._step_pages = (self.file_step, self.match_step, self.check_step, self.run_step)
        for page in (*self._step_pages, self.history):
            self._stack.addWidget(page)
        self._lay_out()
        self._connect()
        self._show_step()
        self.flow.resume()

    # --- what the window asks ----------------------------------------------------------------

    def choose(self, path: Path) -> None:
        """Begin with a file; one that is worked on is kept."""
        self.show_steps()
        self.flow.choose(path)

    def block(self) -> str:
        """Why another file can't be begun just now, "" when it can."""
        if not self.flow.is_running:
            return self.flow.held
        return tr("An import is running. When it is done, the next file can be dropped.")

    def draft_words(self) -> str:
        """Say that a draft waits here, "" when none does."""
        return progress_words(self.flow.step) if self.flow.has_draft else ""

    def may_close(self, close: Callable[[], object]) -> bool:
        """Whether the window may close now. While an import runs it may not: somebody is asked,
        and `close` is called if the answer is to stop."""
        if not self.flow.is_running:
            self.flow.stop_and_keep()
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
        """Put the focus where work goes on: into the question, while one is open."""
        page = self._stack.currentWidget()
        if self.quit is not None:
            self.quit.take_focus()
        elif isinstance(page, FileStep | MatchStep | CheckStep | RunStep | HistoryView):
            page.take_focus()

    # --- inside ------------------------------------------------------------------------------

    def _ask_to_quit(self, close: Callable[[], object]) -> None:
        def closed() -> None:
            self.quit = None

        self.quit = ask_to_quit(self._tools.theme, self.window(), self.flow, close)
        self.quit.closed.connect(closed)

    def _show_matchings(self) -> None:
        decisions = self.flow.decisions
        if decisions is not None:
            form = MatchingsForm(self._tools.theme, self.matchings, decisions.mapping.header)
            popover = Popover(self._tools.theme, self.window(), tr("Saved matchings"), form)
            form.done.connect(popover.close_it)
            popover.closed.connect(popover.deleteLater)
            popover.open_at(self.footer.matchings)

    def _connect(self) -> None:
        flow = self.flow
        self.file_step.chosen.connect(flow.choose)
        self.file_step.corrected.connect(flow.correct)
        self.match_step.field_chosen.connect(flow.set_field)
        self.match_step.decided.connect(flow.decide)
        self.check_step.decided.connect(flow.decide)
        self.check_step.save_asked.connect(self._save_rejects)
        self.check_step.other.lead_asked.connect(self.lead_asked)
        self.run_step.kept.connect(flow.back_to_draft)
        self.run_step.thrown_away.connect(flow.leave)
        self.run_step.again_asked.connect(flow.leave)
        self.run_step.save_asked.connect(self._save_rejects)
        self.run_step.undo_asked.connect(self._undo)
        self.run_step.leads_asked.connect(self._show_leads)
        self.history.history.failed.connect(self._undo_failed)
        self.head.to_history.clicked.connect(self._toggle_history)
        self.footer.back.clicked.connect(self._back)
        self.footer.cancel.clicked.connect(flow.leave)
        self.footer.next.clicked.connect(self._next)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            go_on = QShortcut(QKeySequence(key), self, self._go_on)
            go_on.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.footer.remember.clicked.connect(self._remember)
        self.footer.matchings.clicked.connect(self._show_matchings)
        hold(self._tools.client, self.run_step.undo, self.file_step.choose)
        self._tools.client.lock_changed.connect(self._show_frame)
        flow.step_changed.connect(self._show_step)
        # An import's step names no single leads: everything that is shown asks again.
        flow.rehearsal.promoted.connect(self._tools.hub.tell_all)
        flow.rehearsal.promoted.connect(self._tell_elsewhere)
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

    def _tell_elsewhere(self, batch: Batch) -> None:
        """Somebody who went on with other work hears of the end."""
        if not self.isVisible():
            said = done_words(batch.counts, self._tools.money)
            self._tools.notices.say(tr("Import finished: {said}", said=said))

    def _file_opened(self) -> None:
        """The button that was pressed to choose the file is gone: the focus goes to what is next,
        unless it is elsewhere in the window."""
        focus = QApplication.focusWidget()
        is_here = focus is None or self.isAncestorOf(focus)
        if is_here and self.isVisible() and self.flow.step == CHOOSE:
            self.footer.next.setFocus()

    def _show_frame(self) -> None:
        """Header and footer, as the step has them."""
        in_history = self._stack.currentWidget() is self.history
        self.head.show_state(in_history=in_history)
        self.footer.show_state()
        if in_history:
            self.footer.hide()

    def _go_on(self) -> None:
        """Ctrl+Enter is the way on of every step that has one."""
        if self.footer.isVisible():
            self.footer.next.click()

    def _next(self) -> None:
        flow = self.flow
        if flow.step == MATCH and open_words(flow):
            self.match_step.ask_open()
        elif flow.step < CHECK:
            flow.go(flow.step + 1)
        elif flow.corrections:
            flow.check_again()
        elif stop_words(flow):
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

    def _undo_failed(self, notice: Notice) -> None:
        """The history says it itself while it is shown."""
        self.run_step.undo.setEnabled(True)
        if self.run_step.isVisible():
            self._tools.notices.tell(notice)

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
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(16)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.footer)
