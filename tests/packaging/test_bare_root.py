"""The Debian package in a root that has nothing but Debian's smallest set: no Python, no Qt.

Only as root, with debootstrap, where LEADDESK_DEB names the package:
`LEADDESK_DEB=dist/leaddesk_0.1.0_amd64.deb python3 dev.py test -m slow tests/packaging`.
LEADDESK_ROOT names a root to use in place of a new one; LEADDESK_PICTURE keeps the picture.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.support.desktop import crash_reports
from tests.support.waiting import wait_until

DEB = os.environ.get("LEADDESK_DEB", "")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DEB, reason="LEADDESK_DEB names no package"),
]
#: What is mounted is so for this one command only: nothing is left that `rm` could follow.
INSIDE = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'
PEOPLE = "Company;First name;Last name;E-mail\nBerg GmbH;Ana;Berg;ana@berg.example\n"
CLEAN = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"}


def words_inside(root: Path, *words: str) -> list[str]:
    return ["unshare", "--mount", "sh", "-c", INSIDE, str(root), *words]


def run(root: Path, *words: str) -> str:
    """Run a command in the root and return what it says."""
    env = {**CLEAN, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        words_inside(root, *words), env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{words}:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """A minimal Debian with the package in it, installed with what it depends on."""
    if named := os.environ.get("LEADDESK_ROOT"):
        made = Path(named)
    else:
        made = tmp_path_factory.mktemp("root")
        suite = platform.freedesktop_os_release()["VERSION_CODENAME"]
        subprocess.run(["debootstrap", "--variant=minbase", suite, str(made)], check=True)
    run(made, "apt-get", "update", "-qq")
    shutil.copy(DEB, made / "tmp" / "leaddesk.deb")
    (made / "tmp" / "people.csv").write_text(PEOPLE, encoding="utf-8")
    quiet = ["-qq", "-y", "--no-install-recommends"]
    run(made, "apt-get", "install", *quiet, "/tmp/leaddesk.deb")
    return made


def test_it_is_installed_without_python(root):
    assert "install ok installed" in run(root, "dpkg-query", "-s", "leaddesk")
    assert run(root, "dpkg", "--verify", "leaddesk") == ""
    for name in ("python3", "python3.11", "Xvfb"):
        assert not (root / "usr/bin" / name).exists(), "the root is not bare"
    for path in (
        "usr/share/applications/leaddesk.desktop",
        "usr/share/icons/hicolor/48x48/apps/leaddesk.png",
        "usr/share/doc/leaddesk/copyright",
        "usr/share/doc/leaddesk/licences/THIRD-PARTY.txt",
    ):
        assert (root / path).is_file(), path


def test_it_proves_itself_there(root):
    told = json.loads(run(root, "leaddesk", "--json", "self-test"))
    assert told["failed"] == 0


def test_it_imports_a_file_there(root):
    told = json.loads(
        run(root, "leaddesk", "--data-dir", "/tmp/a", "--json", "import", "/tmp/people.csv")
    )
    assert told["created"] == 1


def test_its_window_opens_there(root, desktop, tmp_path):
    command = words_inside(root, "leaddesk", "--data-dir", "/tmp/demo", "--demo")
    desktop.open(*command, **CLEAN)
    desktop.wait_for_window("LeadDesk", seconds=60)
    picture = Path(os.environ.get("LEADDESK_PICTURE", tmp_path / "window.png"))

    def is_filled() -> bool:
        image = QImage(str(desktop.screenshot(picture)))
        points = [(x, y) for x in range(100, 1000, 5) for y in range(150, 700, 5)]
        return len({image.pixel(x, y) for x, y in points}) > 100

    wait_until(is_filled, "cards on the board", seconds=90)
    assert crash_reports(root / "tmp" / "demo") == []


def test_nothing_of_the_program_stays_when_it_is_removed(root):
    run(root, "apt-get", "remove", "-qq", "-y", "leaddesk")
    assert not (root / "usr/lib/leaddesk").exists()
    assert not (root / "usr/bin/leaddesk").is_symlink()
