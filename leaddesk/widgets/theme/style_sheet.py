"""The application style sheet, filled from the tokens, and the small pictures it points to."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QPainter, QPixmap

from leaddesk.widgets.theme.icons import Icons
from leaddesk.widgets.theme.tokens import Colors, Look

#: Lengths in pixels at 100 % text size; those of controls go with it.
_RADII = {"r_tag": 5, "r_control": 7, "r_card": 9, "r_panel": 11, "r_popover": 12}


def style_sheet(template: str, colors: Colors, look: Look, pictures: dict[str, Path]) -> str:
    """Return the finished sheet; `pictures` maps a placeholder to an image file."""
    height = 28 if look.compact else 32
    inner = look.px(height) - 2
    lengths = {
        **_RADII,
        "control": inner,
        "control_focus": inner - 2,
        "control_spin": inner - 3,
        "control_spin_focus": inner - 5,
        "check": look.px(16),
        "check_round": look.px(16) // 2 + 1,
        "row_pad": look.px(4 if look.compact else 6),
        "tip": look.px(12),
        "soft_frame": "1px solid " + colors.line_control.name() if look.high_contrast else "none",
    }
    files = {name: f'url("{file.as_posix()}")' for name, file in pictures.items()}
    return Template(template).substitute({**colors.names(), **lengths, **files})


def write_pictures(folder: Path, icons: Icons, colors: Colors) -> dict[str, Path]:
    """Write arrows, checks and dots in the theme's colours; return them by placeholder.

    A style sheet can only name files, so each colour needs one. The colour is part of the
    file's name, because Qt keeps pictures by name.
    """
    # Drawn for the sharpest screen there is, like all icons, and for every one below it.
    ratios = range(1, max(1, ceil(icons.ratio)) + 1)
    wanted = {
        "arrow_down": ("chevron-down", colors.text2, 14),
        "arrow_down_off": ("chevron-down", colors.text3, 14),
        "arrow_up": ("chevron-up", colors.text2, 12),
        "arrow_small": ("chevron-down", colors.text2, 12),
        "arrow_right": ("chevron-right", colors.text2, 14),
        "check_on": ("check", colors.on_accent, 12),
        "check_part": ("minus", colors.on_accent, 12),
        "menu_check": ("check", colors.text2, 14),
    }
    written = {}
    for placeholder, (name, color, size) in wanted.items():
        file = folder / f"{placeholder}-{color.name()[1:]}.png"
        for ratio in ratios:
            marked = file if ratio == 1 else file.with_stem(f"{file.stem}@{ratio}x")
            if not marked.exists():
                icons.pixmap(name, color, size, ratio).save(str(marked))
        written[placeholder] = file
    return {**written, "radio_on": _write_dot(folder, colors.on_accent, ratios)}


def _write_dot(folder: Path, color: QColor, ratios: Iterable[int]) -> Path:
    file = folder / f"radio_on-{color.name()[1:]}.png"
    for ratio in ratios:
        pixmap = QPixmap(12 * ratio, 12 * ratio)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(ratio, ratio)
        painter.setPen(color)
        painter.setBrush(color)
        painter.drawEllipse(4, 4, 4, 4)
        painter.end()
        pixmap.save(str(file if ratio == 1 else file.with_stem(f"{file.stem}@{ratio}x")))
    return file
