"""Words on who edits what pass from one client to the others, and through nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from leaddesk.service.editing import EditWord
from leaddesk.storage.address import DatabaseAddress, FileAddress, parse_address
from leaddesk.storage.change_watch import ChangeWatch, open_watch
from leaddesk.storage.engine import Database
from leaddesk.storage.presence import CHANNEL, payload_of, word_of
from tests.storage.small import make_file
from tests.storage.test_change_watch import log_step, make_server
from tests.storage.workers import kill_listeners

ANA = EditWord("aa01", 7, 12)
BEN = EditWord("bb02", 8, 12)
words = st.builds(
    EditWord,
    st.text("0123456789abcdef", min_size=1, max_size=32),
    st.integers(1, 10**17),
    st.none() | st.integers(1, 10**17),
)


@given(words)
def test_a_word_is_read_as_it_was_said(word: EditWord) -> None:
    assert word_of(payload_of(word)) == word


@given(st.text())
def test_anything_may_be_notified(payload: str) -> None:
    word = word_of(payload)
    assert word is None or word_of(payload_of(word)) == word


@pytest.mark.parametrize(
    "payload", ["", "aa 7", "aa 7 12 ", "AA 7 12", "aa -7 12", "aa ٧ 12", "aa 7 12\n", "aa 7 1e3"]
)
def test_what_no_program_says_is_no_word(payload: str) -> None:
    assert word_of(payload) is None


class Listener:
    """One client: its watch, and the words it has heard."""

    def __init__(self, address: DatabaseAddress) -> None:
        self.words: list[EditWord] = []
        self.steps: list[object] = []
        self.troubles: list[object] = []
        self.bugs: list[Exception] = []
        self._news = threading.Condition()
        self.watch: ChangeWatch = open_watch(
            address, self._into(self.steps), on_trouble=self._into(self.troubles),
            on_bug=self.bugs.append, on_word=self._into(self.words),
        )  # fmt: skip

    def _into(self, kept: list) -> Callable[[object], None]:  # type: ignore[type-arg]
        def hear(one: object) -> None:
            with self._news:
                kept.append(one)
                self._news.notify_all()

        return hear

    def wait(self, fact: Callable[[], bool]) -> None:
        with self._news:
            assert self._news.wait_for(fact, 15), (self.words, self.troubles, self.bugs)


@contextmanager
def client(address: DatabaseAddress) -> Iterator[Listener]:
    made = Listener(address)
    made.watch.start()
    try:
        assert made.watch.wait_ready(15)
        yield made
    finally:
        assert made.watch.stop()
    assert not made.bugs


@pytest.fixture
def server(postgres_url: str) -> DatabaseAddress:
    address = parse_address(postgres_url)
    make_server(address)
    return address


def notify(database: Database, payload: str) -> None:
    """Say something on the channel, as anybody may who can log in."""
    statement = text(f"NOTIFY {CHANNEL}, '{payload}'")
    database.run_write(lambda connection: connection.execute(statement))


def test_a_word_reaches_the_others_and_the_last_is_taken_back_at_the_end(
    server: DatabaseAddress,
) -> None:
    with client(server) as ben:
        with client(server) as ana:
            ana.watch.say(ANA)
            ben.wait(lambda: ben.words == [ANA])
            ben.watch.say(BEN)
            ana.wait(lambda: BEN in ana.words)
        gone = EditWord(ANA.client, ANA.user_id, None)
        ben.wait(lambda: ben.words[-1] == gone)
        assert [word for word in ben.words if word.client == ANA.client] == [ANA, gone]


def test_who_said_that_nothing_is_edited_says_no_more_at_the_end(server: DatabaseAddress) -> None:
    gone = EditWord(ANA.client, ANA.user_id, None)
    with client(server) as ben:
        with client(server) as ana:
            ana.watch.say(ANA)
            ben.wait(lambda: ben.words == [ANA])
            ana.watch.say(gone)
            ben.wait(lambda: ben.words == [ANA, gone])
        ben.watch.say(BEN)  # comes behind whatever was said before it
        ben.wait(lambda: BEN in ben.words)
        assert ben.words == [ANA, gone, BEN]


def test_words_and_steps_share_a_connection_and_lose_nothing(server: DatabaseAddress) -> None:
    with client(server) as ben, closing(Database(server)) as database:
        said = []
        for number in range(1, 31):
            word = EditWord("cc", 9, number)
            notify(database, payload_of(word))
            said.append(word)
            log_step(database)
        ben.wait(lambda: len(ben.words) == 30 and sum(len(s) for s in ben.steps) == 30)  # type: ignore[arg-type, misc]
        assert ben.words == said


def test_nonsense_on_the_channel_harms_nobody(server: DatabaseAddress) -> None:
    with client(server) as ben, closing(Database(server)) as database:
        for payload in ("", "drop table lead", "aa 7 99999999999999999999", "x" * 7000):
            notify(database, payload)
        ben.watch.say(BEN)
        ben.wait(lambda: BEN in ben.words)
        assert ben.words == [BEN]


def test_after_a_lost_connection_words_come_again(server: DatabaseAddress) -> None:
    with client(server) as ben, client(server) as ana, closing(Database(server)) as database:
        kill_listeners(database)
        for one in (ana, ben):
            one.wait(lambda one=one: len(one.troubles) == 2)  # type: ignore[misc]
        ana.watch.say(ANA)
        ben.wait(lambda: ben.words == [ANA])


def test_the_newest_word_waits_for_the_server_and_nothing_is_raised() -> None:
    away = Listener(parse_address("postgresql://ann@127.0.0.1:1/leads"))
    away.watch.start()
    away.wait(lambda: len(away.troubles) == 1)
    for number in range(1, 2_000):
        away.watch.say(EditWord("aa", 7, number))
    assert away.watch.stop(5)
    assert not away.bugs
    away.watch.say(ANA)  # the window may be quicker with its last word than with its end


def test_a_file_passes_no_word_on(tmp_path: Path) -> None:
    address = FileAddress(make_file(tmp_path / "leads.db"))
    with client(address) as ben, client(address) as ana, closing(Database(address)) as database:
        ana.watch.say(ANA)
        log_step(database)
        log_step(database)
        ben.wait(lambda: bool(ben.steps))
        ana.wait(lambda: bool(ana.steps))
        assert ben.words == ana.words == []
