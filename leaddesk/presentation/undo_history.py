"""What was done, as toasts and as messages; taking it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from leaddesk.base.clock import Clock
from leaddesk.base.errors import Cancelled, Conflict
from leaddesk.presentation.desk_client import DeskClient, OnError
from leaddesk.presentation.errors import Notice, notice_of
from leaddesk.presentation.text import tr

if TYPE_CHECKING:
    from leaddesk.presentation.message_book import Message, MessageBook
    from leaddesk.service.commands import Command, LongUndo
    from leaddesk.service.desk import Outcome
    from leaddesk.service.read_models import HistoryEntry, Reader


@dataclass(frozen=True, slots=True)
class UndoConflict:
    """An undo met somebody else's change. `at` is None where it is not known when that was made;
    `anyway` undoes all the same."""

    notice: Notice
    who: str
    at: datetime | None
    lead_id: int | None
    anyway: Callable[[], None]


class UndoHistory(QObject):
    """Hears every own outcome; says it, merges alike ones, and takes back on request.

    Which steps can be undone is known to the log, not here: Ctrl+Z works after a restart, too.
    """

    message_added = Signal(object)  # Message
    message_changed = Signal(object)  # Message with the number of an earlier one: say it anew
    messages_changed = Signal()  # whatever changed in any of them
    conflict_met = Signal(object)  # UndoConflict

    def __init__(self, client: DeskClient, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client, self._clock = client, clock
        self._is_undoing = False  # a step of many slices
        client.outcome_came.connect(self._on_outcome)

    # --- messages ----------------------------------------------------------------------------

    @cached_property
    def _book(self) -> MessageBook:
        """Made for the first message: a start has none."""
        from leaddesk.presentation.message_book import MessageBook

        return MessageBook()

    @property
    def messages(self) -> tuple[Message, ...]:
        """Everything that toasts said, the newest first."""
        return self._book.messages

    @property
    def unread(self) -> int:
        """How many of them nobody has seen."""
        return self._book.unread

    def message(self, number: int) -> Message | None:
        """Return a message as it is now."""
        return self._book.get(number)

    def mark_read(self, number: int | None = None) -> None:
        """Mark a message as read, or all of them."""
        if self._book.mark_read(number):
            self.messages_changed.emit()

    def recall(self) -> None:
        """Bring back the messages of earlier runs."""
        user_id = self._client.user_id
        if user_id is None:
            return
        from leaddesk.presentation.message_book import KEPT

        def question(reader: Reader) -> tuple[HistoryEntry, ...]:
            return reader.history(user_id=user_id, limit=KEPT)

        def came(entries: tuple[HistoryEntry, ...]) -> None:
            self._book.recall([entry.step for entry in reversed(entries)])
            self.messages_changed.emit()

        def failed(_error: BaseException) -> None:
            """The history page shows them, and the reason why they can't be read."""

        self._client.ask("messages", question, came, failed)

    def say(
        self, text: str, *, is_error: bool = False, lead_id: int | None = None, details: str = ""
    ) -> Message:
        """Add a message that is no step: an import ended, something could not be saved."""
        message = self._keep(text, is_error, lead_id, details)
        self.message_added.emit(message)
        return message

    def keep(
        self, text: str, *, is_error: bool = True, lead_id: int | None = None, details: str = ""
    ) -> Message:
        """Keep what a toast of its own tells: an error, or another thing than a success."""
        return self._keep(text, is_error, lead_id, details)

    def say_notice(self, notice: Notice) -> Message:
        """Add a notice, what happened and what to do, in one line."""
        return self.say(f"{notice.title} {notice.hint}".strip(), is_error=True)

    def forget_steps(self) -> None:
        """Another database stands in the place of the one whose steps were told: their numbers
        mean other steps there, or none. What was said stays."""
        self._book.forget_steps()
        self.messages_changed.emit()

    # --- undo --------------------------------------------------------------------------------

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

    def take_back(self, step_id: int, then: Callable[[], None]) -> None:
        """Take back the step with this id; `then` is called when it is done."""
        from leaddesk.service.commands import Undo

        def forced() -> None:
            self._revert(Undo(step_id, force=True), lambda: None, then)

        self._revert(Undo(step_id), forced, then)

    def redo(self, *, force: bool = False) -> None:
        """Do again what the newest own undo took back."""
        from leaddesk.service.commands import Redo

        self._revert(Redo(force=force), lambda: self.redo(force=True))

    # --- inside ------------------------------------------------------------------------------

    def _keep(self, text: str, is_error: bool, lead_id: int | None, details: str) -> Message:
        message = self._book.add(
            text, self._clock.now(), is_error=is_error, lead_id=lead_id, details=details
        )
        self.messages_changed.emit()
        return message

    def _revert(
        self,
        command: Command,
        again: Callable[[], None],
        then: Callable[[], None] | None = None,
    ) -> None:
        from leaddesk.service.commands import LongUndo

        def failed(error: BaseException) -> None:
            self._is_undoing = False
            if isinstance(error, Conflict):
                self.conflict_met.emit(_conflict(error, again))
            elif not isinstance(error, Cancelled):
                self.say_notice(notice_of(error, tr("undoing")))

        def came(outcome: Outcome) -> None:
            if isinstance(outcome.result, LongUndo):
                self._take_back(outcome.result, came, failed)
            elif then is not None:
                then()

        self._client.do(command, came, failed)

    def _take_back(self, what: LongUndo, came: Callable[[Outcome], None], failed: OnError) -> None:
        """A step of thousands of leads is taken back in slices."""
        import uuid

        from leaddesk.service.undo_job import take_back

        desk, op_id = self._client.desk, uuid.uuid4().hex
        if desk is None or self._is_undoing:
            return  # it is being taken back already
        self._is_undoing = True
        self.say(tr("Undoing a change of many leads. You can go on working."))

        def ended(outcome: Outcome) -> None:
            self._is_undoing = False
            self._client.outcome_came.emit(outcome)
            came(outcome)

        work = take_back(desk, what, op_id=op_id)
        self._client.run(work, on_done=ended, on_error=failed, op_id=op_id)

    def _on_outcome(self, outcome: Outcome) -> None:
        step = outcome.step
        if step is None:
            return
        if step.undoes is not None:
            self._book.take_back(step.undoes)
        leads = {
            change.id if change.kind == "lead" else change.lead_id
            for change in outcome.changes
            if change.kind == "lead" or change.lead_id is not None
        }
        message, is_new = self._book.add_step(step, [one for one in leads if one is not None])
        (self.message_added if is_new else self.message_changed).emit(message)
        self.messages_changed.emit()


def _conflict(error: Conflict, anyway: Callable[[], None]) -> UndoConflict:
    try:
        at = datetime.fromisoformat(error.at)
    except ValueError:
        at = None
    return UndoConflict(notice_of(error), error.who, at, error.lead_id, anyway)
