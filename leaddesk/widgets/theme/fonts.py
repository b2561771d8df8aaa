"""Inter in seven roles: loaded once, handed out from a cache with the chosen text size."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

Role: TypeAlias = Literal["display", "title", "heading", "body", "small", "micro", "days"]

_log = logging.getLogger("leaddesk.theme")
_FILES: Final = ("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold")
FAMILY: Final = "Inter"


class _Face(NamedTuple):
    """Size in pixels at 100 %, usual weight, letter spacing in pixels."""

    size: int
    weight: int
    spacing: float


_FACES: Final[dict[Role, _Face]] = {
    "display": _Face(26, 700, -0.5),
    "title": _Face(18, 600, -0.2),
    "heading": _Face(14, 600, 0.0),
    "body": _Face(13, 400, 0.0),
    "small": _Face(12, 400, 0.0),
    "micro": _Face(11, 500, 0.0),
    "days": _Face(11, 400, 0.0),
}


@cache
def load_inter(folder: Path) -> tuple[str, ...]:
    """Give the four font files to Qt, once in a process, and return their families.

    A file that is missing or broken is left out and logged: LeadDesk is then read in the
    system's own font, which is better than not at all.
    """
    families: list[str] = []
    for name in _FILES:
        number = QFontDatabase.addApplicationFont(str(folder / f"{name}.ttf"))
        if number < 0:
            _log.warning("the font file %s.ttf can't be used; the system's font stands in", name)
            continue
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(families)


class Fonts:
    """Fonts and their metrics for one text size. Both are made once and then shared."""

    def __init__(self, text_scale: float, fallback: str) -> None:
        """`fallback` is the system's own family, for scripts that Inter lacks."""
        self._scale = text_scale
        self._families = [FAMILY, fallback] if fallback else [FAMILY]
        self._fonts: dict[tuple[Role, int, bool], QFont] = {}
        self._metrics: dict[tuple[Role, int, bool], QFontMetrics] = {}

    def font(self, role: Role = "body", weight: int = 0, *, tabular: bool = False) -> QFont:
        """Return the font of a role; `weight` 400 to 700 (0: the role's own).

        `tabular` gives figures of equal width, for number columns, timers and sums.
        """
        key = (role, weight, tabular)
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = self._make(*key)
        return found

    def metrics(
        self, role: Role = "body", weight: int = 0, *, tabular: bool = False
    ) -> QFontMetrics:
        """Return the metrics of the same font."""
        key = (role, weight, tabular)
        found = self._metrics.get(key)
        if found is None:
            found = self._metrics[key] = QFontMetrics(self.font(role, weight, tabular=tabular))
        return found

    def _make(self, role: Role, weight: int, tabular: bool) -> QFont:
        face = _FACES[role]
        font = QFont()
        font.setFamilies(self._families)
        font.setPixelSize(max(9, round(face.size * self._scale)))
        font.setWeight(QFont.Weight(weight or face.weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if face.spacing:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, face.spacing)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font
