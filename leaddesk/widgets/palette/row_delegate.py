"""Painting the palette's lines: mark, words with the matches in them, key, score."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from leaddesk.presentation.palette import Entry, Span, spans
from leaddesk.widgets.board.card_layout import score_width
from leaddesk.widgets.board.card_parts import Sheet, score_chip
from leaddesk.widgets.controls.button import paint_key_cap
from leaddesk.widgets.palette.rows_model import PaletteRows, RowRole
from leaddesk.widgets.theme import Role, Theme
from leaddesk.widgets.theme.strokes import avatar_disc, elide, rounded, runs_left

ROW: Final = 40
TITLE: Final = 28
_PAD: Final = 12
_MARK: Final = 20
_GAP: Final = 10


class PaletteDelegate(QStyledItemDelegate):
    """One line each; the chosen one is tinted and shows that Enter runs it."""

    def __init__(self, theme: Theme, enter: str) -> None:
        super().__init__()
        self._theme, self._enter = theme, enter

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a line or of a title."""
        is_entry = isinstance(index.data(RowRole), Entry)
        return QSize(100, self._theme.look.px(ROW if is_entry else TITLE))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a line."""
        row, model = index.data(RowRole), index.model()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        rtl = option.widget.isRightToLeft()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = Sheet(painter, self._theme, rect, right_to_left=rtl)
        if isinstance(row, Entry) and isinstance(model, PaletteRows):
            on = bool(state & QStyle.StateFlag.State_Selected)
            if on:
                rounded(painter, rect, 7, fill=self._theme.colors.accent_soft)
            self._paint_entry(sheet, row, model.words, on=on)
        elif isinstance(row, str):
            fonts, colors = self._theme.fonts, self._theme.colors
            text = elide(fonts.metrics("small", 600), row, rect.width() - 2 * _PAD)
            middle = rect.height() // 2 + 2
            width = rect.width() - 2 * _PAD
            sheet.text(_PAD, middle, width, text, fonts.font("small", 600), colors.text3)
        painter.restore()

    # --- inside ------------------------------------------------------------------------------

    def _paint_entry(self, sheet: Sheet, entry: Entry, words: str, *, on: bool) -> None:
        middle = sheet.rect.height() // 2
        self._paint_mark(sheet, entry, middle, on=on)
        end = self._paint_end(sheet, entry, middle, on=on)
        px, colors = self._theme.look.px, self._theme.colors
        x = _PAD + px(_MARK) + _GAP
        metrics = self._theme.fonts.metrics("body", 600)
        most = end - x - (px(60) if entry.about else 0)
        text = elide(metrics, entry.text, most)
        weight = 500
        x += self._runs(sheet, x, middle, text, spans(text, words), "body", weight, colors.text)
        if entry.about and end - x > px(24):
            x += _GAP
            about = elide(self._theme.fonts.metrics("small", 600), entry.about, end - x)
            self._runs(sheet, x, middle, about, spans(about, words), "small", 400, colors.text2)

    def _paint_mark(self, sheet: Sheet, entry: Entry, middle: int, *, on: bool) -> None:
        px, colors = self._theme.look.px, self._theme.colors
        size = px(_MARK)
        if entry.dot is not None:
            place = sheet.place(_PAD + (size - 8) // 2, middle, 8, 8)
            rounded(sheet.painter, place, 4, fill=colors.stage(entry.dot))
        elif entry.initials:
            place = sheet.place(_PAD, middle, size, size)
            fill = colors.avatar(entry.avatar)
            font = self._theme.fonts.font("micro", 700)
            avatar_disc(sheet.painter, place, entry.initials, fill, colors.rail_text_on, font)
        elif entry.icon:
            ink = colors.accent_text if on else colors.text2
            sheet.icon(_PAD + (size - px(16)) // 2, middle, entry.icon, ink, px(16))

    def _paint_end(self, sheet: Sheet, entry: Entry, middle: int, *, on: bool) -> int:
        """Paint what stands at the end of the line; return where it begins."""
        px, colors = self._theme.look.px, self._theme.colors
        end = sheet.rect.width() - _PAD
        if entry.score is not None:
            score_chip(sheet, end, middle, entry.score, entry.band)
            end -= score_width(self._theme, entry.score, entry.band) + _GAP
        if entry.is_on:
            sheet.icon(end - px(16), middle, "check", colors.accent_text, px(16))
            end -= px(16) + _GAP
        key = entry.key or (self._enter if on else "")
        if key:
            width = self._theme.fonts.metrics("micro").horizontalAdvance(key) + 12
            cap = sheet.place(end - width, middle, width, px(20))
            paint_key_cap(sheet.painter, self._theme, cap, key)
            end -= width + _GAP
        return end

    def _runs(
        self,
        sheet: Sheet,
        x: int,
        middle: int,
        text: str,
        marked: tuple[Span, ...],
        role: Role,
        weight: int,
        ink: QColor,
    ) -> int:
        """Write a text whose marked parts are 600 and in the accent's colour; return its width."""
        parts, at = [], 0
        for start, length in (*marked, (len(text), 0)):
            for part, is_match in ((text[at:start], False), (text[start : start + length], True)):
                if part:
                    heavy = 600 if is_match else weight
                    width = self._theme.fonts.metrics(role, heavy).horizontalAdvance(part)
                    color = self._theme.colors.accent_text if is_match else ink
                    parts.append((part, width, self._theme.fonts.font(role, heavy), color))
            at = start + length
        whole = sum(width for _part, width, _font, _color in parts)
        # A Latin name in a window that runs from right to left begins at its far end.
        is_foreign = runs_left(text) != sheet.right_to_left
        place = x + whole if is_foreign else x
        for part, width, font, color in parts:
            place -= width if is_foreign else 0
            sheet.text(place, middle, width + 2, part, font, color)
            place += 0 if is_foreign else width
        return whole
