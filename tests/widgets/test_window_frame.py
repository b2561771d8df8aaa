"""The frame that is painted first."""

from __future__ import annotations

import tomllib

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from leaddesk.base.resources import resource
from leaddesk.widgets.window_frame import COLORS, WindowFrame


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_colours_are_those_of_the_theme(scheme):
    tokens = tomllib.loads(resource("style", "tokens.toml").read_text(encoding="utf-8"))[scheme]
    assert COLORS[scheme] == {name: tokens[name] for name in COLORS[scheme]}


def test_it_shows_an_empty_board_until_there_is_content(qtbot):
    frame = WindowFrame("light", "")
    qtbot.addWidget(frame)
    frame.show()
    picture = frame.grab().toImage()
    seen = [picture.pixelColor(x, 300).name().upper() for x in (10, 80, 250)]
    assert seen == [COLORS["light"][name] for name in ("rail", "canvas", "sunken")]
    frame.set_content(QWidget())
    after = frame.grab().toImage()
    assert after.pixelColor(10, 300).name().upper() != COLORS["light"]["rail"]


def test_the_content_writes_days_in_the_language_that_was_chosen_for_it(qtbot):
    before, frame = QLocale(), WindowFrame("light", "")
    qtbot.addWidget(frame)
    content = QWidget()
    try:
        QLocale.setDefault(QLocale("de_DE"))
        frame.set_content(content)
    finally:
        QLocale.setDefault(before)
    assert content.locale().language() == QLocale.Language.German


def test_content_may_refuse_to_close(qtbot):
    class Stubborn(QWidget):
        may_close = False

        def closeEvent(self, event):
            event.setAccepted(self.may_close)

    frame, content = WindowFrame("dark", ""), Stubborn()
    qtbot.addWidget(frame)
    frame.set_content(content)
    frame.show()
    assert not frame.close()
    assert frame.isVisible()
    content.may_close = True
    assert frame.close()
