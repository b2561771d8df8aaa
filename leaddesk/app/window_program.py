"""What runs while the window is open: it is painted first, then the database is opened."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from leaddesk.app.application import EndSignals, FirstPaint, speak
from leaddesk.app.bug_watch import BugWatch
from leaddesk.app.opening import Opened, Opener
from leaddesk.app.options import Options
from leaddesk.app.passwords import ServerPassword
from leaddesk.app.startup import Startup
from leaddesk.app.wiring import build_window, load, put_on_look, wire
from leaddesk.base.errors import KnownError
from leaddesk.presentation.errors import notice_of
from leaddesk.work.lanes import Lanes, start_lanes

if TYPE_CHECKING:
    from leaddesk.app.connecting import Connection
    from leaddesk.widgets.main_window import MainWindow

_log = logging.getLogger("leaddesk.start")


class WindowProgram:
    """The window with everything behind it. All methods in the window's thread."""

    def __init__(
        self,
        options: Options,
        opener: Opener,
        password: ServerPassword | None,
        app: QApplication,
        bugs: BugWatch,
        start: Startup,
    ) -> None:
        self._options, self._opener, self._password = options, opener, password
        self._bugs, self._start = bugs, start
        self._stored = start.step("settings", partial(load, opener.paths))
        lanes = start.step("lanes", start_lanes, Lanes.stop)
        document = self._stored.document
        self.parts = start.step(
            "client", partial(wire, lanes, opener.paths, document, opener.clock)
        )
        start.step("language", partial(speak, app, self.parts.settings.settings.language))
        self.theme = start.step("look", partial(put_on_look, app, self.parts.settings.settings))
        self.window: MainWindow = start.step(
            "window", partial(build_window, self.parts, self.theme), _delete
        )
        start.at_end("bridge", self.parts.bridge.close)
        self.connection: Connection | None = None

    def show(self, on_painted: Callable[[WindowProgram], None] | None = None) -> None:
        """Show the window; what it shows comes after it is painted."""
        self._start.step("show", self.window.show)
        FirstPaint(self.window, partial(self._painted, on_painted))

    def raise_window(self) -> None:
        """Bring the window to the front: somebody started LeadDesk a second time."""
        if self.window.isMinimized():
            self.window.showNormal()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    # --- after the first paint -----------------------------------------------------------------

    def _painted(self, hook: Callable[[WindowProgram], None] | None) -> None:
        if hook is not None:
            hook(self)
        _log.info("painted; milliseconds: %s", self._start.report())
        self._connect()
        from leaddesk.app.single_instance import RaiseServer

        server = RaiseServer(self._opener.paths.data, self.raise_window, self.window)
        self._start.at_end("raise server", server.close)
        signals = EndSignals(self.window.close)
        self._start.at_end("signals", signals.end)
        self._bugs.show = self._show_bug
        self.parts.client.crashed.connect(self._bugs.note)
        if self._stored.notice is not None:
            self.window.notices.tell(notice_of(self._stored.notice))

    def _connect(self) -> None:
        from leaddesk.app.connecting import Connection

        parts = self.parts
        connection = self._start.step(
            "database",
            lambda: Connection(
                self._opener, parts.lanes, parts.bridge, parts.hub, is_demo=self._options.demo
            ),
            Connection.end,
        )
        self.connection = connection
        connection.connected.connect(self._connected)
        connection.failed.connect(self._failed)
        connection.trouble_changed.connect(self._trouble_changed)
        connection.noticed.connect(lambda error: self.window.notices.tell(notice_of(error)))
        self.window.retry.clicked.connect(connection.begin)
        connection.begin()

    def _connected(self, opened: Opened) -> None:
        self.parts.client.connect_desk(opened.desk)
        self._trouble_changed(opened.notice)
        self.window.start()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            self._bugs.tell(error)
        self.window.show_start_trouble(notice_of(error))
        refused = isinstance(error, KnownError) and error.code == "wrong-password"
        if self._password is not None and refused:
            self._ask_password(self._password, notice_of(error).title)

    def _trouble_changed(self, trouble: KnownError | None) -> None:
        if trouble is None:
            self.window.clear_trouble()
        else:
            self.window.show_start_trouble(notice_of(trouble))

    def _ask_password(self, password: ServerPassword, why: str) -> None:
        from leaddesk.app.dialogs import PasswordDialog

        connection = self.connection
        dialog = PasswordDialog(self.theme, password.place, why, self.window)

        def given(typed: str) -> None:
            # The system's store may be slow or ask by itself.
            self.parts.lanes.readers.submit(
                lambda: password.keep(typed),
                on_done=lambda _task: self.parts.bridge.post(lambda: _begin(connection)),
            )

        dialog.given.connect(given)
        dialog.open()

    def _show_bug(self, details: str, report: Path | None) -> None:
        """From any thread: the dialog opens in the window's."""
        self.parts.bridge.post(lambda: self._open_bug_dialog(details, report))

    def _open_bug_dialog(self, details: str, report: Path | None) -> None:
        from leaddesk.app.dialogs import BugDialog

        BugDialog(self.theme, details, report, self.window).show()


def _begin(connection: Connection | None) -> None:
    if connection is not None:
        connection.begin()


def _delete(window: MainWindow) -> None:
    """While Qt is whole: what Python frees at its very end may come too late for Qt."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
