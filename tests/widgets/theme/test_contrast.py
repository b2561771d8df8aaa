"""Every pair of colours that is used can be read: text 4.5 to 1, graphics and frames 3 to 1."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtGui import QColor

from leaddesk.base.resources import resource
from leaddesk.widgets.theme.tokens import Colors, read_colors

PLACES = ("canvas", "surface", "raised", "sunken", "subtle", "hover", "press")
SOFTS = ("danger_soft", "warn_soft", "ok_soft", "info_soft", "accent_soft")
CARDS = ("surface", "raised")

TEXT = (
    *product(("text", "text2", "text3"), PLACES),
    *product(("text", "text2"), SOFTS),
    *product(("accent_text",), ("canvas", "surface", "raised", "subtle", "accent_soft")),
    *product(("on_accent",), ("accent", "accent_hover", "accent_press", "score")),
    *product(("score_text",), ("score_soft", *CARDS)),
    *((f"{family}_text", ground) for family in ("danger", "warn", "ok", "info")
      for ground in (f"{family}_soft", "canvas", *CARDS)),
    *product(("rail_text", "rail_text_on"), ("rail", "rail_on")),
    *product(("inverse_text", "inverse_text2", "inverse_link"), ("inverse",)),
)  # fmt: skip
GRAPHICS = (
    *product(("line_control",), ("canvas", "surface", "raised")),
    *product(("focus",), ("canvas", "surface", "raised", "sunken")),
    *product(("danger", "warn", "ok", "info"), CARDS),
    *product(("accent",), CARDS),
    # Ring and bars of the score; on a card its fill only carries text that is tested above.
    *product(("score",), ("surface", "subtle")),
)


def luminance(color: QColor) -> float:
    """WCAG 2.2, relative luminance."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=[("light", False), ("dark", False), ("light", True), ("dark", True)])
def colors(request) -> Colors:
    scheme, high = request.param
    return read_colors(resource("style", "tokens.toml"), scheme, high_contrast=high)


def test_black_on_white_is_21():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


def test_every_text_can_be_read(colors):
    found = {
        (ink, ground): round(contrast(colors.named(ink), colors.named(ground)), 2)
        for ink, ground in TEXT
    }
    assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}


def test_every_mark_and_frame_can_be_seen(colors):
    found = {
        (mark, ground): round(contrast(colors.named(mark), colors.named(ground)), 2)
        for mark, ground in GRAPHICS
    }
    assert {pair: ratio for pair, ratio in found.items() if ratio < 3.0} == {}


def test_stages_series_and_initials_can_be_seen(colors):
    grounds = (colors.surface, colors.raised)
    for row in (colors.stages, colors.charts):
        assert min(contrast(mark, ground) for mark in row for ground in grounds) >= 3.0
    assert min(contrast(colors.on_accent, disc) for disc in colors.avatars) >= 4.5


def test_high_contrast_makes_lines_as_strong_as_frames():
    high = read_colors(resource("style", "tokens.toml"), "light", high_contrast=True)
    assert contrast(high.line, high.surface) >= 3.0
    assert contrast(high.line_strong, high.surface) >= 3.0
