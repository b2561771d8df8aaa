"""From the user's settings to the look that the theme puts on."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from leaddesk.presentation.settings_model import UserSettings
from leaddesk.widgets.theme import Look, Theme


def look_of(settings: UserSettings) -> Look:
    """Return the look that the settings ask for."""
    return Look(
        mode=settings.theme,
        text_scale=settings.text_percent / 100,
        density="compact" if settings.density == "compact" else "normal",
        reduce_motion=settings.reduce_motion,
        high_contrast=settings.contrast == "on",
    )


def put_on(theme: Theme, now: UserSettings, before: UserSettings) -> None:
    """Put a changed look on the application; nothing where only other settings changed."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and look_of(now) != look_of(before):
        theme.apply(app, look_of(now))
