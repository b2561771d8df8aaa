"""A picture and a server that nothing may touch, and what was touched nevertheless."""

from __future__ import annotations

import contextlib
import ctypes
import os
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QImage

IN_ACCESS, IN_OPEN = 0x1, 0x20


@dataclass
class Bait:
    """A picture and a server that no string may make anybody touch, and what was touched.

    Qt opens files beneath Python, so the system itself is asked (inotify, on Linux); Python's own
    openings and connections come by its audit hook.
    """

    folder: Path
    port: int = 0
    touched: list[str] = field(default_factory=list)
    _watch: int = -1

    @property
    def picture(self) -> Path:
        return self.folder / "bait.png"

    def hear(self, event: str, args: tuple[object, ...]) -> None:
        """For `sys.addaudithook`."""
        if event == "open" and str(self.folder) in os.fsdecode(str(args[0])):
            self.touched.append(f"open {args[0]}")
        elif event == "socket.connect":
            self.touched.append(f"connect {args[1]}")

    def look(self) -> list[str]:
        """All that was touched until now."""
        with contextlib.suppress(BlockingIOError):
            while events := os.read(self._watch, 65536):
                at = 0
                while at < len(events):
                    _, mask, _, length = struct.unpack_from("iIII", events, at)
                    name = events[at + 16 : at + 16 + length].rstrip(b"\0").decode()
                    self.touched.append(f"file {name} {mask:#x}")
                    at += 16 + length
        return self.touched


@contextlib.contextmanager
def laid_bait(folder: Path) -> Iterator[Bait]:
    """Lay a bait into an empty folder and hear who touches it."""
    made = Bait(folder)
    assert QImage(8, 8, QImage.Format.Format_RGB32).save(str(made.picture))
    server = socket.create_server(("127.0.0.1", 0))
    made.port = server.getsockname()[1]

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                server.accept()[0].close()
                made.touched.append("server")

    thread = threading.Thread(target=serve, name="bait", daemon=True)
    thread.start()
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        made._watch = libc.inotify_init1(os.O_NONBLOCK)
        assert libc.inotify_add_watch(made._watch, bytes(folder), IN_ACCESS | IN_OPEN) >= 0
    is_on = [True]
    # A hook can't be taken away again; after the test it hears nothing.
    sys.addaudithook(lambda event, args: made.hear(event, args) if is_on[0] else None)
    yield made
    is_on[0] = False
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()
    if made._watch >= 0:
        os.close(made._watch)
