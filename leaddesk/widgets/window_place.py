"""Where the window stands: kept as text, put back on a screen that is still there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

USUAL: Final = QSize(1280, 800)
SMALLEST: Final = QSize(1024, 640)


def place_text(window: QWidget) -> str:
    """Return size, position and maximised state as text."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def put_back(window: QWidget, text: str) -> None:
    """Restore a kept place; without one, or when its screen is gone, centre on the first screen."""
    data = QByteArray.fromBase64(QByteArray(text.encode("ascii", "replace")))
    if text and window.restoreGeometry(data) and _is_seen(window.frameGeometry()):
        return
    free = QGuiApplication.primaryScreen().availableGeometry()
    size = USUAL.boundedTo(QSize(round(free.width() * 0.9), round(free.height() * 0.9)))
    place = QRect(free.topLeft(), size)
    place.moveCenter(free.center())
    window.setGeometry(place)


def _is_seen(frame: QRect) -> bool:
    """Whether enough of the title bar lies on a screen to be taken hold of."""
    title = QRect(frame.left(), frame.top(), frame.width(), 40)
    for screen in QGuiApplication.screens():
        seen = title.intersected(screen.availableGeometry())
        if seen.width() >= 120 and seen.height() >= 20:
            return True
    return False
