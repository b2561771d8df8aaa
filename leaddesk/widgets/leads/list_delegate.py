"""Paints the cells of the leads list: names, stage dots, score chips, next steps, owners."""

from __future__ import annotations

from typing import Final, TypeAlias

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from leaddesk.domain.pipeline import Stage
from leaddesk.presentation.card import Card
from leaddesk.presentation.lead_list_model import CardRole, LeadListModel, StageRole
from leaddesk.widgets.board.card_parts import Sheet, score_chip, step_paint
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import (
    LEFT,
    RIGHT,
    avatar_disc,
    elide,
    mirrored,
    rounded,
    write,
)

Index: TypeAlias = QModelIndex | QPersistentModelIndex
PAD: Final = 12
_DIMMED: Final = 0.6
NUMBERS: Final = frozenset({"value", "score", "employees", "annual_revenue", "fit", "intent"})


def row_height(theme: Theme) -> int:
    """Return the height of a row: 40, compact 32, with the text size."""
    return theme.look.px(32 if theme.look.compact else 40)


class ListDelegate(QStyledItemDelegate):
    """One delegate for all columns; a row that was not read yet is a grey block."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.hovered_row = -1
        self.dimmed = False  # the rows belong to an older query

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return a row's height; widths are the header's."""
        return QSize(80, row_height(self._theme))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Edit in a plain line as high as the row."""
        del option, index
        line = QLineEdit(parent)
        line.setMaxLength(2_000)
        return line

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell whole: its ground, its line, its content."""
        model = index.model()
        if not isinstance(model, LeadListModel):
            return
        theme, colors = self._theme, self._theme.colors
        rect = QRect(option.rect)
        name = model.columns[index.column()]
        checked = model.id_at(index.row()) in set(model.checked) if model.checked else False
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if checked or selected:
            painter.fillRect(rect, colors.accent_soft)
        elif index.row() == self.hovered_row:
            painter.fillRect(rect, colors.hover)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colors.line)
        painter.setOpacity(_DIMMED if self.dimmed else 1.0)
        card = index.data(CardRole)
        if name == "check":
            self._paint_check(painter, rect, checked=checked)
        elif not isinstance(card, Card):
            block = QRect(rect.left() + PAD, rect.center().y() - 5, rect.width() // 2, 10)
            rounded(painter, block, 4, fill=colors.press)
        else:
            self._paint_cell(painter, rect, name, card, index)
        if option.state & QStyle.StateFlag.State_HasFocus and name != "check":
            ring = rect.adjusted(1, 1, -1, -2)
            rounded(painter, ring, 5, frame=colors.focus, width=theme.ring())
        painter.restore()

    # --- inside ------------------------------------------------------------------------------

    def _paint_cell(
        self, painter: QPainter, rect: QRect, name: str, card: Card, index: Index
    ) -> None:
        inner = rect.adjusted(PAD, 0, -PAD, -1)
        match name:
            case "lead":
                self._paint_lead(painter, inner, card)
            case "stage":
                self._paint_stage(painter, inner, index)
            case "score":
                self._paint_score(painter, inner, card)
            case "next_step":
                self._paint_step(painter, inner, card)
            case "owner":
                self._paint_owner(painter, inner, card, str(index.data() or ""))
            case _:
                strong = name == "value"
                align = RIGHT if name in NUMBERS else LEFT
                self._text(painter, inner, str(index.data() or ""), strong=strong, align=align)

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        *,
        strong: bool = False,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        theme = self._theme
        weight = 600 if strong else 400
        metrics = theme.fonts.metrics("body", weight, tabular=True)
        color = theme.colors.text if strong else theme.colors.text2
        font = theme.fonts.font("body", weight, tabular=True)
        write(painter, rect, elide(metrics, text, rect.width()), font, color, align)

    def _paint_check(self, painter: QPainter, rect: QRect, *, checked: bool) -> None:
        colors, side = self._theme.colors, self._theme.look.px(16)
        box = QRect(rect.center().x() - side // 2 + 2, rect.center().y() - side // 2, side, side)
        if checked:
            rounded(painter, box, 4, fill=colors.accent)
            mark = self._theme.icons.pixmap("check", colors.on_accent, side - 4)
            painter.drawPixmap(box.left() + 2, box.top() + 2, mark)
        else:
            rounded(painter, box, 4, fill=colors.surface, frame=colors.line_control)

    def _paint_lead(self, painter: QPainter, rect: QRect, card: Card) -> None:
        fonts = self._theme.fonts
        strong = fonts.metrics("body", 600)
        head = elide(strong, card.headline(), rect.width())
        width = strong.horizontalAdvance(head)
        write(painter, rect, head, fonts.font("body", 600), self._theme.colors.text)
        rest = _lies(painter, rect, rect.adjusted(width + 10, 0, 0, 0))
        under = elide(fonts.metrics("body"), card.subline(), rest.width())
        write(painter, rest, under, fonts.font("body"), self._theme.colors.text2)

    def _paint_stage(self, painter: QPainter, rect: QRect, index: Index) -> None:
        stage = index.data(StageRole)
        if not isinstance(stage, Stage):
            return
        dot = _lies(painter, rect, QRect(rect.left(), rect.center().y() - 4, 8, 8))
        color = self._theme.colors.stage(stage.color - 1)
        if stage.role != "column":
            color = self._theme.colors.line_control
        rounded(painter, dot, 4, fill=color)
        words = _lies(painter, rect, rect.adjusted(16, 0, 0, 0))
        self._text(painter, words, str(index.data() or ""))

    def _paint_score(self, painter: QPainter, rect: QRect, card: Card) -> None:
        if card.score is not None and card.band != "none":
            sheet = Sheet(painter, self._theme, rect, right_to_left=_runs_left(painter))
            score_chip(sheet, rect.width(), rect.height() // 2, card.score, card.band)

    def _paint_step(self, painter: QPainter, rect: QRect, card: Card) -> None:
        theme = self._theme
        look = step_paint(theme, card.step)
        size, text = theme.look.px(16), card.step.text
        font = theme.fonts.font("body", look.weight)
        metrics = theme.fonts.metrics("body", look.weight)
        shown = elide(metrics, text, rect.width() - size - 8)
        if card.step.kind == "late":
            width = size + 8 + metrics.horizontalAdvance(shown) + 12
            pill = QRect(rect.left() - 6, rect.center().y() - 12, width, 25)
            rounded(painter, _lies(painter, rect, pill), 6, fill=look.soft)
        pixmap = theme.icons.pixmap(card.step.icon, look.icon, size)
        icon = QRect(rect.left(), rect.center().y() - size // 2, size, size)
        painter.drawPixmap(_lies(painter, rect, icon).topLeft(), pixmap)
        words = _lies(painter, rect, rect.adjusted(size + 8, 0, 0, 0))
        write(painter, words, shown, font, look.text)

    def _paint_owner(self, painter: QPainter, rect: QRect, card: Card, name: str) -> None:
        theme = self._theme
        left = 0
        if card.owner_initials:
            side = theme.look.px(20)
            disc = QRect(rect.left(), rect.center().y() - side // 2, side, side)
            disc = _lies(painter, rect, disc)
            color = theme.colors.avatar(card.owner_color_index)
            font = theme.fonts.font("micro", 700)
            avatar_disc(painter, disc, card.owner_initials, color, theme.colors.on_accent, font)
            left = side + 8
        self._text(painter, _lies(painter, rect, rect.adjusted(left, 0, 0, 0)), name)


def _runs_left(painter: QPainter) -> bool:
    return painter.layoutDirection() == Qt.LayoutDirection.RightToLeft


def _lies(painter: QPainter, cell: QRect, inner: QRect) -> QRect:
    """Return where a part of a cell lies as the language runs."""
    return mirrored(cell, inner, right_to_left=_runs_left(painter))
