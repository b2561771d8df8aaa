"""Toasts and popovers: who has the focus, what Esc does, how long something stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from leaddesk.widgets import labels
from leaddesk.widgets.controls import Popover, ToastStack, ToastText
from leaddesk.widgets.controls.toast import MOST_TOASTS
from leaddesk.widgets.theme import Look
from leaddesk.widgets.theme.shadows import shadow_reach


@pytest.fixture
def host(qtbot, theme):
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    return window


@pytest.fixture
def opened(qtbot, theme, host):
    """A popover with two inputs under a button that had the focus."""
    # Qt gives the focus to the next in the chain when its owner hides: not to this one.
    QLineEdit(host).show()
    button = QPushButton("Lost", host)
    QLineEdit(host).show()
    button.setGeometry(40, 40, 120, 32)
    button.show()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    content = QWidget()
    column = QVBoxLayout(content)
    for _number in range(2):
        column.addWidget(QLineEdit())
    popover = Popover(theme, host, "Reason", content)
    popover.open_at(button)
    qtbot.waitUntil(lambda: content.isAncestorOf(QApplication.focusWidget()))
    return popover, button, content.findChildren(QLineEdit)


def test_a_popover_takes_the_focus_and_gives_it_back(qtbot, opened):
    popover, button, lines = opened
    assert QApplication.focusWidget() is lines[0]
    with qtbot.waitSignal(popover.closed):
        qtbot.keyClick(lines[0], Qt.Key.Key_Escape)
    assert not popover.isVisible()
    assert QApplication.focusWidget() is button


def test_a_popover_closes_though_what_had_the_focus_is_gone(qtbot, opened):
    popover, button, lines = opened
    button.deleteLater()
    QCoreApplication.sendPostedEvents(button, QEvent.Type.DeferredDelete)
    with qtbot.waitSignal(popover.closed):
        qtbot.keyClick(lines[0], Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_tab_walks_round_inside(qtbot, opened):
    _popover, _button, lines = opened
    qtbot.keyClick(lines[0], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is lines[1]
    qtbot.keyClick(lines[1], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is lines[0]
    qtbot.keyClick(lines[0], Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is lines[1]


def test_a_click_beside_closes_and_a_click_inside_does_not(qtbot, opened, host):
    popover, button, _lines = opened
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    qtbot.mouseClick(popover, Qt.MouseButton.LeftButton, pos=QPoint(20, 15))
    assert popover.isVisible()
    layer = popover.parentWidget()
    qtbot.mouseClick(layer, Qt.MouseButton.LeftButton, pos=QPoint(700, 500))
    assert not popover.isVisible()
    assert not layer.isVisible()
    assert pressed == []


def test_keys_inside_never_reach_the_page(qtbot, opened, host):
    popover, _button, _lines = opened
    reached = []
    host.keyPressEvent = reached.append
    qtbot.keyClick(popover, Qt.Key.Key_Delete)
    assert reached == []


@pytest.mark.parametrize(
    "anchor",
    [QRect(0, 0, 10, 10), QRect(880, 580, 20, 20), QRect(400, 560, 90, 30), QRect(-50, 300, 5, 5)],
)
def test_a_popover_stays_inside_its_window(qtbot, theme, host, anchor):
    content = QWidget()
    content.setFixedSize(300, 200)
    popover = Popover(theme, host, "Where", content)
    popover.open_at(anchor)
    left, top, right, bottom = shadow_reach(2)
    panel = popover.geometry().adjusted(left, top, -right, -bottom)
    assert host.rect().contains(panel)
    popover.close_it()


def test_a_popover_follows_the_window(qtbot, theme, host):
    content = QWidget()
    content.setFixedSize(300, 200)
    popover = Popover(theme, host, "Where", content)
    popover.open_at(QRect(500, 40, 100, 30))
    host.resize(600, 500)
    qtbot.waitUntil(lambda: popover.geometry().right() <= 600)


def test_with_motion_a_popover_slides_to_its_place(qtbot, qapp, theme, host):
    theme.apply(qapp, Look("light"))
    content = QWidget()
    content.setFixedSize(300, 200)
    popover = Popover(theme, host, "Where", content)
    popover.open_at(QRect(100, 40, 100, 30))
    _left, top, _right, _bottom = shadow_reach(2)
    qtbot.waitUntil(lambda: popover.y() == 69 + 6 - top)


def test_a_toast_acts_once_and_goes(qtbot, theme, host):
    stack = ToastStack(theme, host)
    undone = []
    said = ToastText("Moved", action="Undo", key="Ctrl Z")
    stack.show_toast(said, lambda: undone.append(1))
    assert stack.focus_newest()
    undo = QApplication.focusWidget()
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert stack.toasts() == ()
    assert not stack.focus_newest()


def test_never_more_than_three_and_one_of_a_kind(theme, host):
    stack = ToastStack(theme, host)
    for number in range(5):
        stack.show_toast(ToastText(f"news {number}"))
    assert [toast.said.text for toast in stack.toasts()] == ["news 2", "news 3", "news 4"]
    stack.clear()
    stack.show_toast(ToastText("1 lead moved", kind="moved"))
    stack.show_toast(ToastText("2 leads moved", kind="moved"))
    assert [toast.said.text for toast in stack.toasts()] == ["2 leads moved"]
    assert len(stack.toasts()) <= MOST_TOASTS
    stack.clear()


def test_the_clock_stops_under_the_mouse_and_on_focus(qtbot, theme, host):
    stack = ToastStack(theme, host)
    toast = stack.show_toast(ToastText("Moved", action="Undo"))
    assert toast.waits
    here = QPointF(2, 2)
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    assert not toast.waits
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.waits
    toast.take_focus()
    qtbot.waitUntil(lambda: not toast.waits)
    stack.clear()


def test_a_toast_stands_centred_64_pixels_above_the_foot(theme, host):
    stack = ToastStack(theme, host)
    toast = stack.show_toast(ToastText("Studio Belvedere moved to Contacted", action="Undo"))
    shape = toast.geometry()
    assert shape.bottom() + 1 == host.height() - 64
    assert abs(shape.center().x() - host.rect().center().x()) <= 1
    host.resize(500, 400)
    assert host.rect().contains(toast.geometry())
    stack.clear()


def test_what_lies_below_the_shadow_of_a_toast_can_be_clicked(theme, host):
    """The first column's "+ Add lead" for example."""
    toast = ToastStack(theme, host).show_toast(ToastText("Moved"))
    (shadow,) = (c for c in host.children() if isinstance(c, QWidget) and c is not toast)
    below = toast.geometry().bottomLeft() + QPoint(20, 8)
    assert shadow.isVisible()
    assert shadow.geometry().contains(below)
    assert host.childAt(below) is None
    toast.hide()
    assert not shadow.isVisible()


