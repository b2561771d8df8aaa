"""How the window does and asks: hands work to the lanes, brings the answers to its own thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from leaddesk.base.errors import Cancelled, KnownError
from leaddesk.base.progress import Progress
from leaddesk.domain.change import Change
from leaddesk.presentation.change_hub import ChangeHub
from leaddesk.presentation.errors import is_transient, notice_of
from leaddesk.work.lanes import Lanes
from leaddesk.work.task import Task

if TYPE_CHECKING:
    from leaddesk.presentation.edit_lock import EditLock
    from leaddesk.service.commands import Command
    from leaddesk.service.desk import Desk, Outcome
    from leaddesk.service.read_models import Reader

T = TypeVar("T")
OnError = Callable[[BaseException], None]

SAVING_AFTER_MS = 400
RETRY_MS = (1_000, 2_000, 4_000, 8_000)


def _at_once(act: Callable[[], object]) -> None:
    act()


class SaveState(Enum):
    """What the top bar says. SAVING only after 400 ms; NOT_SAVED stays until it is saved."""

    SAVED = "saved"
    SAVING = "saving"
    NOT_SAVED = "not saved"


@dataclass(slots=True, eq=False)
class _Act:
    """A command on its way, with the operation id that all its tries share."""

    command: Command
    op_id: str
    on_done: Callable[[Outcome], None] | None
    on_error: OnError | None
    doing: str
    tries: int = 0
    is_in_lane: bool = False


class DeskClient(QObject):
    """Verbs and questions of the window; all methods and all answers in its thread.

    Verbs are done one after the other in their order. One that could not reach the database is
    kept and tried again under the same operation id until it is saved or `discard` is called;
    its asker hears of neither. Every other error goes to the asker's `on_error`: KnownError,
    Conflict and Needed as they are, a bug as the exception it is. What no asker takes is
    signalled by `noticed`; a bug always by `crashed`, too.
    """

    save_state_changed = Signal(object)  # SaveState
    trouble_changed = Signal(object)  # KnownError | None: the database is out of reach, or back
    lock_changed = Signal(object)  # EditLock | None: nothing can be changed just now, or again
    noticed = Signal(object)  # Notice
    crashed = Signal(object)  # BaseException
    outcome_came = Signal(object)  # Outcome of an own command, after the hub was told

    def __init__(
        self,
        lanes: Lanes,
        post: Callable[[Callable[[], None]], None],
        hub: ChangeHub,
        desk: Desk | None = None,
        parent: QObject | None = None,
        *,
        defer: Callable[[Callable[[], object]], None] = _at_once,
    ) -> None:
        """`defer` calls what it is given when the window has painted: until then a writer would
        take its turns from the painting, and a drop be seen three times later."""
        super().__init__(parent)
        self._lanes, self._post, self._hub, self._defer = lanes, post, hub, defer
        self._desk = desk
        self._expected_user: int | None = None
        self._before_desk: list[Callable[[], None]] = []
        self._acts: deque[_Act] = deque()
        self._is_sent = False
        self._newest: dict[str, object] = {}
        self._state = SaveState.SAVED
        self._trouble: BaseException | None = None
        self._lock: EditLock | None = None
        self._slow = self._timer(SAVING_AFTER_MS, self._say_state)
        self._retry = self._timer(RETRY_MS[0], self.try_now)

    # --- the desk ----------------------------------------------------------------------------

    @property
    def user_id(self) -> int | None:
        return self._desk.user_id if self._desk is not None else self._expected_user

    @property
    def desk(self) -> Desk | None:
        """For long work that is made of verbs (`run`); None before `connect_desk`."""
        return self._desk

    def expect_user(self, user_id: int) -> None:
        """Whose desk it will be; before `connect_desk`."""
        self._expected_user = user_id

    def connect_desk(self, desk: Desk) -> None:
        """Use this desk from now on; what was asked before there was one is asked now."""
        self._desk = desk.giving_way(self._lanes.writer.has_user_work)
        waiting, self._before_desk = self._before_desk, []
        for ask in waiting:
            ask()
        self._send_next()

    # --- verbs -------------------------------------------------------------------------------

    @property
    def save_state(self) -> SaveState:
        return self._state

    @property
    def lock(self) -> EditLock | None:
        """Why nothing can be changed just now."""
        return self._lock

    def set_lock(self, lock: EditLock | None) -> None:
        """Refuse what changes something, or end that; what waits to be saved goes on waiting."""
        if lock != self._lock:
            self._lock = lock
            self._say_state()
            self.lock_changed.emit(lock)

    @property
    def unsaved(self) -> tuple[Command, ...]:
        """Commands that are not saved yet, the oldest first."""
        return tuple(act.command for act in self._acts)

    def do(
        self,
        command: Command,
        on_done: Callable[[Outcome], None] | None = None,
        on_error: OnError | None = None,
        *,
        doing: str = "",
    ) -> str:
        """Do a command; return its operation id. `doing` names it in the text of a bug
        ("moving Nordwind"). A repeated outcome carries no result (`Outcome.repeated`)."""
        import uuid

        act = _Act(command, uuid.uuid4().hex, on_done, on_error, doing)
        refusal = self._lock.refuses(command) if self._lock is not None else None
        if refusal is not None:
            self._tell_error(refusal, on_error, doing)
            return act.op_id
        self._hub.expect(act.op_id)
        self._acts.append(act)
        if not self._slow.isActive():
            self._slow.start()
        self._send_next()
        return act.op_id

    def try_now(self) -> None:
        """Try again at once what could not be saved."""
        self._retry.stop()
        self._send_next(again=True)

    def finish(self) -> None:
        """The window goes away: what waits for its turn is handed to the lane, which does it
        before it ends."""
        if self._desk is not None:
            for act in tuple(self._acts):
                self._hand_in(act, self._desk)

    def discard(self) -> None:
        """Give up what could not be saved; the askers hear of it."""
        if self._is_sent:
            return  # the oldest is being tried just now: its answer decides
        error = self._trouble or Cancelled()
        given_up = list(self._acts)
        self._acts.clear()
        self._retry.stop()
        for act in given_up:
            if act.on_error is not None:
                act.on_error(error)
        self._say_state()

    # --- questions and long work -------------------------------------------------------------

    def ask(
        self,
        key: str | None,
        question: Callable[[Reader], T],
        deliver: Callable[[T], None],
        on_error: OnError | None = None,
    ) -> None:
        """Ask; of several questions with the same key only the newest answer is delivered."""
        mark = object()
        if key is not None:
            self._newest[key] = mark
        desk = self._desk
        if desk is None:
            self._before_desk.append(lambda: self.ask(key, question, deliver, on_error))
            return

        def answered(task: Task[T]) -> None:
            self._post(lambda: self._deliver(key, mark, task, deliver, on_error))

        self._lanes.readers.submit(lambda: desk.ask(question), on_done=answered, key=key)

    def forget(self, key: str) -> None:
        """Nobody waits for the answer to this question any more."""
        self._newest.pop(key, None)

    def fetch(
        self,
        key: str,
        work: Callable[[], T],
        deliver: Callable[[T], None],
        on_error: OnError | None = None,
    ) -> None:
        """Do what needs no database (look at a file) in a reader's lane; keys as in `ask`."""
        mark = self._newest[key] = object()

        def came(task: Task[T]) -> None:
            if self._newest.get(key) is not mark:
                return
            del self._newest[key]
            if task.error is None:
                deliver(task.result())
            elif not isinstance(task.error, Cancelled):
                self._tell_error(task.error, on_error, "")

        self._lanes.readers.submit(
            work, on_done=lambda task: self._post(lambda: came(task)), key=key
        )

    def run(
        self,
        work: Generator[Progress, None, T],
        *,
        on_done: Callable[[T], None] | None = None,
        on_error: OnError | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        op_id: str = "",
    ) -> Task[T]:
        """Do a long work in the background; its task can be paused and cancelled. Cancelled
        comes to `on_error`. With `op_id` it is the slices of one verb, known by that id."""
        if op_id:
            self._hub.expect(op_id)

        def progressed(progress: Progress) -> None:
            self._hub.tell(c for c in progress.changes if isinstance(c, Change))
            if on_progress is not None:
                on_progress(progress)

        def ended(task: Task[T]) -> None:
            if task.error is None:
                if on_done is not None:
                    on_done(task.result())
            elif on_error is not None or not isinstance(task.error, Cancelled):
                self._tell_error(task.error, on_error, "")

        return self._lanes.writer.run(
            work,
            on_done=lambda task: self._post(lambda: ended(task)),
            on_progress=lambda progress: self._post(lambda: progressed(progress)),
        )

    # --- inside ------------------------------------------------------------------------------

    def _timer(self, ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(slot)
        return timer

    def _send_next(self, *, again: bool = False) -> None:
        """Send the oldest act. One at a time: a later edit must not overtake an earlier one
        that has to be tried again."""
        desk = self._desk
        if self._is_sent or not self._acts or desk is None:
            return
        act = self._acts[0]
        if act.tries and not again:
            return  # waits for its next try, and the others behind it
        self._is_sent = True
        self._lanes.writer.stand_back()
        self._defer(lambda: self._hand_in(act, desk))

    def _hand_in(self, act: _Act, desk: Desk) -> None:
        if act.is_in_lane or act not in self._acts:
            return  # `finish` was quicker
        act.is_in_lane = True
        self._lanes.writer.submit(
            lambda: desk.execute(act.command, op_id=act.op_id),
            on_done=lambda task: self._post(lambda: self._answered(act, task)),
        )

    def _answered(self, act: _Act, task: Task[Outcome]) -> None:
        self._is_sent = act.is_in_lane = False
        error = task.error
        if error is not None and is_transient(error):
            act.tries += 1
            self._retry.start(RETRY_MS[min(act.tries, len(RETRY_MS)) - 1])
            self._set_trouble(error)
            self._say_state()
            return
        if self._acts and self._acts[0] is act:
            self._acts.popleft()
        self._set_trouble(None)
        try:
            if error is None:
                self._succeeded(act, task.result())
            else:
                self._tell_error(error, act.on_error, act.doing, partial(self._do_again, act))
        finally:
            self._send_next(again=True)
            if not self._acts or self._state is SaveState.NOT_SAVED:
                self._say_state()

    def _succeeded(self, act: _Act, outcome: Outcome) -> None:
        self._hub.tell(outcome.changes)
        if outcome.step is not None and outcome.step.batch_id is not None:
            self._hub.tell_all()  # an import's step names no single leads
        if act.on_done is not None:
            act.on_done(outcome)
        self.outcome_came.emit(outcome)

    def _deliver(
        self,
        key: str | None,
        mark: object,
        task: Task[T],
        deliver: Callable[[T], None],
        on_error: OnError | None,
    ) -> None:
        if key is not None:
            if self._newest.get(key) is not mark:
                return  # a newer question was asked while this answer was on its way
            del self._newest[key]
        if task.error is None:
            self._set_trouble(None)
            deliver(task.result())
        elif not isinstance(task.error, Cancelled):
            if is_transient(task.error):
                self._set_trouble(task.error)
            self._tell_error(task.error, on_error, "")

    def _do_again(self, act: _Act) -> None:
        self.do(act.command, act.on_done, act.on_error, doing=act.doing)

    def _tell_error(
        self,
        error: BaseException,
        on_error: OnError | None,
        doing: str,
        again: Callable[[], None] | None = None,
    ) -> None:
        is_bug = not isinstance(error, KnownError | Cancelled)
        if is_bug:
            self.crashed.emit(error)
        if on_error is not None:
            on_error(error)
        else:
            self.noticed.emit(replace(notice_of(error, doing), again=again if is_bug else None))

    def _set_trouble(self, error: BaseException | None) -> None:
        if (error is None) != (self._trouble is None):
            self._trouble = error
            self.trouble_changed.emit(error)

    def _say_state(self) -> None:
        if not self._acts:
            self._slow.stop()
            state = SaveState.SAVED
        elif self._acts[0].tries or (self._lock is not None and self._lock.keeps_text):
            state = SaveState.NOT_SAVED
        else:
            state = SaveState.SAVING
        if state is not self._state:
            self._state = state
            self.save_state_changed.emit(state)
