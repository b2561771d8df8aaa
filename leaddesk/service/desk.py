"""The one way to do something (`execute`) and the one way to know something (`ask`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from leaddesk.base.errors import BugError

if TYPE_CHECKING:
    from leaddesk.base.clock import Clock
    from leaddesk.domain.change import Change, Step
    from leaddesk.service.commands import Command
    from leaddesk.service.ports import Storage, UnitOfWork
    from leaddesk.service.read_models import Reader

T = TypeVar("T")
Handler = Callable[[Any, "UnitOfWork"], Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command gave back, the step it wrote (None if nothing changed) and its changes.

    `repeated` says that the operation had been done already and the retry found it in the log;
    its `result` is then None.
    """

    result: Any
    step: Step | None
    changes: tuple[Change, ...]
    repeated: bool = False


class Desk:
    """Verbs and questions on one database, as one user.

    Safe to share between threads as far as the storage is; holds no state of its own but the
    user's id.
    """

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        handlers: Mapping[type[Command], Handler],
        user_id: int | None = None,
        awaited: Callable[[], bool] | None = None,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._handlers = handlers
        self._awaited = awaited
        self.user_id = user_id

    def as_user(self, user_id: int | None) -> Desk:
        """The same desk for somebody else."""
        return Desk(self._storage, self._clock, self._handlers, user_id, self._awaited)

    def at(self, clock: Clock) -> Desk:
        """The same desk under another clock (`--at`)."""
        return Desk(self._storage, clock, self._handlers, self.user_id, self._awaited)

    def giving_way(self, awaited: Callable[[], bool]) -> Desk:
        """The same desk, whose long verbs end early where `awaited` says that a user waits."""
        return Desk(self._storage, self._clock, self._handlers, self.user_id, awaited)

    @property
    def clock(self) -> Clock:
        return self._clock

    def execute(self, command: Command, *, op_id: str | None = None) -> Outcome:
        """Do it in one transaction. A retry with the same `op_id` does nothing twice.

        Raises KnownError, Conflict or Needed for the user; anything else is a bug.
        """
        import uuid

        from leaddesk.service.ports import AlreadyDone

        handler = self._handlers.get(type(command))
        if handler is None:
            raise BugError(f"no handler for {type(command).__name__}")
        try:
            result, step, changes = self._storage.write(
                lambda uow: handler(command, uow),
                op_id=op_id or uuid.uuid4().hex,
                now=self._clock.now(),
                user_id=self.user_id,
                awaited=self._awaited,
            )
        except AlreadyDone as done:
            return Outcome(None, done.step, done.changes, repeated=True)
        return Outcome(result, step, changes)

    def ask(self, question: Callable[[Reader], T]) -> T:
        """One short read."""
        return self._storage.read(question)