def test_a_long_toast_is_cut_to_the_window(theme, host):
    stack = ToastStack(theme, host)
    toast = stack.show_toast(ToastText("x" * 2_000_000, action="Undo"))
    assert toast.width() <= host.width() - 40
    stack.clear()


def test_a_toast_about_a_long_name_still_says_what_happened(theme, host, monkeypatch):
    shown = []
    monkeypatch.setattr(labels, "write", lambda _painter, _rect, text, *_more: shown.append(text))
    stack = ToastStack(theme, host)
    stack.show_toast(ToastText("Mega " * 40 + "moved to Contacted", action="Undo")).grab()
    assert shown[-1].startswith("Mega")
    assert shown[-1].endswith("moved to Contacted")
    stack.clear()


def test_esc_closes_a_focused_toast(qtbot, theme, host):
    stack = ToastStack(theme, host)
    toast = stack.show_toast(ToastText("Moved"))
    toast.take_focus()
    qtbot.keyClick(toast, Qt.Key.Key_Escape)
    assert stack.toasts() == ()


def test_a_toast_stands_in_the_middle_of_what_the_panel_beside_it_leaves(qtbot, theme, host):
    aside = QWidget(host)
    aside.setGeometry(600, 0, 300, 600)
    aside.hide()
    stack = ToastStack(theme, host)
    stack.keep_beside(aside)
    toast = stack.show_toast(ToastText("Nordwind moved"))
    assert abs(toast.geometry().center().x() - 450) <= 1
    aside.show()
    qtbot.waitUntil(lambda: abs(toast.geometry().center().x() - 300) <= 1)
    aside.hide()
    qtbot.waitUntil(lambda: abs(toast.geometry().center().x() - 450) <= 1)
