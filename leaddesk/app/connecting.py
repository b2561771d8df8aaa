"""The window's way to its database: opened on the writer lane, tried again, watched, checked,
backed up."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from leaddesk.app.opening import Opened, Opener
from leaddesk.base.errors import Cancelled, KnownError
from leaddesk.presentation.bridge import Bridge
from leaddesk.presentation.change_hub import ChangeHub
from leaddesk.presentation.errors import is_transient
from leaddesk.storage.address import FileAddress
from leaddesk.work.job_queue import Priority
from leaddesk.work.lanes import Lanes
from leaddesk.work.task import Task
from leaddesk.work.ticker import Ticker

if TYPE_CHECKING:
    from collections.abc import Callable

    from leaddesk.app.backups import BackupKeeper
    from leaddesk.app.file_check import FileCheck
    from leaddesk.service.editing import EditWord
    from leaddesk.service.read_models import FirstBoard
    from leaddesk.storage.change_watch import ChangeWatch
    from leaddesk.storage.seen import Seen
    from leaddesk.storage.store import SqlStorage

T = TypeVar("T")
RETRY_MS = 8_000
_READY = 2.0  # seconds to wait for the watch; after that a full look follows when it is there
_log = logging.getLogger("leaddesk.database")


class Connection(QObject):
    """One database for one window; its methods and signals belong to the window's thread.

    `begin` may be called again after `failed`, and while the database is open for reading only; a
    server that can't be reached is tried again by itself.
    """

    glanced = Signal(object)  # FirstBoard | None: shown while the database is being opened
    connected = Signal(object)  # Opened
    failed = Signal(object)  # the error: KnownError, or a bug
    trouble_changed = Signal(object)  # KnownError | None: other clients' changes don't arrive
    noticed = Signal(object)  # KnownError that needs no answer: a backup could not be made,
    # the computer's clock is off
    checked = Signal(bool)  # the file was read to its end: whether it is sound
    word_heard = Signal(object)  # EditWord of this or another program

    def __init__(
        self, opener: Opener, lanes: Lanes, bridge: Bridge, hub: ChangeHub, *, is_demo: bool
    ) -> None:
        super().__init__()
        self._opener, self._lanes, self._bridge, self._hub = opener, lanes, bridge, hub
        self._is_demo = is_demo
        self._is_trying = False
        self._opened: Opened | None = None
        self._watch: ChangeWatch | None = None
        self._backups: BackupKeeper | None = None
        self._check: FileCheck | None = None
        self._damage: KnownError | None = None
        self._shown: Opened | None = None  # what the window asks; one opened after it is on its way
        self._before: Opened | None = None  # what it asked before, until it has moved
        self._ticker = Ticker(opener.clock, self._ring)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(RETRY_MS)
        self._again.timeout.connect(self.begin)

    def look(self, glance: Callable[[], FirstBoard | None]) -> None:
        """Read the first board before the database is opened; `glanced` has it, or None."""
        self._lanes.readers.submit(
            glance, on_done=lambda task: self._bridge.post(lambda: self._looked(task))
        )

    def begin(self) -> None:
        """Open the database, unless it is open for writing or being opened."""
        shown = self._shown if self._opened is not None else None
        if self._is_trying or (shown is not None and not (shown.notice or self._damage)):
            return
        self._is_trying = True
        self._again.stop()
        self._lanes.writer.submit(
            self._open_in_lane, on_done=lambda task: self._bridge.post(lambda: self._tried(task))
        )

    def switch(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], object],
        on_error: Callable[[BaseException], object],
    ) -> None:
        """Close the database, do `work` on its file and open it again, whatever came of that; then
        `connected` or `failed` tells and one of the two calls is made."""
        if self._is_trying:
            on_error(KnownError("The database is being opened.", "Nothing was changed. Try again."))
            return
        self._is_trying = True
        came: list[T] = []
        failed: list[BaseException] = []

        def in_lane() -> Opened:
            self._close_all()
            try:
                came.append(work())
            except Exception as error:  # noqa: BLE001 - told when it is open again
                failed.append(error)
            return self._open_in_lane()

        def ended(task: Task[Opened]) -> None:
            self._tried(task)
            error = failed[0] if failed else task.error
            if error is None:
                on_done(came[0])
            elif not isinstance(error, Cancelled):
                on_error(error)

        self._lanes.writer.submit(
            in_lane, on_done=lambda task: self._bridge.post(lambda: ended(task))
        )

    @property
    def opened(self) -> Opened | None:
        """The database that is open, None before it is."""
        return self._opened

    def say(self, word: EditWord) -> None:
        """Tell the other programs what is edited here; the watch's thread does it."""
        if self._watch is not None:
            self._watch.say(word)

    def end(self) -> None:
        """Stop what brings news, then the lanes (what the user did is still saved), and only
        then let go of the database."""
        self._again.stop()
        self._ticker.stop()
        if self._check is not None:
            self._check.stop()
        if self._watch is not None:
            self._watch.stop()
        self._lanes.stop()
        if self._watch is not None:
            self._watch.stop()  # an opening under way may have started it meanwhile
        for opened in (self._before, self._opened):
            if opened is not None:
                opened.storage.close()

    # --- in the lane ---------------------------------------------------------------------------

    def _open_in_lane(self) -> Opened:
        self._let_go()
        opened = self._opener.open()
        # Kept from here on: if the window closes now, `close` still finds it.
        self._before, self._opened = self._opened, opened
        if self._is_demo:
            from leaddesk.app.first_use import fill_if_empty

            fill_if_empty(opened.desk, opened.storage)
        self._start_watch(opened.storage)
        return opened

    def _let_go(self) -> None:
        """Before it is opened again: as long as one connection of this process found the file
        read-only, SQLite lets no other write."""
        before, damage, address = self._opened, self._damage, self._opener.address
        if before is None:
            return
        if self._check is not None:
            self._check.stop()
        if damage is not None and isinstance(address, FileAddress):
            from leaddesk.storage.open_check import find_damage

            if find_damage(address.path):
                raise damage
        if self._watch is not None:
            self._watch.stop()
        before.storage.close()

    def _close_all(self) -> None:
        """Let go of the file altogether: another one takes its name."""
        if self._check is not None:
            self._check.stop()
        if self._watch is not None:
            self._watch.stop()
        if self._opened is not None:
            self._opened.storage.close()
            self._opened = None

    def _start_watch(self, storage: SqlStorage) -> None:
        """From the moment it is ready nothing is missed, so it comes before the first question."""
        from leaddesk import __version__
        from leaddesk.storage.change_watch import open_watch

        self._watch = open_watch(
            self._opener.address,
            lambda seen: self._bridge.post(lambda: self._saw(seen)),
            shared=storage.database.shared,
            app_version=__version__,
            password=self._opener.password,
            on_trouble=lambda trouble: self._bridge.post(lambda: self._watch_trouble(trouble)),
            on_bug=lambda bug: _log.error("the watch stumbled", exc_info=bug),
            guard=None if storage.database.read_only else storage.guard,
            on_word=lambda word: self._bridge.post(lambda: self.word_heard.emit(word)),
        )
        self._watch.start()
        self._watch.wait_ready(_READY)

    # --- in the window's thread ----------------------------------------------------------------

    def _looked(self, task: Task[FirstBoard | None]) -> None:
        if task.error is not None and not isinstance(task.error, Cancelled):
            _log.error("the glance stumbled", exc_info=task.error)
        self.glanced.emit(task.result() if task.error is None else None)

    def _tried(self, task: Task[Opened]) -> None:
        self._is_trying = False
        error = task.error
        if isinstance(error, Cancelled):
            return
        if error is not None:
            _log.warning("the database could not be opened: %s", error)
            if is_transient(error):
                self._again.start()
            self.failed.emit(error)
            return
        opened, is_first = task.result(), self._shown is None
        self._shown, self._damage = opened, None
        self.connected.emit(opened)
        if opened.advice is not None:
            self.noticed.emit(opened.advice)
        if self._before is not None:
            self._before.storage.close()  # it was asked until now
            self._before = None
        if is_first:
            # The board's questions go first; the first verb then finds its half of the program.
            self._lanes.writer.submit(_import_verbs, priority=Priority.BACKGROUND)
            self._ticker.start()
        self._start_backups(opened)
        self._start_check()

    def _start_backups(self, opened: Opened) -> None:
        shelf, address = self._opener.shelf(), self._opener.address
        if shelf is None or not isinstance(address, FileAddress):
            return
        if opened.storage.database.read_only:
            return
        from leaddesk.app.backups import BackupKeeper

        self._backups = BackupKeeper(
            shelf, address.path, opened.desk, self._lanes.readers, self._ticker.plan,
            self._opener.clock,
            lambda error: self._bridge.post(lambda: self.noticed.emit(error)),
        )  # fmt: skip
        self._backups.start()

    def _start_check(self) -> None:
        if not isinstance(self._opener.address, FileAddress):
            return
        if self._check is not None:
            self._check.stop()
        from leaddesk.app.file_check import FileCheck

        self._check = FileCheck(
            self._opener.address.path,
            self._opener.shelf(),
            lambda damage: self._bridge.post(lambda: self._damaged(damage)),
            lambda: self._bridge.post(lambda: self.checked.emit(True)),
        )
        self._check.start()

    def _damaged(self, damage: KnownError) -> None:
        self._damage = damage
        if self._opened is not None:
            self._opened.storage.database.stop_writing(damage)
        self.trouble_changed.emit(damage)
        self.checked.emit(False)

    def _ring(self, name: str, now: datetime) -> None:
        from leaddesk.app.backups import ALARM

        if name == ALARM and self._backups is not None:
            self._backups.ring(now)

    def _saw(self, seen: Seen) -> None:
        if isinstance(seen, tuple):
            self._hub.tell_steps(seen)
        else:
            self._hub.tell_all()

    def _watch_trouble(self, trouble: KnownError | None) -> None:
        if trouble is None:
            # What happened while it was away comes with its next look; this is for the rest.
            self._hub.tell_all()
            trouble = self._damage or (self._shown.notice if self._shown is not None else None)
        elif trouble.code == "newer" and self._shown is not None:
            self._shown.storage.database.stop_writing(trouble)
        self.trouble_changed.emit(trouble)


def _import_verbs() -> None:
    import leaddesk.service.handlers
    import leaddesk.storage.unit_of_work  # noqa: F401 - for sys.modules
