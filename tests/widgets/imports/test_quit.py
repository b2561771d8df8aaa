"""Closing the window while an import runs."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from leaddesk.app.import_place import ImportPlace
from leaddesk.presentation.imports.import_flow import CHECK, RUN
from leaddesk.presentation.imports.rehearsal import RehearsalState, rehearse
from leaddesk.widgets.imports.quit_form import QuitForm
from leaddesk.widgets.window_frame import WindowFrame
from tests.presentation.imports.fair import fair_list
from tests.widgets.imports.test_import_page import in_step_2


@pytest.fixture
def framed(make_office, qtbot):
    """The window in its frame, as a start makes it."""
    office = make_office(import_page=ImportPlace)
    frame = WindowFrame("light", "")
    frame.set_content(office.window)
    frame.show()
    office.window.show_import()
    office.window.board.load()
    yield office, frame
    frame.close()
    office.window.setParent(None)
    frame.deleteLater()


@pytest.fixture
def running(framed, qtbot, tmp_path):
    """An import that is still counting when somebody wants to add it."""
    office, frame = framed
    page = office.window.data._parts["import"][1].page
    page.flow._settle.setInterval(0)
    in_step_2(page, qtbot, fair_list(tmp_path, unknown_stage=False))
    page.flow.rehearsal.state = RehearsalState.RUNNING
    page.flow.step = RUN
    page.flow.step_changed.emit()
    return frame, page


class ByHand(QCloseEvent):
    """A close that the window system asks for; Qt's own tests can't make one."""

    def spontaneous(self):
        return True


def close_by_hand(frame):
    """Ask as the button of the frame does; whether the window may close."""
    event = ByHand()
    frame.closeEvent(event)
    QApplication.processEvents()
    return event.isAccepted()


def asked(page):
    assert page.quit is not None, "nothing is asked"
    return page.quit.findChild(QuitForm)


def test_the_safe_answer_has_the_keyboard_not_the_page_behind(running, qtbot):
    frame, page = running
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    assert not close_by_hand(frame)
    assert QApplication.focusWidget() is asked(page).stay
    asked(page).stay.click()


def test_it_asks_and_says_what_is_safe(running):
    frame, page = running
    assert not close_by_hand(frame)
    form = asked(page)
    assert form.words.text().startswith("Nothing has been added yet. 24 of 24 rows are checked.")
    assert form.stop.isVisible()
    form.stay.click()
    assert page.quit is None
    assert frame.isVisible()
    assert page.flow.is_running


def test_stop_closes_and_keeps_the_draft(running):
    frame, page = running
    close_by_hand(frame)
    asked(page).stop.click()
    assert not frame.isVisible()
    assert page.flow.rehearsal._kept.is_set()


def test_the_last_step_is_waited_for(running):
    frame, page = running
    page.flow.rehearsal._set(RehearsalState.ADDING)
    close_by_hand(frame)
    form = asked(page)
    assert not form.stop.isVisible()
    assert "either all rows are added or none" in form.words.text()
    form.wait.click()
    assert frame.isVisible()
    page.flow.rehearsal._set(RehearsalState.DONE)
    assert not frame.isVisible()


def test_without_an_import_nothing_is_asked(framed):
    _office, frame = framed
    assert close_by_hand(frame)


def test_the_end_of_the_program_is_not_held_up(running):
    frame, page = running
    frame.close()
    assert not frame.isVisible()
    assert page.quit is None


@pytest.mark.parametrize("is_kept", [True, False])
def test_what_was_checked_is_there_for_the_next_try(framed, qtbot, tmp_path, is_kept):
    office, _frame = framed
    page = office.window.data._parts["import"][1].page
    page.flow._settle.setInterval(0)
    in_step_2(page, qtbot, fair_list(tmp_path, rows=400, unknown_stage=False))
    plan, path = page.flow.plan(), page.flow.file.path
    source = page.flow.files.source(path, page.flow.file.looked.inspection.shape)
    page.flow.rehearsal.drop()
    work = rehearse(office.desk, source, plan, lambda: is_kept)
    while next(work).done == 0:
        pass
    work.close()
    batches = office.desk.ask(lambda reader: reader.batches())
    assert [one.state for one in batches] == (["staging"] if is_kept else [])
    again = rehearse(office.desk, source, plan)
    begun = next(again).done
    again.close()
    assert (begun > 0) == is_kept


def test_step_three_counts_as_running(running):
    frame, page = running
    page.flow.step = CHECK
    close_by_hand(frame)
    asked(page).stay.click()
    assert frame.isVisible()
