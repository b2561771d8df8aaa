"""The parts that a lead card is painted from."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath

from leaddesk.presentation.card import Band, CardStep
from leaddesk.widgets.board.card_layout import RADIUS, Span, score_width
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import avatar_disc, elide, mirrored, rounded, write


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
        way = Qt.LayoutDirection
        painter.setLayoutDirection(way.RightToLeft if right_to_left else way.LeftToRight)

    def place(self, x: int, middle: int, width: int, height: int) -> QRect:
        """Return the rectangle at `x` from the start edge with its middle `middle` from the top."""
        top = self.rect.top() + middle - height // 2
        inner = QRect(self.rect.left() + x, top, width, height)
        return mirrored(self.rect, inner, right_to_left=self.right_to_left)

    def text(self, x: int, middle: int, width: int, text: str, font: QFont, color: QColor) -> None:
        """Write one line that starts at `x`; the caller has elided it to `width`."""
        write(self.painter, self.place(x, middle, width, 24), text, font, color)

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


def score_chip(sheet: Sheet, right: int, middle: int, score: int, band: Band) -> None:
    """Paint the score up to `right`: hot solid with a flame, warm soft, cold grey, low framed."""
    theme, colors = sheet.theme, sheet.theme.colors
    wide = score_width(theme, score, band)
    where = Span(right - wide, wide)
    px = theme.look.px
    place = sheet.place(where.x, middle, where.width, px(20))
    fills: dict[str, QColor] = {"hot": colors.score, "warm": colors.score_soft}
    inks: dict[str, QColor] = {"hot": colors.on_accent, "warm": colors.score_text}
    if band == "low":
        sheet.block(place, 6, None, colors.line_strong)
    else:
        # In the dark theme `hover` is nearly the card's own colour.
        quiet = colors.press if theme.scheme == "dark" else colors.hover
        sheet.block(place, 6, fills.get(band, quiet))
    ink = inks.get(band, colors.text2)
    x = where.x + px(7)
    if band == "hot":
        sheet.icon(x - 1, middle, "flame", ink, px(12))
        x += px(12) + 2
    font = theme.fonts.font("small", 600, tabular=True)
    sheet.text(x, middle, where.end - px(7) + 1 - x, str(score), font, ink)


def days_tag(sheet: Sheet, where: Span, middle: int, text: str, *, stale: bool) -> None:
    """Paint the days in stage, as an amber tag when going stale."""
    theme, colors = sheet.theme, sheet.theme.colors
    if not stale:
        font = theme.fonts.font("days", tabular=True)
        sheet.text(where.x, middle, where.width, text, font, colors.text3)
        return
    px = theme.look.px
    sheet.block(sheet.place(where.x, middle, where.width, px(19)), 5, colors.warn_soft)
    sheet.icon(where.x + px(5), middle, "hourglass", colors.warn_text, px(12))
    font = theme.fonts.font("micro", 600, tabular=True)
    x = where.x + px(5) + px(12) + 3
    sheet.text(x, middle, where.end - px(5) - x, text, font, colors.warn_text)


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


def check_box(sheet: Sheet, where: Span, middle: int) -> None:
    """Paint the check of a card in a selection of several."""
    place = sheet.place(where.x, middle, where.width, where.width)
    rounded(sheet.painter, place, 4, fill=sheet.theme.colors.accent)
    sheet.icon(where.x + 2, middle, "check", sheet.theme.colors.on_accent, where.width - 4)


def editor_disc(sheet: Sheet, where: Span, initials: str, color: QColor) -> None:
    """Paint who edits the lead now: a small disc with a dot, over the card's upper edge."""
    theme, side = sheet.theme, where.width
    place = sheet.place(where.x, side // 2 - 3, side, side)
    font = theme.fonts.font("micro", 700)
    avatar_disc(sheet.painter, place, initials, color, theme.colors.on_accent, font)
    dot = QRect(place.right() - 4, place.bottom() - 4, 6, 6)
    sheet.painter.setPen(theme.colors.raised)
    sheet.painter.setBrush(theme.colors.info)
    sheet.painter.drawEllipse(dot)
