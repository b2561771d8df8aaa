"""Planning the next step: what, when, what about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.presentation.text import tr
from leaddesk.service.commands import AddTask
from leaddesk.widgets.controls import Button, Field, Segment, SegmentedSwitch
from leaddesk.widgets.controls.day_line import MomentLine
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.tools import Tools


class PlanForm(QWidget):
    """`planned` carries the command. Chips set the usual times, the field any other."""

    planned = Signal(object)  # AddTask
    left = Signal()

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
        self.add = Button(theme, tr("Plan"), kind="primary", key=tr("Enter"))
        self.add.clicked.connect(self.accept)
        cancel = Button(theme, tr("Cancel"), kind="quiet")
        cancel.clicked.connect(self.left)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        title = tr("Next step with {lead}", lead=name)
        column.addWidget(PlainLabel(theme, title, role="heading", wrap=True))
        column.addWidget(self.kind)
        column.addLayout(chips)
        column.addWidget(Field(theme, tr("When"), self.when))
        column.addWidget(Field(theme, tr("What about"), self.title))
        column.addLayout(foot)
        # Wider where the chips' words are longer: they are never cut.
        self.setFixedWidth(max(theme.look.px(380), self.minimumSizeHint().width()))
        self._set(self._usual()[0][1])

    def accept(self) -> None:
        """Plan it."""
        here = self.when.dateTime().toPython()
        assert isinstance(here, datetime)
        due = here.replace(tzinfo=self._tools.dates.zone).astimezone(UTC)
        self.planned.emit(AddTask(self._lead_id, self.kind.key, due, self.title.text().strip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plan with Enter; Esc goes on to the popover."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)

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
