"""The first next step of a new lead: two usual ones by a click, any other by its time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.domain.draft import DraftTask
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button, Combo
from leaddesk.widgets.controls.day_line import MomentLine
from leaddesk.widgets.controls.flow import FlowLayout
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.tools import Tools


class StepChips(QWidget):
    """At most one chip is pressed; "Pick..." shows what and when. `changed`: the size too."""

    changed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.kind = Combo()
        self.kind.setAccessibleName(tr("Kind of step"))
        for text, kind in (
            (tr("Call"), "call"), (tr("Email"), "email"), (tr("Meeting"), "meeting"),
        ):  # fmt: skip
            self.kind.addItem(text, kind)
        self.when = MomentLine()
        self.when.setAccessibleName(tr("When"))
        self.chips: dict[str, Button] = {}
        row = QWidget()
        flow = FlowLayout(row, gap=6)
        label = PlainLabel(tools.theme, tr("Next step"), role="small", weight=500, tone="text2")
        label.setMinimumHeight(tools.theme.look.px(32))  # in the middle of the chips
        flow.addWidget(label)
        for name, text in (
            ("call", tr("Call tomorrow {time}", time=tools.dates.day_begins_words())),
            ("email", tr("Email today")),
            ("pick", tr("Pick...")),
        ):  # fmt: skip
            flow.addWidget(self._chip(name, text))
        self._picked = QWidget()
        line = QHBoxLayout(self._picked)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.kind, 1)
        line.addWidget(self.when, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(row)
        column.addWidget(self._picked)
        self.clear()

    def clear(self) -> None:
        """Plan nothing."""
        for chip in self.chips.values():
            chip.setChecked(False)
        at = self._tomorrow().astimezone(self._tools.dates.zone)
        self.when.setDateTime(
            QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute))
        )
        self._picked.hide()

    def planned(self) -> tuple[DraftTask, ...]:
        """Return the step of the pressed chip, if there is one."""
        chosen = next((name for name, chip in self.chips.items() if chip.isChecked()), "")
        if chosen == "call":
            return (DraftTask("call", self._tomorrow().isoformat(), tr("Call")),)
        if chosen == "email":
            now = self._tools.clock.now()
            due = self._tools.dates.day_ends(now) - timedelta(minutes=1)
            return (DraftTask("email", due.isoformat(), tr("Email")),)
        if chosen == "pick":
            here = self.when.dateTime().toPython()
            assert isinstance(here, datetime)
            due = here.replace(tzinfo=self._tools.dates.zone).astimezone(UTC)
            kind = str(self.kind.currentData())
            return (DraftTask(kind, due.isoformat(), self.kind.currentText()),)
        return ()

    def _chip(self, name: str, text: str) -> Button:
        chip = Button(self._tools.theme, text, kind="bar")
        chip.setCheckable(True)
        chip.clicked.connect(lambda: self._pressed(name))
        self.chips[name] = chip
        return chip

    def _pressed(self, name: str) -> None:
        """One at a time; a second press releases."""
        for other, chip in self.chips.items():
            if other != name:
                chip.setChecked(False)
        self._picked.setVisible(self.chips["pick"].isChecked())
        self.changed.emit()

    def _tomorrow(self) -> datetime:
        """Tomorrow morning where the user is, in UTC."""
        dates = self._tools.dates
        tomorrow = dates.day_of(self._tools.clock.now()) + timedelta(days=1)
        return datetime.combine(tomorrow, dates.day_begins, dates.zone).astimezone(UTC)
