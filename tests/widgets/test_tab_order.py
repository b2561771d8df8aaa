"""Tab goes through what is made later where it stands, not at the end of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from leaddesk.widgets.tab_order import walk_from


def test_widgets_made_later_are_walked_where_their_container_stands(qtbot):
    window, place = QWidget(), QWidget()
    qtbot.addWidget(window)
    first, last, kept = QPushButton("first"), QPushButton("last"), QPushButton("kept", place)
    column = QVBoxLayout(window)
    for widget in (first, place, last):
        column.addWidget(widget)
    made = [QPushButton(name, place) for name in ("a", "b")]
    walk_from(place, (*made, kept))
    walked: list[str] = []
    one: QWidget | None = first
    while not walked or one is not first:
        assert one is not None
        if isinstance(one, QPushButton):
            walked.append(one.text())
        one = one.nextInFocusChain()
    assert walked == ["first", "a", "b", "kept", "last"]
