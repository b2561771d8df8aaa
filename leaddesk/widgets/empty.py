"""What a page says when it has nothing to show: one sentence, one button, one link."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from leaddesk.widgets.controls import Button
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme

_WIDE = 460  # pixels of the sentence, at 100% text size


class EmptyNote(QWidget):
    """`acted` is the button, `linked` the link beside it."""

    acted = Signal()
    linked = Signal()

    def __init__(
        self, theme: Theme, icon: str, text: str, action: str = "", link: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = PlainLabel(theme, text, role="heading", weight=500, tone="text2", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setFixedWidth(theme.look.px(_WIDE))
        self.action = Button(theme, action, kind="primary")
        self.link = Button(theme, link, kind="link")
        self.action.setVisible(bool(action))
        self.link.setVisible(bool(link))
        self.action.clicked.connect(self.acted)
        self.link.clicked.connect(self.linked)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self.action)
        buttons.addWidget(self.link)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._picture)
        column.addSpacing(8)
        # Not aligned by the layout: an aligned item is not asked for the height of its lines.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._text)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(10)
        column.addLayout(buttons)
        column.addStretch(3)
        theme.changed.connect(self._tint)
        self._tint()

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    def set_text(self, text: str, action: str = "", link: str = "") -> None:
        """Say something else."""
        self._text.setText(text)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.link.setText(link)
        self.link.setVisible(bool(link))

    def _tint(self) -> None:
        pixmap = self._theme.icons.pixmap(self._icon_name, self._theme.colors.text3, 32)
        self._picture.setPixmap(pixmap)
