"""What the bulk bar does with the checked leads beside assigning, moving and deleting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QRect, QSize
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from leaddesk.domain.draft import RecordKind
from leaddesk.domain.lead import EDITABLE_FIELDS, Lead
from leaddesk.domain.pipeline import StageRole
from leaddesk.presentation.bulk_runs import BulkRuns
from leaddesk.presentation.errors import Notice, failure_words, notice_of
from leaddesk.presentation.text import tr, tr_n, user_locale
from leaddesk.presentation.words import field_word
from leaddesk.service.commands import (
    AddTask,
    AddTasks,
    BulkResult,
    EditLeads,
    Failure,
    TagLeads,
)
from leaddesk.service.read_models import Reader, TeamView
from leaddesk.service.reading import text_of
from leaddesk.widgets.board.lead_moves import LeadMoves
from leaddesk.widgets.controls import Popover
from leaddesk.widgets.controls.refit import host_of
from leaddesk.widgets.leads.bulk_forms import SHARED_FIELDS, FieldForm, TagForm

if TYPE_CHECKING:
    from leaddesk.service.bulk_job import BulkEnd
    from leaddesk.widgets.tools import Tools

ENDS: Final = ("nurture", "won", "lost", "disqualify")
"""Commands that take leads off the board."""


class BulkActs(QObject):
    """Asks what is needed above the bar, then does it."""

    def __init__(self, tools: Tools, host: QWidget, runs: BulkRuns, moves: LeadMoves) -> None:
        super().__init__(host)
        self._tools, self._host, self._runs, self._moves = tools, host, runs, moves
        self.menu: QMenu | None = None
        runs.ended.connect(self._tell)
        self.popover: Popover | None = None
        self.form: QWidget | None = None

    def tag(self, ids: Sequence[int], anchor: QWidget) -> None:
        """Ask for tags and put them on the leads, or take them off: one step."""
        form = TagForm(self._tools, len(ids))

        def accepted(add: tuple[str, ...], remove: tuple[str, ...]) -> None:
            self._close()
            self._runs.do(
                TagLeads(tuple(ids), add, remove),
                doing=tr_n("tagging %n lead", "tagging %n leads", len(ids)),
            )

        form.accepted.connect(accepted)
        form.left.connect(self._close)
        self._open(form, tr("Tag"), anchor)

    def plan(self, ids: Sequence[int], anchor: QWidget) -> None:
        """Plan the same next step with each of the leads."""
        from leaddesk.widgets.peek.plan_form import PlanForm

        form = PlanForm(self._tools, ids[0], tr_n("%n lead", "%n leads", len(ids)))

        def planned(command: AddTask) -> None:
            self._close()
            every = AddTasks(
                tuple(ids), command.kind, command.due_at, command.title, command.all_day,
                command.owner_id,
            )  # fmt: skip
            self._runs.do(every, doing=tr("planning"))

        form.planned.connect(planned)
        form.left.connect(self._close)
        self._open(form, tr("Next step"), anchor)

    def edit(self, ids: Sequence[int], anchor: QWidget) -> None:
        """Ask for one field and set it for all of the leads."""
        form = FieldForm(self._tools, len(ids), SHARED_FIELDS)

        def accepted(field: str, text: str) -> None:
            self._close()
            self._runs.do(
                EditLeads(tuple(ids), {field: text}),
                doing=tr_n("editing %n lead", "editing %n leads", len(ids)),
            )

        form.accepted.connect(accepted)
        form.left.connect(self._close)
        self._open(form, tr("Edit a field"), anchor)

    def more(self, ids: Sequence[int], anchor: QWidget, team: TeamView | None) -> None:
        """Open the menu of what is done more seldom."""
        if team is None:
            return
        if self.menu is not None:
            self.menu.deleteLater()
        tools, self.menu = self._tools, QMenu(self._host)
        edit = self.menu.addAction(
            tools.theme.icons.icon("pencil", tools.theme.colors.text2, 16), tr("Edit a field...")
        )
        edit.triggered.connect(lambda: self.edit(ids, anchor))
        self.menu.addSeparator()
        for name in ENDS[1:]:
            line = tools.keys[name]
            icon = tools.theme.icons.icon(line.icon, tools.theme.colors.text2, 16)
            action = self.menu.addAction(icon, line.text)
            action.triggered.connect(lambda _=False, name=name: self.end(ids, name, anchor, team))
        self.menu.popup(anchor.mapToGlobal(QPoint(anchor.width() // 2, 0)))

    def end(self, ids: Sequence[int], command: str, anchor: QWidget, team: TeamView | None) -> None:
        """Nurture, win, lose or disqualify those of the leads that can be; what that needs is
        asked once. Says of how many it is not true."""
        if team is None:
            return
        kind = self._tools.keys[command].kind
        window = host_of(self._host)
        at = QRect(anchor.mapTo(window, QPoint(0, 0)), anchor.size())
        role: StageRole = _ROLES[command]

        def came(fit: tuple[int, ...]) -> None:
            rest = len(ids) - len(fit)
            if rest:
                self._tools.notices.refuse(_kept_out(len(fit), rest, kind))
            if fit:
                stage = team.pipeline.by_role(role)
                self._moves.move(fit, stage.id, team.pipeline, at)

        def question(reader: Reader) -> tuple[int, ...]:
            cards = reader.list_cards(ids)
            return tuple(i for i in ids if i in cards and kind in (None, cards[i].kind))

        self._tools.client.ask("list.ends", question, came, self._failing(tr("moving")))

    def export(self, ids: Sequence[int], team: TeamView | None) -> None:
        """Ask for a file and write the leads to it, as our import reads them again."""
        if team is None:
            return
        title, kinds = tr("Export leads"), tr("Spreadsheet file (*.csv)")
        path, _ = QFileDialog.getSaveFileName(self._host, title, "leads.csv", kinds)
        if not path:
            return
        target = Path(path)
        failed = self._failing(tr("exporting"))

        def came(leads: Mapping[int, Lead]) -> None:
            found = [leads[lead_id] for lead_id in ids if lead_id in leads]
            self._tools.client.fetch(
                "list.export", lambda: write_leads(target, found, team), written, failed
            )

        def written(count: int) -> None:
            text = tr_n("%n lead exported to {file}.", "%n leads exported to {file}.", count,
                        file=target.name)  # fmt: skip
            self._tools.notices.say(text)

        self._tools.client.ask("list.exported", lambda r: r.leads(ids), came, failed)

    # --- inside ------------------------------------------------------------------------------

    def _failing(self, doing: str) -> Callable[[BaseException], None]:
        return lambda error: self._tools.notices.tell(notice_of(error, doing))

    def _tell(self, result: BulkResult, end: BulkEnd | None) -> None:
        """Say of an act what its step does not: how far it came, and whom it left as it was."""
        notices, tried = self._tools.notices, len(result.done) + len(result.failed)
        if end is not None and tried < end.total:
            why = notice_of(end.stopped) if end.stopped is not None else None
            text = tr(
                "Stopped: {done} of {total} leads done. The others are as they were.",
                done=number(len(result.done)), total=number(end.total),
            )  # fmt: skip
            if why is not None:
                notices.tell(replace(why, title=f"{text} {why.title}"))
            else:
                notices.refuse(text)
        if result.failed:
            self._tell_failed(result.failed)

    def _tell_failed(self, failed: Sequence[Failure]) -> None:
        count = len(failed)
        title = tr_n("%n lead was left as it was.", "%n leads were left as they were.", count)
        reasons = {one.id: failure_words(one) for one in failed}

        def came(leads: Mapping[int, Lead]) -> None:
            lines = [
                f"{leads[lead_id].label if lead_id in leads else lead_id}: {reason}"
                for lead_id, reason in reasons.items()
            ]
            notice = Notice("known", title, reasons[failed[0].id], details="\n".join(lines))
            self._tools.notices.tell(notice)

        self._tools.client.ask(
            None, lambda reader: reader.leads(tuple(reasons)), came, lambda _error: came({})
        )

    def _open(self, form: QWidget, title: str, anchor: QWidget) -> None:
        window = host_of(self._host)
        popover = Popover(self._tools.theme, window, title, form)
        self.popover, self.form = popover, form
        popover.closed.connect(self._closed)
        corner = anchor.mapTo(window, QPoint(0, 0))
        popover.open_at(QRect(corner, QSize(anchor.size())))

    def _close(self) -> None:
        if self.popover is not None:
            self.popover.close_it()

    def _closed(self) -> None:
        popover, self.popover, self.form = self.popover, None, None
        if popover is not None:
            popover.deleteLater()


_ROLES: Final[Mapping[str, StageRole]] = {
    "nurture": "nurture", "won": "won", "lost": "lost", "disqualify": "disqualified",
}  # fmt: skip


def _kept_out(fit: int, rest: int, kind: RecordKind | None) -> str:
    """Why an act is not for all of the checked leads."""
    if kind == "opportunity":
        why = tr_n("%n is no opportunity and stays as it is.",
                   "%n are no opportunities and stay as they are.", rest)  # fmt: skip
    elif kind == "lead":
        why = tr_n("%n is an opportunity: mark it as lost.",
                   "%n are opportunities: mark them as lost.", rest)  # fmt: skip
    else:
        why = tr_n("%n is gone by now.", "%n are gone by now.", rest)
    return f"{tr_n('This is for %n lead.', 'This is for %n leads.', fit)} {why}"


def number(count: int) -> str:
    """A count with the user's separators."""
    return user_locale().toString(count)


def write_leads(path: Path, leads: Sequence[Lead], team: TeamView) -> int:
    """Write leads as CSV with a column for each field that one of them has; returns how many.
    KnownError if the file can't be written."""
    from leaddesk.outside.export import write_csv

    stages = {stage.id: stage.name for stage in team.pipeline.stages}
    owners = {user.id: user.login for user in team.users}
    own = dict.fromkeys(name for lead in leads for name in lead.custom)
    names = [*EDITABLE_FIELDS, *own]
    used = [name for name in names if any(text_of(lead, name) for lead in leads)]
    header = [*(field_word(name) for name in used), field_word("stage"), field_word("owner")]
    rows = (
        [
            *(text_of(lead, name) for name in used),
            stages.get(lead.stage_id, ""),
            owners.get(lead.owner_id or 0, ""),
        ]
        for lead in leads
    )
    return write_csv(path, header, rows).rows
