"""The colours and settings of the look as values, read from resources/style/tokens.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, TypeAlias

from PySide6.QtGui import QColor

from leaddesk.base.errors import BugError

Mode: TypeAlias = Literal["system", "light", "dark"]
Scheme: TypeAlias = Literal["light", "dark"]
Density: TypeAlias = Literal["normal", "compact"]

SMALLEST_TEXT = 0.9
LARGEST_TEXT = 1.3


@dataclass(frozen=True, slots=True)
class Look:
    """What a user chose for the look. `text_scale` is 0.9 to 1.3; others are brought into it."""

    mode: Mode = "system"
    text_scale: float = 1.0
    density: Density = "normal"
    reduce_motion: bool = False
    high_contrast: bool = False

    def __post_init__(self) -> None:
        bounded = min(max(self.text_scale, SMALLEST_TEXT), LARGEST_TEXT)
        object.__setattr__(self, "text_scale", bounded)

    @property
    def big_text(self) -> bool:
        """True above 115 %, where cards and rows get a taller layout."""
        return self.text_scale > 1.15

    @property
    def compact(self) -> bool:
        """True for the denser of the two densities."""
        return self.density == "compact"

    def px(self, value: float) -> int:
        """Return a length that goes with the text size, in whole pixels."""
        return round(value * self.text_scale)

    def ms(self, value: int) -> int:
        """Return the length of a motion in milliseconds: 0 when motion is reduced."""
        return 0 if self.reduce_motion else value


@dataclass(frozen=True, slots=True)
class Colors:
    """Every colour of one theme. The token file explains each name; ux groups are kept."""

    canvas: QColor
    surface: QColor
    raised: QColor
    sunken: QColor
    subtle: QColor
    hover: QColor
    press: QColor
    line: QColor
    line_strong: QColor
    line_control: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    accent_hover: QColor
    accent_press: QColor
    accent_text: QColor
    accent_soft: QColor
    accent_line: QColor
    on_accent: QColor
    focus: QColor
    score: QColor
    score_text: QColor
    score_soft: QColor
    danger: QColor
    danger_text: QColor
    danger_soft: QColor
    warn: QColor
    warn_text: QColor
    warn_soft: QColor
    ok: QColor
    ok_text: QColor
    ok_soft: QColor
    info: QColor
    info_text: QColor
    info_soft: QColor
    rail: QColor
    rail_on: QColor
    rail_text: QColor
    rail_text_on: QColor
    inverse: QColor
    inverse_text: QColor
    inverse_text2: QColor
    inverse_link: QColor
    shadow: QColor
    shadow_strength: float
    stages: tuple[QColor, ...]
    charts: tuple[QColor, ...]
    avatars: tuple[QColor, ...]

    def stage(self, index: int) -> QColor:
        """Return the dot colour of the stage at `index` (from 0); the five repeat."""
        return self.stages[index % len(self.stages)]

    def avatar(self, index: int) -> QColor:
        """Return the avatar colour for a user's index; the six repeat."""
        return self.avatars[index % len(self.avatars)]

    def chart(self, index: int) -> QColor:
        """Return the colour of series `index` (from 0); the six repeat."""
        return self.charts[index % len(self.charts)]

    def named(self, name: str) -> QColor:
        """Return the colour called `name`; an unknown name is a bug."""
        found = getattr(self, name, None)
        if not isinstance(found, QColor):
            raise BugError(f"no colour token is called {name!r}")
        return found

    def names(self) -> dict[str, str]:
        """Return each single colour as name and "#rrggbb", for the style sheet."""
        single = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value.name() for name, value in single.items() if isinstance(value, QColor)}


def read_colors(file: Path, scheme: Scheme, *, high_contrast: bool = False) -> Colors:
    """Read one theme from the token file; a name too many or too few is a bug."""
    with file.open("rb") as stream:
        tables = tomllib.load(stream)
    values: dict[str, Any] = dict(tables[scheme])
    if high_contrast:
        stand_ins: Mapping[str, str] = tables["high_contrast"]
        values |= {name: values[other] for name, other in stand_ins.items()}
    expected = {field.name for field in fields(Colors)}
    if expected != values.keys():
        raise BugError(f"tokens differ from Colors: {sorted(expected ^ values.keys())}")
    return Colors(**{name: _as_value(value) for name, value in values.items()})


def _as_value(value: Any) -> Any:
    if isinstance(value, str):
        return QColor(value)
    if isinstance(value, list):
        return tuple(QColor(item) for item in value)
    return value
