"""Files dropped on the window, whatever page is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from leaddesk.app.import_place import ImportPlace
from leaddesk.presentation.errors import Notice
from leaddesk.presentation.imports.import_flow import MATCH
from leaddesk.presentation.imports.rehearsal import RehearsalState
from leaddesk.widgets.file_drop import judge
from tests.presentation.imports.fair import fair_list

COPY = Qt.DropAction.CopyAction


def files(*urls):
    """What a file manager hands over; texts are addresses, the others paths."""
    mime = QMimeData()
    mime.setUrls([QUrl(u) if isinstance(u, str) else QUrl.fromLocalFile(str(u)) for u in urls])
    return mime


class Hand:
    """Holds something over a window, as the desktop does: the window hears of it first."""

    def __init__(self, window, mime, at):
        self.window = window.windowHandle()
        self._given = (COPY, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
        self._at = at

    def hold(self):
        QApplication.sendEvent(self.window, QDragEnterEvent(self._at, *self._given))
        QApplication.sendEvent(self.window, QDragMoveEvent(self._at, *self._given))

    def let_go(self):
        event = QDropEvent(QPointF(self._at), *self._given)
        QApplication.sendEvent(self.window, event)
        return event

    def go_away(self):
        QApplication.sendEvent(self.window, QDragLeaveEvent())


@pytest.fixture
def office(make_office):
    made = make_office(import_page=ImportPlace).open()
    made.window.show_page("pipeline")
    return made


def held(office, mime, at=None):
    hand = Hand(office.window, mime, at or QPoint(400, 300))
    hand.hold()
    return hand


def page_of(office):
    return office.window.data._parts["import"][1].page


def said(office):
    return " ".join(one.text for one in office.window.history.messages)


@pytest.mark.parametrize("key", ["pipeline", "leads", "data", "settings"])
def test_one_file_starts_an_import_from_every_page(office, tmp_path, key):
    office.window.show_page(key)
    path = fair_list(tmp_path)
    hand = held(office, files(path))
    drop = office.window.imports.drop
    assert drop.isVisible()
    assert drop.words[0] == "Drop to import"
    assert drop.geometry() == office.window.central.rect()
    hand.let_go()
    assert not drop.isVisible()
    assert office.window.page == "data"
    assert page_of(office).flow.file.path == path
    assert page_of(office).file_step.details.isVisible()


def test_a_field_for_text_does_not_take_the_file_for_words(office, tmp_path):
    office.window.open_new_lead()
    field = office.window.new_lead_form.line("company")
    at = field.mapTo(office.window, field.rect().center())
    hand = held(office, files(fair_list(tmp_path)), at)
    hand.let_go()
    assert field.text() == ""
    assert page_of(office).flow.has_draft


def test_the_file_that_is_held_elsewhere_leaves_no_trace(office, tmp_path):
    hand = held(office, files(fair_list(tmp_path)))
    hand.go_away()
    assert not office.window.imports.drop.isVisible()
    assert office.window.page == "pipeline"


def test_the_file_stays_where_it_is(office, tmp_path):
    event = held(office, files(fair_list(tmp_path))).let_go()
    assert event.dropAction() == COPY


def test_two_files_at_once_are_not_taken(office, tmp_path):
    one, two = tmp_path / "a.csv", tmp_path / "b.csv"
    hand = held(office, files(one, two))
    assert office.window.imports.drop.words == ("2 files", "One file at a time can be imported.")
    hand.let_go()
    assert office.window.page == "pipeline"
    assert "2 files were dropped. Nothing was imported. Drop them one after the other" in said(
        office
    )


def test_a_folder_and_a_picture_are_answered_where_a_file_is_chosen(office, tmp_path):
    folder = tmp_path / "lists"
    folder.mkdir()
    held(office, files(folder)).let_go()
    error = page_of(office).file_step.error
    assert error.accessibleName().startswith("lists: This is a folder, not a file.")
    picture = tmp_path / "stand.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n and more")
    held(office, files(picture)).let_go()
    assert "stand.png: This is a picture" in error.accessibleName()
    held(office, files(fair_list(tmp_path))).let_go()
    assert not error.isVisible()


def test_a_file_of_another_computer_is_answered(office):
    held(office, files("sftp://server/list.csv")).let_go()
    assert "can't be reached" in said(office)


def test_a_web_page_and_words_are_none_of_ours(office):
    for mime in (files("https://example.org/list.csv"), QMimeData()):
        held(office, mime)
        assert not office.window.imports.drop.isVisible()


def test_while_an_import_runs_it_waits(office, tmp_path):
    first, second = fair_list(tmp_path), tmp_path / "second.csv"
    held(office, files(first)).let_go()
    flow = page_of(office).flow
    flow.go(MATCH)
    flow.rehearsal.state, flow.step = RehearsalState.RUNNING, 3
    hand = held(office, files(second))
    title, hint = office.window.imports.drop.words
    assert title == "Not just now"
    hand.let_go()
    assert hint in said(office)
    assert flow.file.path == first
    flow.rehearsal.state = RehearsalState.IDLE


def test_the_import_that_is_worked_on_is_kept(office, tmp_path):
    first = fair_list(tmp_path)
    held(office, files(first)).let_go()
    page = page_of(office)
    page.flow.go(MATCH)
    second = tmp_path / "second.csv"
    second.write_text("Name,Email\nAnna,anna@kite.example\n", encoding="utf-8")
    held(office, files(second)).let_go()
    assert page.flow.file.path == second
    assert "messe-koeln-2025.csv is kept" in page.head.note.accessibleName()
    held(office, files(first)).let_go()
    assert page.flow.step == MATCH
    assert "where you stopped" in page.head.note.accessibleName()


def test_a_path_with_any_name_is_a_file(tmp_path):
    path = tmp_path / "liste #1 100% ü.csv"
    assert judge(files(path)) == path
    assert isinstance(judge(files()), Notice)


def test_the_tab_says_that_an_import_waits_while_it_is_out_of_sight(office, tmp_path):
    held(office, files(fair_list(tmp_path))).let_go()
    window = office.window
    page_of(office).flow.go(MATCH)

    def words():
        return next(tab.text for tab in window.bar.views.tabs if tab.key == "import")

    assert words() == "Import"
    window.data.choose_tab("bin")
    assert words() == "Import in progress, step 2"
    window.show_page("pipeline")
    window.show_page("data")
    assert words() == "Import in progress, step 2"
    window.data.choose_tab("import")
    assert words() == "Import"
