"""LeadDesk's window on a file, as a user starts it. Prints when it was first painted and when the
board was filled and drawn, by the monotonic clock.

Arguments: the file, an empty folder for settings and logs, "painted" or "filled".
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

times: dict[str, float] = {}


def _painted() -> None:
    times["painted"] = time.monotonic()


def _built(program: WindowProgram) -> None:
    from PySide6.QtCore import QTimer

    board, frame = program.content.board, program.frame
    if sys.argv[3] == "painted":
        frame.close()
        return

    def asked() -> None:
        if any(column.rowCount() for column in board.columns):
            # Behind what the answer brought with it: sizes, then a whole drawing.
            QTimer.singleShot(0, frame, drawn)

    def drawn() -> None:
        frame.repaint()
        times.setdefault("filled", time.monotonic())
        frame.close()

    board.heads_changed.connect(asked)  # the last that a reading of the board tells


if __name__ == "__main__":
    options = Options(data_dir=Path(sys.argv[2]), database=sys.argv[1], as_user="rep1")
    code = run_window(options, on_painted=_painted, on_built=_built)
    print(json.dumps(times))
    sys.exit(code)
