"""The least that a Qt program can do: a process with an empty main window. Prints when it was
painted, by the monotonic clock, and how much memory it has."""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.bench.memory import resident_mb


class _Exposed(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The window is painted in this very event."""
        if event.type() == QEvent.Type.Expose:
            QTimer.singleShot(0, _tell)
        return False


def _tell() -> None:
    print(json.dumps({"painted": time.monotonic(), "memory": resident_mb()}))
    QApplication.quit()


if __name__ == "__main__":
    app = QApplication(["empty"])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    exposed = _Exposed()
    window.windowHandle().installEventFilter(exposed)
    sys.exit(app.exec())
