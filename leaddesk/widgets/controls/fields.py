"""Inputs: a search box, a combo that leaves the wheel alone, a field with label and message."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from leaddesk.presentation.plain_text import one_line
from leaddesk.widgets.controls.button import paint_key_cap
from leaddesk.widgets.labels import PlainLabel, repolish
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import mirrored

_INSET = 10


class SearchBox(QLineEdit):
    """A line with a lens and, while empty, the key that leads to it. Esc empties, then leaves."""

    left = Signal()

    def __init__(
        self, theme: Theme, placeholder: str, *, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self.setProperty("kind", "search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setMaxLength(400)
        self._make_room()
        theme.changed.connect(self._make_room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the box with Esc; a second Esc says `left`."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, the lens and the key."""
        super().paintEvent(event)
        size = self._theme.look.px(16)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lens = self.rect().adjusted(_INSET, 0, 0, 0)
        lens.setWidth(size)
        lens = mirrored(self.rect(), lens, right_to_left=self.isRightToLeft())
        pixmap = self._theme.icons.pixmap("search", self._theme.colors.text3, size)
        painter.drawPixmap(lens.x(), (self.height() - size) // 2, pixmap)
        if self._key and not self.text():
            height = self._theme.look.px(20)
            cap = self.rect().adjusted(self.width() - self._cap_width() - 6, 0, -6, 0)
            cap.setTop((self.height() - height) // 2)
            cap.setHeight(height)
            cap = mirrored(self.rect(), cap, right_to_left=self.isRightToLeft())
            paint_key_cap(painter, self._theme, cap, self._key)
        painter.end()

    def _cap_width(self) -> int:
        return self._theme.fonts.metrics("micro").horizontalAdvance(self._key) + 12

    def _make_room(self) -> None:
        room = self._cap_width() if self._key else 0
        lens = self._theme.look.px(16) + 6
        if self.isRightToLeft():
            self.setTextMargins(room, 0, lens, 0)
        else:
            self.setTextMargins(lens, 0, room, 0)


class Combo(QComboBox):
    """A combo box; without focus the wheel scrolls the page instead of changing the value."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        # Only the styled delegate reads the style sheet's item rules.
        self.setItemDelegate(QStyledItemDelegate(self))

    def addItem(self, text: str, data: object = None) -> None:  # type: ignore[override]
        """Offer `data` under a text, also one from data: a combo measures all it offers."""
        super().addItem(one_line(text), data)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless the combo has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Field(QWidget):
    """A label above an input and, below it, a hint or what is wrong.

    The message pushes what follows down; no room is kept for it while there is none.
    """

    def __init__(
        self,
        theme: Theme,
        label: str,
        editor: QWidget,
        *,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint = hint
        self._label = PlainLabel(theme, label, role="small", weight=500, tone="text2")
        self._label.setBuddy(editor)
        self._message = PlainLabel(theme, role="small", tone="text3", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self._label)
        column.addWidget(editor)
        column.addWidget(self._message)
        column.addStretch(1)
        editor.setAccessibleName(label)
        inner = editor.lineEdit() if isinstance(editor, QComboBox) else None
        if inner is not None:  # a combo that is written in: the focus stands in its line
            inner.setAccessibleName(label)
        self.set_error("")

    @property
    def error(self) -> str:
        """What is wrong with the input now, or an empty text."""
        return self._message.text() if self.editor.property("state") == "bad" else ""

    def set_error(self, text: str) -> None:
        """Show what is wrong and how to mend it; an empty text clears it."""
        self.editor.setProperty("state", "bad" if text else "")
        repolish(self.editor)
        shown = text or self._hint
        self._message.setText(shown)
        self._message.set_tone("danger" if text else "text3")
        self._message.setVisible(bool(shown))
        self.editor.setAccessibleDescription(shown)
