"""What somebody finds who looks closely at a window: cut text, nameless controls, text that was
never handed to a translator.

Each finding is one line: what is wrong, and the way to the widget.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt, QTranslator
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTableView,
    QWidget,
)

from leaddesk.presentation.text import CONTEXT
from leaddesk.widgets.labels import ElidedLabel

OPEN, CLOSE = "⟦", "⟧"
_SMALLEST_TARGET = 24
_NOT_FOR_HANDS = (QScrollArea, QScrollBar)
"""Take the focus for their keys alone; a screen reader goes to what stands in them."""


class Pseudo(QTranslator):
    """Every text of the program in brackets and 40 % longer, as a long language would make it."""

    def translate(
        self, context: str, text: str, _comment: str | None = None, n: int = -1
    ) -> str | None:
        """Return the stand-in; texts of Qt's own are left to Qt."""
        if context != CONTEXT or not text.strip():
            return None
        counted = text.replace("%n", str(n)) if n >= 0 else text
        words = len(text) * 2 // 5
        return f"{OPEN}{counted}{'~' * words}{CLOSE}"


def walk(window: QWidget) -> Iterator[QWidget]:
    """Give the widgets that can be seen now, the window first."""
    if not window.isVisible() or window.visibleRegion().isEmpty():
        return
    yield window
    for child in window.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield from walk(child)


def way_to(widget: QWidget) -> str:
    """Return where a widget stands, for a person who looks for it."""
    names: list[str] = []
    at: QWidget | None = widget
    while at is not None and len(names) < 4:
        names.append(type(at).__name__)
        at = at.parentWidget()
    return " < ".join(names) + f" {text_of(widget)!r}"


def text_of(widget: QWidget) -> str:
    """Return what a widget says, as far as it says it by itself."""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        return widget.placeholderText()
    return ""


def cut_texts(window: QWidget) -> list[str]:
    """Return the texts that have less room than they need and no "…" to show it."""
    return [way_to(one) for one in walk(window) if _is_cut(one)]


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, ElidedLabel) or not text_of(widget):
        return False
    room = widget.contentsRect()
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + 1
        return widget.fontMetrics().horizontalAdvance(widget.text()) > room.width() + 1
    if isinstance(widget, QPushButton):
        return widget.sizeHint().width() > widget.width() + 1
    if isinstance(widget, QLineEdit):
        text = widget.placeholderText()
        shown = not widget.text()
        return shown and widget.fontMetrics().horizontalAdvance(text) > room.width()
    return False


def covered(window: QWidget) -> list[str]:
    """Return texts that stand on one another: two siblings in one layout that overlap."""
    found = []
    for one in walk(window):
        texts = [
            child
            for child in one.children()
            if isinstance(child, QLabel | QAbstractButton)
            and child.isVisible()
            and text_of(child)
            and not child.property("overlay")
        ]
        for number, first in enumerate(texts):
            for other in texts[number + 1 :]:
                meet = first.geometry().intersected(other.geometry())
                if meet.width() > 2 and meet.height() > 2:
                    found.append(f"{way_to(first)} meets {text_of(other)!r}")
    return found


def untranslated(window: QWidget, *, is_data: Callable[[str], bool]) -> list[str]:
    """Return, while `Pseudo` speaks, the texts that did not go through the translation call.

    `is_data` knows texts of the user's own: names, numbers, what was typed.
    """
    found = []
    for one in walk(window):
        for text in {text_of(one), one.toolTip(), one.accessibleName()}:
            # What stands in brackets was translated; data may stand between them.
            rest = re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", " ", text)
            rest = rest.replace(OPEN, " ").replace(CLOSE, " ").strip()
            if any(c.isalpha() for c in rest) and not is_data(rest):
                found.append(f"{rest!r}: {way_to(one)}")
    return found


def nameless(window: QWidget) -> list[str]:
    """Return what can be worked or read but says no name or no role to a screen reader."""
    found = []
    for one in walk(window):
        if one.focusPolicy() == Qt.FocusPolicy.NoFocus or not one.isEnabled():
            continue
        if isinstance(one, _NOT_FOR_HANDS):
            continue
        face = QAccessible.queryAccessibleInterface(one)
        if not face.text(QAccessible.Text.Name).strip():
            found.append(f"no name: {way_to(one)}")
        if face.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
            found.append(f"no role: {way_to(one)}")
    return found


def nameless_rows(window: QWidget) -> list[str]:
    """Return the lists whose rows are painted and say nothing."""
    found = []
    for one in walk(window):
        if not isinstance(one, QAbstractItemView) or isinstance(one, QHeaderView):
            continue
        model = one.model()
        if not model.rowCount() or isinstance(one.parent(), QComboBox):
            continue
        # Qt hides the column count of lists.
        columns = model.columnCount() if isinstance(one, QTableView) else 1
        cells = [model.index(0, column) for column in range(columns)]
        said = [cell.data(Qt.ItemDataRole.AccessibleTextRole) or cell.data() for cell in cells]
        if not any(str(text or "").strip() for text in said):
            found.append(f"silent rows: {way_to(one)}")
    return found


def small_targets(window: QWidget) -> list[str]:
    """Return what is to be hit with the mouse and is smaller than 24 x 24 (WCAG 2.5.8); a link
    in a line of text may be as high as its line."""
    found = []
    for one in walk(window):
        if not isinstance(one, QAbstractButton) or one.property("kind") in ("link", "inverseLink"):
            continue
        if one.width() < _SMALLEST_TARGET or one.height() < _SMALLEST_TARGET:
            found.append(f"{one.width()} x {one.height()}: {way_to(one)}")
    return found


def outside(window: QWidget) -> list[str]:
    """Return the controls that hang over their window's edge and can't be scrolled to."""
    frame = QRect(QPoint(0, 0), window.size())
    found = []
    for one in walk(window):
        if not isinstance(one, QAbstractButton | QLineEdit | QComboBox) or _scrolls(one):
            continue
        place = QRect(one.mapTo(window, QPoint(0, 0)), one.size())
        if not frame.contains(place):
            found.append(f"{place.getRect()}: {way_to(one)}")
    return found


def _scrolls(widget: QWidget) -> bool:
    at: QWidget | None = widget
    while at is not None:
        if isinstance(at, QScrollArea):
            return True
        at = at.parentWidget()
    return False


def unreached(window: QWidget) -> list[str]:
    """Return what takes the focus but is not met on the way of the Tab key."""
    wanted = {
        id(one): one
        for one in walk(window)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled()
    }
    first = window.window()
    met = {id(first)}
    at: QWidget | None = first.nextInFocusChain()
    while at is not None and at is not first:
        met.add(id(at))
        at = at.nextInFocusChain()
    return [way_to(one) for key, one in wanted.items() if key not in met]


def speak_pseudo(app: QApplication, *, mirrored: bool) -> Pseudo:
    """Let the program speak the stand-in language; the caller removes the translator again."""
    pseudo = Pseudo(app)
    QCoreApplication.installTranslator(pseudo)
    app.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    )
    return pseudo
