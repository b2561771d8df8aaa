"""The small controls answer mouse and keyboard, say their names, and keep their room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from leaddesk.widgets.controls import (
    AttentionChip,
    Avatar,
    Banner,
    Button,
    ChipValue,
    Combo,
    Field,
    FilterChip,
    IconButton,
    ProgressLine,
    SearchBox,
    Segment,
    SegmentedSwitch,
    StepHeader,
)
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Look

OVERDUE = ChipValue("circle-alert", "Overdue", "4", "danger")


def shown(qtbot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    widget.show()
    return widget


def test_a_key_cap_takes_its_own_room(theme, qtbot):
    plain = shown(qtbot, Button(theme, "New lead", kind="primary", icon="plus"))
    with_key = shown(qtbot, Button(theme, "New lead", kind="primary", icon="plus", key="N"))
    assert with_key.sizeHint().width() >= plain.sizeHint().width() + 18
    assert with_key.grab().toImage() != plain.grab().toImage()


def test_a_buttons_words_are_never_cut(theme, qtbot):
    button = shown(qtbot, Button(theme, "Log call and plan proposal", key="Ctrl Enter"))
    assert button.minimumSizeHint() == button.sizeHint()


def test_an_icon_button_says_its_name_and_is_large_enough(theme, qtbot):
    button = shown(qtbot, IconButton(theme, "bell", "Messages"))
    assert (button.accessibleName(), button.toolTip()) == ("Messages", "Messages")
    assert min(button.width(), button.height()) >= 24


def test_buttons_follow_the_theme(theme, qapp, qtbot):
    button = shown(qtbot, Button(theme, "Filter", icon="list-filter"))
    light = button.icon().pixmap(16, 16).toImage()
    theme.apply(qapp, Look("dark", reduce_motion=True))
    assert button.icon().pixmap(16, 16).toImage() != light


def test_a_primary_button_shows_its_focus(theme, qtbot):
    button = shown(qtbot, Button(theme, "New lead", kind="primary"))
    other = shown(qtbot, QLineEdit())
    other.setFocus()
    before = button.grab().toImage()
    button.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert button.grab().toImage() != before


def test_a_pressed_chip_makes_room_for_its_cross(theme, qtbot):
    chip = shown(qtbot, AttentionChip(theme, OVERDUE))
    before = chip.sizeHint().width()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()
    assert chip.sizeHint().width() > before
    assert chip.accessibleName() == "Overdue 4"


def test_shift_adds_a_chip(theme, qtbot):
    chip = shown(qtbot, AttentionChip(theme, OVERDUE))
    with qtbot.waitSignal(chip.added):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.assertNotEmitted(chip.added):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)


def test_a_chip_without_words_says_them_as_a_tip(theme, qtbot):
    chip = shown(qtbot, AttentionChip(theme, OVERDUE))
    wide = chip.sizeHint().width()
    chip.set_words(False)
    assert chip.sizeHint().width() < wide - 40
    assert chip.toolTip() == "Overdue"


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_a_filter_chip_goes_by_key(theme, qtbot, key):
    chip = shown(qtbot, FilterChip(theme, "Score", "50 or more"))
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, key)


def test_a_filter_chip_tells_its_cross_from_its_words(theme, qtbot):
    chip = shown(qtbot, FilterChip(theme, "Score", "50 or more"))
    middle = chip.height() // 2
    with qtbot.waitSignal(chip.clicked), qtbot.assertNotEmitted(chip.removed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(20, middle))
    with qtbot.waitSignal(chip.removed), qtbot.assertNotEmitted(chip.clicked):
        cross = QPoint(chip.width() - 14, middle)
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=cross)


def test_a_switch_is_walked_by_arrows_and_says_only_changes(theme, qtbot):
    segments = (Segment("board", "Board", "square-kanban"), Segment("list", "List", "list"))
    switch = shown(qtbot, SegmentedSwitch(theme, "View", segments))
    with qtbot.waitSignal(switch.chosen) as said:
        qtbot.keyClick(switch, Qt.Key.Key_Right)
    assert said.args == ["list"]
    with qtbot.assertNotEmitted(switch.chosen):
        qtbot.keyClick(switch, Qt.Key.Key_Right)
        switch.choose("board")
        switch.choose("nonsense")
    assert switch.key == "board"
    assert switch.accessibleName() == "View: Board"
    with qtbot.waitSignal(switch.chosen):
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(switch.width() - 10, 15))


def test_esc_empties_a_search_box_and_then_leaves_it(theme, qtbot):
    box = shown(qtbot, SearchBox(theme, "Search or jump to...", key="Ctrl K"))
    qtbot.keyClicks(box, "nord")
    with qtbot.assertNotEmitted(box.left):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    with qtbot.waitSignal(box.left):
        qtbot.keyClick(box, Qt.Key.Key_Escape)


def test_the_wheel_never_changes_a_combo_without_focus(theme, qtbot):
    window = shown(qtbot, QWidget())
    combo = Combo(parent=window)
    combo.addItems(["Company", "Contact"])
    here = QPointF(5, 5)
    still = (Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase)
    wheel = QWheelEvent(here, here, QPoint(), QPoint(0, -120), *still, False)
    QApplication.sendEvent(combo, wheel)
    assert combo.currentIndex() == 0


def test_a_field_says_what_is_wrong_below_its_input(theme, qtbot):
    field = shown(qtbot, Field(theme, "Email", QLineEdit(), hint="Work address"))
    assert field.editor.accessibleName() == "Email"
    assert field.editor.accessibleDescription() == "Work address"
    field.set_error("Write the address in full.")
    assert field.error == "Write the address in full."
    assert field.editor.property("state") == "bad"
    assert field.editor.accessibleDescription() == "Write the address in full."
    field.set_error("")
    assert (field.error, field.editor.property("state")) == ("", "")


def test_a_field_without_message_keeps_no_room_for_one(theme, qtbot):
    field = shown(qtbot, Field(theme, "Email", QLineEdit()))
    before = field.sizeHint().height()
    field.set_error("Write the address in full.")
    assert field.sizeHint().height() > before


def test_a_banner_changes_and_goes(theme, qtbot):
    banner = shown(qtbot, Banner(theme, "warn", "Connection lost.", close_name="Close"))
    button = banner.add_button("Try now")
    assert button.text() == "Try now"
    banner.set_notice("ok", "Connected again.")
    assert banner.accessibleName() == "Connected again."
    assert banner.property("panel") == "ok"
    close = next(b for b in banner.findChildren(IconButton))
    with qtbot.waitSignal(banner.dismissed):
        close.click()
    assert banner.sizeHint().height() >= 40


def test_a_banner_shows_markup_as_text(theme, qtbot):
    banner = shown(qtbot, Banner(theme, "info", "<b>ACME</b>"))
    label = next(w for w in banner.findChildren(PlainLabel))
    assert label.text() == "<b>ACME</b>"
    assert label.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize(("asked", "held"), [(-1.0, 0.0), (0.25, 0.25), (7.0, 1.0)])
def test_a_progress_line_stays_in_its_bounds(theme, qtbot, asked, held):
    line = shown(qtbot, ProgressLine(theme))
    line.set_value(asked)
    assert line.value == held
    assert line.accessibleDescription() == f"{round(held * 100)} %"


def test_steps_go_from_the_first_to_all_done(theme, qtbot):
    steps = shown(qtbot, StepHeader(theme, ("Choose file", "Match columns", "Import")))
    assert steps.accessibleName() == "1/3 Choose file"
    first = steps.grab().toImage()
    steps.set_step(3)
    assert steps.step == 3
    assert steps.accessibleName() == "3/3 Import"
    assert steps.grab().toImage() != first


def test_an_avatar_is_a_coloured_disc_with_a_name(theme, qtbot):
    avatar = shown(qtbot, Avatar(theme, 28))
    avatar.set_person("Sam Keller", "SK", 0, present=True)
    image = avatar.grab().toImage()
    assert image.pixelColor(4, 14) == theme.colors.avatar(0)
    assert avatar.accessibleName() == "Sam Keller"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_button_with_the_focus_is_pressed_by_enter_and_space(qtbot, theme, key):
    button = Button(theme, "Match columns")
    qtbot.addWidget(button)
    pressed = []
    button.clicked.connect(lambda: pressed.append(key))
    qtbot.keyClick(button, key)
    assert pressed == [key]
