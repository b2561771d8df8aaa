"""The settings of the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leaddesk.widgets.controls import KeyCap
from leaddesk.widgets.settings.keyboard import KeyboardForm


def test_single_letters_are_switched_and_the_list_follows(office, qtbot):
    form = KeyboardForm(office.window.tools, office.settings)
    qtbot.addWidget(form)
    form.show()
    assert form.letters.isChecked()
    assert form.letters.accessibleName() == "Single letters as commands"
    before = shown(form)
    assert {"N", "M", "Ctrl K"} <= before
    QTest.keyClick(form.letters, Qt.Key.Key_Space)
    assert office.settings.settings.single_letter_keys is False
    after = shown(form)
    assert "Ctrl K" in after
    assert not {"N", "M"} & after
    office.settings.change(single_letter_keys=True)
    assert form.letters.isChecked()
    assert shown(form) == before


def shown(form: KeyboardForm) -> set[str]:
    QApplication.processEvents()
    return {cap._key for cap in form.keys.findChildren(KeyCap) if cap.isVisible()}
