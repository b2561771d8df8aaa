"""What was done, as toasts and as messages; taking it back."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from leaddesk.base.clock import Clock
from leaddesk.base.errors import Conflict
from leaddesk.domain.change import Step
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.errors import Notice, notice_of
from leaddesk.presentation.step_words import step_news
from leaddesk.presentation.text import tr

if TYPE_CHECKING:
    from leaddesk.service.commands import Command
    from leaddesk.service.desk import Outcome

KEPT = 200
"""Messages in the message centre; the history panel reaches any older step."""

MERGE_WITHIN = timedelta(seconds=8)
"""As long as a toast stays: alike acts after that are a toast of their own."""

_COUNTED = frozenset({"n", "name", "id"})


@dataclass(frozen=True, slots=True)
class Message:
    """One line of the message centre, shown as a toast first. `steps` are what Undo takes back,
    the oldest first; empty: nothing to undo."""

    number: int
    text: str
    at: datetime
    steps: tuple[int, ...] = ()
    is_error: bool = False


class UndoHistory(QObject):
    """Hears every own outcome; says it, merges alike ones, and takes back on request.

    Which steps can be undone is known to the log, not here: Ctrl+Z works after a restart, too.
    """

    message_added = Signal(object)  # Message
    message_changed = Signal(object)  # Message with the number of an earlier one
    conflict_met = Signal(object, object)  # Notice, and what to call to undo all the same

    def __init__(self, client: DeskClient, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client, self._clock = client, clock
        self._numbers = itertools.count(1)
        self._messages: list[Message] = []
        self._last: Step | None = None
        client.outcome_came.connect(self._on_outcome)

    @property
    def messages(self) -> tuple[Message, ...]:
        """Everything that toasts said, the newest first."""
        return tuple(reversed(self._messages))

    def undo(self, message: Message | None = None, *, force: bool = False) -> None:
        """Take back what a message tells, or the newest own step. Several steps are taken back
        from the newest on; where one fails, the older ones stay."""
        from leaddesk.service.commands import Undo

        if message is None:
            self._revert(Undo(force=force), lambda: self.undo(force=True))
            return
        if not message.steps:
            return
        *older, newest = message.steps
        rest = replace(message, steps=tuple(older))
        self._revert(
            Undo(newest, force=force),
            lambda: self.undo(message, force=True),
            lambda: self.undo(rest, force=force),
        )

    def redo(self, *, force: bool = False) -> None:
        """Do again what the newest own undo took back."""
        from leaddesk.service.commands import Redo

        self._revert(Redo(force=force), lambda: self.redo(force=True))

    def say(self, text: str, *, is_error: bool = False) -> Message:
        """Add a message that is no step: an import ended, something could not be saved."""
        return self._add(Message(next(self._numbers), text, self._clock.now(), (), is_error))

    def say_notice(self, notice: Notice) -> Message:
        """Add a notice, what happened and what to do, in one line."""
        return self.say(f"{notice.title} {notice.hint}".strip(), is_error=True)

    # --- inside ------------------------------------------------------------------------------

    def _revert(
        self,
        command: Command,
        again: Callable[[], None],
        then: Callable[[], None] | None = None,
    ) -> None:
        def failed(error: BaseException) -> None:
            if isinstance(error, Conflict):
                self.conflict_met.emit(notice_of(error), again)
            else:
                self.say_notice(notice_of(error, tr("undoing")))

        self._client.do(command, lambda _outcome: then() if then else None, failed)

    def _on_outcome(self, outcome: Outcome) -> None:
        step = outcome.step
        if step is None:
            return
        last, self._last = self._last, step
        if last is not None and self._messages and _alike(last, step):
            message = self._messages[-1]
            if message.steps[-1:] == (last.id,) and step.at - message.at <= MERGE_WITHIN:
                # The sum stands in for the last step's own count, so a third one adds to it.
                self._last = replace(step, args=_summed(last.args, step.args))
                self._change(
                    replace(
                        message,
                        text=step_news(self._last),
                        at=step.at,
                        steps=(*message.steps, step.id),
                    )
                )
                return
        # What an undo or a redo did is taken back by its own key, not by its toast.
        steps = (step.id,) if step.mode == "do" else ()
        self._add(Message(next(self._numbers), step_news(step), step.at, steps))

    def _add(self, message: Message) -> Message:
        self._messages.append(message)
        del self._messages[:-KEPT]
        self.message_added.emit(message)
        return message

    def _change(self, message: Message) -> None:
        self._messages[-1] = message
        self.message_changed.emit(message)


def _alike(a: Step, b: Step) -> bool:
    """Whether two steps did the same to different records."""
    if (a.verb, a.mode) != (b.verb, b.mode) or a.mode != "do":
        return False
    if a.args.get("id") is not None and a.args.get("id") == b.args.get("id"):
        return False  # twice to the same record: two sentences, two undos
    rest_a, rest_b = ({k: v for k, v in s.args.items() if k not in _COUNTED} for s in (a, b))
    return rest_a == rest_b and "n" in a.args and "n" in b.args


def _summed(a: Mapping[str, object], b: Mapping[str, object]) -> dict[str, str | int]:
    rest = {k: v for k, v in b.items() if k not in _COUNTED and isinstance(v, str | int)}
    return {**rest, "n": int(str(a["n"])) + int(str(b["n"]))}
