"""The import as pictures: its four steps and what they ask, on a list from a trade fair.

Run: python -m tests.visual.import_step DATA-FOLDER FOLDER --theme dark --size 1366x768
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication

from leaddesk.app.application import make_application
from leaddesk.app.import_place import ImportPlace
from leaddesk.base.clock import FixedClock
from leaddesk.base.paths import paths_below
from leaddesk.presentation.imports.import_flow import CHECK, CHOOSE, MATCH, RUN
from leaddesk.presentation.imports.rehearsal import RehearsalState
from leaddesk.widgets.controls import Popover
from leaddesk.widgets.imports.import_page import ImportPage
from tests.presentation.imports.fair import fair_list
from tests.support.program import CALM, Live, open_window
from tests.widgets.office import NOW, make_database

COUNTED = "all rows are counted"


@contextmanager
def import_window(
    data: Path, theme: str, size: tuple[int, int], language: str = "en_GB"
) -> Iterator[tuple[Live, Path]]:
    """A window that shows the import page, and the folder of its files."""
    data.mkdir(parents=True, exist_ok=True)
    make_database(paths_below(data).database)
    app = make_application()
    app.setCursorFlashTime(0)
    chosen = {**CALM, "theme": theme, "language": language}
    with open_window(app, data, login="sam", clock=FixedClock(NOW), chosen=chosen) as live:
        live.program.frame.resize(*size)
        live.wait(lambda: live.window.board.team is not None, "the database is open")
        live.window.show_import()
        yield live, data


def page_of(live: Live) -> ImportPage:
    """The import page of the window."""
    place = live.window.findChild(ImportPlace)
    assert place is not None
    return place.page


class Walk:
    """Takes the import through its steps, and a picture at each stop."""

    def __init__(self, live: Live, out: Path) -> None:
        self._live, self._out = live, out
        self._page = page_of(live)
        self._flow = self._page.flow

    def take(self, name: str) -> None:
        """Save what the window shows when nothing moves any more."""
        self._live.settle()
        self._out.mkdir(parents=True, exist_ok=True)
        assert self._live.program.frame.grab().save(str(self._out / f"import-{name}.png"), "PNG")

    def walk(self, folder: Path) -> None:
        """All stops, in their order."""
        flow, page, live = self._flow, self._page, self._live
        path = fair_list(folder, 480, unclear=6, wrong_email=12, nobody=4, twins=6)
        self.take("1-empty")
        self._hold(path)
        picture = folder / "stand.png"
        picture.write_bytes(b"\x89PNG\r\n\x1a\n and more")
        page.choose(picture)
        live.wait(lambda: flow.file.error is not None, "it can't be read")
        self.take("1-picture")
        page.choose(path)
        live.wait(lambda: flow.file.profile is not None, "it is read")
        self.take("1-file")
        flow.go(MATCH)
        self._counted()
        self.take("2-match")
        page.match_step.ask_open()
        self.take("2-stages")
        self._close()
        decided = flow.decisions
        assert decided is not None
        flow.decide(decided.with_choice("stage", "vorgemerkt", "Contacted"))
        page.matchings.save("Trade fair lists")
        live.wait(lambda: bool(page.matchings.matchings), "the matching is saved")
        page.footer.matchings.click()
        self.take("2-matchings")
        self._close()
        self._counted()
        flow.go(CHECK)
        for group in [one.key for one in flow.groups()]:
            page.check_step.groups.choose(group)
            self.take(f"3-{group.replace(':', '-')}")
        self._run()
        self._aside(folder)

    def _run(self) -> None:
        flow, page = self._flow, self._page
        page.check_step.skip.click()
        before = flow.rehearsal.state
        flow.rehearsal._clock.restart()
        flow.rehearsal._began_at = 480  # no rate: it would be this machine's
        flow.rehearsal.state = RehearsalState.RUNNING
        flow.step = RUN
        flow.step_changed.emit()
        self.take("4-running")
        page.run_step.question.show()
        self.take("4-question")
        page.may_close(lambda: None)
        self.take("4-closing")
        self._close()
        flow.rehearsal.state = before
        flow.go(CHECK)
        flow.add_rows()
        self._live.wait(lambda: flow.done is not None, "it is added")
        self.take("4-done")
        page.run_step.undo.click()
        self.take("4-undone")
        page.show_history()
        self.take("history")
        page.show_steps()

    def _aside(self, folder: Path) -> None:
        """A draft that was kept beside another file, and one whose file changed."""
        flow, page, live = self._flow, self._page, self._live
        second = folder / "visitors.csv"
        second.write_text("Name,Email\nAnna Berg,anna@kite.example\n", encoding="utf-8")
        page.choose(second)
        live.wait(lambda: flow.file.profile is not None, "it is read")
        flow.go(MATCH)
        self._counted()
        live.window.data.choose_tab("bin")
        self.take("tab")
        live.window.data.choose_tab("import")
        flow.leave()
        page.choose(second)
        live.wait(lambda: flow.file.profile is not None, "it is read")
        flow.go(MATCH)
        second.unlink()
        flow.read_anew()
        live.wait(lambda: flow.file.error is not None, "it is gone")
        self.take("1-gone")
        assert flow.step == CHOOSE

    def _counted(self) -> None:
        flow = self._flow
        self._live.wait(lambda: flow.is_settled and flow.walk.preview is not None, COUNTED)
        self._live.settle()

    def _hold(self, path: Path) -> None:
        """A file held over the window."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        window = self._live.program.frame.windowHandle()
        event = QDragEnterEvent(
            QPoint(400, 300), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(window, event)
        self.take("0-held")
        QApplication.sendEvent(window, QDragLeaveEvent())

    def _close(self) -> None:
        for popover in self._live.program.frame.findChildren(Popover):
            popover.close_it()


def main(words: list[str]) -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(prog="import_step", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--language", default="en_GB")
    given = parser.parse_args(words)
    width, height = (int(part) for part in given.size.split("x"))
    size = (width, height)
    with import_window(given.data, given.theme, size, given.language) as (live, folder):
        Walk(live, given.target).walk(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
