"""How the database stands for this window: in reach, lost, or busy with somebody else's saving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from leaddesk.base.clock import Clock
from leaddesk.presentation.desk_client import DeskClient, SaveState
from leaddesk.presentation.errors import is_gone
from leaddesk.presentation.text import tr
from leaddesk.service.read_models import Reader

LOST_AFTER_MS: Final = 3_000
WAITING_AFTER_MS: Final = 2_000
LONG_AFTER_S: Final = 20
TRY_EVERY_S: Final = 8
RECENTLY: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Lost:
    """The server has been out of reach since `since`; the next try comes in `next_s` seconds."""

    since: datetime
    next_s: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change waits until somebody else has saved; `who` is "" where nobody can be named."""

    seconds: int
    who: str = ""

    @property
    def is_long(self) -> bool:
        return self.seconds >= LONG_AFTER_S


class Standing(QObject):
    """Hears the client and the change watch (`hear_watch`). `changed` comes once a second while
    something is shown, else only when it begins or ends.

    While the server is lost the client's edits are paused (`EditLock`) and it is tried again every
    eight seconds; `came_back` says that what is shown may be old.
    """

    changed = Signal()
    came_back = Signal()

    def __init__(self, client: DeskClient, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client, self._clock = client, clock
        self.on_server = False
        self.lost: Lost | None = None
        self.waiting: Waiting | None = None
        self._since: datetime | None = None  # of a trouble that is not shown yet, or is
        self._by_client = self._by_watch = False
        self._oldest: object = None  # the change that is waited for
        self._grace = self._timer(LOST_AFTER_MS, self._lose)
        self._patience = self._timer(WAITING_AFTER_MS - 400, self._wait)
        self._second = QTimer(self)
        self._second.setInterval(1_000)
        self._second.timeout.connect(self._tick)
        client.trouble_changed.connect(self._client_trouble)
        client.save_state_changed.connect(self._save_state)

    def hear_watch(self, *, is_gone: bool) -> None:
        """The watch lost its connection, or has it again."""
        self._by_watch = is_gone
        if not is_gone and self._by_client:
            self.try_now()  # the server answers one of us: ask for the other
        self._judge()

    def try_now(self) -> None:
        """Try again at once, what waits to be saved first."""
        if self.lost is not None:
            self._show_lost(TRY_EVERY_S)
        self._client.try_now()
        if not self._client.unsaved:
            self._client.ask("standing.probe", _probe, lambda _answer: self._reached(), _ignore)

    # --- inside: lost ------------------------------------------------------------------------

    def _client_trouble(self, error: object) -> None:
        self._by_client = isinstance(error, BaseException) and is_gone(error)
        self._judge()

    def _reached(self) -> None:
        self._by_client = self._by_watch = False
        self._judge()

    def _judge(self) -> None:
        if self._by_client or self._by_watch:
            if self._since is None:
                self._since = self._clock.now()
                self._grace.start()
            return
        self._since = None
        self._grace.stop()
        if self.lost is not None:
            self.lost = None
            self._client.set_lock(None)
            self._client.try_now()
            self._tell()
            self.came_back.emit()

    def _lose(self) -> None:
        from leaddesk.presentation.edit_lock import EditLock

        self._end_waiting()
        reason = tr("Changes are paused until the team server is back.")
        self._client.set_lock(EditLock(reason, tr("Nothing was changed."), keeps_text=True))
        self._show_lost(TRY_EVERY_S)

    def _show_lost(self, next_s: int) -> None:
        if self._since is not None:
            self.lost = Lost(self._since, next_s)
            self._tell()

    # --- inside: waiting for another's saving ------------------------------------------------

    def _save_state(self, state: SaveState) -> None:
        if state is SaveState.SAVED:
            self._patience.stop()
            self._end_waiting()
        elif self.waiting is None and self.lost is None and not self._patience.isActive():
            self._begin_patience()

    def _begin_patience(self) -> None:
        self._oldest = next(iter(self._client.unsaved), None)
        self._patience.start()

    def _wait(self) -> None:
        if not self._client.unsaved or self._since is not None:
            return
        if self._client.unsaved[0] is not self._oldest:
            self._begin_patience()  # many changes one after the other: each has its own two seconds
            return
        self.waiting = Waiting(WAITING_AFTER_MS // 1_000)
        self._tell()
        user_id, now = self._client.user_id, self._clock.now()
        # Who holds a file can't be asked. Who saved in it last, and just now, is a good guess.

        def question(reader: Reader) -> str:
            others = (e for e in reader.history(limit=20) if e.step.user_id != user_id and e.user)
            return next((e.user for e in others if now - e.step.at < RECENTLY), "")

        self._client.ask("standing.who", question, self._know_who, _ignore)

    def _know_who(self, who: str) -> None:
        if self.waiting is not None and who:
            self.waiting = Waiting(self.waiting.seconds, who)
            self._tell()

    def _end_waiting(self) -> None:
        if self.waiting is not None:
            self.waiting = None
            self._tell()

    # --- inside: time ------------------------------------------------------------------------

    def _tick(self) -> None:
        if self.lost is not None:
            left = self.lost.next_s - 1
            if left <= 0:
                self.try_now()
            else:
                self._show_lost(left)
        elif self.waiting is not None and self._client.unsaved[:1] != (self._oldest,):
            self._end_waiting()
            self._begin_patience()
        elif self.waiting is not None:
            self.waiting = Waiting(self.waiting.seconds + 1, self.waiting.who)
            self._tell()

    def _tell(self) -> None:
        if self.lost is None and self.waiting is None:
            self._second.stop()
        elif not self._second.isActive():
            self._second.start()
        self.changed.emit()

    def _timer(self, ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(slot)
        return timer


def _probe(reader: Reader) -> str | None:
    """The smallest question there is."""
    return reader.setting("currency")


def _ignore(_error: BaseException) -> None:
    """The trouble itself was told by the client."""
