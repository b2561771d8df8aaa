"""The one object that knows how LeadDesk looks now, and puts it on the application."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDir, QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QStyleFactory, QToolTip

from leaddesk.base.resources import resource
from leaddesk.widgets.theme.fonts import Fonts, load_inter
from leaddesk.widgets.theme.icons import Icons
from leaddesk.widgets.theme.palette import palette_of
from leaddesk.widgets.theme.shadows import Shadows
from leaddesk.widgets.theme.style_sheet import style_sheet, write_pictures
from leaddesk.widgets.theme.tokens import Look, Scheme, read_colors


class Theme(QObject):
    """Colours, fonts, icons and shadows for the present `Look`.

    Hand it to every widget that paints. Such a widget reads the attributes when it paints and
    calls update() on `changed`; keys of kept drawings contain `stamp`, which is new after
    each change.
    """

    changed = Signal()

    def __init__(self, app: QApplication, look: Look | None = None) -> None:
        """Build the values; `apply` puts them on the application. Call before the first widget."""
        super().__init__(app)
        load_inter(resource("fonts"))
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._fallback = system.family()
        self._app = app
        self._pictures = QTemporaryDir(QDir.tempPath() + "/leaddesk-look-XXXXXX")
        self._template = resource("style", "leaddesk.qss").read_text(encoding="utf-8")
        self._fusion = False
        self.stamp = 0
        self._take(look or Look())
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        app.aboutToQuit.connect(lambda: self._pictures.remove())

    def apply(self, app: QApplication, look: Look) -> None:
        """Make the whole application look like `look`, and say so with `changed`."""
        hints = app.styleHints()
        if look.mode == "system":
            hints.unsetColorScheme()
        else:
            dark = look.mode == "dark"
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        if look != self._asked:
            self._take(look)
        self._put_on(app)

    def ring(self) -> int:
        """Return the width of a focus ring in pixels: 2, in high contrast 3."""
        return 3 if self.look.high_contrast else 2

    def _take(self, look: Look) -> None:
        self._asked = look
        if system_wants_contrast(self._app):
            look = replace(look, high_contrast=True)
        self.look = look
        self.scheme: Scheme = self._scheme_of(look)
        self.colors = read_colors(
            resource("style", "tokens.toml"), self.scheme, high_contrast=look.high_contrast
        )
        self.fonts = Fonts(look.text_scale, self._fallback)
        self.icons = Icons(resource("icons"), self._app.devicePixelRatio())
        self.shadows = Shadows(self.colors, on=not look.high_contrast, dark=self.scheme == "dark")
        self.stamp += 1

    def _scheme_of(self, look: Look) -> Scheme:
        if look.mode != "system":
            return look.mode
        scheme = self._app.styleHints().colorScheme()
        return "dark" if scheme == Qt.ColorScheme.Dark else "light"

    def _put_on(self, app: QApplication) -> None:
        if not self._fusion:
            # Later the style sheet's own style stands before Fusion and hides its name.
            self._fusion = True
            app.setStyle(QStyleFactory.create("Fusion"))
        palette = palette_of(self.colors)
        app.setPalette(palette)
        app.setFont(self.fonts.font())
        QToolTip.setPalette(palette)
        QToolTip.setFont(self._tip_font())
        pictures = write_pictures(Path(self._pictures.path()), self.icons, self.colors)
        app.setStyleSheet(style_sheet(self._template, self.colors, self.look, pictures))
        self.changed.emit()

    def _tip_font(self) -> QFont:
        return self.fonts.font("small", 500)

    def _follow_system(self) -> None:
        if self.look.mode == "system" and self._scheme_of(self.look) != self.scheme:
            self._take(self.look)
            self._put_on(self._app)


def system_wants_contrast(app: QApplication) -> bool:
    """Return whether the desktop asks for high contrast; Qt tells it from 6.10 on."""
    hints = app.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
