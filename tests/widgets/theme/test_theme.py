"""The theme reaches the palette, the fonts and the style sheet, and says when it changes."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QMenu,
    QPushButton,
    QStyle,
    QStyleOptionFocusRect,
)

from leaddesk.base.errors import BugError
from leaddesk.base.resources import resource
from leaddesk.widgets.theme import Look
from leaddesk.widgets.theme.fonts import Fonts, load_inter
from leaddesk.widgets.theme.palette import palette_of
from leaddesk.widgets.theme.style_sheet import style_sheet
from leaddesk.widgets.theme.tokens import Colors, read_colors

GROUPS = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)


def test_the_palette_sets_every_role_in_every_group(theme):
    palette = palette_of(theme.colors)
    none = (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles)
    roles = [role for role in QPalette.ColorRole if role not in none]
    unset = [
        (group, role) for group in GROUPS for role in roles if not palette.isBrushSet(group, role)
    ]
    assert unset == []


def test_dark_and_light_reach_the_application(theme, qapp):
    theme.apply(qapp, Look("dark", reduce_motion=True))
    assert qapp.palette().window().color() == QColor("#12151C")
    assert "#1b1f29" in qapp.styleSheet()
    theme.apply(qapp, Look("light", reduce_motion=True))
    assert qapp.palette().window().color() == QColor("#F6F7F9")


def test_a_change_is_said_once_and_gives_a_new_stamp(theme, qapp, qtbot):
    before = theme.stamp
    with qtbot.waitSignal(theme.changed):
        theme.apply(qapp, Look("dark", text_scale=1.2))
    assert theme.stamp > before
    assert theme.scheme == "dark"


def test_the_style_sheet_has_no_open_placeholder_and_only_known_files(qapp, theme):
    theme.apply(qapp, Look("dark", reduce_motion=True))
    sheet = qapp.styleSheet()
    assert "$" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    files = re.findall(r'url\("([^"]+)"\)', sheet)
    assert len(files) >= 8
    theme.apply(qapp, Look("light", reduce_motion=True))


@pytest.mark.parametrize("kind", [QPushButton, QCheckBox])
def test_the_frame_alone_says_where_the_keyboard_is(qapp, theme, qtbot, kind):
    """The style would draw a rectangle around the words as well."""
    theme.apply(qapp, Look("light", reduce_motion=True))
    control = kind("Words")
    qtbot.addWidget(control)
    control.show()
    option = QStyleOptionFocusRect()
    option.initFrom(control)
    option.state |= QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
    picture = QImage(control.size(), QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    focus = QStyle.PrimitiveElement.PE_FrameFocusRect
    control.style().drawPrimitive(focus, option, painter, control)
    painter.end()
    empty = QImage(picture)
    empty.fill(0)
    assert picture == empty


def test_an_unknown_placeholder_is_refused(theme):
    with pytest.raises(KeyError):
        style_sheet("QLabel { color: $colour_of_money; }", theme.colors, Look(), {})


def test_text_size_grows_fonts_and_controls(theme, qapp, qtbot):
    button = QPushButton("Filter")
    line = QLineEdit()
    for widget in (button, line):
        qtbot.addWidget(widget)
        widget.show()
    assert (button.height(), line.sizeHint().height()) == (32, 32)
    theme.apply(qapp, Look("light", text_scale=1.3, reduce_motion=True))
    assert theme.fonts.font().pixelSize() == 17
    assert button.sizeHint().height() == 42
    theme.apply(qapp, Look("light", density="compact", reduce_motion=True))
    assert line.sizeHint().height() == 28


def test_focus_moves_nothing(theme, qtbot):
    button = QPushButton("Filter")
    qtbot.addWidget(button)
    button.show()
    before = button.sizeHint()
    button.setFocus()
    assert button.sizeHint() == before


@pytest.mark.parametrize("scale", [0.1, 0.9, 1.15, 1.3, 7.0])
def test_the_text_size_stays_in_its_bounds(scale):
    look = Look(text_scale=scale)
    assert 0.9 <= look.text_scale <= 1.3
    assert look.big_text == (look.text_scale > 1.15)


def test_reduced_motion_takes_no_time():
    assert Look(reduce_motion=True).ms(160) == 0
    assert Look().ms(160) == 160


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_inter_comes_in_all_four_weights(theme, weight):
    info = QFontInfo(theme.fonts.font("body", weight))
    assert info.family().startswith("Inter")
    assert info.weight() == weight
    assert info.pixelSize() == 13


def test_tabular_figures_are_equally_wide(theme):
    metrics = theme.fonts.metrics("body", 600, tabular=True)
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")
    plain = theme.fonts.metrics("body", 600)
    assert plain.horizontalAdvance("1111") < plain.horizontalAdvance("8888")


def test_titles_are_set_closer(theme):
    assert theme.fonts.font("title").letterSpacing() == pytest.approx(-0.2, abs=0.02)
    assert theme.fonts.font("display").letterSpacing() == -0.5
    assert theme.fonts.font().hintingPreference() == QFont.HintingPreference.PreferNoHinting


def test_a_token_file_with_a_wrong_name_is_a_bug(tmp_path):
    text = resource("style", "tokens.toml").read_text(encoding="utf-8")
    broken = tmp_path / "tokens.toml"
    broken.write_text(text.replace('canvas = "#F6F7F9"', 'canvass = "#F6F7F9"', 1))
    with pytest.raises(BugError, match="canvas"):
        read_colors(broken, "light")


def test_all_tokens_are_true_colours(theme):
    for field in fields(Colors):
        value = getattr(theme.colors, field.name)
        for color in value if isinstance(value, tuple) else (value,):
            assert not isinstance(color, QColor) or color.isValid()
    assert theme.colors.stage(5) == theme.colors.stage(0)
    with pytest.raises(BugError):
        theme.colors.named("shadow_strength")


def test_every_icon_can_be_drawn_in_its_colour(theme):
    names = theme.icons.names()
    assert {"phone", "timer", "hourglass", "flame", "merge", "cloud-off"} <= names
    ink = QColor("#3556D4")
    for name in names:
        image = theme.icons.pixmap(name, ink, 32).toImage()
        shown = [
            image.pixelColor(x, y)
            for x in range(32)
            for y in range(32)
            if image.pixelColor(x, y).alpha() > 250
        ]
        assert shown, name
        assert all(abs(pixel.blue() - ink.blue()) < 6 for pixel in shown), name


def test_an_icon_is_drawn_once_for_colour_size_and_ratio(theme):
    ink = QColor("#111111")
    first = theme.icons.pixmap("phone", ink, 16, 2.0)
    assert theme.icons.pixmap("phone", ink, 16, 2.0) is first
    assert first.size() == QSize(32, 32)
    assert theme.icons.pixmap("phone", ink, 16, 1.0) is not first
    with pytest.raises(BugError, match="no icon"):
        theme.icons.pixmap("telephone-of-tomorrow", ink)


def test_without_its_font_files_the_systems_font_stands_in(tmp_path, qapp):
    (tmp_path / "Inter-Bold.ttf").write_bytes(b"no font")
    assert load_inter(tmp_path) == ()
    font = Fonts(1.0, "DejaVu Sans").font()
    assert font.families() == ["Inter", "DejaVu Sans"]


def test_in_a_menu_the_checked_entry_stands_below_the_others(qtbot, qapp, theme):
    menu = QMenu()
    qtbot.addWidget(menu)
    entries = [menu.addAction("Manual") for _ in range(2)]
    for entry in entries:
        entry.setCheckable(True)
    entries[0].setChecked(True)
    menu.popup(QPoint(0, 0))
    image = menu.grab().toImage()
    ends = [_last_ink(image, menu.actionGeometry(entry)) for entry in entries]
    menu.close()
    assert ends[0] == ends[1]


def _last_ink(image, rect):
    """The rightmost dark pixel of a part: where its words end."""
    inside = rect.adjusted(4, 4, -4, -4)
    return max(
        x
        for x in range(inside.left(), inside.right())
        for y in range(inside.top(), inside.bottom())
        if image.pixelColor(x, y).lightness() < 100
    )
