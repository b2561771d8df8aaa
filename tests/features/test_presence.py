"""Two colleagues at one lead: each sees that the other writes in it, on a server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from leaddesk.presentation.card import Card
from leaddesk.presentation.column_model import CardRole
from leaddesk.widgets.peek.peek_panel import PeekPanel
from tests.support.postgres import Databases, running_server
from tests.support.program import Live, open_window, run

LOGINS = ("ana", "ben")
COMPANIES = ("Nordwind Logistics", "Delta Print")


class Team:
    """Ana and Ben, each with a computer, on one server."""

    def __init__(self, app: QApplication, places: Databases, folder: Path) -> None:
        self.app, self.server, self.folder = app, places.server, folder
        self._url = places.server.url(places.create_filled("office", self._fill))

    def _fill(self, url: str) -> None:
        for login, company in zip(LOGINS, COMPANIES, strict=True):
            draft = json.dumps({"company": company, "email": f"info@{company[:5].lower()}.example"})
            folder = self.folder / "filling" / login
            told = run(folder, "capture", "-", database=as_user(url, login), stdin=draft)
            assert told.code == 0, told.err

    @contextmanager
    def window(self, login: str) -> Iterator[Live]:
        with open_window(self.app, self.folder / login, as_user(self._url, login)) as live:
            live.wait(lambda: live.cards == len(COMPANIES), f"the board of {login}")
            yield live


def as_user(url: str, login: str) -> str:
    return url.replace("leaddesk@", f"{login}@", 1)


@pytest.fixture(scope="module")
def places() -> Iterator[Databases]:
    """On a server of these tests' own: roles outlive databases, and one test stops it."""
    for server in running_server():
        for login in LOGINS:
            server.execute(f"CREATE ROLE {login} SUPERUSER LOGIN")
        yield Databases(server)


@pytest.fixture
def team(qapp: QApplication, places: Databases, tmp_path: Path) -> Team:
    return Team(qapp, places, tmp_path)


@pytest.fixture
def both(team: Team) -> Iterator[tuple[Live, Live]]:
    with team.window("ana") as ana, team.window("ben") as ben:
        yield ana, ben


def card(live: Live, company: str) -> Card:
    for column in live.window.board.columns:
        for row in column.leads():
            if row.company == company:
                found = column.data(column.index(column.row_of(row.id) or 0), CardRole)
                assert isinstance(found, Card)
                return found
    raise AssertionError(company)


def peek(live: Live, company: str) -> PeekPanel:
    """Open a lead."""
    live.window.open_peek(card(live, company).id)
    panel = live.window.dock.panel
    live.wait(lambda: panel.model.view and panel.model.view.headline == company, "the peek")
    return panel


def discs(live: Live) -> list[str]:
    return [card(live, company).editing_initials for company in COMPANIES]


def test_a_lead_that_is_written_in_says_so_in_the_other_window(both: tuple[Live, Live]) -> None:
    ana, ben = both
    here, there = peek(ana, COMPANIES[0]), peek(ben, COMPANIES[0])
    here.composer.text.setPlainText("A quote")
    ben.wait(lambda: there.editing.words.text() == "ana is editing this lead", "Ben's peek")
    assert there.editing.isVisible()
    assert discs(ben) == ["A", ""]
    # Ben's lead was only opened, and a word comes behind all that were said before it.
    assert discs(ana) == ["", ""]
    there.composer.text.setPlainText("Their depot")
    ana.wait(lambda: discs(ana) == ["B", ""], "Ana's board")
    assert here.editing.words.text() == "ben is editing this lead"
    here.composer.text.clear()
    ben.wait(lambda: discs(ben) == ["", ""], "Ana has ended")
    assert not there.editing.isVisible()
    assert discs(ana) == ["B", ""]


def test_two_windows_of_one_user_say_so(team: Team) -> None:
    with ExitStack() as windows:
        desk = windows.enter_context(team.window("ana"))
        team.folder = team.folder / "laptop"
        laptop = windows.enter_context(team.window("ana"))
        peek(laptop, COMPANIES[1]).composer.text.setPlainText("A quote")
        line = peek(desk, COMPANIES[1]).editing
        said = "You are editing this lead in another window"
        desk.wait(lambda: line.words.text() == said, "the other window")
        assert discs(laptop) == ["", ""]


def test_a_window_that_closes_leaves_at_once(team: Team) -> None:
    with team.window("ana") as ana:
        with team.window("ben") as ben:
            peek(ben, COMPANIES[1]).composer.text.setPlainText("A quote")
            ana.wait(lambda: discs(ana) == ["", "B"], "Ben writes")
        ana.wait(lambda: discs(ana) == ["", ""], "Ben has closed his window")


def test_a_server_that_goes_away_is_no_trouble_of_presence(
    team: Team, both: tuple[Live, Live]
) -> None:
    ana, ben = both
    note = peek(ben, COMPANIES[0]).composer.text
    note.setPlainText("A quote")
    ana.wait(lambda: discs(ana) == ["B", ""], "Ben writes")
    bugs: list[object] = []
    for live in both:
        live.program.parts.client.crashed.connect(bugs.append)
    team.server.stop()
    ana.wait(lambda: ana.notice, "Ana's window says that the server is away")
    ben.window.tools.presence.say_again()
    team.server.start()
    heard: list[object] = []
    ana.program.connection.word_heard.connect(heard.append)

    def says_again_until_heard() -> bool:
        """What he says every 20 seconds."""
        ben.window.tools.presence.say_again()
        return bool(heard)

    ana.wait(says_again_until_heard, "both windows have the server again", 40)
    note.clear()
    ana.wait(lambda: discs(ana) == ["", ""], "Ben has ended")
    assert bugs == []
