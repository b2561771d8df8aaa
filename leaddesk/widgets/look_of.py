"""From the user's settings to the look that the theme puts on."""

from __future__ import annotations

from leaddesk.presentation.settings_model import UserSettings
from leaddesk.widgets.theme import Look


def look_of(settings: UserSettings) -> Look:
    """Return the look that the settings ask for."""
    return Look(
        mode=settings.theme,
        text_scale=settings.text_percent / 100,
        density="compact" if settings.density == "compact" else "normal",
        reduce_motion=settings.reduce_motion,
    )
