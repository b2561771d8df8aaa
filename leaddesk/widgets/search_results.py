"""What the search field finds, in a list under it; the focus stays in the field."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.read_models import CardRow
from leaddesk.widgets.controls import SearchBox
from leaddesk.widgets.theme.shadows import shadow_reach
from leaddesk.widgets.theme.strokes import CENTER, RIGHT, elide, mirrored, rounded, write
from leaddesk.widgets.tools import Tools

MOST: Final = 8
ASK_AFTER_MS: Final = 60
SAY_AFTER_MS: Final = 500
SEARCHED_EVERYWHERE: Final = 3  # letters of a word that is found anywhere, not only at a start
_ROW: Final = 44
_WIDTH: Final = 420
_PAD: Final = 6


class SearchResults(QWidget):
    """Asks while somebody types; older results stay until the new ones are there."""

    chosen = Signal(int)  # lead id

    def __init__(self, tools: Tools, field: SearchBox, host: QWidget) -> None:
        super().__init__(host)
        self._tools, self._field, self._host = tools, field, host
        self._rows: tuple[CardRow, ...] = ()
        self._at = 0
        self._shown_for = ""
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Search results"))
        self._ask_timer = QTimer(self)
        self._ask_timer.setSingleShot(True)
        self._ask_timer.setInterval(ASK_AFTER_MS)
        self._ask_timer.timeout.connect(self._ask)
        self._say_timer = QTimer(self)
        self._say_timer.setSingleShot(True)
        self._say_timer.setInterval(SAY_AFTER_MS)
        self._say_timer.timeout.connect(self._say)
        field.textChanged.connect(self._text_changed)
        field.installEventFilter(self)
        host.installEventFilter(self)
        self.hide()

    @property
    def rows(self) -> tuple[CardRow, ...]:
        """What is shown, best first."""
        return self._rows

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk and choose with the field's keys; go when the field loses the focus."""
        if watched is self._field:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
            if event.type() == QEvent.Type.FocusOut:
                self.hide()
            if event.type() == QEvent.Type.FocusIn and self._field.text():
                self._ask_timer.start()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row under the mouse."""
        self._go(self._row_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the mouse; the focus stays in the field until then."""
        at = self._row_at(event.position().toPoint())
        if 0 <= at < len(self._rows):
            self._choose(at)

    def sizeHint(self) -> QSize:
        """Return the size of the rows and the panel around them."""
        left, top, right, bottom = shadow_reach(2)
        px = self._tools.theme.look.px
        rows = max(1, len(self._rows))
        return QSize(px(_WIDTH) + left + right, px(_ROW) * rows + 2 * _PAD + top + bottom)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint panel and rows."""
        theme, colors = self._tools.theme, self._tools.theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        panel = self._panel()
        theme.shadows.draw(painter, QRectF(panel), 12, 2)
        rounded(painter, panel, 12, fill=colors.raised, frame=colors.line_strong)
        if not self._rows:
            what = one_line(self._shown_for, 40)
            # One or two letters are looked for only where a name begins.
            text = (
                tr("No lead begins with “{what}”. Write on to search everywhere.", what=what)
                if max(map(len, what.split()), default=0) < SEARCHED_EVERYWHERE
                else tr("Nothing found for “{what}”", what=what)
            )
            write(painter, panel, text, theme.fonts.font("body"), colors.text2, CENTER)
        for number, row in enumerate(self._rows):
            self._paint_row(painter, self._rect(number), row, on=number == self._at)
        painter.end()

    # --- inside ------------------------------------------------------------------------------

    def _paint_row(self, painter: QPainter, rect: QRect, row: CardRow, *, on: bool) -> None:
        theme, colors = self._tools.theme, self._tools.theme.colors
        if on:
            rounded(painter, rect, 7, fill=colors.accent_soft)
        value = self._tools.money.whole(row.value, row.currency)
        value_width = theme.fonts.metrics("small", 600, tabular=True).horizontalAdvance(value) + 2
        inner = rect.adjusted(12, 0, -12, 0)
        font = theme.fonts.font("small", 600, tabular=True)
        end = QRect(inner.right() - value_width, inner.top(), value_width, inner.height())
        place = mirrored(inner, end, right_to_left=self.isRightToLeft())
        write(painter, place, value, font, colors.text2, RIGHT)
        room = inner.width() - value_width - 12
        head = one_line(row.company or row.name or row.email)
        under = one_line(row.name if row.company else row.email) or one_line(row.email)
        half = rect.height() // 2
        lines = (
            (head, "body", 600, colors.accent_text if on else colors.text, inner.top() + 3),
            (under, "small", 400, colors.text2, inner.top() + half - 1),
        )
        for text, role, weight, ink, y in lines:
            metrics = theme.fonts.metrics(role, weight)  # type: ignore[arg-type]
            line = QRect(inner.left(), y, room, half - 2)
            line = mirrored(inner, line, right_to_left=self.isRightToLeft())
            face = theme.fonts.font(role, weight)  # type: ignore[arg-type]
            write(painter, line, elide(metrics, text, room), face, ink)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self._rows:
            self._go(max(0, min(self._at + step, len(self._rows) - 1)))
            self._announce(self._rows[self._at])
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.isVisible() and self._rows and self._shown_for == self._field.text().strip():
                self._choose(self._at)
            else:
                self._ask()
            return True
        return False

    def _text_changed(self, text: str) -> None:
        if text.strip():
            self._ask_timer.start()
        else:
            self._ask_timer.stop()
            self._rows = ()
            self.hide()

    def _ask(self) -> None:
        text = self._field.text().strip()
        if text:
            self._tools.client.ask(
                "search",
                lambda reader: reader.search(text, limit=MOST),
                lambda rows: self._show(text, rows),
            )

    def _show(self, text: str, rows: tuple[CardRow, ...]) -> None:
        if not self._field.hasFocus() or not self._field.text().strip():
            return
        self._rows, self._at, self._shown_for = rows, 0, text
        self._place()
        self.show()
        self.raise_()
        self.update()
        self._say_timer.start()

    def _choose(self, at: int) -> None:
        found = self._rows[at].id
        self.hide()
        self._field.clear()
        self.chosen.emit(found)

    def _go(self, at: int) -> None:
        if at != self._at and 0 <= at < len(self._rows):
            self._at = at
            self.update()

    def _say(self) -> None:
        if self.isVisible():
            self._tools.notices.announce(tr_n("%n result", "%n results", len(self._rows)))

    def _announce(self, row: CardRow) -> None:
        self._tools.notices.announce(one_line(row.company or row.name or row.email))

    def _place(self) -> None:
        left, top, right, _bottom = shadow_reach(2)
        anchor = QRect(self._field.mapTo(self._host, QPoint(0, 0)), self._field.size())
        size = self.sizeHint()
        x = anchor.right() - size.width() + right + 1
        if self.isRightToLeft():
            x = anchor.left() - left
        self.setGeometry(QRect(QPoint(x, anchor.bottom() + 7 - top), size))

    def _panel(self) -> QRect:
        left, top, right, bottom = shadow_reach(2)
        return self.rect().adjusted(left, top, -right, -bottom)

    def _rect(self, number: int) -> QRect:
        inner = self._panel().adjusted(_PAD, _PAD, -_PAD, -_PAD)
        height = self._tools.theme.look.px(_ROW)
        return QRect(inner.left(), inner.top() + number * height, inner.width(), height)

    def _row_at(self, point: QPoint) -> int:
        rects = [self._rect(number) for number in range(len(self._rows))]
        return next((n for n, rect in enumerate(rects) if rect.contains(point)), -1)
