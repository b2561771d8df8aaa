"""The mark that says whether all is saved, in a bar that has little room."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from leaddesk.widgets.labels import ElidedLabel
from leaddesk.widgets.save_mark import SaveMark


def test_a_long_name_that_is_waited_for_gives_way_with_an_ellipsis(theme, qtbot):
    mark = SaveMark(theme)
    qtbot.addWidget(mark)
    mark.show()
    (words,) = mark.findChildren(ElidedLabel)
    assert words.minimumWidth() == words.sizeHint().width(), "Saved is never cut"
    text = "Waiting for Maximiliane von Hohenstein-Rautenberg to finish saving..."
    mark.show_waiting(text)
    mark.resize(180, 32)
    QApplication.processEvents()
    assert words.width() < words.sizeHint().width()
    assert words.toolTip() == text
    mark.show_waiting("")
    assert words.minimumWidth() == words.sizeHint().width()
