"""The look: tokens, palette, style sheet, fonts, icons, shadows; Theme applies them."""

from leaddesk.widgets.theme.fonts import Role
from leaddesk.widgets.theme.theme import Theme
from leaddesk.widgets.theme.tokens import Colors, Density, Look, Mode, Scheme

__all__ = ["Colors", "Density", "Look", "Mode", "Role", "Scheme", "Theme"]
