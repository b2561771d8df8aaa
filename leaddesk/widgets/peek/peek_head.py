"""The upper part of the peek: where it stands, who it is, what can be done, the stage bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from leaddesk.presentation.peek_view import PeekView, Segment
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button, IconButton, speak_as
from leaddesk.widgets.labels import ElidedLabel, PlainLabel, set_tool_tip
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import CENTER, mirrored, rounded, write


class LetterMark(QWidget):
    """The first letter of the company on a soft square."""

    def __init__(self, theme: Theme, side: int = 44) -> None:
        super().__init__()
        self._theme, self._side, self._letter = theme, side, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_name(self, name: str) -> None:
        """Show a name's first letter."""
        self._letter = name.strip()[:1].upper()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square's size."""
        side = self._theme.look.px(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the square."""
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, self.rect(), 10, fill=colors.accent_soft)
        font = self._theme.fonts.font("title", 700)
        write(painter, self.rect(), self._letter, font, colors.accent_text, CENTER)
        painter.end()


class StageBar(QWidget):
    """A segment per column; a click moves there, Left and Right choose, Enter moves."""

    move_asked = Signal(int)  # stage id

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._segments: tuple[Segment, ...] = ()
        self._at = -1
        speak_as(self, QAccessible.Role.Slider)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_segments(self, segments: Sequence[Segment]) -> None:
        """Show the stages."""
        self._segments = tuple(segments)
        current = next((s.name for s in segments if s.is_current), "")
        self.setAccessibleName(tr("Stage: {stage}", stage=current))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a height of 24, a click target, around bars of 6."""
        return QSize(200, 24)

    def segment_at(self, x: int) -> int:
        """Return the number of the segment at `x`, -1 for none."""
        return next((n for n, r in enumerate(self._rects()) if r.left() <= x <= r.right() + 3), -1)

    def rect_of(self, stage_id: int) -> QRect:
        """Return where a stage's segment lies."""
        rects = self._rects()
        return next(r for s, r in zip(self._segments, rects, strict=True) if s.stage_id == stage_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the segment under the mouse."""
        self._go(self.segment_at(event.position().toPoint().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """Light none."""
        self._go(-1)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move to the segment's stage."""
        self._choose(self.segment_at(event.position().toPoint().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Left and Right, move with Enter."""
        here = next((n for n, s in enumerate(self._segments) if s.is_current), 0)
        at = self._at if self._at >= 0 else here
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._go(max(0, min(at + step, len(self._segments) - 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(at)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say a segment's stage in a tool tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self.segment_at(event.pos().x())
            text = self._segments[at].name if at >= 0 else ""
            QToolTip.showText(event.globalPos(), tr("Move to {stage}", stage=text), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars."""
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = next((s for s in self._segments if s.is_current), None)
        for number, (segment, rect) in enumerate(zip(self._segments, self._rects(), strict=True)):
            reached = current is not None and segment.is_reached
            fill = colors.stage(current.color - 1) if current and reached else colors.press
            if number == self._at and not reached:
                fill = colors.line_control
            thick = 8 if number == self._at else 6
            bar = QRectF(rect.left(), (self.height() - thick) / 2, rect.width(), thick)
            rounded(painter, bar, 3, fill=fill)
        if self.hasFocus():
            ring = self.rect().adjusted(0, 2, 0, -2)
            rounded(painter, ring, 5, frame=colors.focus, width=self._theme.ring())
        painter.end()

    def _rects(self) -> list[QRect]:
        count = len(self._segments)
        if not count:
            return []
        width = (self.width() - 4 * (count - 1)) / count
        rects = [
            QRect(round(n * (width + 4)), 0, round(width), self.height()) for n in range(count)
        ]
        return [mirrored(self.rect(), r, right_to_left=self.isRightToLeft()) for r in rects]

    def _go(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self.update()

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._segments) and not self._segments[at].is_current:
            self.move_asked.emit(self._segments[at].stage_id)


class PeekHead(QWidget):
    """`act_asked` is a word of the board's commands ("log call", "plan")."""

    closed = Signal()
    walk_asked = Signal(int)
    act_asked = Signal(str)
    move_asked = Signal(int)
    menu_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.up = IconButton(theme, "chevron-up", tr("Previous lead"))
        self.down = IconButton(theme, "chevron-down", tr("Next lead"))
        self.place = ElidedLabel(theme, role="small", tone="text2")
        self._mark = LetterMark(theme)
        self.name = ElidedLabel(theme, role="title")
        self.under = ElidedLabel(theme, tone="text2")
        self.buttons: dict[str, Button] = {}
        self.stages = StageBar(theme)
        self.stages.move_asked.connect(self.move_asked)
        self.stage = ElidedLabel(theme, role="small", weight=600)
        self._since = ElidedLabel(theme, role="small", tone="text2")
        self.value = PlainLabel(theme, weight=600, tabular=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._top(theme))
        column.addLayout(self._who())
        column.addLayout(self._acts(theme))
        column.addLayout(self._where())

    def _top(self, theme: Theme) -> QHBoxLayout:
        self.more = IconButton(theme, "ellipsis", tr("More actions"))
        set_tool_tip(self.more, tr("More actions"))
        self.more.clicked.connect(self.menu_asked)
        close = IconButton(theme, "x", tr("Close"))
        set_tool_tip(close, f"{tr('Close')}  Esc")
        close.clicked.connect(self.closed)
        set_tool_tip(self.up, f"{tr('Previous lead')}  K")
        set_tool_tip(self.down, f"{tr('Next lead')}  J")
        self.up.clicked.connect(lambda: self.walk_asked.emit(-1))
        self.down.clicked.connect(lambda: self.walk_asked.emit(1))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.up)
        row.addWidget(self.down)
        row.addSpacing(8)
        row.addWidget(self.place, 1)
        row.addWidget(self.more)
        row.addWidget(close)
        return row

    def _who(self) -> QHBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self.name)
        names.addWidget(self.under)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._mark)
        row.addLayout(names, 1)
        return row

    def _acts(self, theme: Theme) -> QGridLayout:
        self._grid = grid = QGridLayout()
        grid.setSpacing(8)
        for number, (command, text, icon, key) in enumerate(
            (
                ("log call", tr("Call"), "phone", "C"),
                ("log email", tr("Email"), "mail", "E"),
                ("write note", tr("Note"), "sticky-note", "W"),
                ("plan", tr("Task"), "list-plus", "T"),
            )
        ):
            button = Button(theme, text, kind="bar", icon=icon)
            set_tool_tip(button, f"{_long_name(command)}  {key}")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, command=command: self.act_asked.emit(command))
            self.buttons[command] = button
            grid.setColumnStretch(number, 1)
        self._place_acts(len(self.buttons))
        return grid

    def _place_acts(self, columns: int) -> None:
        self._columns = columns
        for number, button in enumerate(self.buttons.values()):
            self._grid.addWidget(button, number // columns, number % columns)
        for number in range(len(self.buttons)):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons in two lines where their words have no room in one."""
        super().resizeEvent(event)
        count = len(self.buttons)
        wanted = sum(button.sizeHint().width() + 8 for button in self.buttons.values()) - 8
        columns = count if wanted <= self.width() else 2
        if columns != self._columns:
            self._place_acts(columns)

    def minimumSizeHint(self) -> QSize:
        """It is as narrow as two of the buttons."""
        widest = max(button.sizeHint().width() for button in self.buttons.values())
        return QSize(2 * widest + 8, super().minimumSizeHint().height())

    def _where(self) -> QVBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.stage)
        line.addWidget(self._since)
        line.addStretch(1)
        line.addWidget(self.value)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.stages)
        column.addLayout(line)
        return column

    def show_lead(self, view: PeekView) -> None:
        """Show who it is and where it stands."""
        self._mark.set_name(view.headline)
        self.name.setText(view.headline)
        self.under.setText(view.subline)
        self.under.setVisible(bool(view.subline))
        self.stages.set_segments(view.segments)
        self.stage.setText(view.stage_name)
        self._since.setText(view.in_stage)
        self.value.setText(view.value_text)


def _long_name(command: str) -> str:
    return {
        "log call": tr("Log a call"), "log email": tr("Log an email"),
        "write note": tr("Write a note"), "plan": tr("Plan next step"),
    }[command]  # fmt: skip
