"""Putting the next step of a lead off: a menu of the usual times, and a field for any other."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QDate, QDateTime, QObject, QRect, QTime, Signal
from PySide6.QtWidgets import QMenu, QWidget

from leaddesk.presentation.snooze_times import snooze_times
from leaddesk.presentation.text import tr
from leaddesk.service.commands import MoveTask
from leaddesk.widgets.controls import Field, Popover
from leaddesk.widgets.controls.day_line import MomentLine
from leaddesk.widgets.controls.popover_form import PopoverForm
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.tools import Tools

_WIDTH = 320


class Snoozing(QObject):
    """Finds a lead's next step and asks until when."""

    def __init__(self, tools: Tools, host: QWidget) -> None:
        """`host` is the part of the window that a popover may cover."""
        super().__init__(host)
        self._tools, self._host = tools, host
        self.menu: QMenu | None = None
        self.popover: Popover | None = None

    def open(self, lead_id: int, anchor: QRect) -> None:
        """Ask at `anchor`, in pixels of the window. Without a next step that is said instead."""
        self._tools.client.ask(
            "snooze",
            lambda reader: reader.list_cards([lead_id]),
            lambda cards: self._ask(
                cards[lead_id].next_task_id if lead_id in cards else None, anchor
            ),
        )

    # --- inside ------------------------------------------------------------------------------

    def _ask(self, task_id: int | None, anchor: QRect) -> None:
        if task_id is None:
            key = self._tools.keys.shown("plan")
            self._tools.notices.refuse(
                tr("There is no next step to snooze. {key} plans one.", key=key)
                if key
                else tr("There is no next step to snooze.")
            )
            return
        if self.menu is not None:
            self.menu.deleteLater()
        here = self._tools.dates.local(self._tools.clock.now())
        self.menu = QMenu(tr("Snooze next step"), self._host)
        for number, (text, until) in enumerate(snooze_times(here), start=1):
            action = self.menu.addAction(f"&{number}  {text}")
            action.triggered.connect(partial(self._put_off, task_id, until))
        self.menu.addSeparator()
        pick = self.menu.addAction(tr("Pick a date..."))
        pick.triggered.connect(lambda: self._pick(task_id, anchor))
        self.menu.popup(self._host.window().mapToGlobal(anchor.center()))

    def _put_off(self, task_id: int, until: datetime) -> None:
        self._tools.client.do(MoveTask(task_id, until.astimezone(UTC)), doing=tr("snoozing a step"))

    def _pick(self, task_id: int, anchor: QRect) -> None:
        here = self._tools.dates.local(self._tools.clock.now())
        form = SnoozeForm(self._tools.theme, snooze_times(here)[-1][1])
        popover = Popover(self._tools.theme, self._host, tr("Snooze until"), form)
        self.popover = popover

        def closed() -> None:
            self.popover = None
            popover.deleteLater()

        form.chosen.connect(popover.close_it)
        form.chosen.connect(lambda until: self._put_off(task_id, until))
        form.left.connect(popover.close_it)
        popover.closed.connect(closed)
        popover.open_at(anchor)


class SnoozeForm(PopoverForm):
    """`chosen` carries the time, in the zone of the one it was given."""

    chosen = Signal(object)  # datetime

    def __init__(self, theme: Theme, at: datetime) -> None:
        super().__init__()
        self._zone = at.tzinfo
        self.when = MomentLine()
        self.when.setDateTime(
            QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute))
        )
        until = Field(theme, tr("Until"), self.when)
        self.build(theme, tr("Snooze next step"), (until,), tr("Snooze"), _WIDTH)
        self.submitted.connect(self.accept)

    def accept(self) -> None:
        """Say `chosen`."""
        here = self.when.dateTime().toPython()
        assert isinstance(here, datetime)
        self.chosen.emit(here.replace(tzinfo=self._zone))
