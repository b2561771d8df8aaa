"""What a verb works with: the database, opened at its first use, and the way to speak."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from leaddesk.app.first_use import fill_if_empty
from leaddesk.app.opening import Opened, Opener
from leaddesk.app.output import reaching
from leaddesk.base.clock import Clock, FixedClock
from leaddesk.base.errors import KnownError
from leaddesk.base.paths import Paths
from leaddesk.base.progress import Progress
from leaddesk.domain.next_step import zone
from leaddesk.domain.people import User
from leaddesk.service.desk import Desk
from leaddesk.storage.address import DatabaseAddress

if TYPE_CHECKING:
    from leaddesk.storage.backup import BackupShelf
    from leaddesk.storage.store import SqlStorage

T = TypeVar("T")


class VerbFailed(KnownError):
    """A verb that ends with exit code 1 and yet has a result, which `--json` prints.

    For example an import that names its rejected rows.
    """

    def __init__(
        self, title: str, hint: str = "", *, result: Mapping[str, Any], code: str = ""
    ) -> None:
        super().__init__(title, hint, code=code)
        self.result = dict(result)


class Context:
    """One run of one verb. The first use of `desk`, `storage` or `user` opens the database.

    On an empty database that makes the user, the default queue and the Simple pipeline.
    Everything that opens raises KnownError; `close` lets go of it.
    """

    def __init__(
        self,
        opener: Opener,
        *,
        out: TextIO,
        err: TextIO,
        stdin: TextIO,
        as_json: bool = False,
        is_demo: bool = False,
    ) -> None:
        self.opener = opener
        self.out, self.err, self.stdin = out, err, stdin
        self.as_json = as_json
        self.is_demo = is_demo
        self._opened: Opened | None = None

    @property
    def paths(self) -> Paths:
        return self.opener.paths

    @property
    def address(self) -> DatabaseAddress:
        return self.opener.address

    @property
    def clock(self) -> Clock:
        return self.opener.clock

    @property
    def opened(self) -> Opened:
        """The database with its user."""
        if self._opened is None:
            self._opened = self.opener.open()
            if self.is_demo:
                fill_if_empty(self._opened.desk, self._opened.storage)
        return self._opened

    @property
    def is_open(self) -> bool:
        return self._opened is not None

    @property
    def storage(self) -> SqlStorage:
        return self.opened.storage

    @property
    def desk(self) -> Desk:
        """The desk of the user who runs the verb (or of `--as`)."""
        return self.opened.desk

    @property
    def user(self) -> User:
        """Who runs the verb. KnownError where a read-only database does not know them."""
        user = self.opened.user
        if user is None:
            raise KnownError(
                "This database does not know you, and it can only be read.",
                "Nothing was changed. Name one of its users with --as.",
                code="no-user",
            )
        return user

    @cached_property
    def shelf(self) -> BackupShelf | None:
        """Where the backups of a file lie; None for a server."""
        return self.opener.shelf()

    def local_now(self) -> datetime:
        """This moment in the user's zone; in the computer's where the user has none. The days that
        a command line names are those of this zone."""
        user = self.opened.user
        if user is not None and user.time_zone:
            return self.clock.now().astimezone(zone(user.time_zone))
        from leaddesk.presentation.dates import local_zone

        return self.clock.now().astimezone(local_zone())

    def desk_at(self, at: str | datetime | None) -> Desk:
        """The desk under another "now" (`--at`); None is the real one."""
        return self.desk if at is None else self.desk.at(self.clock_at(at))

    def clock_at(self, at: str | datetime | None) -> Clock:
        """The clock of `--at`, which stands still; None is the real one."""
        if at is None:
            return self.clock
        return FixedClock(at if isinstance(at, datetime) else self.time(at))

    def time(self, text: str) -> datetime:
        """Read an instant: ISO 8601; without an offset it is the computer's own zone."""
        return read_time(text)

    def finish(self, work: Generator[Progress, None, T]) -> T:
        """Do a long work to its end; how far it is goes to standard error, if a person looks."""
        shows = self.err.isatty() and not self.as_json
        while True:
            try:
                progress = next(work)
            except StopIteration as end:
                if shows:
                    self.err.write("\r\033[K")
                value: T = end.value
                return value
            if shows:
                share = "" if progress.fraction is None else f" {progress.fraction:4.0%}"
                self.err.write(f"\r\033[K{progress.note or 'Working'}{share}")
                self.err.flush()

    def say(self, text: str) -> None:
        """A message for a person: to standard error, so that the result stays alone."""
        with reaching(self.err):
            print(text, file=self.err)

    def say_notice(self) -> None:
        """Say why the database is open for reading only, if it is, and what else there is to know.
        A verb that fails tells one thing only: why it failed."""
        if self._opened is not None:
            for told in (self._opened.notice, self._opened.advice):
                if told is not None:
                    self.say(str(told))

    def close(self) -> None:
        """Let go of the database, if it was opened."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.storage.close()


def read_time(text: str) -> datetime:
    """See `Context.time`. KnownError for what is no time."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise KnownError(
            f"'{text}' is not a time.",
            "Nothing was done. Write it like 2026-03-10T09:30+01:00.",
            code="bad-time",
        ) from error
    return at if at.tzinfo is not None else at.astimezone()
