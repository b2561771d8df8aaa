"""Every page and dialog looks as it did when somebody last looked at it.

After a change that is meant: look at `python3 dev.py pictures`, then renew the references with
`python3 dev.py pictures --references`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from tests.visual.compare import SHARE, difference
from tests.visual.tours import COMPARED, ROOT, look, take_tour

#: Show where files lie, or how far a run was: something else in every run.
ELSEWHERE = {"settings-source.png", "import-1-gone.png", "import-4-running.png"}
REFERENCES = ROOT / "tests" / "visual" / "references"


@pytest.mark.parametrize("name", COMPARED)
def test_every_page_looks_as_it_did(name: str, tmp_path: Path) -> None:
    pictures = take_tour(tmp_path / "data", tmp_path / "pictures", look(name))
    known = {path.name for path in (REFERENCES / name).glob("*.png")}
    assert {path.name for path in pictures} == known
    differing = {
        path.name: round(share, 4)
        for path in pictures
        if path.name not in ELSEWHERE
        and (share := difference(QImage(str(path)), QImage(str(REFERENCES / name / path.name))))
        > SHARE
    }
    assert not differing, f"{name}: share of pixels that differ, pictures below {tmp_path}"


def board() -> QImage:
    return QImage(str(ROOT / "docs" / "pictures" / "board.png"))


def test_a_picture_equals_itself() -> None:
    assert difference(board(), board()) == 0


@pytest.mark.parametrize(
    ("what", "spot"),
    [
        ("a button's colour", QRect(1284, 12, 130, 31)),
        ("a card's text", QRect(112, 170, 160, 90)),
    ],
)
def test_what_a_user_would_notice_is_noticed(what: str, spot: QRect) -> None:
    changed = board()
    painter = QPainter(changed)
    painter.fillRect(spot, QColor("#ff0000" if "colour" in what else "#ffffff"))
    painter.end()
    assert difference(board(), changed) > SHARE


def test_a_pixel_of_noise_is_not_noticed() -> None:
    changed = board()
    changed.setPixelColor(700, 400, QColor("#ff0000"))
    assert difference(board(), changed) <= SHARE
