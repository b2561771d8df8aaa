"""The few shapes that every painted part of LeadDesk is made of."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle

from leaddesk.widgets.theme.tokens import Colors

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter


def rounded(
    painter: QPainter,
    rect: QRectF | QRect,
    radius: float,
    *,
    fill: QColor | None = None,
    frame: QColor | None = None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """Paint a rounded rectangle; the frame lies inside `rect` and is sharp."""
    shape = QRectF(rect)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if frame is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(frame, width)
        if dashed:
            pen.setDashPattern([5.0, 3.0])
        painter.setPen(pen)
        # Half a pen inwards: else a line of 1 px falls between two pixels and blurs.
        half = width / 2
        shape.adjust(half, half, -half, -half)
    painter.drawRoundedRect(shape, radius, radius)


def row_ground(painter: QPainter, rect: QRect, colors: Colors, state: QStyle.StateFlag) -> None:
    """Paint what lies under the words of a list's row: chosen, under the mouse, with the focus."""
    is_chosen = bool(state & QStyle.StateFlag.State_Selected)
    if is_chosen or state & QStyle.StateFlag.State_MouseOver:
        rounded(painter, rect, 7, fill=colors.accent_soft if is_chosen else colors.hover)
    if state & QStyle.StateFlag.State_HasFocus:
        rounded(painter, rect, 7, frame=colors.focus, width=2)


def write(
    painter: QPainter,
    rect: QRect | QRectF,
    text: str,
    font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Paint one line of plain text inside `rect`; the caller has elided it.

    Left is where the language begins. The text itself runs as its first letter does: "+25" and a
    company's Latin name stay whole in a window that runs from right to left.
    """
    painter.setFont(font)
    painter.setPen(color)
    place = QStyle.visualAlignment(painter.layoutDirection(), align)
    way = Qt.TextFlag.TextForceRightToLeft if runs_left(text) else Qt.TextFlag.TextForceLeftToRight
    flags = place.value | Qt.AlignmentFlag.AlignAbsolute.value
    flags |= way.value | Qt.TextFlag.TextSingleLine.value
    painter.drawText(QRectF(rect), flags, text)


def runs_left(text: str) -> bool:
    """Whether the first letter of a text is one of a script from right to left."""
    if text.isascii():
        return False
    ways = (unicodedata.bidirectional(letter) for letter in text)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"


def elide(
    metrics: QFontMetrics,
    text: str,
    width: int,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> str:
    """Return `text` cut with "…" to `width` pixels; an empty text when nothing fits."""
    if width <= 0:
        return ""
    if metrics.horizontalAdvance(text) <= width:
        return text
    return metrics.elidedText(text, cut, width)


def mirrored(outer: QRect, inner: QRect, *, right_to_left: bool) -> QRect:
    """Return `inner` as it lies in `outer` when the language runs from right to left."""
    if not right_to_left:
        return inner
    left = outer.left() + outer.right() - inner.right()
    return QRect(left, inner.top(), inner.width(), inner.height())


def avatar_disc(
    painter: QPainter, rect: QRect, initials: str, color: QColor, ink: QColor, font: QFont
) -> None:
    """Paint a filled disc with at most two initials; the letters follow the disc's size."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(QRectF(rect))
    sized = QFont(font)
    sized.setPixelSize(max(7, round(rect.height() * 0.42)))
    sized.setWeight(QFont.Weight.Bold)
    write(painter, rect, initials[:2], sized, ink, CENTER)
