"""Why this score: ring, parts, the strongest reasons."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from leaddesk.presentation.card import Band
from leaddesk.presentation.peek_view import ReasonView, ScoreWords
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import Button
from leaddesk.widgets.labels import ElidedLabel, PlainLabel
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import CENTER, mirrored, rounded, write

STRONGEST: Final = 4


class ScoreRing(QWidget):
    """The score as a ring with its number."""

    def __init__(self, theme: Theme, side: int = 72) -> None:
        super().__init__()
        self._theme, self._side, self._value = theme, side, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_value(self, value: int) -> None:
        """Show 0 to 100."""
        self._value = value
        self.setAccessibleName(tr("Score {value}", value=value))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the ring's size."""
        side = self._theme.look.px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ring and number."""
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(5, 5, -5, -5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colors.press, 6))
        painter.drawEllipse(ring)
        pen = QPen(colors.score, 6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(ring, 90 * 16, -round(self._value / 100 * 360 * 16))
        font = self._theme.fonts.font("title", 700, tabular=True)
        write(painter, ring, str(self._value), font, colors.text, CENTER)
        painter.end()


class PartBar(QWidget):
    """A name, "46 of 50", and how much of it."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._text, self._part = "", 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_part(self, text: str, part: float) -> None:
        """Show a part, 0 to 1."""
        self._text, self._part = text, part
        self.setAccessibleName(f"{self._name} {text}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for words and bar."""
        return QSize(140, self._theme.look.px(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words and bar."""
        theme, colors = self._theme, self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = self.rect().adjusted(0, 0, 0, -theme.look.px(10))
        write(painter, words, self._name, theme.fonts.font("small"), colors.text2)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        font = theme.fonts.font("small", 600, tabular=True)
        write(painter, words, self._text, font, colors.text, right)
        bar = QRectF(0, self.height() - 7, self.width(), 6)
        rounded(painter, bar, 3, fill=colors.press)
        if self._part > 0:
            filled = QRectF(bar)
            filled.setWidth(max(6.0, bar.width() * self._part))
            if self.isRightToLeft():
                filled.moveRight(bar.right())
            rounded(painter, filled, 3, fill=colors.score)
        painter.end()


class ReasonRow(QWidget):
    """A reason: its points as a tag, its words, its date."""

    def __init__(self, theme: Theme, reason: ReasonView) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        tag = _Tag(theme, reason.points, negative=reason.is_negative)
        row.addWidget(tag)
        row.addWidget(ElidedLabel(theme, reason.text), 1)
        row.addWidget(PlainLabel(theme, reason.when, role="small", tone="text2"))
        self.setAccessibleName(f"{reason.points} {reason.text} {reason.when}")


class _Tag(QWidget):
    def __init__(self, theme: Theme, text: str, *, negative: bool) -> None:
        super().__init__()
        self._theme, self._text, self._negative = theme, text, negative
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the tag's size."""
        return QSize(self._theme.look.px(32), self._theme.look.px(19))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tag."""
        colors = self._theme.colors
        fill: QColor = colors.danger_soft if self._negative else colors.score_soft
        ink = colors.danger_text if self._negative else colors.score_text
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, self.rect(), 5, fill=fill)
        font = self._theme.fonts.font("micro", 600, tabular=True)
        write(painter, self.rect(), self._text, font, ink, CENTER)
        painter.end()


class BandPill(QWidget):
    """The band in words, hot with its flame."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._text, self._hot = theme, "", False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_band(self, text: str, band: Band) -> None:
        """Show a band; none hides the pill."""
        self._text, self._hot = text, band == "hot"
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for flame and words."""
        px = self._theme.look.px
        words = self._theme.fonts.metrics("micro", 600).horizontalAdvance(self._text)
        return QSize(words + 16 + (px(16) if self._hot else 0), px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill."""
        theme, colors = self._theme, self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, self.rect(), 5, fill=colors.score_soft)
        left, side = 8, theme.look.px(12)
        is_mirrored = self.isRightToLeft()
        if self._hot:
            flame = theme.icons.pixmap("flame", colors.score_text, side)
            place = QRect(left, (self.height() - side) // 2, side, side)
            place = mirrored(self.rect(), place, right_to_left=is_mirrored)
            painter.drawPixmap(place.topLeft(), flame)
            left += side + 4
        words = self.rect().adjusted(left, 0, 0, 0)
        words = mirrored(self.rect(), words, right_to_left=is_mirrored)
        write(painter, words, self._text, theme.fonts.font("micro", 600), colors.score_text)
        painter.end()


class ScoreBlock(QFrame):
    """Ring and parts; the four strongest reasons, all of them on request."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._score: ScoreWords | None = None
        self._shows_all = False
        self.setProperty("panel", "inset")
        self.title = PlainLabel(theme, weight=600)
        self._band = BandPill(theme)
        self._updated = ElidedLabel(theme, role="small", tone="text2")
        self._updated.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._ring = ScoreRing(theme)
        self._fit = PartBar(theme, tr("Fit"))
        self._intent = PartBar(theme, tr("Intent"))
        self.more = Button(theme, "", kind="link")
        self.more.clicked.connect(self._toggle)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self._band)
        head.addWidget(self._updated, 1)
        bars = QVBoxLayout()
        bars.setSpacing(6)
        bars.addWidget(self._fit)
        bars.addWidget(self._intent)
        middle = QHBoxLayout()
        middle.setSpacing(18)
        middle.addWidget(self._ring)
        middle.addLayout(bars, 1)
        line = QFrame()
        line.setProperty("panel", "line")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 12, 15, 10)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(middle)
        column.addWidget(line)
        column.addLayout(self._reasons)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)

    def show_score(self, score: ScoreWords) -> None:
        """Show a score; equal ones are left as they are."""
        if score == self._score:
            return
        self._score = score
        self.title.setText(tr("Why {value}?", value=score.value))
        self._band.set_band(score.band_text, score.band)
        self._updated.setText(score.updated)
        self._ring.set_value(score.value)
        self._fit.set_part(score.fit_text, score.fit_part)
        self._intent.set_part(score.intent_text, score.intent_part)
        self._list()

    def _toggle(self) -> None:
        self._shows_all = not self._shows_all
        self._list()

    def _list(self) -> None:
        score = self._score
        if score is None:
            return
        while self._reasons.count():
            item = self._reasons.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        count = len(score.reasons)
        shown = score.reasons if self._shows_all else score.reasons[:STRONGEST]
        for reason in shown:
            self._reasons.addWidget(ReasonRow(self._theme, reason))
        if not count:
            text = tr("No rule matches yet. Fill in what is known of the company and the person.")
            self._reasons.addWidget(
                PlainLabel(self._theme, text, role="small", tone="text2", wrap=True)
            )
        self.more.setVisible(count > STRONGEST)
        every = tr_n("Show %n rule", "Show all %n rules", count)
        self.more.setText(tr("Show fewer") if self._shows_all else every)
