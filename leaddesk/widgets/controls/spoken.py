"""What a widget is called by screen readers: page tabs, and roles of painted widgets.

Qt tells every button that can be checked as a check box, and a widget that paints itself as
nothing at all. What it is called aloud is set here; how it looks and works stays its own.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget

_SPOKEN: Final = "spoken"  # the property that says how
_TAB: Final = "page tab"


def speak_as_page_tab(button: QAbstractButton) -> None:
    """Tell the button as a page tab; the checked one is the selected tab."""
    button.setProperty(_SPOKEN, _TAB)
    _speak(type(button).__name__)


def speak_as_page_tabs(widget: QWidget) -> None:
    """Tell the widget as a list of page tabs, its name as it is."""
    speak_as(widget, QAccessible.Role.PageTabList)


def speak_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Tell a widget that paints itself under a role, its name as it is."""
    widget.setProperty(_SPOKEN, role.value)
    _speak(type(widget).__name__)


class _TabFace(QAccessibleWidget):
    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button, QAccessible.Role.PageTab)

    def text(self, kind: QAccessible.Text, /) -> str:
        """Return the name, else the words on the button."""
        found = super().text(kind)
        button = self.widget()
        if not found and kind == QAccessible.Text.Name and isinstance(button, QAbstractButton):
            return button.text()
        return found

    def state(self) -> QAccessible.State:
        """Return the widget's state and whether this is the tab whose page is shown."""
        found, button = super().state(), self.widget()
        if isinstance(button, QAbstractButton):
            found.selectable = 1
            found.selected = int(button.isChecked())
        return found

    def actionNames(self) -> list[str]:
        """Offer a press beside what every widget offers."""
        return ["Press", *super().actionNames()]

    def doAction(self, name: str, /) -> None:
        """Press the button as a click does."""
        button = self.widget()
        if name == "Press" and isinstance(button, QAbstractButton):
            button.click()
        else:
            super().doAction(name)


@cache
def _speak(name: str) -> None:
    """Qt asks for the face of an object once by each of its classes' names."""

    def face(class_name: str, found: QObject) -> QAccessibleInterface | None:
        if class_name != name:
            return None
        spoken = found.property(_SPOKEN)
        if spoken == _TAB and isinstance(found, QAbstractButton):
            return _TabFace(found)
        if isinstance(spoken, int) and isinstance(found, QWidget):
            return QAccessibleWidget(found, QAccessible.Role(spoken))
        return None

    QAccessible.installFactory(face)
