"""Labels that show text as it is, and the filter that keeps every other label from markup.

Qt guesses whether a text is HTML: a company called "ACME <img src=...>" would load that file.
`PlainLabel` never guesses; `PolishFilter` turns the guess off in all labels made elsewhere,
message boxes and tool tips included.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLabel, QMessageBox, QWidget

from leaddesk.presentation.plain_text import LINE_LIMIT, one_line, visible_text
from leaddesk.widgets.theme import Role, Theme
from leaddesk.widgets.theme.strokes import elide, write

Tone: TypeAlias = Literal[
    "text",
    "text2",
    "text3",
    "accent",
    "danger",
    "warn",
    "ok",
    "info",
    "score",
    "inverse",
    "inverse2",
    "on_accent",
]

#: Longest text that a wrapping label lays out.
_BLOCK_LIMIT = 20_000
_AT_RIGHT = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)
_TIP_WIDTH = 72  # letters in a line of a tool tip


def set_tool_tip(widget: QWidget, text: str) -> None:
    """A tool tip of any text, also from data. `PolishFilter` has it shown as it is; only markup
    breaks lines by itself, so a long text comes in lines."""
    said = one_line(text)
    if len(said) > _TIP_WIDTH:
        import textwrap  # a start shows no tip that is longer than a line

        said = "\n".join(textwrap.wrap(said, _TIP_WIDTH))
    widget.setToolTip(said)


class PlainLabel(QLabel):
    """A label for any text, also from data: plain, bounded, direction controls visible."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        role: Role = "body",
        weight: int = 0,
        tone: Tone = "text",
        tabular: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._face: tuple[Role, int, bool] = (role, weight, tabular)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("tone", tone)
        if self.isRightToLeft():
            # Qt puts a text to the side where it begins; a name stands where its label does.
            self.setAlignment(_AT_RIGHT)
        self.setText(text)
        self._take_font()
        theme.changed.connect(self._take_font)

    def setText(self, text: str) -> None:
        """Show `text`; what is longer than a screen holds is cut."""
        if self.wordWrap():
            super().setText(visible_text(text[:_BLOCK_LIMIT]))
        else:
            super().setText(one_line(text, LINE_LIMIT * 4))

    def set_tone(self, tone: Tone) -> None:
        """Change the colour; only this label is styled again."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)

    def set_face(self, role: Role, weight: int = 0) -> None:
        """Change role and weight of the font."""
        self._face = (role, weight, self._face[2])
        self._take_font()

    def _take_font(self) -> None:
        role, weight, tabular = self._face
        self.setFont(self._theme.fonts.font(role, weight, tabular=tabular))


class ElidedLabel(PlainLabel):
    """A plain label of one line that gives way: it is cut with "…" and then has a tool tip."""

    cut = Qt.TextElideMode.ElideRight

    def minimumSizeHint(self) -> QSize:
        """Let a layout make the label as narrow as it needs."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the text, cut to the width that is there."""
        metrics = self.fontMetrics()
        shown = elide(metrics, self.text(), self.contentsRect().width(), self.cut)
        set_tool_tip(self, self.text() if shown != self.text() else "")
        painter = QPainter(self)
        color = self.palette().color(self.foregroundRole())
        write(painter, self.contentsRect(), shown, self.font(), color, self.alignment())
        painter.end()


_MENDED = (QLabel, QMessageBox, QAbstractSpinBox)


class PolishFilter(QObject):
    """Turns the guess "is this HTML?" off in every label of the application.

    Spin boxes get the inner margin that a style sheet can't give them.
    """

    def __init__(self, app: QApplication) -> None:
        """Mend the widgets that there are, then watch; the filter lives as long as `app`.

        It costs a start 30 ms to let Python see every object of Qt, so it comes when the first
        board is painted: until then there are only labels of our own.
        """
        super().__init__(app)
        for widget in app.allWidgets():
            _mend(widget)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mend widgets when they are polished, before they are first seen."""
        # Every event of every object comes here: what most of them are not is asked first.
        if isinstance(watched, _MENDED) and event.type() == QEvent.Type.Polish:
            _mend(watched)
        return False


def _mend(widget: QWidget) -> None:
    if isinstance(widget, QAbstractSpinBox):
        widget.lineEdit().setTextMargins(9, 0, 4, 0)
    elif isinstance(widget, QLabel | QMessageBox) and (
        widget.textFormat() == Qt.TextFormat.AutoText
    ):
        widget.setTextFormat(Qt.TextFormat.PlainText)


def repolish(widget: QWidget) -> None:
    """Apply the style sheet to `widget` again after one of its properties changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
