"""A walk through the real window: every page and the main popovers, each saved as a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from leaddesk.app.application import delete_window, make_application
from leaddesk.app.opening import Opener
from leaddesk.app.startup import Startup
from leaddesk.app.window_program import WindowProgram
from leaddesk.app.window_run import make_frame
from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.outside.settings_file import LoadedSettings
from leaddesk.presentation.first_run_model import FirstAnswers, FirstRunModel
from leaddesk.widgets.controls import Popover
from leaddesk.widgets.first_run.page import FirstRunPage
from leaddesk.widgets.main_window import MainWindow
from leaddesk.work.job_queue import Priority
from leaddesk.work.lanes import Lanes, start_lanes

Picture = tuple[str, Path]
_OPENING_MS = 120_000  # a large file may have to be brought up to date first
_QUIET_MS = 120  # longer than changes are gathered for, and than a form waits for typing to end
_ROUNDS = 3  # an answer may lead to a question, which may lead to one more


def take_tour(
    opener: Opener,
    out: Path,
    *,
    theme: str,
    size: tuple[int, int],
    language: str,
    is_demo: bool,
    at_stop: Callable[[str, MainWindow], None] | None = None,
) -> list[Picture]:
    """Open the window, look at everything, close it; returns name and file of each picture.

    `at_stop` is called with each stop's name and the window, for whoever looks closer.
    The user's own settings are neither used for look and size nor changed. Raises KnownError if
    the database can't be opened or a picture can't be saved.
    """
    chosen: dict[str, Any] = {
        "theme": theme, "reduce_motion": True, "language": language, "window": "",
        "page": "", "view": "team", "peek_open": False, "open_lead": None, "text_percent": 100,
    }  # fmt: skip
    with ExitStack() as ends:
        start = Startup(ends)
        app = make_application()
        stored = LoadedSettings(chosen)
        frame = start.step("frame", partial(make_frame, app, stored), delete_window)
        lanes = start.step("lanes", start_lanes, Lanes.stop)
        program = WindowProgram(
            opener,
            app,
            frame,
            lanes,
            start,
            stored,
            is_demo=is_demo,
            chosen=chosen,
            welcomes=False,
        )
        frame.resize(*size)
        frame.show()
        _wait_for_database(program)
        return list(_Walk(app, program, out, at_stop).pictures())


def _wait_for_database(program: WindowProgram) -> None:
    loop = QEventLoop()
    failure: list[BaseException] = []

    def failed(error: BaseException) -> None:
        failure.append(error)
        loop.quit()

    program.connection.connected.connect(loop.quit)
    program.connection.failed.connect(failed)
    limit = _timer(loop, _OPENING_MS, loop.quit)
    loop.exec()
    if failure:
        raise failure[0]
    if not limit.isActive():
        raise KnownError("The database took too long to open.", "Nothing was changed.")


class _Walk:
    """Stops of the tour. Each arranges something, waits until nothing moves, takes a picture."""

    def __init__(
        self,
        app: QApplication,
        program: WindowProgram,
        out: Path,
        at_stop: Callable[[str, MainWindow], None] | None,
    ) -> None:
        self._app, self._program, self._out = app, program, out
        self._at_stop = at_stop
        self._window: MainWindow = program.content

    def pictures(self) -> Iterator[Picture]:
        """Walk, and give each picture when it is saved."""
        window = self._window
        self._settle()
        yield self._take("pipeline")
        yield from self._popovers()
        for key in ("leads", "data", "settings"):
            window.show_page(key)
            yield from self._tabs(key)
        window.show_page("pipeline")
        yield from self._welcome()

    def _popovers(self) -> Iterator[Picture]:
        window = self._window
        lead = self._first_lead()
        if lead is not None:
            with self._stop(lambda: window.open_peek(lead), window.close_peek):
                yield self._take("peek")
        with self._stop(window.focus_filter, self._escape):
            yield self._take("filter")
        with self._stop(window.views.add_view, self._escape):
            yield self._take("save-view")
        with self._stop(window.open_new_lead, self._escape):
            yield self._take("new-lead")
        with self._stop(window.messages.toggle, self._escape):
            yield self._take("messages")
        with self._stop(window.actions_of_window.show_keys, self._escape):
            yield self._take("keys")

        def search() -> None:
            window.open_palette()
            content = window.palette_of_window.content
            if content is not None:
                content.field.setText("an")

        with self._stop(window.open_palette, self._escape):
            yield self._take("palette")
        with self._stop(search, self._escape):
            yield self._take("palette-search")

    def _tabs(self, key: str) -> Iterator[Picture]:
        """Each part of a page; a page without parts is one picture."""
        window = self._window
        if key == "settings":
            for section in window.settings_page.keys:
                with self._stop(partial(window.settings_page.choose, section)):
                    yield self._take(f"settings-{section}")
            yield from self._settings_found()
            return
        page = window.leads if key == "leads" else window.data
        for tab in page.tabs():
            window.bar.choose(tab.key)
            with self._stop(partial(page.choose_tab, tab.key)):
                yield self._take(f"{key}-{_slug(tab.key)}")

    @contextmanager
    def _stop(
        self, arrange: Callable[[], object], leave: Callable[[], object] | None = None
    ) -> Iterator[None]:
        arrange()
        self._settle()
        yield
        if leave is not None:
            leave()
            self._settle()

    def _take(self, name: str) -> Picture:
        if self._at_stop is not None:
            self._at_stop(name, self._window)
        path = self._out / f"{name}.png"
        if not self._window.grab().save(str(path), "PNG"):
            raise KnownError(
                said("The picture {path} could not be saved.", path=path),
                "Nothing was changed. Check that you may write there and that there is room.",
                code="file",
            )
        return name, path

    def _settle(self) -> None:
        """Wait until every question is answered and nothing waits to be painted."""
        loop = QEventLoop()
        lanes = self._program.parts.lanes
        for _ in range(_ROUNDS):
            _timer(loop, _QUIET_MS, loop.quit)
            loop.exec()
            for lane in (lanes.writer, lanes.readers):
                # Behind everything that waits now: when it is done, they are.
                lane.submit(
                    lambda: None, priority=Priority.BACKGROUND,
                    on_done=lambda _task: self._program.parts.bridge.post(loop.quit),
                )  # fmt: skip
                loop.exec()
        self._app.processEvents()

    def _escape(self) -> None:
        for popover in self._window.findChildren(Popover):
            if popover.isVisible():
                popover.close_it()

    def _first_lead(self) -> int | None:
        for column in self._window.board.columns:
            card = column.lead_at(0)
            if card is not None:
                return card.id
        return None

    def _settings_found(self) -> Iterator[Picture]:
        page = self._window.settings_page
        with self._stop(lambda: page.search.setText("text"), page.search.clear):
            yield self._take("settings-found")

    def _welcome(self) -> Iterator[Picture]:
        """The steps of a first run, as a new user sees them; nothing is finished here."""
        model = FirstRunModel("team", FirstAnswers("Sam Keller", "sam@nordwind.com"), "")
        page = FirstRunPage(self._window.theme, model)
        page.setParent(self._window)
        page.resize(self._window.size())
        page.show()
        with self._stop(page.raise_):
            yield self._take("welcome-you")
        with self._stop(page.go_on, page.deleteLater):
            yield self._take("welcome-start")


def _timer(parent: QObject, ms: int, call: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(call)
    timer.start(ms)
    return timer


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
