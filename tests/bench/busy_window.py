"""LeadDesk's window on a file: cards are dropped, first in peace, then beside an import.

Arguments: the database, an empty folder for settings and logs, the file to import. Prints for each
phase ("idle", "busy": rows being staged, "adding": promoted and tidied) the milliseconds from each
drop to its commit and to its repaint, and by how many the event loop was late.
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
    from leaddesk.app.opening import Opened
    from leaddesk.app.window_program import WindowProgram
    from leaddesk.base.progress import Progress
    from leaddesk.service.desk import Outcome

BEAT_MS = 5
PAUSE_MS = 150  # between a commit and the next drop: a very quick hand
FRAME_MS = 16
DRAG_FRAMES = 12  # a fifth of a second: the quickest of drags
IDLE_DROPS = 40

told: dict[str, dict[str, list[float]]] = {
    phase: {"committed": [], "repainted": [], "late": []} for phase in ("idle", "busy", "adding")
}


class _Hand:
    """Drops one card after the other."""

    def __init__(self, program: WindowProgram) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._program, self._board = program, program.content.board
        self.phase = "idle"
        self._opened: Opened | None = None
        self._dropped: tuple[int, float] | None = None
        self._imported = False
        self._beat = QTimer(program.frame)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self._on_beat)
        self._last = 0.0
        self._next = QTimer(program.frame)
        self._next.setSingleShot(True)
        self._next.setInterval(PAUSE_MS)
        self._next.timeout.connect(self._drag)
        self._frames = 0
        program.connection.connected.connect(self._keep)
        program.parts.client.outcome_came.connect(self._committed)
        self._board.heads_changed.connect(self._begin)

    def _keep(self, opened: Opened) -> None:
        self._opened = opened

    def _begin(self) -> None:
        if not self._last and any(column.rowCount() for column in self._board.columns):
            self._last = time.perf_counter()
            self._beat.start()
            self._next.start()

    def _on_beat(self) -> None:
        now = time.perf_counter()
        late = (now - self._last) * 1000 - BEAT_MS
        self._last = now
        told[self.phase]["late"].append(max(0.0, late))

    def _drag(self) -> None:
        """The mouse moves with its button down, then lets go."""
        from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, QTimer
        from PySide6.QtGui import QMouseEvent

        left = Qt.MouseButton.LeftButton
        at = QPointF(-1, -1)  # over nothing: only the window itself hears of it
        move = QMouseEvent(QEvent.Type.MouseMove, at, at, Qt.MouseButton.NoButton, left,
                           Qt.KeyboardModifier.NoModifier)  # fmt: skip
        QCoreApplication.sendEvent(self._program.frame.windowHandle(), move)
        self._frames = (self._frames + 1) % DRAG_FRAMES
        if self._frames:
            QTimer.singleShot(FRAME_MS, self._drag)
        else:
            self._drop()

    def _drop(self) -> None:
        from PySide6.QtCore import QCoreApplication, QEvent

        first, second = self._board.columns[:2]
        here, there = (first, second) if first.rowCount() > second.rowCount() else (second, first)
        count = len(told[self.phase]["committed"])
        lead = here.lead_at(count % max(1, here.rowCount()))
        assert lead is not None
        begun = time.perf_counter()
        self._dropped = (lead.id, begun)
        self._board.move([lead.id], there.stage.id)
        # What the event loop does next: lay out and paint what the drop has changed.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)
        told[self.phase]["repainted"].append((time.perf_counter() - begun) * 1000)

    def _committed(self, outcome: Outcome) -> None:
        if self._dropped is None or self._dropped[0] not in {c.id for c in outcome.changes}:
            return
        told[self.phase]["committed"].append((time.perf_counter() - self._dropped[1]) * 1000)
        self._dropped = None
        if self._imported:
            self._program.frame.close()
            return
        self._next.start()
        if self.phase == "idle" and len(told["idle"]["committed"]) >= IDLE_DROPS:
            self._import()

    def _import(self) -> None:
        from leaddesk.app.fed_source import FedSource
        from leaddesk.outside.tabular.reading import inspect
        from leaddesk.service.import_job import import_file
        from tests.bench.sample_file import plan

        assert self._opened is not None
        path = Path(sys.argv[3])
        source = FedSource(path, inspect(path).shape)
        self._last = time.perf_counter()  # looking at the file was this bench's own doing
        self.phase = "busy"
        self._program.parts.client.run(
            import_file(self._program.parts.client.desk, source, plan()),
            on_done=lambda _batch: self._end(),
            on_progress=self._progressed,
            on_error=self._fail,
        )

    def _progressed(self, progress: Progress) -> None:
        if not progress.can_cancel:
            self.phase = "adding"

    def _end(self) -> None:
        """The drop that is under way is the last one."""
        self._imported = True
        if self._dropped is None:
            self._program.frame.close()

    def _fail(self, error: BaseException) -> None:
        print(repr(error), file=sys.stderr)
        self._program.frame.close()


hands: list[_Hand] = []

if __name__ == "__main__":
    options = Options(data_dir=Path(sys.argv[2]), database=sys.argv[1], as_user="rep1")
    code = run_window(options, on_built=lambda program: hands.append(_Hand(program)))
    print(json.dumps(told))
    sys.exit(code)
