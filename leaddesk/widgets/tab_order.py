"""The order in which Tab walks through widgets that come and go."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def walk_from(place: QWidget, widgets: Iterable[QWidget]) -> None:
    """Let Tab go through `widgets` where their container `place` stands in the window.

    A widget that is made later stands at the end of the window's chain, behind all others.
    """
    policy = place.focusPolicy()
    # Qt orders only what takes the focus.
    place.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    before = place
    for widget in widgets:
        QWidget.setTabOrder(before, widget)
        before = widget
    place.setFocusPolicy(policy)
