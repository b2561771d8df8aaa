"""The question of a window that is closed while an import runs: what is safe, what may be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.presentation.imports.import_flow import ImportFlow
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme

_WIDTH = 420


class QuitForm(QWidget):
    """`stopped`: stop and keep the draft. `left`: go on importing. `ended`: the last step, which
    can't be stopped, is over, and somebody chose to close then. Follows the import."""

    stopped = Signal()
    left = Signal()
    ended = Signal()

    def __init__(self, theme: Theme, flow: ImportFlow) -> None:
        super().__init__()
        self._flow = flow
        self._waits = False
        self.title = PlainLabel(theme, role="heading", wrap=True)
        self.words = PlainLabel(theme, tone="text2", wrap=True)
        self.stop = Button(theme, tr("Stop and keep the draft"))
        self.wait = Button(theme, tr("Close when it is done"))
        self.stay = Button(theme, tr("Go on importing"), kind="primary")
        self.stop.clicked.connect(self.stopped)
        self.wait.clicked.connect(self._wait)
        self.stay.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.stop, self.wait, self.stay):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addSpacing(4)
        column.addLayout(row)
        self.setFixedWidth(theme.look.px(_WIDTH))
        self.setFocusProxy(self.stay)
        flow.counts_changed.connect(self.show_state)
        flow.step_changed.connect(self.show_state)
        self.show_state()

    def forget(self) -> None:
        """Follow the import no longer."""
        self._flow.counts_changed.disconnect(self.show_state)
        self._flow.step_changed.disconnect(self.show_state)

    def show_state(self) -> None:
        """Say what can be done now."""
        flow = self._flow
        if not flow.is_running:
            (self.ended if self._waits else self.left).emit()
            return
        is_adding = not flow.rehearsal.can_cancel
        self.title.setText(
            tr("The rows are being added just now") if is_adding else tr("An import is running")
        )
        self.words.setText(_adding_words() if is_adding else self._checking_words())
        self.stop.setVisible(not is_adding)
        self.wait.setVisible(is_adding)
        self.wait.setEnabled(not self._waits)

    def _checking_words(self) -> str:
        flow, parts = self._flow, [tr("Nothing has been added yet.")]
        progress = flow.rehearsal.progress
        if progress is not None and progress.total:
            done, total = flow.rows_done(progress)
            parts.append(tr("{done} of {all} rows are checked.", done=done, all=total))
        parts.append(
            tr("If you stop, that and the matching are kept: choose the same file again, and it "
               "goes on from there.")
        )  # fmt: skip
        decisions = flow.decisions
        if decisions is not None and (decisions.fixes or decisions.left_out or decisions.same):
            parts.append(tr("What you corrected or answered for single rows is not kept."))
        return " ".join(parts)

    def _wait(self) -> None:
        self._waits = True
        self.show_state()


def _adding_words() -> str:
    return tr(
        "This last step can't be stopped. It takes a moment, and either all rows are added or none."
    )
