"""The form for a new lead, shown in a popover under its button."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from leaddesk.domain.draft import DraftTask, LeadDraft
from leaddesk.presentation.errors import notice_of
from leaddesk.presentation.similar_leads import similar_to
from leaddesk.presentation.text import tr
from leaddesk.service.commands import CaptureLeads
from leaddesk.service.desk import Outcome
from leaddesk.service.read_models import CardRow, TeamView
from leaddesk.widgets.controls import Button, Combo, Field
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.tools import Tools

CHECK_AFTER_MS: Final = 200
WIDTH: Final = 520
SOURCES: Final = ("manual", "web form", "referral", "event", "phone", "email", "outbound")
_MORNING: Final = time(9, 0)


class NewLeadForm(QWidget):
    """Company or contact is enough. Enter adds and closes, Ctrl+Enter adds and starts the next."""

    closed = Signal()
    added = Signal(int)
    open_asked = Signal(int)  # the likely duplicate

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._similar: CardRow | None = None
        self._lines = {name: QLineEdit() for name in ("company", "name", "email", "phone", "value")}
        self._fields = {
            "company": Field(tools.theme, tr("Company"), self._lines["company"]),
            "name": Field(tools.theme, tr("Contact"), self._lines["name"]),
            "email": Field(tools.theme, tr("Email"), self._lines["email"]),
            "phone": Field(tools.theme, tr("Phone"), self._lines["phone"]),
            "value": Field(tools.theme, tr("Value"), self._lines["value"]),
        }
        self.stage, self.owner, self.source = Combo(), Combo(), Combo()
        self.source.setEditable(True)
        for source in SOURCES:
            self.source.addItem(tr(source).capitalize(), source)
        self._hint = PlainLabel(tools.theme, role="small", weight=500, tone="warn", wrap=True)
        self._open = Button(tools.theme, tr("Open it"), kind="link")
        self._open.clicked.connect(self._open_similar)
        self._problem = PlainLabel(tools.theme, role="small", tone="danger", wrap=True)
        self._steps = QButtonGroup(self)
        self._steps.setExclusive(False)
        self.add = Button(tools.theme, tr("Add"), kind="primary", key=tr("Enter"))
        self.add.clicked.connect(lambda: self.submit(stay=False))
        self._lay_out()
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(CHECK_AFTER_MS)
        self._check.timeout.connect(self._ask_similar)
        for name in ("company", "name", "email", "phone"):
            self._lines[name].setMaxLength(400)
            self._lines[name].textChanged.connect(lambda: self._check.start())
        self._show_similar("", ())
        self._say("")

    # --- what the window tells ---------------------------------------------------------------

    def set_team(self, team: TeamView, user_id: int | None) -> None:
        """Offer the team's stages and people."""
        self.stage.clear()
        for stage in team.pipeline.columns:
            self.stage.addItem(stage.name, stage.id)
        self.owner.clear()
        self.owner.addItem(tr("Routing decides"), None)
        for user in team.users:
            if user.active:
                name = tr("{name} (me)", name=user.name) if user.id == user_id else user.name
                self.owner.addItem(name, user.id)
        self._fields["value"].editor.setProperty("placeholderText", team.currency)

    def line(self, name: str) -> QLineEdit:
        """Return the line of a field."""
        return self._lines[name]

    @property
    def hint(self) -> str:
        """What the check for duplicates says."""
        return self._hint.text() if not self._hint.isHidden() else ""

    @property
    def problem(self) -> str:
        return self._problem.text()

    def submit(self, *, stay: bool) -> None:
        """Add the lead; then close, or empty the form for the next one."""
        draft = self._draft()
        if not (draft.company or draft.name or draft.emails or draft.phones):
            self._say(tr("Write a company or a contact."))
            self._lines["company"].setFocus()
            return
        stage_id, owner_id = self.stage.currentData(), self.owner.currentData()
        command = CaptureLeads((draft,), owner_id=owner_id, stage_id=stage_id)
        self.add.setEnabled(False)
        self._tools.client.do(
            command,
            lambda outcome: self._done(outcome, stay=stay),
            self._failed,
            doing=tr("adding a lead"),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add with Enter, add and go on with Ctrl+Enter; Esc goes on to the popover."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit(stay=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)

    # --- inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        theme = self._tools.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(theme, tr("New lead"), role="heading"))
        head.addStretch(1)
        self.stage.setFixedWidth(theme.look.px(180))
        self.stage.setAccessibleName(tr("Stage"))
        head.addWidget(self.stage)
        column.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.addWidget(self._fields["company"], 0, 0)
        grid.addWidget(self._fields["name"], 0, 1)
        hint = QHBoxLayout()
        hint.addWidget(self._hint, 1)
        hint.addWidget(self._open)
        grid.addLayout(hint, 1, 0, 1, 2)
        grid.addWidget(self._fields["email"], 2, 0)
        grid.addWidget(self._fields["phone"], 2, 1)
        grid.addWidget(Field(theme, tr("Source"), self.source), 3, 0)
        grid.addWidget(self._fields["value"], 3, 1)
        grid.addWidget(Field(theme, tr("Owner"), self.owner), 4, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(self._problem)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(PlainLabel(theme, tr("Next step"), role="small", weight=500, tone="text2"))
        foot.addSpacing(4)
        for text, kind in ((tr("Call tomorrow 9:00"), "call"), (tr("Email today"), "email")):
            chip = Button(theme, text, kind="bar")
            chip.setCheckable(True)
            chip.setProperty("step", kind)
            chip.clicked.connect(lambda on, chip=chip: self._only(chip) if on else None)
            self._steps.addButton(chip)
            foot.addWidget(chip)
        foot.addStretch(1)
        foot.addWidget(self.add)
        column.addLayout(foot)
        self.setFixedWidth(theme.look.px(WIDTH))

    def _only(self, chosen: Button) -> None:
        for chip in self._steps.buttons():
            chip.setChecked(chip is chosen)

    def _draft(self) -> LeadDraft:
        texts = {name: line.text().strip() for name, line in self._lines.items()}
        source = self.source.currentData()
        if (
            self.source.currentText().casefold()
            != self.source.itemText(self.source.currentIndex()).casefold()
        ):
            source = self.source.currentText().strip()
        return LeadDraft(
            company=texts["company"],
            name=texts["name"],
            emails=(texts["email"],) if texts["email"] else (),
            phones=(texts["phone"],) if texts["phone"] else (),
            value=texts["value"],
            source=str(source or ""),
            tasks=self._planned(),
        )

    def _planned(self) -> tuple[DraftTask, ...]:
        chosen = next((chip for chip in self._steps.buttons() if chip.isChecked()), None)
        if chosen is None:
            return ()
        now = self._tools.clock.now()
        dates = self._tools.dates
        if chosen.property("step") == "email":
            due = dates.day_ends(now) - timedelta(minutes=1)
            return (DraftTask("email", due.isoformat(), tr("Email")),)
        tomorrow = dates.day_of(now) + timedelta(days=1)
        due = datetime.combine(tomorrow, _MORNING, dates.zone).astimezone(UTC)
        return (DraftTask("call", due.isoformat(), tr("Call")),)

    def _done(self, outcome: Outcome, *, stay: bool) -> None:
        self.add.setEnabled(True)
        found = (outcome.result or (None,))[0]
        if found is not None and found.id is None:
            self._say("; ".join(found.reasons) or tr("This can't be added."))
            return
        for line in self._lines.values():
            line.clear()
        for chip in self._steps.buttons():
            chip.setChecked(False)
        self._say("")
        if found is not None:
            self.added.emit(found.id)
        if stay:
            self._lines["company"].setFocus()
        else:
            self.closed.emit()

    def _failed(self, error: BaseException) -> None:
        self.add.setEnabled(True)
        notice = notice_of(error, tr("adding a lead"))
        self._say(f"{notice.title} {notice.hint}".strip())

    def _ask_similar(self) -> None:
        draft = self._draft()
        question = similar_to(draft)
        if question is None:
            self._show_similar("", ())
            return
        mark = f"{draft.company}\n{draft.name}\n{draft.emails}\n{draft.phones}"
        self._tools.client.ask("new.similar", question, lambda rows: self._show_similar(mark, rows))

    def _show_similar(self, _mark: str, rows: tuple[CardRow, ...]) -> None:
        self._similar = rows[0] if rows else None
        if self._similar is not None:
            row = self._similar
            self._hint.setText(tr("Looks like {lead}. It can still be added.", lead=_name(row)))
        self._hint.setVisible(self._similar is not None)
        self._open.setVisible(self._similar is not None)
        self._refit()

    def _open_similar(self) -> None:
        if self._similar is not None:
            found = self._similar.id
            self.closed.emit()
            self.open_asked.emit(found)

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self._refit()

    def _refit(self) -> None:
        host = self.parentWidget()
        layout = host.layout() if host is not None else None
        own = self.layout()
        if host is not None and layout is not None and own is not None:
            own.activate()
            layout.activate()
            host.resize(host.sizeHint())


def _name(row: CardRow) -> str:
    parts = [part for part in (row.company, row.name or row.email) if part]
    return " · ".join(parts)
