"""The welcome: one step after the other, Back and Continue, and Finish at the end."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from leaddesk.presentation.errors import Notice
from leaddesk.presentation.first_run_model import FirstRunModel, Step
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Banner, Button, StepHeader
from leaddesk.widgets.first_run.start_step import StartStep
from leaddesk.widgets.first_run.you_step import YouStep
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.rail import Mark
from leaddesk.widgets.theme import Theme

WIDTH: Final = 760


class FirstRunPage(QWidget):
    """`finished` brings the answers; whoever hears it does the work and then takes the page
    away, or says with `show_trouble` why it can't be done yet."""

    finished = Signal(object)  # FirstAnswers

    def __init__(self, theme: Theme, model: FirstRunModel) -> None:
        super().__init__()
        self._theme, self.model = theme, model
        self.setProperty("panel", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Welcome to LeadDesk"))
        self.you, self.start = YouStep(theme, model), StartStep(theme, model)
        self._steps: dict[Step, YouStep | StartStep] = {"you": self.you, "start": self.start}
        words = {"you": tr("You"), "start": tr("Start with")}
        self.header = StepHeader(theme, [words[step] for step in model.steps])
        if len(model.steps) < 2:
            self.header.hide()  # never shown here: without a parent it would be a window
        self.trouble = Banner(theme, "danger", "")
        self.trouble.hide()
        self._stack = QStackedWidget()
        for part in self._steps.values():  # those that are no step here are never shown
            self._stack.addWidget(part)
        self.back = Button(theme, tr("Back"))
        self.next = Button(theme, "", kind="primary")
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self._lay_out()
        self._show_step()

    def take_focus(self) -> None:
        """Put the focus where the answer is missing."""
        self._steps[self.model.step].take_focus()

    def go_on(self) -> None:
        """Continue, or finish with the last step; what is wrong is said under its field."""
        if self.model.problems():
            self.you.show_problems()
            return
        if self.model.go_on():
            self._show_step()
            self.take_focus()
            return
        self.trouble.hide()
        self._set_busy(True)
        self.finished.emit(self.model.answers)

    def go_back(self) -> None:
        """To the step before; nothing is lost."""
        if self.next.isEnabled() and self.model.go_back():
            self._show_step()
            self.take_focus()

    def show_trouble(self, notice: Notice) -> None:
        """Say why it could not be finished; it can be tried again."""
        self._set_busy(False)
        self.trouble.set_notice("danger", f"{notice.title} {notice.hint}".strip())
        self.trouble.show()
        self.next.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc, and on with Enter from a card or a time."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            if self.next.isEnabled():
                self.go_on()
        else:
            super().keyPressEvent(event)

    def _set_busy(self, busy: bool) -> None:
        for part in (self._stack, self.back, self.next):
            part.setEnabled(not busy)
        self.next.setText(tr("Setting up...") if busy else tr("Finish"))

    def _show_step(self) -> None:
        at = self.model.steps.index(self.model.step)
        self._stack.setCurrentWidget(self._steps[self.model.step])
        self.header.set_step(at)
        self.back.setVisible(at > 0)
        self.next.setText(tr("Finish") if self.model.is_last else tr("Continue"))

    def _lay_out(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Mark(theme, 36))
        head.addWidget(PlainLabel(theme, tr("Welcome to LeadDesk"), role="display"))
        head.addStretch(1)
        head.addWidget(self.header)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        place = PlainLabel(theme, self.model.place, role="small", tone="text2", wrap=True)
        foot.addWidget(place, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        panel = QFrame()
        panel.setProperty("panel", "surface")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(24, 22, 24, 20)
        inside.setSpacing(18)
        inside.addWidget(self.trouble)
        inside.addWidget(self._stack)
        inside.addLayout(foot)
        middle = QWidget()
        middle.setMaximumWidth(theme.look.px(WIDTH))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(22)
        column.addLayout(head)
        column.addWidget(panel)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(3)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(whole)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)
