"""The Qt application: its name, its language, its first paint, its window in front and gone."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from leaddesk.base.errors import BugError
from leaddesk.base.resources import resource

_NEVER_PAINTED_MS = 2_000


def make_application() -> QApplication:
    """The application object, with the name that desktops show."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        with _telling_of_no_screen():
            app = QApplication(["leaddesk"])
    app.setApplicationName("LeadDesk")
    app.setApplicationDisplayName("LeadDesk")
    app.setDesktopFileName("leaddesk")
    return app


def put_on_icon(app: QApplication) -> None:
    """Give every window the program's icon. To draw it costs some 6 ms: after the first paint."""
    app.setWindowIcon(QIcon(str(resource("app", "leaddesk.svg"))))


@contextlib.contextmanager
def _telling_of_no_screen() -> Iterator[None]:
    """Qt aborts the process where it can't open a window; here it ends with words and code 1."""
    reasons: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        if kind == QtMsgType.QtWarningMsg:
            reasons.append(words.strip())
        elif kind == QtMsgType.QtFatalMsg:
            from leaddesk.app.screen import unreached

            print(unreached(reasons), file=sys.stderr, flush=True)
            os._exit(1)  # an error raised in here would not keep Qt from aborting

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    for words in reasons:
        print(words, file=sys.stderr)


def speak(app: QApplication, language: str) -> None:
    """Use a language ("de", "pt_BR"; "" is the system's) for words, numbers and dates, as far as
    there is a translation. Before the first widget."""
    locale = QLocale(language) if language else QLocale.system()
    if language:
        QLocale.setDefault(locale)
    if locale.language() in (QLocale.Language.English, QLocale.Language.C):
        return
    places = [(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qtbase")]
    with contextlib.suppress(BugError):  # a language without a translation yet
        places.append((str(resource("locale")), "leaddesk"))
    for folder, name in places:
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)
    app.setLayoutDirection(locale.textDirection())


class FirstPaint(QObject):
    """Calls `then` once, when the window has been painted for the first time."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then: Callable[[], None] | None = then
        handle = window.windowHandle()
        self._handle: QObject | None = handle
        if handle is not None:
            handle.installEventFilter(self)
        # A window that starts minimised is never painted, and yet reminders must work.
        QTimer.singleShot(_NEVER_PAINTED_MS, self, self._call)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """An exposed window is painted in this very event; go on after it."""
        if event.type() == QEvent.Type.Expose:
            QTimer.singleShot(0, self, self._call)
        return False

    def _call(self) -> None:
        then, self._then = self._then, None
        if self._handle is not None:
            self._handle.removeEventFilter(self)
            self._handle = None
        if then is not None:
            then()


def raise_window(window: QWidget) -> None:
    """Bring a window to the front: somebody started LeadDesk a second time."""
    if window.isMinimized():
        window.showNormal()
    window.show()
    window.raise_()
    window.activateWindow()


def delete_window(window: QWidget) -> None:
    """While Qt is whole: what Python frees at its very end may come too late for Qt."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
