"""Writing down what happened: a note, a call, an e-mail."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from leaddesk.presentation.text import titled, tr
from leaddesk.service.commands import LogActivity
from leaddesk.widgets.controls import Button, Combo, Segment, SegmentedSwitch
from leaddesk.widgets.controls.flow import FlowLayout
from leaddesk.widgets.labels import PlainLabel, repolish, set_tool_tip
from leaddesk.widgets.theme import Theme

KINDS: Final = {"note": "note", "call": "call", "email": "email_out"}
OUTCOMES: Final = {
    "call": ("reached", "no answer", "voicemail", "not interested", "wrong number"),
    "email": ("", "replied"),
}


class NoteText(QPlainTextEdit):
    """Ctrl+Enter says `submitted`; Tab leaves the text."""

    submitted = Signal()
    left = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that somebody begins to write."""
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Ctrl+Enter, leave with Esc; else write."""
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Composer(QFrame):
    """One line that opens when somebody writes in it; it closes again when all is saved.

    `logged` carries the command; what was written stays until `clear`.
    """

    logged = Signal(object)  # LogActivity
    left = Signal()
    grown = Signal()  # it is open and has its new height

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.kind = SegmentedSwitch(
            theme,
            tr("What happened"),
            (
                Segment("note", tr("Note")),
                Segment("call", tr("Call")),
                Segment("email", tr("Email")),
            ),
        )
        self.outcome = Combo()
        self.outcome.setAccessibleName(tr("Outcome"))
        self._theme = theme
        self.text = NoteText()
        self.text.setAccessibleName(tr("Text"))
        self.save = Button(theme, tr("Save"), kind="primary", key=tr("Ctrl Enter"))
        self.problem = PlainLabel(theme, role="small", tone="danger", wrap=True)
        self.problem.hide()
        self._head, self._foot = QWidget(), QWidget()
        head = FlowLayout(self._head)
        head.addWidget(self.kind)
        head.addWidget(self.outcome)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addStretch(1)
        foot.addWidget(self.save)
        self._column = column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self.text)
        column.addWidget(self.problem)
        column.addWidget(self._foot)
        self.kind.chosen.connect(self._choose)
        self.save.clicked.connect(self._save)
        self.text.submitted.connect(self._save)
        self.text.left.connect(self._leave)
        self.text.entered.connect(lambda: self._open(is_open=True))
        self._lead_id: int | None = None
        self.choose("note")
        self._open(is_open=False)

    @property
    def has_text(self) -> bool:
        """Whether something was written that is not saved yet."""
        return bool(self.text.toPlainText().strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say that all of it wants to be seen."""
        super().resizeEvent(event)
        if not self._foot.isHidden() and event.size().height() > event.oldSize().height():
            self.grown.emit()

    def choose(self, kind: str) -> None:
        """Write a note, a call or an e-mail."""
        self.kind.choose(kind)
        self._choose(kind)

    def start(self, kind: str) -> None:
        """The same, with the focus in the text."""
        self.choose(kind)
        self._open(is_open=True)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_lead(self, lead_id: int) -> None:
        """Write about another lead; what was begun about the one before is not its."""
        if lead_id != self._lead_id:
            self._lead_id = lead_id
            self.clear()

    def clear(self) -> None:
        """Empty the text: it was saved."""
        self.text.clear()
        self.say("")
        self._open(is_open=self.text.hasFocus())

    def hold(self, reason: str) -> None:
        """Nothing can be written about this lead, and why; "" for it can again."""
        self.text.setReadOnly(bool(reason))
        set_tool_tip(self.text, reason)
        for widget in (self.kind, self.outcome):
            widget.setEnabled(not reason)

    def say(self, problem: str) -> None:
        """Say why it could not be saved; the text stays."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _leave(self) -> None:
        """Esc closes an empty one; what was written stays to be seen."""
        if not self.has_text:
            self._open(is_open=False)
        self.left.emit()

    def _open(self, *, is_open: bool) -> None:
        inset = 12 if is_open else 0
        self.setProperty("panel", "inset" if is_open else "")
        repolish(self)
        self._column.setContentsMargins(inset, inset, inset, inset)
        self._head.setVisible(is_open)
        self._foot.setVisible(is_open)
        self.text.setFixedHeight(self._theme.look.px(76 if is_open else 36))
        policy = Qt.ScrollBarPolicy
        self.text.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_open else policy.ScrollBarAlwaysOff
        )

    def _choose(self, kind: str) -> None:
        outcomes = OUTCOMES.get(kind, ())
        self.outcome.setVisible(bool(outcomes))
        self.outcome.clear()
        for outcome in outcomes:
            self.outcome.addItem(titled(tr(outcome)) or tr("Sent"), outcome)
        self.text.setPlaceholderText(
            {
                "note": tr("Write a note"),
                "call": tr("What was said"),
                "email": tr("What it was about"),
            }[kind]
        )

    def _save(self) -> None:
        note = self.text.toPlainText().strip()
        kind = self.kind.key
        if kind == "note" and not note:
            self.say(tr("Write the note first."))
            self.text.setFocus()
            return
        if self._lead_id is None:
            return
        outcome = str(self.outcome.currentData() or "") if kind != "note" else ""
        self.logged.emit(LogActivity(self._lead_id, KINDS[kind], outcome=outcome, note=note))
