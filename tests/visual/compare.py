"""Two pictures, compared with tolerance.

Both are shrunk first, so that a line which is drawn half a pixel aside weighs little, while a
control that moved, lost its colour or its text weighs much.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

WIDTH: Final = 400
VISIBLE: Final = 36
"""A pixel differs when one of its colours differs by more, of 255."""
SHARE: Final = 0.002
"""What share of a picture's pixels may differ: 0.2 % of a window is less than a button."""


def shrink(picture: QImage) -> QImage:
    """Return the picture as references are kept: small, in 16 steps of each colour, without
    transparency."""
    size = QSize(WIDTH, round(picture.height() * WIDTH / picture.width()))
    small = picture.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    few = small.convertToFormat(QImage.Format.Format_RGB444)
    return few.convertToFormat(QImage.Format.Format_RGB888)


def difference(one: QImage, other: QImage) -> float:
    """Return the share of pixels that differ visibly, from 0 to 1; 1 for unequal sizes."""
    one, other = shrink(one), shrink(other)
    if one.size() != other.size():
        return 1.0
    differ = 0
    for y in range(one.height()):
        mine, theirs = bytes(one.constScanLine(y)), bytes(other.constScanLine(y))
        if mine == theirs:
            continue
        steps = [abs(a - b) > VISIBLE for a, b in zip(mine, theirs, strict=True)]
        differ += sum(any(steps[x : x + 3]) for x in range(0, one.width() * 3, 3))
    return differ / (one.width() * one.height())


def keep(picture: Path, reference: Path) -> None:
    """Make the picture the one that later ones are compared with."""
    reference.parent.mkdir(parents=True, exist_ok=True)
    if not shrink(QImage(str(picture))).save(str(reference), "PNG", 0):
        raise OSError(f"{reference} could not be written")
