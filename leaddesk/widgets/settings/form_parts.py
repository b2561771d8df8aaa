"""Rows of a settings form: what it is, a sentence about it, the control."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme


class FormPanel(QFrame):
    """A titled panel that rows are added to."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("panel", "surface")
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 18)
        self.column.setSpacing(14)
        self.column.addWidget(PlainLabel(theme, title, role="heading"))

    def add_row(self, text: str, control: QWidget, about: str = "") -> None:
        """Add a setting; `about` says what it does in a sentence."""
        words = QVBoxLayout()
        words.setSpacing(2)
        label = PlainLabel(self._theme, text, weight=500)
        label.setBuddy(control)
        words.addWidget(label)
        if about:
            words.addWidget(PlainLabel(self._theme, about, role="small", tone="text2", wrap=True))
        if not control.accessibleName():
            control.setAccessibleName(text)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)

    def add_text(self, text: str) -> PlainLabel:
        """Add a paragraph and return it."""
        label = PlainLabel(self._theme, text, tone="text2", wrap=True)
        self.column.addWidget(label)
        return label
