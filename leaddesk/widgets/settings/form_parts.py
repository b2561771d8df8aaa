"""Rows of a settings form: what it is, a sentence about it, the control."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What the search over the settings finds: its words, and where it is set."""

    text: str
    about: str
    control: QWidget

    def fits(self, words: list[str]) -> bool:
        """Whether all of the words (folded) stand in its texts."""
        here = f"{self.text} {self.about}".casefold()
        return all(word in here for word in words)


class FormPanel(QFrame):
    """A titled panel that rows are added to."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self.title = title
        self.settings: list[Setting] = []
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
        self.add_findable(text, control, about)

    def add_findable(self, text: str, control: QWidget, about: str = "") -> None:
        """Let the search find a control that stands in no row of its own."""
        self.settings.append(Setting(text, about, control))

    def add_text(self, text: str) -> PlainLabel:
        """Add a paragraph and return it."""
        label = PlainLabel(self._theme, text, tone="text2", wrap=True)
        self.column.addWidget(label)
        return label


def keep_focus(form: QWidget, rebuild: Callable[[], None]) -> None:
    """Make the rows of a form anew; the focus goes back to the part with the same object name, or
    where that row is gone to its part ("remove 4") in the row that came after it."""
    # A dialog may still be above it: the window knows where its own focus is.
    focus: QWidget | None = form.window().focusWidget()
    name = focus.objectName() if focus is not None and form.isAncestorOf(focus) else ""
    before = _likes(form, name)
    rebuild()
    again = form.findChildren(QWidget, name) if name else []
    if again:
        again[-1].setFocus()
    elif focus in before and (there := _likes(form, name)):
        there[min(before.index(focus), len(there) - 1)].setFocus()


def _likes(form: QWidget, name: str) -> list[QWidget]:
    """The same part of all rows, in the order in which they were made."""
    part = name.partition(" ")[0]
    return form.findChildren(QWidget, QRegularExpression(f"^{part} ")) if part else []


def clear_rows(layout: QVBoxLayout) -> None:
    """Take all widgets out of a layout and let them go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            # Nobody's child any more: what is looked up by its name is not found here.
            widget.setParent(None)
            widget.deleteLater()


def stacked(*panels: QWidget) -> QVBoxLayout:
    """Panels below each other, as a form has them."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for panel in panels:
        column.addWidget(panel)
    return column
