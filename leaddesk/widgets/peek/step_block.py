"""The next step in the peek: what, when, Done; tinted by how urgent it is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from leaddesk.presentation.peek_view import StepView
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button, ProgressLine
from leaddesk.widgets.controls.banner import Family
from leaddesk.widgets.labels import ElidedLabel, Tone, repolish
from leaddesk.widgets.theme import Theme

_FAMILIES: dict[str, Family] = {"late": "danger", "today": "ok", "none": "warn", "future": "info"}


class StepBlock(QFrame):
    """`done_asked` finishes the task, `plan_asked` plans one."""

    done_asked = Signal(int)  # task id
    plan_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._view: StepView | None = None
        self._picture = QLabel()
        self.title = ElidedLabel(theme, weight=600)
        self.when = ElidedLabel(theme, role="small", weight=500)
        self.after = ElidedLabel(theme, role="small", tone="text2")
        self.done = Button(theme, tr("Done"), icon="check")
        self.done.set_icon_name("check", "ok")
        self.plan = Button(theme, tr("Plan"))
        self._line = ProgressLine(theme, "ok")
        self.done.clicked.connect(self._done)
        self.plan.clicked.connect(self.plan_asked)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.when)
        words.addWidget(self.after)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self.done)
        row.addWidget(self.plan)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 9, 9)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._line)
        theme.changed.connect(self._tint)

    def show_step(self, view: StepView) -> None:
        """Show a step."""
        self._view = view
        self.title.setText(view.title)
        self.when.setText(view.when)
        self.when.setVisible(bool(view.when))
        self.after.setText(view.after)
        self.after.setVisible(bool(view.after))
        left, shown = (self.plan, self.done) if view.task_id is not None else (self.done, self.plan)
        had_focus = left.hasFocus()
        shown.show()
        if had_focus:
            shown.setFocus()
        left.hide()
        progress = view.step.progress
        self._line.setVisible(progress is not None)
        self._line.set_value(progress or 0.0, self._family())
        said = ", ".join(filter(None, (view.title, view.when, view.after)))
        self.setAccessibleName(tr("Next step: {step}", step=said))
        self._tint()

    def sizeHint(self) -> QSize:
        """At least 54 px high."""
        return super().sizeHint().expandedTo(QSize(0, self._theme.look.px(54)))

    def _family(self) -> Family:
        if self._view is None:
            return "info"
        step = self._view.step
        by_severity: dict[str, Family] = {"ok": "ok", "warn": "warn", "danger": "danger"}
        return _FAMILIES.get(step.kind) or by_severity.get(step.severity, "info")

    def _tint(self) -> None:
        if self._view is None:
            return
        family = self._family()
        self.setProperty("panel", "inset" if family == "info" else family)
        tone: Tone = "text2" if family == "info" else family
        self.when.set_tone(tone)
        color = self._theme.colors.text2 if family == "info" else self._theme.colors.named(family)
        icon, size = self._view.step.icon, self._theme.look.px(18)
        self._picture.setPixmap(self._theme.icons.pixmap(icon, color, size))
        repolish(self)

    def _done(self) -> None:
        if self._view is not None and self._view.task_id is not None:
            self.done_asked.emit(self._view.task_id)
