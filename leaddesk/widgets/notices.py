"""News for the user: toasts with Undo, errors in words, what is said aloud."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from leaddesk.presentation.errors import Notice
from leaddesk.presentation.text import tr
from leaddesk.presentation.undo_history import Message, UndoHistory
from leaddesk.widgets.controls import ToastStack, ToastText
from leaddesk.widgets.theme import Theme

if TYPE_CHECKING:
    from leaddesk.service.desk import Outcome


class Notices(QObject):
    """Shows what the history says as toasts over one area of the window."""

    def __init__(self, theme: Theme, history: UndoHistory, host: QWidget) -> None:
        """`host` is the content beside the rail."""
        super().__init__(host)
        self._host, self._history = host, history
        self.toasts = ToastStack(theme, host)
        self._where: Callable[[Message], str] = lambda _message: ""
        history.message_added.connect(self._show)
        history.message_changed.connect(self._show)
        history.conflict_met.connect(self._conflict)

    def say(self, text: str) -> None:
        """Tell something that needs no answer."""
        self._history.say(text)

    def tell(self, notice: Notice) -> None:
        """Tell an error: what happened and what to do; the details of a bug can be copied."""
        if not notice.details:
            self._history.say_notice(notice)
            return
        text = f"{notice.title} {notice.hint}".strip()
        self.offer(text, tr("Copy details"), lambda: _copy(notice.details), "circle-alert")

    def offer(
        self, text: str, action: str, do: Callable[[], None], icon: str = "circle-alert"
    ) -> None:
        """Tell something together with the one thing to do about it."""
        said = ToastText(text, icon, action, close_name=tr("Close"), urgent=True)
        self.toasts.show_toast(said, do)

    def hear(self, outcome: Outcome) -> None:
        """A step that was taken back can't be undone from its toast any more."""
        undone = outcome.step.undoes if outcome.step is not None else None
        for message in self._history.messages:
            if undone is not None and message.steps == (undone,):
                self.toasts.take_away(_kind(message))

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
        icon = "circle-alert" if message.is_error else "check"
        said = ToastText(
            message.text,
            icon,
            action,
            key,
            kind=_kind(message),
            spoken=spoken,
            close_name=tr("Close"),
            urgent=message.is_error,
        )
        self.toasts.show_toast(said, lambda: self._history.undo(message))

    def _conflict(self, notice: Notice, again: Callable[[], None]) -> None:
        self.offer(f"{notice.title} {notice.hint}".strip(), tr("Undo anyway"), again)


def _kind(message: Message) -> str:
    return f"message {message.number}"


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
