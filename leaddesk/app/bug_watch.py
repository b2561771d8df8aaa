"""Bugs while the window is open: each in a report, the user told, the program lives on."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from leaddesk.base.clock import Clock

_SHOWN_AT_MOST = 5  # dialogs in one session; every bug is still written to the log
_qt = logging.getLogger("leaddesk.qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class BugWatch:
    """Hears of every error that nobody caught, on every thread, and of Qt's own complaints.

    `show(details, report)` is called in whichever thread it happened, for bugs that no notice of
    the window tells; the same place in the code is shown once.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder, self._clock = folder, clock
        self._lock = threading.Lock()
        self._seen: set[str] = set()
        self.show: Callable[[str, Path | None], None] | None = None
        self._hooks = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        self._qt_before = qInstallMessageHandler(self._qt_says)

    def end(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._hooks
        qInstallMessageHandler(self._qt_before)
        self.show = None

    def note(self, error: BaseException) -> None:
        """Write the report of a bug that the window tells by itself."""
        self._report(error)

    def tell(self, error: BaseException) -> None:
        """Write the report of a bug and show it."""
        path = self._report(error)
        place, show = _place(error), self.show
        if show is None:
            return  # before the first paint there is no window to show it in
        with self._lock:
            is_new = place not in self._seen and len(self._seen) < _SHOWN_AT_MOST
            self._seen.add(place)
        if is_new:
            from leaddesk.app.crash import report_text

            show(report_text(error), path)

    def _report(self, error: BaseException) -> Path | None:
        from leaddesk.app.crash import write_report

        return write_report(self._folder, error, self._clock, doing="the window is open")

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.tell(error)

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self.tell(args.exc_value)

    def _qt_says(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        category: Any = context.category or "qt"
        _qt.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", category, text)


def _place(error: BaseException) -> str:
    """Where in the code it happened: the same bug a hundred times is one."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "" if trace is None else f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
    return f"{type(error).__name__} {where}"
