"""A program's window as somebody sees it who sits before the screen. Prints when it was painted
and when cards were on its board, by the monotonic clock, counted from the start of the program.

Arguments: the program and its arguments. DISPLAY names a screen with nothing else on it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QImage

LOOK_MS = 4
#: In pixels of the screen: where the cards of the first columns lie.
PLACE = (260, 300, 420, 300)
#: An empty board has a handful of colours; letters smoothed at their edges bring hundreds.
MANY_COLOURS = 400
LONGEST_S = 60


class Watcher:
    """Starts the program and looks every few milliseconds."""

    def __init__(self, app: QGuiApplication, command: list[str]) -> None:
        self._app = app
        self._screen = app.primaryScreen()
        self._before = self._colours()
        self.times: dict[str, float] = {}
        self._begun = time.monotonic()
        self.program = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MS)

    def _look(self) -> None:
        now = time.monotonic() - self._begun
        colours = self._colours()
        if colours != self._before:
            self.times.setdefault("painted", now)
        if len(colours) > MANY_COLOURS:
            self.times["filled"] = now
            self._app.quit()
        if now > LONGEST_S or self.program.poll() is not None:
            self._app.quit()

    def _colours(self) -> set[int]:
        image = self._screen.grabWindow(0, *PLACE).toImage()
        image = image.convertToFormat(QImage.Format.Format_RGB32)
        return set(memoryview(image.constBits()).cast("I"))  # type: ignore[arg-type]


def main() -> int:
    app = QGuiApplication(["seen_window"])
    watcher = Watcher(app, sys.argv[1:])
    app.exec()
    watcher.program.terminate()
    watcher.program.wait(timeout=20)
    print(json.dumps(watcher.times))
    return 0 if "filled" in watcher.times else 1


if __name__ == "__main__":
    sys.exit(main())
