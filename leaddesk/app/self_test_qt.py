"""The parts of the self-test that draw: plug-ins, window, icons, fonts, translations of Qt."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


class Qt:
    """Each method proves a part and says what it found, or raises. Qt starts at the first."""

    @cached_property
    def _application(self) -> QApplication:
        """Kept as long as this object: fonts and pictures need it."""
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from leaddesk.app.application import make_application, put_on_icon

        application = make_application()
        put_on_icon(application)
        return application

    def plugins(self) -> str:
        """The platform's own plugin and the image formats that the window needs are there."""
        from PySide6.QtCore import QLibraryInfo
        from PySide6.QtGui import QImageReader

        folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
        found = {file.stem.removeprefix("lib").removesuffix("d") for file in folder.glob("*q*")}
        wanted = {"linux": "qxcb", "win32": "qwindows", "darwin": "qcocoa"}.get(
            sys.platform, "qxcb"
        )
        if wanted not in found:
            raise FileNotFoundError(f"no {wanted} among the platform plugins")
        if wanted == "qxcb":
            import ctypes

            # Finds the system libraries that are missing before Qt aborts for the lack of them.
            ctypes.CDLL(str(folder / "libqxcb.so"))
        formats = {bytes(one.data()).decode() for one in QImageReader.supportedImageFormats()}
        if missing := {"png", "svg"} - formats:
            raise FileNotFoundError(f"Qt can't read {', '.join(sorted(missing))}")
        return f"{wanted}; {len(formats)} image formats"

    def window(self) -> str:
        """The window's frame paints itself, and what gives it its look can be read."""
        from leaddesk.app.application import delete_window
        from leaddesk.widgets.theme import Theme
        from leaddesk.widgets.window_frame import WindowFrame

        application = self._application
        frame = WindowFrame("light", "")
        theme = Theme(application)
        try:
            image = frame.grab().toImage()
            named = len(theme.colors.names())
        finally:
            theme.deleteLater()
            delete_window(frame)
        points = range(4, image.width(), 16)
        colours = {image.pixel(x, image.height() // 2) for x in points}
        if len(colours) < 3:
            raise ValueError(f"the frame was painted in {len(colours)} colours")
        return f"painted by {application.platformName()}; {named} colours of the theme"

    def icons(self) -> str:
        """Every icon can be drawn, the program's own too."""
        from PySide6.QtCore import QByteArray
        from PySide6.QtSvg import QSvgRenderer

        from leaddesk.base.resources import resource

        files = [*sorted(resource("icons").glob("*.svg")), resource("app", "leaddesk.svg")]
        bad = [f.stem for f in files if not QSvgRenderer(QByteArray(f.read_bytes())).isValid()]
        if bad or len(files) < 2 or self._application.windowIcon().pixmap(32, 32).isNull():
            raise ValueError(f"{len(files)} icons, broken: {', '.join(bad) or '-'}")
        return f"{len(files)} icons"

    def fonts(self) -> str:
        """The four weights of Inter can be used."""
        from PySide6.QtGui import QRawFont

        from leaddesk.base.resources import resource

        application = self._application
        files = sorted(resource("fonts").glob("*.ttf"))
        names = {QRawFont(str(file), 13.0).familyName() for file in files}
        if len(files) < 4 or "Inter" not in names:
            raise ValueError(f"{len(files)} font files with the families {sorted(names)}")
        return f"{len(files)} files of Inter beside {application.font().family() or 'no other'}"

    def translations(self) -> str:
        """Qt's own words in other languages are there, and LeadDesk's can be read."""
        from PySide6.QtCore import QLibraryInfo, QTranslator

        from leaddesk.base.errors import BugError
        from leaddesk.base.resources import resource

        folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        files = sorted(folder.glob("qtbase_*.qm"))
        try:
            own = sorted(resource("locale").glob("*.qm"))
        except BugError:  # no language but English yet
            own = []
        bad = [file.name for file in [*files, *own] if not QTranslator().load(str(file))]
        if bad or not files:
            raise ValueError(f"{len(files)} languages of Qt, broken: {', '.join(bad) or '-'}")
        return f"{len(files)} languages of Qt, {len(own)} of LeadDesk beside English"
