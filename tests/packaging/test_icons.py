"""One drawing, and every form that a desktop wants of it."""

from __future__ import annotations

import configparser
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QImage, QImageReader, QRegion

from leaddesk.widgets.rail import Mark
from leaddesk.widgets.theme import Theme
from tests.support.child import ROOT

LINUX = ROOT / "packaging" / "linux"


@pytest.fixture(scope="module")
def made(icons, qapp, tmp_path_factory):
    folder = tmp_path_factory.mktemp("icons")
    icons.make_icons(folder)
    return folder


def test_every_size_is_drawn(icons, made):
    for side in icons.PNG_SIDES:
        image = QImage(str(made / f"leaddesk-{side}.png"))
        assert image.size() == QSize(side, side)
        assert image.pixelColor(0, 0).alpha() == 0, "its corners are round"
        middle = image.pixelColor(side // 2, round(side * 0.69))
        assert middle.lightness() > 200, "the foot of the L is white"


def test_the_windows_icon_holds_every_size(icons, made):
    reader = QImageReader(str(made / "leaddesk.ico"))
    sides = []
    for number in range(reader.imageCount()):
        assert reader.jumpToImage(number)
        sides.append(reader.read().width())
    assert sorted(sides) == sorted(icons.ICO_SIDES)


def test_the_mac_icon_can_be_read_and_leaves_its_margin_free(icons, made):
    data = (made / "leaddesk.icns").read_bytes()
    assert data[:4] == b"icns"
    assert int.from_bytes(data[4:8], "big") == len(data)
    place, kinds = 8, {}
    while place < len(data):
        length = int.from_bytes(data[place + 4 : place + 8], "big")
        kinds[data[place : place + 4]] = QImage.fromData(data[place + 8 : place + length])
        place += length
    assert {kind: image.width() for kind, image in kinds.items()} == icons.ICNS_TYPES
    image = kinds[b"ic10"]
    assert image.pixelColor(60, 512).alpha() == 0
    assert image.pixelColor(140, 512).alpha() == 255


def test_the_icon_is_the_mark_of_the_rail(icons, qapp, made):
    """The rail paints it itself, sharp at its size; a change of one must come to the other."""
    side = 128
    theme = Theme(qapp)
    mark = Mark(theme, side)
    painted = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    painted.fill(QColor(0, 0, 0, 0))
    mark.render(painted, QPoint(), QRegion(), Mark.RenderFlag.DrawChildren)
    drawn = QImage(str(made / f"leaddesk-{side}.png"))
    theme.deleteLater()
    mark.deleteLater()
    differing = 0
    for x in range(0, side, 2):
        for y in range(0, side, 2):
            one, other = painted.pixelColor(x, y), drawn.pixelColor(x, y)
            pairs = zip(one.getRgb(), other.getRgb(), strict=True)  # type: ignore[arg-type]
            differing += max(abs(a - b) for a, b in pairs) > 24
    assert differing < side * side / 4 * 0.02, f"{differing} points differ"


def test_the_desktop_entry_names_program_icon_and_window():
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(LINUX / "leaddesk.desktop", encoding="utf-8")
    said = entry["Desktop Entry"]
    assert (said["Exec"], said["Icon"], said["StartupWMClass"]) == ("leaddesk",) * 3
    assert said["Terminal"] == "false"
    application = (ROOT / "leaddesk/app/application.py").read_text(encoding="utf-8")
    assert 'setDesktopFileName("leaddesk")' in application


def test_the_catalogue_entry_leads_to_the_desktop_entry():
    component = ET.parse(LINUX / "org.leaddesk.LeadDesk.metainfo.xml").getroot()
    assert component.findtext("launchable") == "leaddesk.desktop"
    assert component.findtext("id") == "org.leaddesk.LeadDesk"
    assert component.findtext("project_license") == "MIT"
    assert len(component.findtext("summary") or "") <= 80


@pytest.mark.parametrize(
    ("version", "four"),
    [("0.1.0", (0, 1, 0, 0)), ("1.2", (1, 2, 0, 0)), ("2.0.1rc3", (2, 0, 1, 0))],
)
def test_windows_counts_versions_by_four(windows, version, four):
    assert windows.numbers(version) == four
