"""The details of a lead, each edited in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionFrame,
    QVBoxLayout,
    QWidget,
)

from leaddesk.presentation.peek_view import FieldView
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import Button
from leaddesk.widgets.labels import ElidedLabel, PlainLabel, repolish, set_tool_tip
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import elide, write

LABEL_WIDTH, WIDEST_LABEL = 96, 136
LONGEST = 40  # letters of a button that shows a value
LONG = 24  # letters; a longer text may not be seen whole
_ALWAYS_SHOWN = ("bad", "fresh")


class InPlaceLine(QLineEdit):
    """A line that looks like text until somebody writes in it; a long text then ends in "…"."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "inplace")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, cut where it is only read."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        room = inside.adjusted(2, 0, -2, 0)  # the margins that Qt keeps beside a text
        shown = elide(self.fontMetrics(), self.text(), room.width())
        if self.hasFocus() or shown == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        frame = QStyle.PrimitiveElement.PE_PanelLineEdit
        self.style().drawPrimitive(frame, option, painter, self)
        color = self.palette().color(self.foregroundRole())
        align = self.alignment() | Qt.AlignmentFlag.AlignVCenter
        write(painter, room, shown, self.font(), color, align)
        painter.end()


class FieldRow(QWidget):
    """A label and a line. The line is quiet until the mouse or the focus is on it.

    Enter and Tab commit, Esc restores. What is wrong, or what somebody else wrote, stands under
    the line.
    """

    committed = Signal(str, str)  # name, text
    restored = Signal(str)
    mine_kept = Signal(str)
    theirs_taken = Signal(str)
    asked = Signal(str)  # the command of a line that is not written in place
    written_in = Signal()  # somebody begins to write, goes on or is done; see `is_written_in`

    def __init__(self, theme: Theme, view: FieldView) -> None:
        super().__init__()
        self.name = view.name
        self._view = view
        self._label = ElidedLabel(theme, view.label, tone="text2")
        self.line = InPlaceLine()
        self.line.setAccessibleName(view.label)
        self.line.setMaxLength(2_000)
        self.line.installEventFilter(self)
        self.line.editingFinished.connect(self._commit)
        self.line.textEdited.connect(lambda _text: self.written_in.emit())
        self._still = ElidedLabel(theme)
        self._still.setContentsMargins(11, 0, 0, 0)
        self._still.setMinimumHeight(theme.look.px(28))
        self.button = Button(theme, kind="value")
        self.button.clicked.connect(lambda: self.asked.emit(self._view.command))
        self.message = PlainLabel(theme, role="small", wrap=True)
        self._mine = Button(theme, tr("Keep mine"), kind="link")
        self._theirs = Button(theme, tr("Take theirs"), kind="link")
        self._mine.clicked.connect(lambda: self.mine_kept.emit(self.name))
        self._theirs.clicked.connect(lambda: self.theirs_taken.emit(self.name))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._label)
        row.addWidget(self.line, 1)
        row.addWidget(self._still, 1)
        row.addWidget(self.button, 1)
        choice = QHBoxLayout()
        choice.setSpacing(8)
        choice.addWidget(self._mine)
        choice.addWidget(self._theirs)
        choice.addStretch(1)
        self._under = under = QVBoxLayout()
        under.setSpacing(2)
        under.addWidget(self.message)
        under.addLayout(choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addLayout(row)
        column.addLayout(under)
        # Fixed would cut a message of three lines: Qt takes the size hint as the most there.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_label_width(theme.look.px(LABEL_WIDTH))
        self.show_field(view)

    @property
    def wanted_width(self) -> int:
        """The pixels that the label needs."""
        return self._label.sizeHint().width()

    def set_label_width(self, width: int) -> None:
        """Begin the line where those of the other rows begin."""
        self._label.setFixedWidth(width)
        self._under.setContentsMargins(width + 9, 0, 0, 0)

    def show_field(self, view: FieldView) -> None:
        """Show the field; a line that somebody writes in keeps its text."""
        self._view = view
        self.line.setVisible(view.is_editable)
        self._still.setVisible(not view.is_editable and not view.command)
        self._still.setText(view.text)
        self.button.setVisible(bool(view.command))
        self.button.setText(one_line(view.text, LONGEST))
        self.button.setAccessibleName(f"{view.label}: {view.text}")
        if not self.line.hasFocus():
            self.line.setText(view.edit_text if view.problem or view.conflict else view.text)
            self.line.setCursorPosition(0)
            set_tool_tip(self.line, view.text if len(view.text) > LONG else "")
        self.line.setReadOnly(bool(view.paused) and not self.line.hasFocus())
        if view.paused:
            set_tool_tip(self.line, view.paused)
        self.line.setPlaceholderText(tr("Add") if view.is_editable and not view.paused else "")
        said = view.conflict or view.problem or view.fresh
        self.message.setText(said)
        self.message.set_tone("danger" if view.problem else "warn" if view.conflict else "info")
        self.message.setVisible(bool(said))
        self._mine.setVisible(bool(view.conflict))
        self._theirs.setVisible(bool(view.conflict))
        state = "bad" if view.problem else "fresh" if view.fresh or view.conflict else ""
        if self.line.property("state") != state:
            self.line.setProperty("state", state)
            repolish(self.line)
        self.line.setAccessibleDescription(said)

    @property
    def is_written_in(self) -> bool:
        """Whether somebody is writing a text that the field does not hold yet."""
        return self.line.hasFocus() and self.line.text().strip() != self._view.edit_text

    @property
    def is_needed(self) -> bool:
        """Whether the row must be seen though its field is one of the further ones."""
        return (
            not self._view.is_extra
            or self.line.hasFocus()
            or self.line.property("state") in _ALWAYS_SHOWN
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin an edit with the raw text; restore it with Esc."""
        if watched is self.line and event.type() == QEvent.Type.FocusIn:
            self.line.setText(self._view.edit_text)
        elif (
            watched is self.line
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self.restored.emit(self.name)
            # Only now the view holds what is saved, not the text that was refused.
            self.line.setText(self._view.edit_text)
            self.line.clearFocus()
            self.written_in.emit()
            return True
        return False

    def _commit(self) -> None:
        text = self.line.text().strip()
        if text != self._view.edit_text:
            self.committed.emit(self.name, text)
        elif not self.line.hasFocus():
            self.show_field(self._view)
        self.written_in.emit()


class Details(QWidget):
    """The rows, kept by field, so that the focus stays where it is when others change."""

    committed = Signal(str, str)
    restored = Signal(str)
    mine_kept = Signal(str)
    theirs_taken = Signal(str)
    asked = Signal(str)
    written_in = Signal()  # the same of any row

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lead_id: int | None = None
        self.rows: dict[str, FieldRow] = {}
        self._shows_all = False
        self.more = Button(theme, kind="link")
        self.more.clicked.connect(self._toggle)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._column)
        self._foot = foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        whole.addLayout(foot)

    def show_fields(self, lead_id: int, fields: tuple[FieldView, ...]) -> None:
        """Show a lead's fields."""
        names = [field.name for field in fields]
        if lead_id != self._lead_id or names != list(self.rows):
            self._lead_id = lead_id
            self._build(fields)
        else:
            for field in fields:
                self.rows[field.name].show_field(field)
        self._fold()

    @property
    def is_written_in(self) -> bool:
        """Whether somebody is writing in one of the fields."""
        return any(row.is_written_in for row in self.rows.values())

    def edit_first(self) -> None:
        """Begin with the first line that can be written in."""
        lines = (row.line for row in self.rows.values() if row.line.isVisible())
        line = next(lines, None)
        if line is not None:
            line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle(self) -> None:
        self._shows_all = not self._shows_all
        self._fold()

    def _fold(self) -> None:
        """Hide what is empty, or said elsewhere, until somebody asks for it."""
        spare = [row for row in self.rows.values() if not row.is_needed]
        for row in self.rows.values():
            row.setVisible(self._shows_all or row.is_needed)
        self.more.setVisible(bool(spare))
        count = len(spare)
        self.more.setText(
            tr("Fewer fields")
            if self._shows_all
            else tr_n("%n more field", "%n more fields", count)
        )

    def _build(self, fields: tuple[FieldView, ...]) -> None:
        focused = next((n for n, row in self.rows.items() if row.line.hasFocus()), None)
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.line.blockSignals(True)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for field in fields:
            row = FieldRow(self._theme, field)
            row.committed.connect(self.committed)
            row.restored.connect(self.restored)
            row.mine_kept.connect(self.mine_kept)
            row.theirs_taken.connect(self.theirs_taken)
            row.asked.connect(self.asked)
            row.written_in.connect(self.written_in)
            self.rows[field.name] = row
            self._column.addWidget(row)
        self._align()
        if focused in self.rows:
            self.rows[focused].line.setFocus()

    def _align(self) -> None:
        """Give the labels one width: what the longest needs, within bounds."""
        px = self._theme.look.px
        longest = max((row.wanted_width for row in self.rows.values()), default=0)
        width = max(px(LABEL_WIDTH), min(longest + 2, px(WIDEST_LABEL)))
        for row in self.rows.values():
            row.set_label_width(width)
        self._foot.setContentsMargins(width + 4, 0, 0, 0)
