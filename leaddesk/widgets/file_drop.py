"""Files from the desktop, dropped anywhere on the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from leaddesk.presentation.errors import Notice
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import CENTER, elide, rounded, write

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)
_SCRIM = 0.35


class FileDrop(QWidget):
    """Covers the window while a file is held over it, and says what letting go would do.

    `dropped` names the one file that was let go, `refused` says why something else was not taken.
    `blocked` tells why none can be taken just now, "" when one can.
    """

    dropped = Signal(object)  # Path
    refused = Signal(object)  # Notice

    def __init__(self, theme: Theme, host: QWidget, blocked: Callable[[], str]) -> None:
        """`host` is what is covered: the whole of the window."""
        super().__init__(host)
        self._theme, self._host, self._blocked = theme, host, blocked
        self._title = self._hint = ""
        self._window: QObject | None = None
        self.setAcceptDrops(True)
        self.hide()
        host.installEventFilter(self)
        if host.isVisible():
            self._follow_window()

    @property
    def words(self) -> tuple[str, str]:
        """What the cover says: title and hint."""
        return self._title, self._hint

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host; cover it before a drag is handed to what lies under the mouse, where a
        field for text would take a file for words."""
        kind = event.type()
        if watched is self._host:
            if kind == QEvent.Type.Show:
                self._follow_window()
            elif kind == QEvent.Type.Resize and self.isVisible():
                self.setGeometry(self._host.rect())
        elif kind in _DRAGS and self.isHidden() and isinstance(event, QDropEvent):
            self._cover(event.mimeData())
        elif kind == QEvent.Type.Leave and self.isVisible():
            self.hide()
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what may be a file."""
        if _files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """As above, all over the window."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """The files are held elsewhere."""
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on the one file, or say what is wrong."""
        self.hide()
        # Copied, not moved: the file stays where it is.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        why = self._blocked()
        found = Notice("known", why, tr("Nothing was changed.")) if why else judge(event.mimeData())
        if isinstance(found, Notice):
            self.refused.emit(found)
        else:
            self.dropped.emit(found)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a scrim, and in it a dashed frame with the words."""
        theme, colors, px = self._theme, self._theme.colors, self._theme.look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor.fromRgbF(0, 0, 0, _SCRIM))
        panel = QRect(0, 0, min(px(520), self.width() - 48), px(190))
        panel.moveCenter(self.rect().center())
        rounded(painter, panel, 12, fill=colors.raised, frame=colors.line_strong)
        frame = panel.adjusted(12, 12, -12, -12)
        may = not self._blocked()
        ink = colors.accent if may else colors.line_control
        fill = colors.accent_soft if may else colors.sunken
        rounded(painter, frame, 9, fill=fill, frame=ink, width=1.5, dashed=True)
        size = px(32)
        icon = theme.icons.pixmap("upload" if may else "hourglass", ink, size)
        painter.drawPixmap(frame.center().x() - size // 2, frame.top() + px(26), icon)
        lines = QRect(frame.left() + 16, frame.top() + px(70), frame.width() - 32, px(28))
        title = elide(theme.fonts.metrics("title"), self._title, lines.width())
        write(painter, lines, title, theme.fonts.font("title"), colors.text, CENTER)
        lines.translate(0, px(30))
        hint = elide(theme.fonts.metrics("small"), self._hint, lines.width())
        write(painter, lines, hint, theme.fonts.font("small"), colors.text2, CENTER)
        painter.end()

    # --- inside ------------------------------------------------------------------------------

    def _follow_window(self) -> None:
        window = self._host.window().windowHandle()
        if window is not self._window:
            if self._window is not None:
                self._window.removeEventFilter(self)
            self._window = window
            window.installEventFilter(self)

    def _cover(self, mime: QMimeData) -> None:
        count = len(_files(mime))
        if not count:
            return
        why = self._blocked()
        if why:
            self._title, self._hint = tr("Not just now"), why
        elif count > 1:
            self._title = tr_n("%n file", "%n files", count)
            self._hint = tr("One file at a time can be imported.")
        else:
            self._title = tr("Drop to import")
            self._hint = tr("CSV, TSV, Excel (XLSX), OpenDocument (ODS) or vCard")
        self.setAccessibleName(f"{self._title}. {self._hint}")
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()


def judge(mime: QMimeData) -> Path | Notice:
    """The one file that was dropped, or what is wrong. What kind of file it is, is found out when
    it is read."""
    files = _files(mime)
    safe = tr("Nothing was imported.")
    if len(files) > 1:
        title = tr_n("%n file was dropped.", "%n files were dropped.", len(files))
        hint = tr("{safe} Drop them one after the other: each has its own columns to match.",
                  safe=safe)  # fmt: skip
        return Notice("known", title, hint)
    if not files or not files[0].isLocalFile():
        hint = tr("{safe} It lies on another computer or in another program. Save it on this "
                  "computer, then drop it.", safe=safe)  # fmt: skip
        return Notice("known", tr("This file can't be reached."), hint)
    return Path(files[0].toLocalFile())


def _files(mime: QMimeData) -> Sequence[QUrl]:
    """What was picked up in a file manager; links to web pages and cards of our own are none."""
    if not mime.hasUrls():
        return ()
    return [url for url in mime.urls() if url.scheme() not in ("", "http", "https", "mailto")]
