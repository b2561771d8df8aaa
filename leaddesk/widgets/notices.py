"""News for the user: toasts with Undo, errors in words, what is said aloud."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from leaddesk.base.clock import Clock
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.errors import Notice
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr
from leaddesk.presentation.undo_history import UndoConflict, UndoHistory
from leaddesk.widgets.controls import Toast, ToastStack, ToastText
from leaddesk.widgets.theme import Theme

if TYPE_CHECKING:
    from leaddesk.presentation.message_book import Message
    from leaddesk.service.desk import Outcome


class Notices(QObject):
    """Shows what the history says as toasts over one area of the window.

    All of it stays in the message centre. Of an own act its toast was the reading; an error
    counts as unread until somebody answers it or closes it.
    """

    lead_asked = Signal(int)  # show this lead

    def __init__(
        self, theme: Theme, history: UndoHistory, host: QWidget, clock: Clock, dates: DateWords
    ) -> None:
        """`host` is the content beside the rail."""
        super().__init__(host)
        self._host, self._history = host, history
        self._clock, self._dates = clock, dates
        self._shown: dict[Toast, int] = {}
        self.toasts = ToastStack(theme, host)
        self._where: Callable[[Message], str] = lambda _message: ""
        history.message_added.connect(self._show)
        history.message_changed.connect(self._show)
        history.conflict_met.connect(self._conflict)

    def say(self, text: str) -> None:
        """Tell something that needs no answer."""
        self._history.say(text)

    def refuse(self, text: str) -> None:
        """Tell why something that was asked for is not done. Nothing went wrong, nothing was done:
        it bears neither the sign of an error nor that of a success."""
        message = self._history.keep(text, is_error=False)
        said = ToastText(text, "info", kind=f"message {message.number}", close_name=tr("Close"))
        self._pop(message, said, lambda: None)

    def tell(self, notice: Notice) -> None:
        """Tell an error: what happened and what to do; of a bug the details can be copied and,
        where that can help, the same tried once more."""
        if not notice.details:
            self._history.say_notice(notice)
            return
        text = f"{notice.title} {notice.hint}".strip()
        message = self._history.keep(text, details=notice.details)
        again, copy = notice.again, lambda: copy_text(notice.details)
        said = ToastText(
            text, "circle-alert", tr("Try again") if again else tr("Copy details"),
            other=tr("Copy details") if again else "", close_name=tr("Close"), urgent=True,
        )  # fmt: skip
        self._pop(message, said, again or copy, copy)

    def offer(
        self, text: str, action: str, do: Callable[[], object], icon: str = "circle-alert"
    ) -> None:
        """Tell something together with the one thing to do about it."""
        message = self._history.keep(text)
        said = ToastText(text, icon, action, close_name=tr("Close"), urgent=True)
        self._pop(message, said, do)

    def undo(self) -> None:
        """Take back what the newest toast offers (its key is shown there), else the newest own
        step."""
        for toast in reversed(self.toasts.toasts()):
            message = self._history.message(self._shown.get(toast, 0))
            if toast.said.key and message is not None and message.steps:
                self.toasts.take_away(toast.said.kind)
                self._history.undo(message)
                return
        self._history.undo()

    def take_back(self, step_id: int, then: Callable[[], None]) -> None:
        """Take back the step with this id; `then` is called when it is done."""
        self._history.take_back(step_id, then)

    def hear(self, outcome: Outcome) -> None:
        """A step that was taken back can't be undone from its toast any more."""
        undone = outcome.step.undoes if outcome.step is not None else None
        if undone is not None:
            for toast, number in tuple(self._shown.items()):
                message = self._history.message(number)
                if message is not None and message.was_undone:
                    self.toasts.take_away(toast.said.kind)

    def tell_where(self, find: Callable[[Message], str]) -> None:
        """`find` says where the record of a step stands now ("1 of 7"), "" if that says nothing.
        It is told aloud with the step."""
        self._where = find

    def announce(self, text: str) -> None:
        """Say something to screen readers only."""
        event = QAccessibleAnnouncementEvent(self._host, text)
        QAccessible.updateAccessibility(event)

    # --- inside ------------------------------------------------------------------------------

    def _show(self, message: Message) -> None:
        spoken, action, key = message.text, "", ""
        if message.steps:
            action, key = tr("Undo"), tr("Ctrl Z")
            told = ", ".join(filter(None, (message.text.rstrip("."), self._where(message))))
            spoken = tr("{said}. Undo with Control Z", said=told)
        said = ToastText(
            message.text,
            "circle-alert" if message.is_error else "check",
            action,
            key,
            kind=f"message {message.number}",
            spoken=spoken,
            close_name=tr("Close"),
            urgent=message.is_error,
        )
        self._pop(message, said, lambda: self._undo(message.number))

    def _undo(self, number: int) -> None:
        """What it takes back may have become less since it was shown."""
        message = self._history.message(number)
        if message is not None:
            self._history.undo(message)

    def _conflict(self, conflict: UndoConflict) -> None:
        text = f"{conflict.notice.title} {conflict.notice.hint}".strip()
        if conflict.lead_id is not None and conflict.at is not None:
            at, now = conflict.at, self._clock.now()
            who = one_line(conflict.who)
            if self._dates.days_between(at, now):
                when = self._dates.moment(at, now)
                text = tr("{who} changed this lead: {when}.", who=who, when=when)
            else:
                text = tr("{who} changed this lead at {time}.", who=who, time=self._dates.time(at))
        message = self._history.keep(text, lead_id=conflict.lead_id)
        lead_id = conflict.lead_id
        show = tr("Show") if lead_id is not None else ""
        said = ToastText(
            text, "circle-alert", show or tr("Undo anyway"), kind="undo conflict",
            other=tr("Undo anyway") if show else "", close_name=tr("Close"), urgent=True,
            stays=True,
        )  # fmt: skip
        if lead_id is None:
            self._pop(message, said, conflict.anyway)
            return

        def look() -> None:
            self.lead_asked.emit(lead_id)
            # Whoever has looked still wants to decide.
            self._pop(message, said, look, conflict.anyway)

        self._pop(message, said, look, conflict.anyway)

    def _pop(
        self,
        message: Message,
        said: ToastText,
        do: Callable[[], object],
        other: Callable[[], object] | None = None,
    ) -> None:
        toast = self.toasts.show_toast(said, do, other)
        there = self.toasts.toasts()
        self._shown = {one: number for one, number in self._shown.items() if one in there}
        self._shown[toast] = message.number
        toast.seen.connect(lambda: self._history.mark_read(message.number))


def copy_text(text: str) -> None:
    """Put a text on the clipboard."""
    QGuiApplication.clipboard().setText(text)
