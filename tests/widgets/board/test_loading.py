"""A board that takes long says so by and by, keeps what it showed, and can be given up."""

from __future__ import annotations

import pytest

from leaddesk.service.read_models import BoardFilter
from leaddesk.widgets import loading


@pytest.fixture
def soon(monkeypatch):
    """The same order of things, in less time."""
    monkeypatch.setattr(loading, "BLOCKS_MS", 20)
    monkeypatch.setattr(loading, "LINE_MS", 60)
    monkeypatch.setattr(loading, "CANCEL_MS", 120)


def test_a_first_reading_shows_blocks_then_words_then_a_way_out(soon, make_office, qtbot):
    office = make_office(connect=False).open()
    cover = office.board.loading
    office.window.board.load()
    assert cover.isHidden(), "at first nothing"
    qtbot.waitUntil(cover.isVisible)
    assert not cover.line.isVisible()
    qtbot.waitUntil(cover.line.isVisible)
    assert cover.line.text() == "Loading leads..."
    qtbot.waitUntil(cover.cancel.isVisible)
    cover.cancel.click()
    assert cover.isHidden()
    assert office.window.pipeline.trouble.isVisible(), "it says so, and offers to try again"
    office.connect()
    qtbot.waitUntil(lambda: len(office.board.columns) == 5)


def test_older_cards_are_dimmed_until_the_new_ones_come(soon, office, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(office.client, "ask", lambda *question: asked.append(question))
    office.window.board.set_filter(BoardFilter(owner_id=office.priya.id))
    cards = office.column("New").list
    qtbot.waitUntil(lambda: cards.cards.dimmed)
    assert office.names("New"), "they stay"
    assert office.board.loading.isHidden(), "no blocks over them"
    monkeypatch.undo()
    for question in asked:
        office.client.ask(*question)
    assert not cards.cards.dimmed


def test_a_reading_that_was_given_up_changes_nothing_when_it_comes(office, monkeypatch):
    asked = []
    monkeypatch.setattr(office.client, "ask", lambda *question: asked.append(question))
    office.window.board.set_filter(BoardFilter(owner_id=office.priya.id))
    before = office.names("New")
    office.window.board.cancel_loading()
    monkeypatch.undo()
    for question in asked:
        office.client.ask(*question)
    assert office.names("New") == before
    office.window.board.load()
    assert office.names("New") == [], "all of them are Sam's"


def test_how_many_are_read_is_said_where_it_is_known(office):
    board = office.window.board
    assert board.loading_count() == 7
    board._stored.filter = BoardFilter(owner_id=office.priya.id)
    assert board.loading_count() == 0
