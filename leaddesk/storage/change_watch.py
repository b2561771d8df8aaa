"""Seeing what other clients did: a thread that reads the change log behind everybody's commits.

It never says a change twice in a row and never misses one: after each look it knows exactly up
to where it has read. Own steps are reported too; the hearer knows its own operation ids.

On a server the same connection carries the words on who edits which lead. They are stored nowhere
and may be lost: whoever says one says it again while it is true, and whoever hears one forgets it.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from sqlalchemy import Connection, text

from leaddesk.base.errors import KnownError
from leaddesk.service.editing import EditWord
from leaddesk.storage.address import FileAddress, ServerAddress
from leaddesk.storage.schema_guard import SchemaGuard
from leaddesk.storage.seen import CHANNEL, Seen
from leaddesk.storage.sql_errors import explain

_LONGEST_RETRY = 2.0  # seconds between attempts to reconnect


class Feed(Protocol):
    """One database's way to wait for commits and to read behind them. Used by one thread."""

    def open(self) -> None:
        """Connect (again), keeping the position; the first time: from now on."""

    def read(self) -> Seen:
        """All steps committed since the last call, oldest first; the position moves."""

    def wait(self) -> None:
        """Until something may have happened, or a second or two, or `nudge`, or `wake`."""

    def say(self, word: EditWord) -> None:
        """Tell the other programs, where the database passes words on; one may be lost."""

    def heard(self) -> tuple[EditWord, ...]:
        """The words that came since the last call, own ones too, in their order."""

    def nudge(self) -> None:
        """End the present wait: there is something to say. From any thread."""

    def wake(self) -> None:
        """End the present and every later wait. From any thread."""

    def close(self) -> None:
        """Let go of the connection; `open` may follow."""

    def end(self) -> None:
        """Let go of everything, for good."""


class ChangeWatch:
    """Runs a feed on a thread of its own, through lost connections, until `stop`.

    `on_steps` gets each batch of steps, or FullReload, on that thread. `on_trouble` gets a
    KnownError when the database is out of reach, another when the reason is another one, and
    None when it is back. `on_bug` gets what is LeadDesk's own fault; the watch then tries again
    like after a lost connection. `on_word` gets each word on who edits what.
    """

    def __init__(
        self,
        feed: Feed,
        on_steps: Callable[[Seen], None],
        *,
        place: str = "the database",
        on_trouble: Callable[[KnownError | None], None] | None = None,
        on_bug: Callable[[Exception], None] | None = None,
        on_word: Callable[[EditWord], None] | None = None,
    ) -> None:
        self._feed = feed
        self._on_steps = on_steps
        self._place = place
        self._on_trouble = on_trouble
        self._on_bug = on_bug
        self._on_word = on_word
        self._unsaid: deque[EditWord] = deque(maxlen=1)  # the newest counts
        self._said: EditWord | None = None
        self._stopping = threading.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="change-watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wait_ready(self, seconds: float) -> bool:
        """Whether the feed is open: from here on nothing is missed. Read the screens after it."""
        return self._ready.wait(seconds)

    def say(self, word: EditWord) -> None:
        """Tell the other programs soon, or when the server is back; a newer word takes its place.
        Returns at once, from any thread. The last word is taken back by `stop`."""
        self._unsaid.append(word)
        self._feed.nudge()

    def stop(self, seconds: float = 10.0) -> bool:
        """End the thread; True if it has ended in time. A connect under way may take 5 s."""
        self._stopping.set()
        self._feed.wake()
        if self._thread.ident is None:
            self._feed.end()
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._live()
        finally:
            self._feed.end()

    def _live(self) -> None:
        pause = 0.1
        told = ""  # the trouble that the hearer knows of
        while not self._stopping.is_set():
            try:
                self._feed.open()
                self._ready.set()
                if told:
                    told = ""
                    self._tell(None)
                pause = 0.1
                self._follow()
            except Exception as error:  # noqa: BLE001 - this thread must outlive every fault
                known = explain(error, self._place)
                if isinstance(error, KnownError):
                    known = error
                if known is None and self._on_bug is not None:
                    self._on_bug(error)
                if known is not None and known.code != told:
                    told = known.code
                    self._tell(known)
            finally:
                self._feed.close()
            if self._stopping.wait(pause):
                return
            pause = min(pause * 2, _LONGEST_RETRY)

    def _follow(self) -> None:
        while not self._stopping.is_set():
            # Read before waiting: after a reconnect the gap is drained at once.
            seen = self._feed.read()
            if seen:
                self._on_steps(seen)
            self._exchange_words()
            if self._stopping.is_set():
                break
            self._feed.wait()
        if self._said is not None and self._said.lead_id is not None:
            self._feed.say(replace(self._said, lead_id=None))

    def _exchange_words(self) -> None:
        while self._unsaid:
            self._said = self._unsaid.popleft()
            self._feed.say(self._said)
        for heard in self._feed.heard():
            if self._on_word is not None:
                self._on_word(heard)

    def _tell(self, trouble: KnownError | None) -> None:
        if self._on_trouble is not None:
            self._on_trouble(trouble)


def open_watch(
    address: FileAddress | ServerAddress,
    on_steps: Callable[[Seen], None],
    *,
    shared: bool = False,
    app_version: str = "",
    password: Callable[[], str | None] | None = None,
    on_trouble: Callable[[KnownError | None], None] | None = None,
    on_bug: Callable[[Exception], None] | None = None,
    guard: SchemaGuard | None = None,
    on_word: Callable[[EditWord], None] | None = None,
) -> ChangeWatch:
    """The watch for one database, not yet started. With a `guard` a schema that this program does
    not know is trouble that stays."""
    from leaddesk.storage.feeds import FileFeed, ServerFeed

    feed: Feed
    if isinstance(address, FileAddress):
        feed = FileFeed(address.path, every=2.0 if shared else 0.5, guard=guard)
    else:
        feed = ServerFeed(address, app_version=app_version, password=password, guard=guard)
    return ChangeWatch(
        feed, on_steps, place=address.text, on_trouble=on_trouble, on_bug=on_bug, on_word=on_word
    )


def announce(connection: Connection) -> None:
    """Wake the other clients' watches at the commit of this transaction. It carries no data."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"NOTIFY {CHANNEL}"))
