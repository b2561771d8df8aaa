"""The mark in the top bar: saved, saving, not saved, waiting for somebody, read only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from leaddesk.presentation.desk_client import SaveState
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button
from leaddesk.widgets.labels import ElidedLabel, set_tool_tip
from leaddesk.widgets.theme import Theme


class SaveMark(QWidget):
    """Says whether all is saved; while it is not, Details tells what waits."""

    asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state = SaveState.SAVED
        self._waiting = self._read_only = ""
        self._picture = QLabel()
        self._text = ElidedLabel(theme, role="small", weight=500, tone="text2")
        self.details = Button(theme, tr("Details"), kind="link")
        self.details.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(6)
        row.addWidget(self._picture)
        row.addWidget(self._text)
        row.addWidget(self.details)
        self._show()
        theme.changed.connect(self._tint)

    @property
    def text(self) -> str:
        return self._text.text()

    def show_state(self, state: SaveState) -> None:
        """Say whether all is saved."""
        self._state = state
        self._show()

    def show_waiting(self, text: str) -> None:
        """Say for whom a change waits; "" ends that."""
        if text != self._waiting:
            self._waiting = text
            self._show()

    def show_read_only(self, reason: str) -> None:
        """Say that nothing can be changed and, in the tool tip, why; "" ends that."""
        self._read_only = reason
        self._show()

    def _show(self) -> None:
        words = {
            SaveState.SAVED: tr("Saved"),
            SaveState.SAVING: tr("Saving..."),
            SaveState.NOT_SAVED: tr("Not saved, trying again"),
        }
        text = self._waiting or words[self._state]
        if self._read_only and self._state is SaveState.SAVED:
            text = tr("Read only")
        self._text.setText(text)
        is_warning = self._state is SaveState.NOT_SAVED or self._waiting
        self._text.set_tone("warn" if is_warning else "text2")
        self.details.setVisible(self._state is SaveState.NOT_SAVED)
        self.setAccessibleName(text)
        self.setAccessibleDescription(self._read_only)
        set_tool_tip(self, self._read_only)
        self._tint()

    def _tint(self) -> None:
        icon, color = {
            SaveState.SAVED: ("check", "ok"),
            SaveState.SAVING: ("cloud", "text3"),
            SaveState.NOT_SAVED: ("cloud-off", "warn"),
        }[self._state]
        if self._waiting:
            icon, color = "hourglass", "warn"
        elif self._read_only and self._state is SaveState.SAVED:
            icon, color = "lock", "text2"
        # Of all that it says only for whom a change waits is long, and gives way in a narrow bar.
        self._text.setMinimumWidth(0 if self._waiting else self._text.sizeHint().width())
        size = self._theme.look.px(16)
        self._picture.setPixmap(
            self._theme.icons.pixmap(icon, self._theme.colors.named(color), size)
        )
