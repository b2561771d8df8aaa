"""The QPalette of a theme: it colours what the style sheet does not reach."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from leaddesk.widgets.theme.tokens import Colors

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup


def palette_of(colors: Colors) -> QPalette:
    """Return a palette with every role set in all three groups."""
    palette = QPalette()
    living = _living(colors)
    for role, color in living.items():
        palette.setColor(_Group.Active, role, color)
        palette.setColor(_Group.Inactive, role, color)
        palette.setColor(_Group.Disabled, role, color)
    for role, color in _disabled(colors).items():
        palette.setColor(_Group.Disabled, role, color)
    return palette


def _living(c: Colors) -> dict[QPalette.ColorRole, QColor]:
    return {
        _Role.Window: c.canvas,
        _Role.WindowText: c.text,
        _Role.Base: c.surface,
        _Role.AlternateBase: c.subtle,
        _Role.Text: c.text,
        _Role.Button: c.surface,
        _Role.ButtonText: c.text,
        _Role.BrightText: c.on_accent,
        _Role.ToolTipBase: c.inverse,
        _Role.ToolTipText: c.inverse_text,
        _Role.PlaceholderText: c.text3,
        _Role.Highlight: c.accent,
        _Role.HighlightedText: c.on_accent,
        _Role.Accent: c.accent,
        _Role.Link: c.accent_text,
        _Role.LinkVisited: c.accent_text,
        # Fusion mixes these five for bevels and separators.
        _Role.Light: c.surface,
        _Role.Midlight: c.hover,
        _Role.Mid: c.line_strong,
        _Role.Dark: c.line_control,
        _Role.Shadow: c.shadow,
    }


def _disabled(c: Colors) -> dict[QPalette.ColorRole, QColor]:
    return {
        _Role.WindowText: c.text3,
        _Role.Text: c.text3,
        _Role.ButtonText: c.text3,
        _Role.HighlightedText: c.text2,
        _Role.Highlight: c.press,
        _Role.Base: c.subtle,
        _Role.Accent: c.line_strong,
    }
