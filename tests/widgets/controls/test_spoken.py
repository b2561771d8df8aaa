"""What screen readers hear of buttons that lead to pages, and of painted widgets."""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton

from leaddesk.widgets.controls import Button, speak_as_page_tab

NAME = QAccessible.Text.Name


def face(widget):
    return QAccessible.queryAccessibleInterface(widget)


def test_pages_and_views_are_page_tabs_and_say_which_is_shown(office):
    rail, bar = office.window.rail, office.window.bar
    assert face(rail).role() == QAccessible.Role.PageTabList
    assert face(rail).text(NAME) == "Pages"
    pipeline, leads = rail.button("pipeline"), rail.button("leads")
    assert [face(b).role() for b in (pipeline, leads)] == [QAccessible.Role.PageTab] * 2
    assert face(leads).text(NAME) == "Leads"
    assert (face(pipeline).state().selected, face(leads).state().selected) == (1, 0)
    face(leads).doAction("Press")
    assert office.window.page == "leads"
    assert (face(pipeline).state().selected, face(leads).state().selected) == (0, 1)
    tab = face(bar.tab("unassigned"))
    assert (tab.role(), tab.text(NAME)) == (QAccessible.Role.PageTab, "Unassigned")
    assert face(bar.new).role() == QAccessible.Role.Button


def test_other_buttons_keep_their_role(theme, qtbot):
    plain = Button(theme, "Hot")
    plain.setCheckable(True)
    qtbot.addWidget(plain)
    assert face(plain).role() == QAccessible.Role.CheckBox


def test_a_tab_that_goes_takes_its_face_along(qapp):
    for number in range(200):
        button = QPushButton(f"View {number}")
        button.setCheckable(True)
        speak_as_page_tab(button)
        assert face(button).text(NAME) == f"View {number}"
        button.setChecked(True)
        button.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del button
        gc.collect(0)


def test_a_painted_widget_is_told_under_its_role(office):
    switch = office.window.pipeline.bar.switch
    assert face(switch).role() == QAccessible.Role.RadioButton
    assert "Board" in face(switch).text(NAME)
