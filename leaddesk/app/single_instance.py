"""One window for each installation: a second start raises the first and ends.

A lock file in the data folder decides who is first, race-free, and survives a kill; a local
socket carries the wish to be raised. The socket opens only after the window is painted.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE = 10.0  # seconds: the first may still be starting
_ANSWER = b"raised\n"


def take_place(data: Path) -> QLockFile | None:
    """The lock of the only window on this folder, or None if there is another one.

    It is let go by `unlock` or by the end of the process, however that comes. Raises KnownError
    if the folder can't be written.
    """
    lock = QLockFile(str(data / "window.lock"))
    lock.setStaleLockTime(0)  # only a dead owner gives it up, never a long-lived one
    if lock.tryLock(0):
        return lock
    if lock.error() is QLockFile.LockError.LockFailedError:
        return None
    raise KnownError(
        said("LeadDesk can't write into {data}.", data=data),
        "Nothing was changed. Get the right to write there, or start with --data-dir and "
        "another folder.",
        code="cannot-open",
    )


def raise_first(data: Path) -> int:
    """Raise the window that is open on this folder; the exit code of this second start."""
    if ask_to_raise(data):
        return 0
    raise KnownError(
        "LeadDesk is open on this folder already, but its window does not answer.",
        "Nothing was changed. Close it first (on every computer that uses this folder), or "
        "start with --data-dir and another folder.",
        code="not-answering",
    )


def ask_to_raise(data: Path, *, seconds: float = _PATIENCE) -> bool:
    """Ask the window that is open on this folder to come to the front; whether it answered."""
    from PySide6.QtNetwork import QLocalSocket

    waits = threading.Event()
    for _ in range(max(1, int(seconds / 0.1))):
        socket = QLocalSocket()
        socket.connectToServer(socket_name(data))
        if socket.waitForConnected(1000):
            answered = socket.waitForReadyRead(int(seconds * 1000))
            socket.disconnectFromServer()
            return bool(answered)
        waits.wait(0.1)  # between two tries: it opens its socket when it is painted
    return False


class RaiseServer(QObject):
    """Listens for second starts; calls `on_raise` in the window's thread for each."""

    def __init__(self, data: Path, on_raise: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer

        self._on_raise = on_raise
        self._server: QLocalServer = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = socket_name(data)
        # We hold the lock, so a socket of this name was left by a process that was killed.
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self._on_raise()
            socket.write(_ANSWER)
            socket.flush()


def socket_name(data: Path) -> str:
    """The local socket's name for this folder and this user."""
    import hashlib

    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    text = f"{user}:{data.resolve()}".encode("utf-8", "surrogateescape")
    return f"leaddesk-{hashlib.sha256(text).hexdigest()[:16]}"
