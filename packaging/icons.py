"""The icon in every form that a system wants, drawn by Qt from the one SVG.

`python icons.py FOLDER` makes leaddesk.svg, leaddesk-16.png to leaddesk-512.png, leaddesk.ico and
leaddesk.icns there.
"""

from __future__ import annotations

import os
import shutil
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parent.parent / "resources" / "app" / "leaddesk.svg"
PNG_SIDES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIDES = (16, 20, 24, 32, 40, 48, 64, 256)
#: Types of the pictures in an .icns file with their sides, the second four for screens of twice
#: the density.
ICNS_TYPES = {
    b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512,
    b"ic11": 32, b"ic12": 64, b"ic13": 256, b"ic14": 512, b"ic10": 1024,
}  # fmt: skip
#: On macOS an icon's shape leaves so much of the side free all around.
MAC_MARGIN = 100 / 1024


def png(side: int, *, margin: float = 0.0) -> bytes:
    """The icon as a PNG of `side` pixels; `margin` is a share of the side. Needs Qt's GUI."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    free = side * margin
    renderer = QSvgRenderer(QByteArray(SOURCE.read_bytes()))
    renderer.render(painter, QRectF(free, free, side - 2 * free, side - 2 * free))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # the stub wants bytes
        raise OSError("Qt can't write PNG")
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon of PNG pictures by their sides (at most 256)."""
    header = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(header) + 16 * len(pictures)
    entries, body = [], b""
    for side, picture in sorted(pictures.items()):
        shown = side % 256  # 0 stands for 256
        entries.append(
            struct.pack("<BBBBHHII", shown, shown, 0, 0, 1, 32, len(picture), place + len(body))
        )
        body += picture
    return header + b"".join(entries) + body


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """A macOS icon of PNG pictures by their types."""
    body = b"".join(
        kind + struct.pack(">I", len(picture) + 8) + picture for kind, picture in pictures.items()
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def make_icons(folder: Path) -> None:
    """Write every form into `folder`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication(["icons"])
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SOURCE, folder / "leaddesk.svg")
    for side in PNG_SIDES:
        (folder / f"leaddesk-{side}.png").write_bytes(png(side))
    (folder / "leaddesk.ico").write_bytes(ico({side: png(side) for side in ICO_SIDES}))
    pictures = {kind: png(side, margin=MAC_MARGIN) for kind, side in ICNS_TYPES.items()}
    (folder / "leaddesk.icns").write_bytes(icns(pictures))
    del application


if __name__ == "__main__":
    make_icons(Path(sys.argv[1]))
