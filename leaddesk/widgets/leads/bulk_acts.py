"""What the bulk bar does with the checked leads beside assigning, moving and deleting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.domain.lead import EDITABLE_FIELDS, Lead
from leaddesk.presentation.errors import Notice, notice_of
from leaddesk.presentation.text import tr, tr_n
from leaddesk.presentation.words import field_word
from leaddesk.service.commands import AddTask, BulkResult, TagLeads
from leaddesk.service.read_models import TeamView
from leaddesk.service.reading import read_tags, text_of
from leaddesk.widgets.controls import Button, Field, Popover
from leaddesk.widgets.filters.refit import host_of
from leaddesk.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from leaddesk.service.desk import Outcome
    from leaddesk.widgets.tools import Tools

MOST_PLANNED: Final = 200
"""A step is planned lead by lead; more at a time would keep others waiting."""


class TagForm(QWidget):
    """`accepted` carries tags to add and tags to take away."""

    accepted = Signal(tuple, tuple)
    left = Signal()

    def __init__(self, tools: Tools, count: int) -> None:
        super().__init__()
        theme = tools.theme
        self.add, self.remove = QLineEdit(), QLineEdit()
        for line in (self.add, self.remove):
            line.setMaxLength(500)
        self._added = Field(theme, tr("Add tags"), self.add, hint=tr("With commas between them"))
        cancel = Button(theme, tr("Cancel"), kind="quiet")
        cancel.clicked.connect(self.left)
        self.ok = Button(theme, tr("Tag"), kind="primary", key=tr("Enter"))
        self.ok.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        title = tr_n("Tags of %n lead", "Tags of %n leads", count)
        column.addWidget(PlainLabel(theme, title, role="heading"))
        column.addWidget(self._added)
        column.addWidget(Field(theme, tr("Take away tags"), self.remove))
        column.addLayout(foot)
        self.setFixedWidth(theme.look.px(320))

    def accept(self) -> None:
        """Say `accepted`, or that there is nothing to do."""
        add, remove = (read_tags(line.text().split(",")) for line in (self.add, self.remove))
        if add or remove:
            self.accepted.emit(add, remove)
        else:
            self._added.set_error(tr("Write a tag."))
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept with Enter; Esc goes on to the popover."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)


class BulkActs(QObject):
    """Asks what is needed above the bar, then does it."""

    def __init__(self, tools: Tools, host: QWidget) -> None:
        super().__init__(host)
        self._tools, self._host = tools, host
        self.popover: Popover | None = None
        self.form: QWidget | None = None

    def tag(self, ids: Sequence[int], anchor: QWidget) -> None:
        """Ask for tags and put them on the leads, or take them off: one step."""
        form = TagForm(self._tools, len(ids))

        def accepted(add: tuple[str, ...], remove: tuple[str, ...]) -> None:
            self._close()
            self._tools.client.do(
                TagLeads(tuple(ids), add, remove),
                self._tell_failed,
                doing=tr_n("tagging %n lead", "tagging %n leads", len(ids)),
            )

        form.accepted.connect(accepted)
        form.left.connect(self._close)
        self._open(form, tr("Tag"), anchor)

    def plan(self, ids: Sequence[int], anchor: QWidget) -> None:
        """Plan the same next step with each of the leads."""
        if len(ids) > MOST_PLANNED:
            text = tr("Steps can be planned for {count} leads at a time.", count=MOST_PLANNED)
            self._tools.notices.say(text)
            return
        from leaddesk.widgets.peek.plan_form import PlanForm

        form = PlanForm(self._tools, ids[0], tr_n("%n lead", "%n leads", len(ids)))

        def planned(command: AddTask) -> None:
            self._close()
            for lead_id in ids:
                self._tools.client.do(replace(command, lead_id=lead_id), doing=tr("planning"))

        form.planned.connect(planned)
        form.left.connect(self._close)
        self._open(form, tr("Next step"), anchor)

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

    def _tell_failed(self, outcome: Outcome) -> None:
        result = outcome.result
        if isinstance(result, BulkResult) and result.failed:
            count = len(result.failed)
            title = tr_n("%n lead was not tagged.", "%n leads were not tagged.", count)
            self._tools.notices.tell(Notice("known", title, result.failed[0].reason))

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
