"""Adding a lead at the foot of a column: a name, Enter, the next name."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.domain.draft import LeadDraft
from leaddesk.domain.pipeline import Stage
from leaddesk.presentation.errors import notice_of
from leaddesk.presentation.kept_words import tr_kept
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.similar_leads import Met, met_by
from leaddesk.presentation.step_words import NAME_LIMIT
from leaddesk.presentation.text import tr
from leaddesk.service.commands import CaptureLeads
from leaddesk.service.desk import Outcome
from leaddesk.widgets.controls import IconButton
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.tools import Tools

CHECK_AFTER_MS = 200
SOURCE = "manual"


class QuickAdd(QWidget):
    """A line for a company or a contact. Enter adds and stays for the next one, Esc leaves."""

    finished = Signal()
    added = Signal(int)  # lead id

    def __init__(self, tools: Tools, stage: Stage) -> None:
        super().__init__()
        self._tools, self._stage = tools, stage
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Company or contact"))
        self.line.setAccessibleName(tr("New lead in {stage}", stage=stage.name))
        self.line.setMaxLength(200)
        self.hint = PlainLabel(tools.theme, role="small", tone="text3", wrap=True)
        close = IconButton(tools.theme, "x", tr("Close"))
        close.clicked.connect(self.finished)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.line, 1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 6, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.hint)
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(CHECK_AFTER_MS)
        self._check.timeout.connect(self._ask_similar)
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self._add)

    def begin(self) -> None:
        """Empty the line and take the focus."""
        self.line.clear()
        self._say(tr("Enter adds the next one"))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc; other keys end here."""
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        event.accept()

    # --- inside ------------------------------------------------------------------------------

    def _add(self) -> None:
        text = self.line.text().strip()
        if not text:
            self._say(tr("Write a company or a contact."), bad=True)
            return
        draft = self._draft(text)
        user_id = self._tools.client.user_id
        command = CaptureLeads((draft,), owner_id=user_id, stage_id=self._stage.id)
        self._tools.client.do(command, self._done, self._failed, doing=tr("adding a lead"))
        self.line.clear()
        self._say(tr("Enter adds the next one"))

    def _done(self, outcome: Outcome) -> None:
        results = outcome.result or ()
        first = results[0] if results else None
        if first is not None and first.id is None:
            self._say(
                "; ".join(map(tr_kept, first.reasons)) or tr("This can't be added."), bad=True
            )
            return
        if first is not None:
            self.added.emit(first.id)

    def _failed(self, error: BaseException) -> None:
        notice = notice_of(error, tr("adding a lead"))
        self._say(f"{notice.title} {notice.hint}".strip(), bad=True)

    def _typed(self) -> None:
        self._check.start()

    def _ask_similar(self) -> None:
        text = self.line.text().strip()
        question = met_by(self._draft(text), self._stage.id, self._tools.clock.now())
        if question is None:
            self._say(tr("Enter adds the next one"))
            return
        key = f"quick.similar.{self._stage.id}"
        self._tools.client.ask(key, question, lambda found: self._similar(text, found))

    def _draft(self, text: str) -> LeadDraft:
        if "@" in text:
            return LeadDraft(kind=self._stage.belongs, emails=(text,), source=SOURCE)
        return LeadDraft(kind=self._stage.belongs, company=text, source=SOURCE)

    def _similar(self, text: str, found: Met | None) -> None:
        if text != self.line.text().strip():
            return
        if found is None:
            self._say(tr("Enter adds the next one"))
            return
        row = found.row
        name = one_line(row.company or row.name or row.email, NAME_LIMIT)
        if found.is_added_to:
            self._say(tr("This is {lead}. Enter adds to it.", lead=name), warn=True)
        else:
            self._say(tr("Looks like {lead}. Enter adds anyway.", lead=name), warn=True)

    def _say(self, text: str, *, bad: bool = False, warn: bool = False) -> None:
        self.hint.setText(text)
        self.hint.set_tone("danger" if bad else "warn" if warn else "text3")
