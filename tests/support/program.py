"""The whole program in this process: its window on a folder of its own, its verbs on text."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from leaddesk.app.application import delete_window
from leaddesk.app.opening import Opener, choose_address
from leaddesk.app.options import read_options
from leaddesk.app.passwords import ServerPassword
from leaddesk.app.startup import Startup
from leaddesk.app.verb_run import run_verb
from leaddesk.app.window_program import WindowProgram
from leaddesk.app.window_run import make_frame
from leaddesk.base.clock import Clock, SystemClock
from leaddesk.base.logs import start_log
from leaddesk.base.paths import paths_below
from leaddesk.outside.settings_file import LoadedSettings
from leaddesk.widgets.controls import Button
from leaddesk.widgets.labels import PolishFilter
from leaddesk.widgets.main_window import MainWindow
from leaddesk.work.job_queue import Priority
from leaddesk.work.lanes import Lanes, ThreadLane, start_lanes
from leaddesk.work.task import Task

CALM: dict[str, Any] = {
    "theme": "light", "reduce_motion": True, "language": "", "window": "", "page": "",
    "view": "team", "peek_open": False, "open_lead": None, "text_percent": 100,
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What a verb left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> Any:
        """The one JSON document."""
        return json.loads(self.out)


def run(folder: Path, *words: str, stdin: str = "", database: Path | str | None = None) -> Told:
    """Run a verb with `--json`; everything but `database` lies below `folder`."""
    out, err = io.StringIO(), io.StringIO()
    named = [] if database is None else ["--database", str(database)]
    options = read_options(["--data-dir", str(folder), *named, "--json", *words])
    code = run_verb(options, out=out, err=err, stdin=io.StringIO(stdin))
    return Told(code, out.getvalue(), err.getvalue())


class Live:
    """A window that is open."""

    def __init__(self, app: QApplication, program: WindowProgram) -> None:
        self.app, self.program = app, program
        self.window: MainWindow = program.content

    @property
    def cards(self) -> int:
        """How many cards the board holds."""
        return sum(column.rowCount() for column in self.window.board.columns)

    @property
    def notice(self) -> str:
        """The banner's text; "" while it is not shown."""
        trouble = self.window.trouble
        return trouble.accessibleName() if trouble.isVisible() else ""

    def wait(self, fact: Callable[[], object], what: str, seconds: float = 20.0) -> None:
        """Turn Qt's events until `fact` was true once."""
        loop, clock, late = QEventLoop(), QTimer(), QTimer()
        seen: list[object] = []

        def look() -> None:
            if found := fact():
                seen.append(found)
                loop.quit()

        clock.timeout.connect(look)
        late.setSingleShot(True)
        late.timeout.connect(loop.quit)
        late.start(int(seconds * 1000))
        clock.start(10)
        look()
        if not seen:
            loop.exec()
        clock.stop()
        assert seen, f"not within {seconds:g} s: {what}; the banner says: {self.notice!r}"

    def settle(self, rounds: int = 2) -> None:
        """Wait until what was asked of the lanes is answered and shown."""
        parts = self.program.parts
        for _ in range(rounds):
            for lane in (parts.lanes.writer, parts.lanes.readers):
                assert isinstance(lane, ThreadLane)
                self._wait_behind(lane)
        self.app.processEvents()

    def _wait_behind(self, lane: ThreadLane) -> None:
        """When it is done, so is everything that waits now."""
        bridge = self.program.parts.bridge
        begun, told = threading.Event(), threading.Event()

        def done(_task: Task[None]) -> None:
            begun.set()

        lane.submit(lambda: None, priority=Priority.BACKGROUND, on_done=done)
        self.wait(begun.is_set, "the last of the lane")
        # Others of its threads may still be at what came before.
        self.wait(lambda: not lane.stuck_for(), "the lane at rest")
        bridge.post(told.set)
        self.wait(told.is_set, "the last answer shown")

    def retry(self) -> None:
        """Press Retry as a user does; it must be there."""
        button: Button = self.window.retry
        assert button.isVisible()
        assert button.isEnabled()
        button.click()


@contextmanager
def open_window(
    app: QApplication,
    folder: Path,
    database: Path | str | None = None,
    *,
    log: bool = False,
    password: ServerPassword | None = None,
    login: str | None = None,
    clock: Clock | None = None,
    chosen: Mapping[str, Any] = CALM,
) -> Iterator[Live]:
    """The window over what lies below `folder` (or over another file, or a server with its
    password); closed again at the end. `chosen` are its settings."""
    paths = paths_below(folder)
    address = choose_address(paths, None if database is None else str(database))
    opener = Opener(paths, address, login, clock or SystemClock(), password)
    opener.make_folders()
    with ExitStack() as ends:
        ends.callback(take_off_look, app)
        start = Startup(ends)
        stored = LoadedSettings(dict(chosen))
        frame = start.step("frame", partial(make_frame, app, stored), delete_window)
        lanes = start.step("lanes", start_lanes, Lanes.stop)
        if log:
            start.step("log", partial(start_log, paths.logs, "window"), lambda end: end())
        program = WindowProgram(
            opener, app, frame, lanes, start, stored, chosen=chosen, password=password
        )
        frame.resize(1440, 900)
        frame.show()
        yield Live(app, program)


def take_off_look(app: QApplication) -> None:
    """Leave the application to the next test as it was."""
    for watcher in app.findChildren(PolishFilter):
        app.removeEventFilter(watcher)
        watcher.deleteLater()
    app.setStyleSheet("")
