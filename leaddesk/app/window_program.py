"""What runs while the window is open: built when its frame is painted, then the database opens."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from leaddesk.app.application import speak
from leaddesk.app.bug_watch import BugWatch
from leaddesk.app.connecting import Connection
from leaddesk.app.hand_watch import HandWatch
from leaddesk.app.opening import Opened, Opener
from leaddesk.app.startup import Startup
from leaddesk.app.wiring import Parts, build_content, put_on_look, wire
from leaddesk.base.errors import KnownError
from leaddesk.outside.settings_file import LoadedSettings
from leaddesk.presentation.dates import DateWords, local_zone
from leaddesk.presentation.errors import Notice, notice_of
from leaddesk.presentation.paged_rows import PAGE
from leaddesk.service.read_models import FirstBoard
from leaddesk.widgets.labels import PolishFilter
from leaddesk.widgets.main_window import MainWindow
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.window_frame import WindowFrame
from leaddesk.work.lanes import Lanes

if TYPE_CHECKING:
    from leaddesk.app.data_source import DataSource
    from leaddesk.app.dialogs import PasswordDialog
    from leaddesk.app.passwords import ServerPassword
    from leaddesk.app.welcome import Welcome
    from leaddesk.presentation.first_run_model import FirstAnswers
    from leaddesk.widgets.settings.settings_page import SettingsPage

_ASKS = frozenset({"wrong-password", "password-needed"})
PAINTED_MS = 40
"""Behind the layout and the drawing of what was just shown."""


class WindowProgram:
    """The content of a frame with everything behind it. All methods in the window's thread.

    `lanes` end here. `chosen` are settings for this run alone: with them nothing is saved.
    """

    def __init__(
        self,
        opener: Opener,
        app: QApplication,
        frame: WindowFrame,
        lanes: Lanes,
        start: Startup,
        stored: LoadedSettings,
        *,
        is_demo: bool = False,
        password: ServerPassword | None = None,
        chosen: Mapping[str, Any] | None = None,
        welcomes: bool = True,
        then: Callable[[], None] | None = None,
    ) -> None:
        """With `welcomes` a new user is asked; else made from what the system knows, as for the
        sample of `is_demo`. `then` is called when the first board has been painted: what can wait
        for that."""
        opener = self._opener = replace(opener, asks_first=welcomes and not is_demo)
        self.frame, self._password, self._then = frame, password, then
        self._app = app
        self._bugs = start.step(
            "reports", partial(BugWatch, opener.paths.reports, opener.clock), BugWatch.end
        )
        self.parts: Parts = start.step(
            "client", partial(wire, lanes, opener, stored.document, chosen)
        )
        parts = self.parts
        self.connection = start.step(
            "database",
            lambda: Connection(opener, lanes, parts.bridge, parts.hub, is_demo=is_demo),
            Connection.end,
        )
        settings = parts.settings.settings
        start.step("language", partial(speak, app, settings.language))
        dates = start.step("dates", lambda: DateWords(local_zone()))
        # From here on it is read in a lane, while this thread builds what will show it.
        # A saved view is known only when the database is open.
        is_built_in = settings.view in {"", "mine", "team"}
        shows_board = settings.page in {"", "pipeline"} and is_built_in
        if shows_board:
            self.connection.look(
                partial(
                    opener.glance,
                    mine=settings.view != "team",
                    day_ends=dates.day_ends(opener.clock.now()),
                    limit=PAGE,
                )
            )
        else:
            self.connection.begin()
        self.theme: Theme = start.step("look", partial(put_on_look, app, settings))
        self.content: MainWindow = start.step(
            "window", partial(build_content, parts, self.theme, dates)
        )
        # Bare until it is known whether somebody works here: a new user is welcomed instead.
        self.content.central.setVisible(not (frame.is_first and opener.asks_first))
        start.step("show", partial(frame.set_content, self.content))
        start.at_end("bridge", parts.bridge.close)
        self._sample: QObject | None = None  # of the database that is open
        self._started: QObject | None = None
        self._is_demo = is_demo
        self.welcome: Welcome | None = None
        self._asking: PasswordDialog | None = None
        self._source: DataSource | None = None
        self._listen()
        if stored.notice is not None:
            self.tell(stored.notice)
        if not shows_board:
            QTimer.singleShot(PAINTED_MS, self.connection, self._shown)

    def tell(self, error: BaseException) -> None:
        """Say something that needs no answer."""
        self.content.notices.tell(notice_of(error))

    def _listen(self) -> None:
        connection = self.connection
        connection.glanced.connect(self._glanced)
        connection.connected.connect(self._connected)
        connection.failed.connect(self._failed)
        connection.trouble_changed.connect(self._trouble_changed)
        connection.noticed.connect(self.tell)
        presence = self.content.tools.presence
        connection.word_heard.connect(presence.hear)
        presence.said.connect(connection.say)
        self.content.retry.clicked.connect(connection.begin)
        pages = self.content.pages
        pages.settings_made.connect(self._serve_source)
        if pages.settings.is_made:  # it is the page that was shown last
            self._serve_source(self.content.settings_page)
        self.parts.client.crashed.connect(self._bugs.note)
        self._bugs.show = self._show_bug

    def _glanced(self, first: FirstBoard | None) -> None:
        if first is None:
            self._shown()
            return
        self.content.central.show()
        self.content.show_first(first)
        # What is imported now would take the time in which the board is painted.
        QTimer.singleShot(PAINTED_MS, self.connection, self._shown)

    def _shown(self) -> None:
        """The first board has been painted, or there is none before the database is open."""
        PolishFilter(self._app)
        HandWatch(self.frame.windowHandle(), self.parts.lanes.writer)
        self.connection.begin()
        if self._then is not None:
            self._then()

    def _connected(self, opened: Opened) -> None:
        if opened.first_use:
            self._trouble_changed(None)
            from leaddesk.app.welcome import Welcome

            self.welcome = Welcome(
                self.parts, self.content, self._opener, opened, self.parts.client.crashed.emit
            )
            self.welcome.done.connect(self._welcomed)
            return
        self.content.central.show()
        self.parts.client.connect_desk(opened.desk)
        is_server = opened.storage.database.backend == "postgresql"
        self.content.states.standing.on_server = is_server
        self._trouble_changed(opened.notice)
        self.content.start()
        self._ask_day(opened)
        from leaddesk.app.sample_data import SampleData

        if self._sample is not None:
            self._sample.deleteLater()
        self._sample = SampleData(self.parts, self.content, opened)
        if self._started is None and not self._is_demo:
            from leaddesk.app.get_started import GettingStarted, is_wanted

            if is_wanted(self.parts, opened):
                self._started = GettingStarted(self.parts, self.content)

    def _serve_source(self, page: SettingsPage) -> None:
        from leaddesk.app.data_source import DataSource

        self._source = DataSource(
            page, self.content.history, self.parts, self._opener, self.connection
        )

    def _ask_day(self, opened: Opened) -> None:
        """New steps are offered for the beginning of the user's day."""
        from leaddesk.presentation.first_run_model import SETTING, hours_from

        user_id = opened.user.id if opened.user is not None else None

        def known(document: str | None) -> None:
            self.content.tools.dates.day_begins = hours_from(json.loads(document or "null"))[0]

        self.parts.client.ask("day begins", lambda r: r.setting(SETTING, user_id), known)

    def _welcomed(self, opened: Opened, answers: FirstAnswers) -> None:
        self.welcome = None
        self._connected(opened)
        if answers.start == "import" and self.content.page != "data":
            self.content.show_import()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            self._bugs.tell(error)
        notice = notice_of(error)
        if self.welcome is None:
            self.content.central.show()
        self.content.states.show_start_trouble(notice)
        self._ask_password(notice)

    def _trouble_changed(self, trouble: KnownError | None) -> None:
        if trouble is None:
            self.content.states.clear_trouble()
            if self._password is not None:
                self.parts.lanes.readers.submit(self._password.taken)
        else:
            notice = notice_of(trouble)
            self.content.states.show_start_trouble(notice)
            self._ask_password(notice)  # it was changed on the server while the window was open

    def _ask_password(self, notice: Notice) -> None:
        password = self._password
        if password is None or notice.code not in _ASKS or self._asking is not None:
            return
        from leaddesk.app.dialogs import PasswordDialog

        why = f"{notice.title} {notice.hint}" if notice.code == "wrong-password" else notice.title
        dialog = self._asking = PasswordDialog(self.theme, password.place, why, self.frame)

        def given(typed: str, keep: bool) -> None:
            password.offer(typed, keep=keep)
            self.connection.begin()

        def done(_result: int) -> None:
            self._asking = None

        # First done: what is given may be refused at once, and is then asked for again.
        dialog.finished.connect(done)
        dialog.given.connect(given)
        dialog.open()

    def _show_bug(self, details: str, report: Path | None) -> None:
        """From any thread: the dialog opens in the window's."""
        self.parts.bridge.post(lambda: self._open_bug_dialog(details, report))

    def _open_bug_dialog(self, details: str, report: Path | None) -> None:
        from leaddesk.app.dialogs import BugDialog

        BugDialog(self.theme, details, report, self.frame).show()
