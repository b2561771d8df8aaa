"""The first run in the window: the welcome stands in place of everything else until it is
finished. Nothing that is typed there is written before."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from leaddesk.app.first_use import make_user, usual_answers
from leaddesk.app.opening import Opened, Opener, system_login
from leaddesk.app.wiring import Parts
from leaddesk.base.errors import Cancelled
from leaddesk.presentation.errors import notice_of
from leaddesk.presentation.first_run_model import FirstRunModel
from leaddesk.presentation.text import tr
from leaddesk.storage.address import DatabaseAddress, FileAddress, ServerAddress
from leaddesk.widgets.first_run.page import FirstRunPage
from leaddesk.widgets.main_window import MainWindow
from leaddesk.work.task import Task

if TYPE_CHECKING:
    from leaddesk.presentation.first_run_model import FirstAnswers, FirstUse


class Welcome(QObject):
    """Asks, then sets up in the writer lane. `done` brings the database with its user, when the
    page has gone; the window's own keys rest meanwhile."""

    done = Signal(object, object)  # Opened, FirstAnswers

    def __init__(
        self,
        parts: Parts,
        window: MainWindow,
        opener: Opener,
        opened: Opened,
        on_bug: Callable[[BaseException], object],
    ) -> None:
        super().__init__(window)
        self._parts, self._window, self._opener = parts, window, opener
        self._opened, self._on_bug = opened, on_bug
        answers = usual_answers(system_login(opener.address))
        first_use = cast("FirstUse", opened.first_use)
        model = FirstRunModel(first_use, answers, place_words(opener.address))
        self.page = FirstRunPage(window.theme, model)
        self.page.finished.connect(self._finish)
        self._actions = [action for action in window.actions() if action.isEnabled()]
        for action in self._actions:
            action.setEnabled(False)
        window.takeCentralWidget()
        # Kept by the page: whichever of the two goes first, nothing is left behind.
        window.central.setParent(self.page)
        window.central.hide()
        window.setCentralWidget(self.page)
        self.page.take_focus()

    def _finish(self, answers: FirstAnswers) -> None:
        parts = self._parts
        parts.lanes.writer.submit(
            lambda: set_up(self._opener, self._opened, answers),
            on_done=lambda task: parts.bridge.post(partial(self._ended, answers, task)),
        )

    def _ended(self, answers: FirstAnswers, task: Task[Opened]) -> None:
        error = task.error
        if isinstance(error, Cancelled):
            return  # the program ends
        if error is not None:
            notice = notice_of(error, tr("setting up"))
            if notice.kind == "bug":
                self._on_bug(error)
            self.page.show_trouble(notice)
            return
        window = self._window
        window.takeCentralWidget()
        window.setCentralWidget(window.central)
        window.central.show()
        self.page.deleteLater()
        for action in self._actions:
            action.setEnabled(True)
        self.done.emit(task.result(), answers)
        self.deleteLater()


def set_up(opener: Opener, opened: Opened, answers: FirstAnswers) -> Opened:
    """Make the user (of an empty database: the team) as answered, put in the sample if that was
    chosen; the same database as its user's desk. For the writer lane. Raises KnownError.

    What was made stays if a later part fails; doing it again goes on from there.
    """
    from leaddesk.presentation.first_run_model import SETTING, hours_document
    from leaddesk.service.commands import SaveTeamSetting

    user = make_user(opened.desk, system_login(opener.address), answers)
    desk = opened.desk.as_user(user.id)
    hours = json.dumps(hours_document(answers.day_begins, answers.day_ends))
    desk.execute(SaveTeamSetting(SETTING, hours, user.id))
    if opened.first_use == "team" and answers.start == "sample":
        from leaddesk.app.demo.fill import SAMPLE, fill

        if not desk.ask(lambda reader: reader.count()):
            fill(desk, opened.storage, SAMPLE, 1, desk.clock.now(), names_me=False)
    return replace(opened, desk=desk, user=user, first_use="")


def place_words(address: DatabaseAddress) -> str:
    """Where the leads are kept, in one line."""
    if isinstance(address, ServerAddress):
        return tr("Your leads are kept on the team server {server}.", server=address.text)
    assert isinstance(address, FileAddress)
    return tr("Your leads are kept on this computer, in {path}.", path=str(address.path))
