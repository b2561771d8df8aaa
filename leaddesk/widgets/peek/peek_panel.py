"""The peek's content: one lead from head to timeline."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from leaddesk.presentation.card_words import CardWords
from leaddesk.presentation.errors import Notice, notice_of
from leaddesk.presentation.peek_model import PeekModel
from leaddesk.presentation.peek_view import PeekView
from leaddesk.presentation.record_lock import RecordLock
from leaddesk.presentation.text import tr
from leaddesk.service.commands import AddTask, FinishTask, LogActivity, UndeleteLeads
from leaddesk.service.read_models import TeamView
from leaddesk.widgets.board.assigning import Assigning
from leaddesk.widgets.board.board_menu import card_menu, lines_for, stage_menu
from leaddesk.widgets.controls import Banner, Popover
from leaddesk.widgets.edit_hold import hold
from leaddesk.widgets.labels import PlainLabel, set_tool_tip
from leaddesk.widgets.loading import LoadingCover
from leaddesk.widgets.peek.composer import Composer
from leaddesk.widgets.peek.details import Details
from leaddesk.widgets.peek.editing_line import EditingBothWays, EditingLine
from leaddesk.widgets.peek.peek_head import PeekHead
from leaddesk.widgets.peek.plan_form import PlanForm
from leaddesk.widgets.peek.score_block import ScoreBlock
from leaddesk.widgets.peek.step_block import StepBlock
from leaddesk.widgets.peek.timeline import Timeline
from leaddesk.widgets.tools import Tools

MINUTE_MS = 60_000


class PeekPanel(QWidget):
    """Shows a PeekModel and makes its commands."""

    closed = Signal()
    walk_asked = Signal(int)
    move_asked = Signal(int, int)  # lead id, stage id
    commanded = Signal(str)  # a line of its menu: the window's to do

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.model = PeekModel(tools.client, tools.hub, tools.clock, self._words_for, self)
        theme = tools.theme
        self.head = PeekHead(theme)
        self.editing = EditingLine(theme)
        self.step = StepBlock(theme)
        self.score = ScoreBlock(theme)
        self.details = Details(theme)
        self.composer = Composer(theme)
        self.timeline = Timeline(theme)
        self.assigning = Assigning(tools, self)
        self.banner = Banner(theme, "warn", "", stacked=True)
        self._restore = self.banner.add_button(tr("Restore"))
        self._retry = self.banner.add_button(tr("Retry"))
        self._leave = self.banner.add_button(tr("Close"))
        self.loading = LoadingCover(theme, self, "detail")
        self.banner.hide()
        self.lock = RecordLock(tools.client, self)
        self.plan: Popover | None = None
        self.menu: QMenu | None = None
        self._after: tuple[str, int] | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme = self._tools.theme
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(15, 10, 12, 24)
        column.setSpacing(14)
        column.addWidget(self.head)
        column.addWidget(self.editing)
        column.addWidget(self.banner)
        column.addWidget(self.step)
        column.addWidget(self.score)
        column.addWidget(PlainLabel(theme, tr("Details"), weight=600, tone="text2"))
        column.addWidget(self.details)
        column.addWidget(self.composer)
        column.addWidget(self.timeline)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        # A form without its lead says wrong things: it comes with the first answer.
        self.area.hide()
        # The dock paints the ground; a scroll area would paint the window's.
        inner.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)
        self.area.verticalScrollBar().setProperty("thin", "true")
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def _connect(self) -> None:
        model, details = self.model, self.details
        model.changed.connect(self._show)
        model.load_failed.connect(self._failed)
        self.head.closed.connect(self.closed)
        self.head.walk_asked.connect(self.walk_asked)
        self.head.act_asked.connect(self._act)
        self.head.move_asked.connect(self._move)
        self.head.menu_asked.connect(self._open_menu)
        self.step.done_asked.connect(self._finish)
        self.step.plan_asked.connect(lambda: self._act("plan"))
        details.committed.connect(model.commit)
        details.restored.connect(model.restore)
        details.mine_kept.connect(model.keep_mine)
        details.theirs_taken.connect(model.take_theirs)
        details.asked.connect(self._act)
        EditingBothWays(self._tools.presence, model, details, self.composer, self.editing, self)
        self.composer.logged.connect(self._log)
        self.composer.left.connect(self.closed)
        self.composer.grown.connect(self._see_composer)
        self._restore.clicked.connect(self._undelete)
        self._leave.clicked.connect(self.closed)
        self.loading.cancelled.connect(self.closed)
        held = (*self.head.buttons.values(), self.head.stages, self.step.done, self.step.plan)
        hold(self.lock, *held)
        hold(self._tools.client, self._restore)
        hold(self.lock, self.composer.save, in_pause=False)
        self._retry.clicked.connect(self._read_again)
        minute = QTimer(self)
        minute.setInterval(MINUTE_MS)
        minute.timeout.connect(model.tick)
        minute.start()

    # --- what the window tells ---------------------------------------------------------------

    def show_lead(self, lead_id: int) -> None:
        """Read and show a lead."""
        self.composer.set_lead(lead_id)
        if self.model.lead_id != lead_id:
            self.loading.begin(has_blocks=self.model.view is None)
            self.area.verticalScrollBar().setValue(0)  # its name stands at the top
        self.model.open(lead_id)

    def act(self, command: str, lead_id: int) -> None:
        """Do a command of the board on a lead, once it is there to be seen."""
        view = self.model.view
        if view is not None and view.id == lead_id:
            self._act(command)
        else:
            self._after = (command, lead_id)

    # --- inside ------------------------------------------------------------------------------

    def _words_for(self, team: TeamView) -> CardWords:
        return CardWords(team, self._tools.dates, self._tools.money)

    def _show(self, view: PeekView) -> None:
        self.area.show()
        self.loading.end()
        self._hold_deleted(view)
        self.head.show_lead(view)
        self.step.show_step(view.step)
        self.score.show_score(view.score)
        self.details.show_fields(view.id, view.fields)
        self.timeline.show_entries(view.timeline)
        self.setAccessibleName(view.headline)
        self._tell(view.deleted, restore=bool(view.deleted))
        if self._after is not None and self._after[1] == view.id:
            command, self._after = self._after[0], None
            self._act(command)

    def _hold_deleted(self, view: PeekView) -> None:
        """A lead in the bin is only read: what was being written stays to be copied."""
        held = tr("This lead is in the bin. Restore it first.") if view.deleted else ""
        self.lock.set_reason(held)
        self.composer.hold(held)
        self.head.more.setEnabled(not held)
        set_tool_tip(self.head.more, held or tr("More actions"))

    def _failed(self, notice: Notice) -> None:
        self.area.show()
        self.loading.end()
        view = self.model.view
        shown = view is not None and view.id == self.model.lead_id
        if shown and notice.code == "not-found" and not self.composer.has_text:
            # The lead went with the undo of what made it: nothing here could be done any more.
            self.closed.emit()
            return
        self._tell(f"{notice.title} {notice.hint}".strip(), retry=True)

    def _tell(self, text: str, *, restore: bool = False, retry: bool = False) -> None:
        if text:
            self.banner.set_notice("warn", text)
        self._restore.setVisible(restore)
        self._retry.setVisible(retry)
        self._leave.setVisible(restore)
        self.banner.setVisible(bool(text))

    def _read_again(self) -> None:
        if self.model.lead_id is not None:
            self.model.open(self.model.lead_id)

    def _act(self, command: str) -> None:
        view = self.model.view
        if view is not None and view.deleted:
            self._tools.notices.refuse(view.deleted)
            return
        kinds = {"log call": "call", "log email": "email", "write note": "note"}
        if command in kinds:
            self.composer.start(kinds[command])
        elif command == "edit":
            self.details.edit_first()
        elif command == "plan" and view is not None:
            self._open_plan(view)
        elif command == "assign" and view is not None:
            self._open_assign(view)
        elif command == "done" and view is not None:
            if view.step.task_id is not None:
                self._finish(view.step.task_id)
            else:
                self._tools.notices.refuse(tr("No step is planned for {lead}.", lead=view.headline))

    def _see_composer(self) -> None:
        """Scroll to the whole of it, with its button, once the area knows its new height."""
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.composer, 0, 12))

    def _open_menu(self) -> None:
        """All that can be done with the lead, as on its card."""
        view, team = self.model.view, self.model.team
        if view is None or team is None:
            return
        here = next((s.stage_id for s in view.segments if s.is_current), None)
        moves = stage_menu(self, team.pipeline.columns, here, self._move)
        lines = lines_for(self._tools.keys, view.kind, 1)
        without_open = tuple(line for line in lines if line is None or line.id != "open")
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = card_menu(self._tools, self, without_open, moves, self.commanded.emit)
        button = self.head.more
        self.menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _open_assign(self, view: PeekView) -> None:
        row, team = self.details.rows.get("owner"), self.model.team
        if row is not None and team is not None and row.button.isVisibleTo(self):
            self.area.ensureWidgetVisible(row)
            at = row.button.mapToGlobal(row.button.rect().bottomLeft())
            self.assigning.open(team, [view.id], [view.owner_id], at)

    def _open_plan(self, view: PeekView) -> None:
        if self.plan is not None:
            return
        form = PlanForm(self._tools, view.id, view.headline)
        popover = Popover(self._tools.theme, self.window(), tr("Plan next step"), form)
        self.plan = popover

        def closed() -> None:
            self.plan = None
            popover.deleteLater()

        form.planned.connect(self._add_task)
        form.planned.connect(popover.close_it)
        form.left.connect(popover.close_it)
        popover.closed.connect(closed)
        place = self.step.rect()
        corner = self.step.mapTo(self.window(), place.topLeft())
        popover.open_at(QRect(corner, place.size()))
        form.title.setFocus()

    def _add_task(self, command: AddTask) -> None:
        self._tools.client.do(command, doing=tr("planning a step"))

    def _finish(self, task_id: int) -> None:
        self._tools.client.do(FinishTask(task_id), doing=tr("finishing a step"))

    def _log(self, command: LogActivity) -> None:
        """The text stays in the composer until it is saved."""
        self._tools.client.do(
            command, lambda _outcome: self._logged(command), self._not_logged,
            doing=tr("saving a note"),
        )  # fmt: skip

    def _logged(self, command: LogActivity) -> None:
        if self.composer.text.toPlainText().strip() == command.note:
            self.composer.clear()

    def _not_logged(self, error: BaseException) -> None:
        notice = notice_of(error, tr("saving a note"))
        self.composer.say(f"{notice.title} {notice.hint}".strip())

    def _move(self, stage_id: int) -> None:
        if self.model.lead_id is not None:
            self.move_asked.emit(self.model.lead_id, stage_id)

    def _undelete(self) -> None:
        if self.model.lead_id is not None:
            self._tools.client.do(
                UndeleteLeads((self.model.lead_id,)), doing=tr("restoring a lead")
            )
