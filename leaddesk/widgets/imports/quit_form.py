"""The question of a window that is closed while an import runs: what is safe, what may be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.presentation.imports.flow_words import rows_done
from leaddesk.presentation.imports.import_flow import ImportFlow
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button, Popover
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
            done, total = rows_done(flow, progress)
            parts.append(tr("{done} of {all} rows are checked.", done=done, all=total))
        parts.append(
            tr("If you stop, that, the matching and your corrections are kept: at the next start "
               "it goes on from there.")
        )  # fmt: skip
        return " ".join(parts)

    def _wait(self) -> None:
        self._waits = True
        self.show_state()


def _adding_words() -> str:
    return tr(
        "This last step can't be stopped. It takes a moment, and either all rows are added or none."
    )


def ask_to_quit(
    theme: Theme, window: QWidget, flow: ImportFlow, close: Callable[[], object]
) -> Popover:
    """Ask over a window that was to be closed; `close` is called if that is the answer. The open
    popover deletes itself when it is closed."""
    form = QuitForm(theme, flow)
    popover = Popover(theme, window, tr("An import is running"), form)

    def stop() -> None:
        popover.close_it()
        flow.stop_and_keep()
        close()

    def ended() -> None:
        popover.close_it()
        close()

    form.stopped.connect(stop)
    form.ended.connect(ended)
    form.left.connect(popover.close_it)
    popover.closed.connect(form.forget)
    popover.closed.connect(popover.deleteLater)
    middle = window.rect().center()
    popover.open_at(QRect(middle.x() - form.width() // 2, middle.y() - 160, 1, 1), scrim=0.35)
    return popover
