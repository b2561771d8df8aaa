"""The form for a new lead, shown in a popover under its button."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.domain.draft import LeadDraft
from leaddesk.domain.signature import Signature, read_signature
from leaddesk.presentation.errors import notice_of
from leaddesk.presentation.kept_words import tr_kept
from leaddesk.presentation.similar_leads import similar_to
from leaddesk.presentation.text import titled, tr
from leaddesk.service.commands import CaptureLeads
from leaddesk.service.desk import Outcome
from leaddesk.service.read_models import CardRow, TeamView
from leaddesk.widgets.controls import Banner, Button, Combo, Field
from leaddesk.widgets.controls.refit import refit_around
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.new_lead.pasting import PasteWatch
from leaddesk.widgets.new_lead.step_chips import StepChips
from leaddesk.widgets.tools import Tools

CHECK_AFTER_MS: Final = 200
WIDTH: Final = 520
SOURCES: Final = ("manual", "web form", "referral", "event", "phone", "email", "outbound")


class NewLeadForm(QWidget):
    """Company or contact is enough. Enter adds and closes, Ctrl+Enter adds and starts the next."""

    closed = Signal()
    added = Signal(int)
    open_asked = Signal(int)  # the likely duplicate

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._similar: CardRow | None = None
        self._team: TeamView | None = None
        self._signature = Signature()
        self._pasted_into: QLineEdit | None = None
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
            self.source.addItem(titled(tr(source)), source)
        self._hint = Banner(tools.theme, "info", "")
        self._open = self._hint.add_button(tr("Open it"))
        self._open.clicked.connect(self._open_similar)
        self._anyway = self._hint.add_button(tr("Add anyway"))
        self._anyway.clicked.connect(lambda: self.submit(stay=False))
        self._offer = Banner(tools.theme, "info", "")
        self.fill = self._offer.add_button(tr("Fill in the fields"))
        self.fill.clicked.connect(self._fill)
        self._offer.hide()
        self._pastes = PasteWatch(self)
        self._pastes.pasted.connect(self._pasted)
        self._problem = PlainLabel(tools.theme, role="small", tone="danger", wrap=True)
        self.steps = StepChips(tools)
        self.steps.changed.connect(lambda: refit_around(self))
        self.add = Button(tools.theme, tr("Add"), kind="primary", key=tr("Enter"))
        self.add.clicked.connect(lambda: self.submit(stay=False))
        self._lay_out()
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(CHECK_AFTER_MS)
        self._check.timeout.connect(self._ask_similar)
        for name in ("company", "name", "email", "phone"):
            self._lines[name].setMaxLength(400)
            self._pastes.watch(self._lines[name])
            self._lines[name].textChanged.connect(lambda: self._check.start())
        self._show_similar("", ())
        self._say("")

    # --- what the window tells ---------------------------------------------------------------

    def set_team(self, team: TeamView, user_id: int | None) -> None:
        """Offer the team's stages and people."""
        self._team = team
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
        return self._hint.accessibleName() if not self._hint.isHidden() else ""

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
        grid.addWidget(self._hint, 1, 0, 1, 2)
        grid.addWidget(self._fields["email"], 2, 0)
        grid.addWidget(self._fields["phone"], 2, 1)
        grid.addWidget(Field(theme, tr("Source"), self.source), 3, 0)
        grid.addWidget(self._fields["value"], 3, 1)
        grid.addWidget(Field(theme, tr("Owner"), self.owner), 4, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addWidget(self._offer)
        column.addLayout(grid)
        column.addWidget(self.steps)
        column.addWidget(self._problem)
        foot = QHBoxLayout()
        again = tr("Ctrl Enter adds and starts the next")
        foot.addWidget(PlainLabel(theme, again, role="small", tone="text3"))
        foot.addStretch(1)
        foot.addWidget(self.add)
        column.addLayout(foot)
        self.setFixedWidth(theme.look.px(WIDTH))

    def _draft(self) -> LeadDraft:
        texts = {name: line.text().strip() for name, line in self._lines.items()}
        said = self._signature
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
            title=said.title if texts["name"] == said.name else "",
            website=said.website if texts["company"] == said.company else "",
            tasks=self.steps.planned(),
        )

    def _done(self, outcome: Outcome, *, stay: bool) -> None:
        self.add.setEnabled(True)
        found = (outcome.result or (None,))[0]
        if found is not None and found.id is None:
            self._say("; ".join(map(tr_kept, found.reasons)) or tr("This can't be added."))
            return
        for line in self._lines.values():
            line.clear()
        self.steps.clear()
        self._offer.hide()
        self._signature = Signature()
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
            where = self._where(self._similar)
            said = tr("Looks like {lead} ({where}).", lead=_name(self._similar), where=where)
            self._hint.set_notice("info", said)
        self._hint.setVisible(self._similar is not None)
        refit_around(self)

    def _where(self, row: CardRow) -> str:
        """Its stage and whose it is."""
        team = self._team
        if team is None:
            return ""
        stage = next((s.name for s in team.pipeline.stages if s.id == row.stage_id), "")
        owner = next((u.name for u in team.users if u.id == row.owner_id), tr("Unassigned"))
        return ", ".join(filter(None, (stage, owner)))

    def _pasted(self, line: QLineEdit, text: str) -> None:
        """A block of lines was pasted: what it says is offered, never filled in unasked."""
        found = read_signature(text, self._team.region if self._team is not None else "")
        if found.says_something:
            self._signature, self._pasted_into = found, line
            parts = (found.name, found.title, found.company, found.email, found.phone)
            said = ", ".join(filter(None, parts))
            self._offer.set_notice("info", tr("This looks like a signature: {parts}", parts=said))
            self._offer.show()
            refit_around(self)

    def _fill(self) -> None:
        """Fill the fields from the signature; what it does not say stays as it is."""
        said = self._signature
        if self._pasted_into is not None:
            self._pasted_into.clear()  # the block itself
        for name in ("company", "name", "email", "phone"):
            if text := getattr(said, name):
                self._lines[name].setText(text)
        self._offer.hide()
        refit_around(self)
        self._lines["company"].setFocus()

    def _open_similar(self) -> None:
        if self._similar is not None:
            found = self._similar.id
            self.closed.emit()
            self.open_asked.emit(found)

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        refit_around(self)


def _name(row: CardRow) -> str:
    parts = [part for part in (row.company, row.name or row.email) if part]
    return " · ".join(parts)
