"""What runs while the window is open: it is painted first, then the database is opened."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from leaddesk.app.application import FirstPaint, speak
from leaddesk.app.bug_watch import BugWatch
from leaddesk.app.connecting import Connection
from leaddesk.app.opening import Opened, Opener
from leaddesk.app.passwords import ServerPassword
from leaddesk.app.startup import Startup
from leaddesk.app.wiring import build_window, load, put_on_look, wire
from leaddesk.base.errors import KnownError
from leaddesk.presentation.errors import notice_of
from leaddesk.work.lanes import Lanes, start_lanes

if TYPE_CHECKING:
    from leaddesk.widgets.main_window import MainWindow

_log = logging.getLogger("leaddesk.start")


class WindowProgram:
    """The window with everything behind it. All methods in the window's thread.

    `chosen` are settings for this run alone: with them nothing is saved.
    """

    def __init__(
        self,
        opener: Opener,
        app: QApplication,
        bugs: BugWatch,
        start: Startup,
        *,
        is_demo: bool = False,
        password: ServerPassword | None = None,
        chosen: Mapping[str, Any] | None = None,
    ) -> None:
        self._opener, self._password = opener, password
        self._bugs, self._start = bugs, start
        self._stored = start.step("settings", partial(load, opener.paths))
        lanes = start.step("lanes", start_lanes, Lanes.stop)
        self.parts = start.step(
            "client", partial(wire, lanes, opener, self._stored.document, chosen)
        )
        start.step("language", partial(speak, app, self.parts.settings.settings.language))
        self.theme = start.step("look", partial(put_on_look, app, self.parts.settings.settings))
        self.window: MainWindow = start.step(
            "window", partial(build_window, self.parts, self.theme), _delete
        )
        start.at_end("bridge", self.parts.bridge.close)
        self.connection: Connection = start.step(
            "database", partial(self._make_connection, is_demo=is_demo), Connection.end
        )

    def show(self, on_painted: Callable[[WindowProgram], None] | None = None) -> None:
        """Show the window; what it shows comes after it is painted."""
        self._start.step("show", self.window.show)
        FirstPaint(self.window, partial(self._painted, on_painted))

    # --- after the first paint -----------------------------------------------------------------

    def _painted(self, hook: Callable[[WindowProgram], None] | None) -> None:
        if hook is not None:
            hook(self)
        _log.info("painted; milliseconds: %s", self._start.report())
        self.connection.begin()
        self._bugs.show = self._show_bug
        self.parts.client.crashed.connect(self._bugs.note)
        if self._stored.notice is not None:
            self.window.notices.tell(notice_of(self._stored.notice))

    def _make_connection(self, *, is_demo: bool) -> Connection:
        parts = self.parts
        made = Connection(self._opener, parts.lanes, parts.bridge, parts.hub, is_demo=is_demo)
        made.connected.connect(self._connected)
        made.failed.connect(self._failed)
        made.trouble_changed.connect(self._trouble_changed)
        made.noticed.connect(lambda error: self.window.notices.tell(notice_of(error)))
        self.window.retry.clicked.connect(made.begin)
        return made

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

        dialog = PasswordDialog(self.theme, password.place, why, self.window)

        def given(typed: str) -> None:
            # The system's store may be slow or ask by itself.
            self.parts.lanes.readers.submit(
                lambda: password.keep(typed),
                on_done=lambda _task: self.parts.bridge.post(self.connection.begin),
            )

        dialog.given.connect(given)
        dialog.open()

    def _show_bug(self, details: str, report: Path | None) -> None:
        """From any thread: the dialog opens in the window's."""
        self.parts.bridge.post(lambda: self._open_bug_dialog(details, report))

    def _open_bug_dialog(self, details: str, report: Path | None) -> None:
        from leaddesk.app.dialogs import BugDialog

        BugDialog(self.theme, details, report, self.window).show()


def _delete(window: MainWindow) -> None:
    """While Qt is whole: what Python frees at its very end may come too late for Qt."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
