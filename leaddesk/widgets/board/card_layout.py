"""Where each part of a lead card lies; the painter paints there, the pointer is told what it is.

Everything is in card coordinates: from the card's start edge, in the reading direction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from leaddesk.presentation.card import Band, Card, CardStep
from leaddesk.presentation.plain_text import one_line
from leaddesk.widgets.theme import Look, Theme

#: Room around each card in its cell: half the gap, the focus ring and the shadow.
CELL_MARGIN: Final = 4
RADIUS: Final = 9
PAD: Final = 12


@dataclass(frozen=True, slots=True)
class CardMeasures:
    """Height of a card and the middle of each line, from the card's top. `sub` 0: no such line."""

    height: int
    head: int
    sub: int
    value: int
    step: int


_NORMAL: Final = CardMeasures(112, 19, 39, 62, 88)
_BIG: Final = CardMeasures(128, 22, 45, 72, 102)
_COMPACT: Final = CardMeasures(76, 18, 0, 37, 58)
_COMPACT_BIG: Final = CardMeasures(92, 21, 0, 45, 71)


def measures_of(look: Look) -> CardMeasures:
    """Return the measures for a density and a text size."""
    if look.compact:
        return _COMPACT_BIG if look.big_text else _COMPACT
    return _BIG if look.big_text else _NORMAL


class Span(NamedTuple):
    """A stretch of a line; of width 0 where nothing is drawn."""

    x: int = 0
    width: int = 0

    @property
    def end(self) -> int:
        return self.x + self.width

    def holds(self, x: int) -> bool:
        """Whether a point of the line lies in it."""
        return self.x <= x < self.end


@dataclass(frozen=True, slots=True)
class CardLayout:
    """The parts of one card, line by line. Value and score never give way; lead type, contact,
    company and step, each on its line, take what is left; days that are no warning go before
    the step is cut."""

    check: Span
    title: Span
    editor: Span
    alert: Span
    cloud: Span
    score: Span
    contact: Span
    value: Span
    kind: Span
    step: Span  # icon and text
    days: Span
    avatar: Span


def layout_of(theme: Theme, card: Card, width: int, *, checked: bool = False) -> CardLayout:
    """Return where the parts of a card of `width` pixels lie."""
    px = theme.look.px
    right = width - PAD
    score = Span()
    if card.score is not None and card.band != "none":
        score = Span(right - (wide := score_width(theme, card.score, card.band)), wide)
        right = score.x - px(6)
    icons = []
    for wanted, side in (
        (card.unsaved_reason, px(12)), (card.incomplete, px(12)), (card.editing_initials, px(16)),
    ):  # fmt: skip
        icons.append(Span(right - side, side) if wanted else Span())
        right -= side + px(6) if wanted else 0
    cloud, alert, editor = icons
    side = px(16)
    check = Span(PAD, side) if checked else Span()
    left = PAD + (side + 8 if checked else 0)
    title = Span(left, max(0, right - left))

    room = width - 2 * PAD
    numbers = theme.fonts.metrics("body", 600, tabular=True)
    value = Span(PAD, numbers.horizontalAdvance(one_line(card.value_text, 40)) + 1)
    after = value.end + 8 if card.value_text else PAD

    right = width - PAD
    avatar = days = Span()
    if card.owner_initials:
        avatar = Span(right - px(20), px(20))
        right = avatar.x - px(6)
    if card.days_text:
        wide = days_width(theme, card.days_text, stale=card.stale)
        left_over = right - wide - px(12) - PAD
        # Plain days give way before the words of the step: they stand in the tool tip as well.
        if card.stale or step_width(theme, card.step) <= left_over:
            days = Span(right - wide, wide)
            right = days.x - px(6)
    return CardLayout(
        check, title, editor, alert, cloud, score,
        contact=Span(PAD, room), value=value, kind=Span(after, max(0, PAD + room - after)),
        step=Span(PAD, max(0, right - PAD - px(6))), days=days, avatar=avatar,
    )  # fmt: skip


def step_text_of(theme: Theme, step: Span) -> Span:
    """Return where the words of a step stand, behind their icon."""
    begin = theme.look.px(16) + theme.look.px(6)
    return Span(step.x + begin, max(0, step.width - begin))


def step_width(theme: Theme, step: CardStep) -> int:
    """Return how much icon and words of a step take when nothing is cut."""
    weight = 400 if step.kind == "future" else 600
    words = theme.fonts.metrics("small", weight).horizontalAdvance(one_line(step.text, 80))
    return theme.look.px(16) + theme.look.px(6) + words + 1


def score_width(theme: Theme, score: int, band: Band) -> int:
    """Return the width of a score's chip; a hot one has a flame."""
    words = theme.fonts.metrics("small", 600, tabular=True).horizontalAdvance(str(score))
    return words + theme.look.px(14) + (theme.look.px(12) + 2 if band == "hot" else 0)


def days_width(theme: Theme, text: str, *, stale: bool) -> int:
    """Return the width of the days in stage, a tag with an hourglass when going stale."""
    words = one_line(text, 12)
    if not stale:
        return theme.fonts.metrics("days", tabular=True).horizontalAdvance(words) + 1
    metrics = theme.fonts.metrics("micro", 600, tabular=True)
    px = theme.look.px
    return px(5) + px(12) + 3 + metrics.horizontalAdvance(words) + 1 + px(5)
