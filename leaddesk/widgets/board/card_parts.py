"""The measures of a lead card and the parts that it is painted from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath

from leaddesk.presentation.card import Band, CardStep
from leaddesk.widgets.theme import Look, Theme
from leaddesk.widgets.theme.strokes import LEFT, RIGHT, elide, mirrored, rounded, write

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


@dataclass(frozen=True, slots=True)
class Paint:
    """How one urgency looks: icon, text, soft ground, weight of the text."""

    icon: QColor
    text: QColor
    soft: QColor
    weight: int


def step_paint(theme: Theme, step: CardStep) -> Paint:
    """Return the colours of a step: red late, green today, amber missing, else quiet."""
    c = theme.colors
    family = {"late": "danger", "today": "ok", "none": "warn", "future": "neutral"}.get(
        step.kind, step.severity
    )
    if family == "danger":
        return Paint(c.danger, c.danger_text, c.danger_soft, 600)
    if family == "warn":
        return Paint(c.warn, c.warn_text, c.warn_soft, 600)
    if family == "ok":
        return Paint(c.ok, c.ok_text, c.ok_soft, 600)
    return Paint(c.text3, c.text2, c.hover, 400)


class Sheet:
    """A card's area to paint on, in card coordinates; mirrors itself from right to left."""

    def __init__(
        self, painter: QPainter, theme: Theme, rect: QRect, *, right_to_left: bool
    ) -> None:
        self.painter = painter
        self.theme = theme
        self.rect = rect
        self.right_to_left = right_to_left

    def place(self, x: int, middle: int, width: int, height: int) -> QRect:
        """Return the rectangle at `x` from the start edge with its middle `middle` from the top."""
        top = self.rect.top() + middle - height // 2
        inner = QRect(self.rect.left() + x, top, width, height)
        return mirrored(self.rect, inner, right_to_left=self.right_to_left)

    def text(self, x: int, middle: int, width: int, text: str, font: QFont, color: QColor) -> None:
        """Write one line that starts at `x`; the caller has elided it to `width`."""
        align = RIGHT if self.right_to_left else LEFT
        write(self.painter, self.place(x, middle, width, 24), text, font, color, align)

    def icon(self, x: int, middle: int, name: str, color: QColor, size: int) -> None:
        """Paint an icon of `size` pixels at `x`."""
        ratio = self.painter.device().devicePixelRatio()
        pixmap = self.theme.icons.pixmap(name, color, size, ratio)
        self.painter.drawPixmap(self.place(x, middle, size, size).topLeft(), pixmap)

    def block(
        self, place: QRect, radius: int, fill: QColor | None, frame: QColor | None = None
    ) -> None:
        """Paint a filled block; in high contrast every soft block gets a frame."""
        if frame is None and self.theme.look.high_contrast:
            frame = self.theme.colors.line_control
        rounded(self.painter, place, radius, fill=fill, frame=frame)


def score_chip(sheet: Sheet, right: int, middle: int, score: int, band: Band) -> int:
    """Paint the score with its right edge at `right`; return the chip's width."""
    theme, colors = sheet.theme, sheet.theme.colors
    px = theme.look.px
    words = str(score)
    metrics = theme.fonts.metrics("small", 600, tabular=True)
    flame = px(12) if band == "hot" else 0
    width = metrics.horizontalAdvance(words) + px(14) + (flame + 2 if flame else 0)
    place = sheet.place(right - width, middle, width, px(20))
    fills: dict[str, QColor] = {"hot": colors.score, "warm": colors.score_soft}
    inks: dict[str, QColor] = {"hot": colors.on_accent, "warm": colors.score_text}
    if band == "low":
        sheet.block(place, 6, None, colors.line_strong)
    else:
        # In the dark theme `hover` is nearly the card's own colour.
        quiet = colors.press if theme.scheme == "dark" else colors.hover
        sheet.block(place, 6, fills.get(band, quiet))
    ink = inks.get(band, colors.text2)
    x = right - width + px(7)
    if flame:
        sheet.icon(x - 1, middle, "flame", ink, flame)
        x += flame + 2
    font = theme.fonts.font("small", 600, tabular=True)
    sheet.text(x, middle, metrics.horizontalAdvance(words) + 1, words, font, ink)
    return width


def days_tag(sheet: Sheet, right: int, middle: int, text: str, *, stale: bool) -> int:
    """Paint the days in stage, as an amber tag when going stale; return the width."""
    theme, colors = sheet.theme, sheet.theme.colors
    if not stale:
        metrics = theme.fonts.metrics("days", tabular=True)
        width = metrics.horizontalAdvance(text) + 1
        font = theme.fonts.font("days", tabular=True)
        sheet.text(right - width, middle, width, text, font, colors.text3)
        return width
    px = theme.look.px
    metrics = theme.fonts.metrics("micro", 600, tabular=True)
    words = metrics.horizontalAdvance(text) + 1
    width = px(5) + px(12) + 3 + words + px(5)
    sheet.block(sheet.place(right - width, middle, width, px(19)), 5, colors.warn_soft)
    sheet.icon(right - width + px(5), middle, "hourglass", colors.warn_text, px(12))
    font = theme.fonts.font("micro", 600, tabular=True)
    sheet.text(right - px(5) - words, middle, words, text, font, colors.warn_text)
    return width


def step_words(metrics: QFontMetrics, text: str, width: int) -> str:
    """Return the line of a step cut to `width` pixels: what is done gives way before the time."""
    cut = elide(metrics, text, width)
    what, dot, when = text.rpartition(" · ")
    room = width - metrics.horizontalAdvance(dot + when)
    if cut == text or not what:
        return cut
    if room < metrics.horizontalAdvance("MM…"):
        return elide(metrics, when, width)  # the icon says what it is
    return elide(metrics, what, room) + dot + when


def target_bar(sheet: Sheet, step: CardStep, progress: float) -> None:
    """Paint 3 px along the lower edge, filled by the used part of the response target."""
    look = step_paint(sheet.theme, step)
    whole = QPainterPath()
    whole.addRoundedRect(QRectF(sheet.rect), RADIUS, RADIUS)
    foot = QRectF(sheet.rect)
    foot.setTop(foot.bottom() - 3)
    used = QRectF(foot)
    used.setWidth(foot.width() * min(max(progress, 0.0), 1.0))
    if sheet.right_to_left:
        used.moveRight(foot.right())
    sheet.painter.setPen(Qt.PenStyle.NoPen)
    for area, color in ((foot, look.soft), (used, look.icon)):
        part = QPainterPath()
        part.addRect(area)
        sheet.painter.fillPath(whole.intersected(part), color)


def check_box(sheet: Sheet, x: int, middle: int) -> int:
    """Paint the check of a card in a selection of several; return its side."""
    side = sheet.theme.look.px(16)
    place = sheet.place(x, middle, side, side)
    rounded(sheet.painter, place, 4, fill=sheet.theme.colors.accent)
    small = side - 4
    sheet.icon(x + 2, middle, "check", sheet.theme.colors.on_accent, small)
    return side
