"""LeadDesk's window on a file, the palette open: letters are typed one by one, at a quick hand's
pace. Prints for each letter the milliseconds until the lines of the program itself were painted,
and until the leads were.

Arguments: the file, an empty folder for settings and logs.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from leaddesk.app.given import Options
from leaddesk.app.window_run import run_window

if TYPE_CHECKING:
    from leaddesk.app.window_program import WindowProgram

TYPED = ("logistics berlin", "albeckberg", "robotics 17", ">move to", "new lead")
PAUSE_MS = 90  # between an answer and the next letter
SETTLE_MS = 1_500  # what follows a start is over

told: dict[str, list[float]] = {"local": [], "leads": []}


class _Typist:
    """Writes one letter, waits for its answer, writes the next."""

    def __init__(self, program: WindowProgram) -> None:
        from PySide6.QtCore import QTimer

        self._program = program
        self._texts = [text[:length] for text in TYPED for length in range(1, len(text) + 1)]
        self._begun = False
        self._pressed = 0.0
        self._next = QTimer(program.frame)
        self._next.setSingleShot(True)
        self._next.setInterval(PAUSE_MS)
        self._next.timeout.connect(self._type)
        self._answer = QTimer(program.frame)
        self._answer.setInterval(0)
        self._answer.timeout.connect(self._look)
        self._is_open = False  # the board is painted before the database is opened
        program.connection.connected.connect(self._opened)
        program.content.board.heads_changed.connect(self._begin)

    def _opened(self) -> None:
        self._is_open = True

    def _begin(self) -> None:
        columns = self._program.content.board.columns
        is_filled = any(column.rowCount() for column in columns)
        if self._is_open and is_filled and not self._begun:
            self._begun = True
            self._program.content.open_palette()
            self._next.start(SETTLE_MS)

    def _type(self) -> None:
        self._next.setInterval(PAUSE_MS)
        if not self._texts:
            self._program.frame.close()
            return
        content = self._program.content.palette_of_window.content
        assert content is not None
        text = self._texts.pop(0)
        self._pressed = time.perf_counter()
        content.field.setText(text)
        self._paint()
        told["local"].append((time.perf_counter() - self._pressed) * 1000)
        self._answer.start()

    def _look(self) -> None:
        """The leads are there when nothing is waited for any more."""
        content = self._program.content.palette_of_window.content
        assert content is not None
        if content.is_waiting:
            return
        self._answer.stop()
        self._paint()
        told["leads"].append((time.perf_counter() - self._pressed) * 1000)
        self._next.start()

    def _paint(self) -> None:
        """What the event loop does next: lay out and paint what has changed."""
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)


typists: list[_Typist] = []


def _built(program: WindowProgram) -> None:
    typists.append(_Typist(program))


if __name__ == "__main__":
    options = Options(data_dir=Path(sys.argv[2]), database=sys.argv[1], as_user="rep1")
    code = run_window(options, on_painted=lambda: None, on_built=_built)
    print(json.dumps(told))
    sys.exit(code)
