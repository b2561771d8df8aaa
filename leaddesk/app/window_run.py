"""The program with its window, from the first step to the last end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from leaddesk.app.crash import write_report
from leaddesk.app.options import Options
from leaddesk.app.place import choose_paths, open_place
from leaddesk.app.screen import NO_SCREEN, has_screen
from leaddesk.app.startup import Startup
from leaddesk.base.clock import SystemClock
from leaddesk.base.errors import KnownError

if TYPE_CHECKING:
    from leaddesk.app.opening import Opener
    from leaddesk.app.window_program import WindowProgram

_SWITCH = 0.001
"""Seconds. With the interpreter's usual 5 ms each hand-over of the GIL to the window could cost
that long."""

Hook = Callable[["WindowProgram"], None]


def run_window(options: Options, *, on_painted: Hook | None = None) -> int:
    """Open the window and return the exit code once it is closed.

    `on_painted` is called after the first paint, before anything else happens: for measuring.
    """
    if not has_screen(os.environ, sys.platform):
        print(NO_SCREEN, file=sys.stderr)
        return 1
    sys.setswitchinterval(_SWITCH)
    try:
        with ExitStack() as ends:
            return _run(options, Startup(ends), on_painted)
    except KnownError as error:
        print(str(error), file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - every bug ends in a report and exit code 3
        path = write_report(choose_paths(options).reports, error, SystemClock(), doing="starting")
        print(f"LeadDesk could not start. The report is in {path}", file=sys.stderr)
        return 3


def _run(options: Options, start: Startup, on_painted: Hook | None) -> int:
    from leaddesk.app.passwords import window_password

    clock = SystemClock()
    password = window_password(options, sys.stdin)
    opener = open_place(options, clock, password)
    start.step("folders", opener.make_folders)
    from leaddesk.base.logs import start_log

    start.step("log", partial(start_log, opener.paths.logs, "window"), lambda end: end())
    from leaddesk.app.application import make_application
    from leaddesk.app.bug_watch import BugWatch

    bugs = start.step("reports", partial(BugWatch, opener.paths.reports, clock), BugWatch.end)
    app = start.step("application", make_application)
    from leaddesk.app.single_instance import raise_first, take_place

    lock = start.step("only window", partial(take_place, opener.paths.data))
    if lock is None:
        return raise_first(opener.paths.data)
    start.at_end("only window", lock.unlock)
    from leaddesk.app.window_program import WindowProgram

    program = WindowProgram(
        opener, app, bugs, start, is_demo=options.demo, password=password
    )

    def painted(_program: WindowProgram) -> None:
        if on_painted is not None:
            on_painted(program)
        _hear_outside(program, opener, start)

    program.show(painted)
    app.exec()
    return 0


def _hear_outside(program: WindowProgram, opener: Opener, start: Startup) -> None:
    """Let second starts raise the window, and the system end it."""
    from leaddesk.app.application import EndSignals, raise_window
    from leaddesk.app.single_instance import RaiseServer

    window = program.window
    server = RaiseServer(opener.paths.data, partial(raise_window, window), window)
    start.at_end("raise server", server.close)
    signals = EndSignals(window.close)
    start.at_end("signals", signals.end)
