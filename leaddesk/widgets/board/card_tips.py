"""What the pointer is told over a painted card: the whole of what was cut, and what signs mean."""

from __future__ import annotations

import textwrap
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetrics

from leaddesk.presentation.card import Card, CardTips
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr
from leaddesk.widgets.board.card_layout import CardLayout, Span, layout_of, measures_of
from leaddesk.widgets.theme import Theme

_LINE: Final = 72  # letters
_HALF: Final = 11  # of a line's height


def tip_at(
    theme: Theme, card: Card, tips: CardTips, width: int, point: QPoint, *, checked: bool = False
) -> str:
    """Return the tool tip at a point of a card, "" for none.

    `point` is in card coordinates: x from the start edge in the reading direction.
    """
    measures, half = measures_of(theme.look), theme.look.px(_HALF)
    layout = layout_of(theme, card, width, checked=checked)
    x, y = point.x(), point.y()
    text = ""
    if abs(y - measures.step) <= half + 2:
        text = _step_tip(tips, layout, x)
    elif layout.editor.holds(x) and y < measures.head + half:
        text = tips.editing
    elif abs(y - measures.head) <= half:
        text = _head_tip(theme, card, tips, layout, x)
    elif measures.sub and abs(y - measures.sub) < half:
        text = _if_cut(theme.fonts.metrics("small"), card.subline(), layout.contact)
    elif measures.sub and abs(y - measures.value) <= half and layout.kind.holds(x):
        text = _if_cut(theme.fonts.metrics("small"), card.type_text, layout.kind)
    lines = text.split("\n")
    return "\n".join("\n".join(textwrap.wrap(one_line(line), _LINE)) for line in lines if line)


def _head_tip(theme: Theme, card: Card, tips: CardTips, layout: CardLayout, x: int) -> str:
    if layout.score.holds(x):
        return tips.score
    if layout.cloud.holds(x):
        return card.unsaved_reason
    if layout.alert.holds(x):
        return tr("What a lead needs is missing: a name or a company")
    if layout.title.holds(x):
        return _if_cut(theme.fonts.metrics("body", 600), card.headline(), layout.title)
    return ""


def _step_tip(tips: CardTips, layout: CardLayout, x: int) -> str:
    if layout.avatar.holds(x):
        return tips.owner
    if not layout.days.width and tips.days:
        return f"{tips.step}\n{tips.days}"  # the days had no room of their own
    return tips.days if layout.days.holds(x) else tips.step


def _if_cut(metrics: QFontMetrics, text: str, room: Span) -> str:
    shown = one_line(text)
    return shown if metrics.horizontalAdvance(shown) > room.width else ""
