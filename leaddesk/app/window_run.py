"""The program with its window, from the first step to the last end.

The frame is painted before anything costly is imported; what it shows is built after that.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from leaddesk.app.given import Options
from leaddesk.app.place import choose_paths, open_place
from leaddesk.app.screen import NO_SCREEN, has_screen
from leaddesk.app.startup import Startup
from leaddesk.base.clock import SystemClock
from leaddesk.base.errors import KnownError
from leaddesk.storage.address import FileAddress

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from leaddesk.app.opening import Opener
    from leaddesk.app.passwords import ServerPassword
    from leaddesk.app.window_program import WindowProgram
    from leaddesk.outside.settings_file import LoadedSettings
    from leaddesk.widgets.window_frame import WindowFrame

_log = logging.getLogger("leaddesk.start")
_SWITCH = 0.001
"""Seconds. With the interpreter's usual 5 ms each hand-over of the GIL to the window could cost
that long."""


def run_window(
    options: Options,
    *,
    on_painted: Callable[[], None] | None = None,
    on_built: Callable[[WindowProgram], None] | None = None,
) -> int:
    """Open the window and return the exit code once it is closed.

    The two calls are for whoever measures: after the first paint, and when the content is there.
    """
    if not has_screen(os.environ, sys.platform):
        print(NO_SCREEN, file=sys.stderr)
        return 1
    sys.setswitchinterval(_SWITCH)
    gc.disable()  # what a start makes stays; looking through it again and again is a tenth of it
    try:
        with ExitStack() as ends:
            return _Run(options, Startup(ends), on_painted, on_built).run()
    except KnownError as error:
        print(str(error), file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - every bug ends in a report and exit code 3
        from leaddesk.app.crash import write_report

        path = write_report(choose_paths(options).reports, error, SystemClock(), doing="starting")
        print(f"LeadDesk could not start. The report is in {path}", file=sys.stderr)
        return 3


class _Run:
    """One run: frame, first paint, content, event loop."""

    def __init__(
        self,
        options: Options,
        start: Startup,
        on_painted: Callable[[], None] | None,
        on_built: Callable[[WindowProgram], None] | None,
    ) -> None:
        self._options, self._start = options, start
        self._on_painted, self._on_built = on_painted, on_built
        self._failure: Exception | None = None
        self._program: WindowProgram | None = None

    def run(self) -> int:
        """Everything up to the first paint, then the event loop."""
        start, password = self._start, self._password()
        opener = open_place(self._options, SystemClock(), password)
        from leaddesk.app.application import FirstPaint, delete_window, make_application
        from leaddesk.app.single_instance import raise_first, take_place

        app = start.step("application", make_application)
        start.step("folders", opener.make_folders)
        lock = start.step("only window", partial(take_place, opener.paths.data))
        if lock is None:
            return raise_first(opener.paths.data)
        start.at_end("only window", lock.unlock)
        from leaddesk.outside.settings_file import load_settings

        stored = start.step("settings", partial(load_settings, opener.paths.settings))
        may_welcome = not self._options.demo and isinstance(opener.address, FileAddress)
        make = partial(make_frame, app, stored, may_welcome=may_welcome)
        frame = start.step("frame", make, delete_window)
        start.step("show", frame.show)
        painted = partial(self._painted, opener, app, frame, stored, password)
        FirstPaint(frame, partial(self._guarded, app, painted))
        app.exec()
        if self._failure is not None:
            raise self._failure
        return 0

    def _password(self) -> ServerPassword | None:
        if self._options.database is None:
            return None
        from leaddesk.app.passwords import window_password

        return window_password(self._options, sys.stdin)

    def _guarded(self, app: QApplication, step: Callable[[], None]) -> None:
        """An error in the rest of the start ends the program, not only this call from Qt."""
        try:
            step()
        except Exception as error:  # noqa: BLE001 - raised again by `run`
            self._failure = error
            app.exit()

    def _painted(
        self,
        opener: Opener,
        app: QApplication,
        frame: WindowFrame,
        stored: LoadedSettings,
        password: ServerPassword | None,
    ) -> None:
        if self._on_painted is not None:
            self._on_painted()
        start = self._start
        from leaddesk.app.application import put_on_icon

        start.step("icon", partial(put_on_icon, app))
        # What is started when the board is there, and yet needed to the end.
        late = ExitStack()
        start.at_end("late", late.close)
        from leaddesk.work.lanes import Lanes, start_lanes

        lanes = start.step("lanes", start_lanes, Lanes.stop)
        from leaddesk.app.window_program import WindowProgram

        program = WindowProgram(
            opener, app, frame, lanes, start, stored,
            is_demo=self._options.demo, password=password,
            then=partial(self._shown, opener, frame, Startup(late)),
        )  # fmt: skip
        self._program = program
        if self._on_built is not None:
            self._on_built(program)

    def _shown(self, opener: Opener, frame: WindowFrame, late: Startup) -> None:
        """All that nobody misses while the first board is painted."""
        from leaddesk.app.end_signals import EndSignals
        from leaddesk.app.garbage_turns import GarbageTurns
        from leaddesk.base.logs import start_log

        late.step("log", partial(start_log, opener.paths.logs, "window"), lambda end: end())
        late.step("signals", partial(EndSignals, frame.close), EndSignals.end)
        _hear_outside(frame, opener, self._start)
        GarbageTurns(frame)
        _log.info("built; milliseconds: %s", self._start.report())


def make_frame(
    app: QApplication, stored: LoadedSettings, *, may_welcome: bool = False
) -> WindowFrame:
    """The window's frame as the stored settings want it."""
    from PySide6.QtCore import Qt

    from leaddesk.widgets.window_frame import WindowFrame

    theme = stored.document.get("theme")
    if theme not in {"light", "dark"}:
        theme = "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"
    place = stored.document.get("window", "")
    return WindowFrame(
        "dark" if theme == "dark" else "light",
        place if isinstance(place, str) else "",
        is_first=may_welcome and not stored.document.get("page"),
    )


def _hear_outside(frame: WindowFrame, opener: Opener, start: Startup) -> None:
    """Let second starts raise the window."""
    from leaddesk.app.application import raise_window
    from leaddesk.app.single_instance import RaiseServer

    server = RaiseServer(opener.paths.data, partial(raise_window, frame), frame)
    start.at_end("raise server", server.close)
