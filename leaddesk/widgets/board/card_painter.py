"""Paints a lead card from its value and keeps the finished drawings."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from leaddesk.presentation.card import Card
from leaddesk.presentation.plain_text import LINE_LIMIT, one_line
from leaddesk.widgets.board.card_layout import (
    CELL_MARGIN,
    PAD,
    RADIUS,
    CardLayout,
    CardMeasures,
    layout_of,
    measures_of,
    step_text_of,
)
from leaddesk.widgets.board.card_parts import (
    Sheet,
    check_box,
    days_tag,
    editor_disc,
    score_chip,
    step_paint,
    step_words,
    target_bar,
)
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.shadows import shadow_reach
from leaddesk.widgets.theme.strokes import CENTER, avatar_disc, elide, rounded, write

_MOST_KEPT: Final = 500
#: 500 cards of a screen with ratio 2 would take 250 MB; the cache stops here instead.
_MOST_BYTES: Final = 32 * 1024 * 1024
_TILT: Final = 2.2
_GHOST_ROOM: Final = 12


@dataclass(frozen=True, slots=True)
class CardState:
    """What the view knows about a card: under the mouse, selected, focused, one of several."""

    hovered: bool = False
    selected: bool = False
    focused: bool = False
    checked: bool = False


PLAIN: Final = CardState()


class CardPainter:
    """Paints cards into cells. A cell is a card with CELL_MARGIN pixels around it."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._kept: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._bytes = 0

    def measures(self) -> CardMeasures:
        """Return the present measures of a card."""
        return measures_of(self._theme.look)

    def cell_height(self) -> int:
        """Return the height of a cell in pixels; it is the same for all cards."""
        return self.measures().height + 2 * CELL_MARGIN

    def paint(
        self,
        painter: QPainter,
        cell: QRect,
        card: Card,
        state: CardState = PLAIN,
        *,
        right_to_left: bool = False,
    ) -> None:
        """Paint `card` into `cell`, from the kept drawing where there is one."""
        ratio = painter.device().devicePixelRatio()
        pixmap = self.pixmap(card, cell.size(), state, ratio, right_to_left=right_to_left)
        painter.drawPixmap(cell.topLeft(), pixmap)

    def pixmap(
        self,
        card: Card,
        size: QSize,
        state: CardState = PLAIN,
        ratio: float = 1.0,
        *,
        right_to_left: bool = False,
    ) -> QPixmap:
        """Return the drawing of a cell of `size` logical pixels for a screen with `ratio`."""
        # Time changes these without a new revision: the step, the days, the score, others.
        # Texts are bounded here too: hashing 2 MB costs more than painting the card.
        step = card.step
        said = (step.kind, step.icon, step.text[:LINE_LIMIT], step.progress, step.severity)
        owner = (card.owner_initials, card.owner_color_index)
        moving = (said, card.days_text, card.stale, card.score, owner, card.incomplete)
        editor = (card.editing_initials, card.editing_color_index)
        others = (card.unsaved_reason != "", editor)
        shape = (size.width(), size.height(), ratio, right_to_left, self._theme.stamp)
        key = (card.id, card.revision, moving, others, state, shape)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        drawn = self._draw(card, size, state, ratio, right_to_left=right_to_left)
        self._keep(key, drawn)
        return drawn

    def step_rect(self, cell: QRect, card: Card, *, right_to_left: bool = False) -> QRect:
        """Return where in `cell` the next step stands: the place that a click plans or opens."""
        del card
        rect = self.card_rect(cell)
        middle = rect.top() + self.measures().step
        half = self._theme.look.px(26) // 2
        width = rect.width() - PAD - self._theme.look.px(70)
        left = rect.right() - 6 - width + 1 if right_to_left else rect.left() + 6
        return QRect(left, middle - half, width, 2 * half)

    def card_rect(self, cell: QRect) -> QRect:
        """Return the card itself inside its cell."""
        return cell.adjusted(CELL_MARGIN, CELL_MARGIN, -CELL_MARGIN, -CELL_MARGIN)

    def ghost(
        self,
        card: Card,
        width: int,
        ratio: float = 1.0,
        caption: str = "",
        *,
        right_to_left: bool = False,
    ) -> QPixmap:
        """Return the dragged card: turned by 2.2 degrees (not with reduced motion), shadow 3.

        `width` is the cell's. `caption` ("3 leads") stands on a badge when several are dragged.
        """
        side, top, _side, bottom = shadow_reach(3)
        size = QSize(width, self.cell_height())
        room = _GHOST_ROOM
        whole = QSize(size.width() + 2 * (side + room), size.height() + top + bottom + 2 * room)
        pixmap = QPixmap(whole * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        cell = QRect(-size.width() // 2, -size.height() // 2, size.width(), size.height())
        painter.translate(QPointF(whole.width() / 2, top + room + size.height() / 2))
        if not self._theme.look.reduce_motion:
            painter.rotate(_TILT)
        self._theme.shadows.draw(painter, QRectF(self.card_rect(cell)), RADIUS, 3)
        # Drawn twice as fine, so that the turned text stays sharp.
        hovered = CardState(hovered=True)
        face = self._draw(card, size, hovered, ratio * 2, right_to_left=right_to_left)
        painter.drawPixmap(cell.topLeft(), face)
        if caption:
            self._paint_badge(painter, self.card_rect(cell), caption)
        painter.end()
        return pixmap

    def ghost_cell(self, width: int) -> QRect:
        """Return where in the picture of `ghost` the cell of the card lies."""
        side, top, _side, _bottom = shadow_reach(3)
        return QRect(side + _GHOST_ROOM, top + _GHOST_ROOM, width, self.cell_height())

    def paint_outline(self, painter: QPainter, cell: QRect) -> None:
        """Paint the dashed place that a dragged card came from."""
        color = self._theme.colors.line_control
        rounded(painter, self.card_rect(cell), RADIUS, frame=color, width=1.5, dashed=True)

    def paint_slot(self, painter: QPainter, cell: QRect, text: str) -> None:
        """Paint the filled place where a dragged card will land."""
        colors = self._theme.colors
        place = self.card_rect(cell)
        rounded(painter, place, RADIUS, fill=colors.accent_soft, frame=colors.accent, width=1.5)
        font = self._theme.fonts.font("small", 600)
        write(painter, place, one_line(text, 60), font, colors.accent_text, CENTER)

    def paint_loading(self, painter: QPainter, cell: QRect) -> None:
        """Paint still grey blocks in a card's layout while its lead is read."""
        colors = self._theme.colors
        place = self.card_rect(cell)
        rounded(painter, place, RADIUS, fill=colors.raised, frame=colors.line)
        measures = self.measures()
        for middle, width in ((measures.head, 0.5), (measures.value, 0.3), (measures.step, 0.6)):
            block = QRect(place.left() + PAD, place.top() + middle - 5, 0, 10)
            block.setWidth(round((place.width() - 2 * PAD) * width))
            rounded(painter, block, 4, fill=colors.press)

    def forget(self) -> None:
        """Drop all kept drawings."""
        self._kept.clear()
        self._bytes = 0

    def _keep(self, key: tuple[object, ...], pixmap: QPixmap) -> None:
        self._kept[key] = pixmap
        self._bytes += _weight(pixmap)
        while len(self._kept) > _MOST_KEPT or self._bytes > _MOST_BYTES:
            _key, oldest = self._kept.popitem(last=False)
            self._bytes -= _weight(oldest)

    def _draw(
        self, card: Card, size: QSize, state: CardState, ratio: float, *, right_to_left: bool
    ) -> QPixmap:
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.card_rect(QRect(0, 0, size.width(), size.height()))
        sheet = Sheet(painter, self._theme, rect, right_to_left=right_to_left)
        layout = layout_of(self._theme, card, rect.width(), checked=state.checked)
        self._paint_ground(sheet, state)
        self._paint_head(sheet, card, layout)
        self._paint_value(sheet, card, layout)
        self._paint_step(sheet, card, layout)
        if card.step.progress is not None:
            target_bar(sheet, card.step, card.step.progress)
        self._paint_frame(sheet, state)
        painter.end()
        return pixmap

    def _paint_ground(self, sheet: Sheet, state: CardState) -> None:
        theme = sheet.theme
        theme.shadows.draw(sheet.painter, QRectF(sheet.rect), RADIUS, 1)
        fill = theme.colors.raised if theme.scheme == "dark" else theme.colors.surface
        frame = theme.colors.line_strong if state.hovered else theme.colors.line
        rounded(sheet.painter, sheet.rect, RADIUS, fill=fill, frame=frame)

    def _paint_frame(self, sheet: Sheet, state: CardState) -> None:
        colors = sheet.theme.colors
        if state.selected or state.checked:
            rounded(sheet.painter, sheet.rect, RADIUS, frame=colors.accent, width=2)
        if state.focused:
            ring = QRectF(sheet.rect).adjusted(-4, -4, 4, 4)
            rounded(sheet.painter, ring, RADIUS + 3, frame=colors.focus, width=2)

    def _paint_head(self, sheet: Sheet, card: Card, layout: CardLayout) -> None:
        theme, measures = sheet.theme, self.measures()
        colors, small = theme.colors, theme.look.px(12)
        if layout.score.width and card.score is not None:
            score_chip(sheet, layout.score.end, measures.head, card.score, card.band)
        if layout.cloud.width:
            sheet.icon(layout.cloud.x, measures.head, "cloud-off", colors.text3, small)
        if layout.alert.width:
            sheet.icon(layout.alert.x, measures.head, "circle-alert", colors.warn, small)
        if layout.editor.width:
            color = colors.avatar(card.editing_color_index)
            editor_disc(sheet, layout.editor, card.editing_initials, color)
        if layout.check.width:
            check_box(sheet, layout.check, measures.head)
        x, width = layout.title
        text = elide(theme.fonts.metrics("body", 600), one_line(card.headline()), width)
        sheet.text(x, measures.head, width, text, theme.fonts.font("body", 600), colors.text)
        if measures.sub:
            x, width = layout.contact
            text = elide(theme.fonts.metrics("small"), one_line(card.subline()), width)
            sheet.text(x, measures.sub, width, text, theme.fonts.font("small"), colors.text2)

    def _paint_value(self, sheet: Sheet, card: Card, layout: CardLayout) -> None:
        theme, middle = sheet.theme, self.measures().value
        x, width = layout.value
        font = theme.fonts.font("body", 600, tabular=True)
        sheet.text(x, middle, width, one_line(card.value_text, 40), font, theme.colors.text)
        if self.measures().sub:
            x, width = layout.kind
            text = elide(theme.fonts.metrics("small"), one_line(card.type_text), width)
            sheet.text(x, middle, width, text, theme.fonts.font("small"), theme.colors.text3)

    def _paint_step(self, sheet: Sheet, card: Card, layout: CardLayout) -> None:
        theme, middle, px = sheet.theme, self.measures().step, sheet.theme.look.px
        if layout.avatar.width:
            x, side = layout.avatar
            place = sheet.place(x, middle, side, side)
            color = theme.colors.avatar(card.owner_color_index)
            font = theme.fonts.font("micro", 700)
            avatar_disc(
                sheet.painter, place, card.owner_initials, color, theme.colors.on_accent, font
            )
        if layout.days.width:
            days_tag(sheet, layout.days, middle, one_line(card.days_text, 12), stale=card.stale)
        look, words = step_paint(theme, card.step), step_text_of(theme, layout.step)
        metrics = theme.fonts.metrics("small", look.weight)
        text = step_words(metrics, one_line(card.step.text), words.width)
        width = metrics.horizontalAdvance(text) + 1
        if card.step.kind == "late" or card.step.severity == "danger":
            pill = sheet.place(6, middle, words.x + width + px(6) - 6, px(24))
            sheet.block(pill, 6, look.soft)
        sheet.icon(layout.step.x, middle, card.step.icon, look.icon, px(16))
        font = theme.fonts.font("small", look.weight)
        sheet.text(words.x, middle, width, text, font, look.text)

    def _paint_badge(self, painter: QPainter, card: QRect, caption: str) -> None:
        theme = self._theme
        font = theme.fonts.font("small", 600)
        width = theme.fonts.metrics("small", 600).horizontalAdvance(caption) + 18
        badge = QRect(card.right() - width + 10, card.top() - 10, width, theme.look.px(24))
        rounded(painter, badge, 12, fill=theme.colors.accent)
        write(painter, badge, caption, font, theme.colors.on_accent, CENTER)


def _weight(pixmap: QPixmap) -> int:
    """Return the bytes that a pixmap takes."""
    return pixmap.width() * pixmap.height() * 4
