"""Planning the next step: what, when, what about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from leaddesk.presentation.text import tr
from leaddesk.service.commands import AddTask
from leaddesk.widgets.controls import Button, Field, Segment, SegmentedSwitch
from leaddesk.widgets.controls.day_line import MomentLine
from leaddesk.widgets.controls.popover_form import PopoverForm
from leaddesk.widgets.tools import Tools

_WIDTH = 380


class PlanForm(PopoverForm):
    """`planned` carries the command. Chips set the usual times, the field any other."""

    planned = Signal(object)  # AddTask

    def __init__(self, tools: Tools, lead_id: int, name: str) -> None:
        super().__init__()
        self._tools, self._lead_id = tools, lead_id
        theme = tools.theme
        self.kind = SegmentedSwitch(
            theme,
            tr("Kind"),
            (
                Segment("call", tr("Call")),
                Segment("email", tr("Email")),
                Segment("meeting", tr("Meeting")),
                Segment("todo", tr("To-do")),
            ),
        )
        self.when = MomentLine()
        self.title = QLineEdit()
        self.title.setMaxLength(200)
        self.title.setPlaceholderText(tr("Call about the quote"))
        self.chips: list[Button] = []
        chips = QHBoxLayout()
        chips.setSpacing(6)
        for text, at in self._usual():
            chip = Button(theme, text, kind="bar")
            chip.clicked.connect(lambda _=False, at=at: self._set(at))
            self.chips.append(chip)
            chips.addWidget(chip)
        chips.addStretch(1)
        when = Field(theme, tr("When"), self.when)
        about = Field(theme, tr("What about"), self.title)
        title = tr("Next step with {lead}", lead=name)
        self.build(theme, title, (self.kind, chips, when, about), tr("Plan"), _WIDTH)
        self.submitted.connect(self.accept)
        # Wider where the chips' words are longer: they are never cut.
        self.setFixedWidth(max(theme.look.px(_WIDTH), self.minimumSizeHint().width()))
        self._set(self._usual()[0][1])

    def accept(self) -> None:
        """Plan it."""
        here = self.when.dateTime().toPython()
        assert isinstance(here, datetime)
        due = here.replace(tzinfo=self._tools.dates.zone).astimezone(UTC)
        self.planned.emit(AddTask(self._lead_id, self.kind.key, due, self.title.text().strip()))

    def _usual(self) -> tuple[tuple[str, datetime], ...]:
        """Local times without a zone, as the field shows them."""
        now = self._tools.dates.local(self._tools.clock.now()).replace(tzinfo=None)
        morning = datetime.combine(now.date(), self._tools.dates.day_begins)
        at = self._tools.dates.day_begins_words()
        later = (now + timedelta(hours=2)).replace(minute=0, second=0, microsecond=0)
        monday = morning + timedelta(days=7 - now.weekday())
        return (
            (
                tr("Tomorrow {time}", time=at),
                morning + timedelta(days=1),
            ),
            (tr("Later today"), later),
            (tr("Next Monday"), monday),
        )

    def _set(self, at: datetime) -> None:
        day, hour = QDate(at.year, at.month, at.day), QTime(at.hour, at.minute)
        self.when.setDateTime(QDateTime(day, hour))
