"""The Debian package of a finished bundle: a folder tree, a control file, dpkg-deb."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
NAME: Final = "leaddesk"
#: Data without which a library of the bundle finds no keyboard; no symbol table tells of it.
ALSO: Final = ("xkb-data",)
_CONTROL = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Section: misc
Priority: optional
Installed-Size: {size}
Maintainer: {maintainer}
Depends: {depends}
Recommends: xdg-utils
Suggests: gnome-keyring
Description: Lead management for small sales teams
 LeadDesk keeps one promise: every lead has a status, an owner, a next step and
 a due time; every number can be explained; nothing is lost.
 .
 It works on a local file or on a PostgreSQL database that a team shares, in its
 window and on the command line. It brings its own Python and Qt.
"""
_COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: LeadDesk
Comment: The licences of what others made and what goes along stand in
 /usr/share/doc/leaddesk/licences.

Files: *
Copyright: The LeadDesk authors
License: Expat

License: Expat
"""
#: Of the maintainer's address: whoever gives packages away sets LEADDESK_MAINTAINER.
_NOBODY: Final = "The LeadDesk authors <nobody@localhost>"


def make_package(bundle: Path, icons: Path, version: str, out: Path) -> Path:
    """Make the .deb of the folder `bundle` in the folder `out` and return its path.

    Needs dpkg-deb and, of dpkg-dev, dpkg-shlibdeps, which finds the packages whose libraries the
    bundle loads. Files get the time of SOURCE_DATE_EPOCH where that is set.
    """
    architecture = _said("dpkg", "--print-architecture")
    with tempfile.TemporaryDirectory(prefix="leaddesk-deb-") as made:
        tree = Path(made) / "tree"
        _lay_out(tree, bundle, icons)
        depends = ", ".join([*needed_packages(tree / "usr/lib" / NAME, Path(made)), *ALSO])
        control = _CONTROL.format(
            name=NAME, version=version.replace("rc", "~rc"), architecture=architecture,
            depends=depends, size=_kibibytes(tree),
            maintainer=os.environ.get("LEADDESK_MAINTAINER", _NOBODY),
        )  # fmt: skip
        (tree / "DEBIAN").mkdir()
        (tree / "DEBIAN" / "control").write_text(control, encoding="utf-8")
        (tree / "DEBIAN" / "md5sums").write_text(_sums(tree), encoding="utf-8")
        _set_modes(tree)
        package = out / f"{NAME}_{version}_{architecture}.deb"
        command = [
            "dpkg-deb",
            "--root-owner-group",
            "-Zzstd",
            "-z15",
            "--build",
            str(tree),
            str(package),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return package


def needed_packages(folder: Path, work: Path) -> list[str]:
    """Debian's packages, with versions, that the libraries below `folder` load from the system.

    Those whose libraries lie in `folder` themselves are not needed.
    """
    files = sorted(str(path) for path in folder.rglob("*") if _is_elf(path))
    (work / "debian").mkdir(exist_ok=True)
    (work / "debian" / "control").write_text(
        f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n"
    )
    places = sorted({str(Path(file).parent) for file in files})
    command = [
        "dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0",
        *(f"-x{package}" for package in _brought_along(folder)),
        *(f"-l{place}" for place in places), *(f"-e{file}" for file in files),
    ]  # fmt: skip
    done = subprocess.run(
        command,
        cwd=work,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    if done.returncode:
        raise OSError("dpkg-shlibdeps failed:\n" + done.stderr[-2000:])
    line = next(x for x in done.stdout.splitlines() if x.startswith("shlibs:Depends="))
    return sorted(line.partition("=")[2].split(", "))


def _brought_along(folder: Path) -> set[str]:
    """The packages that the system's own libraries in the bundle come from."""
    names = [path.name for path in (folder / "_internal").glob("*.so*") if not path.is_symlink()]
    command = ["dpkg-query", "--search", *(f"*/{name}" for name in names)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return {line.partition(":")[0] for line in done.stdout.splitlines()}


def _lay_out(tree: Path, bundle: Path, icons: Path) -> None:
    share = tree / "usr/share"
    shutil.copytree(bundle, tree / "usr/lib" / NAME, symlinks=True)
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    _copy(HERE / "linux/leaddesk.desktop", share / "applications")
    _copy(HERE / "linux/org.leaddesk.LeadDesk.metainfo.xml", share / "metainfo")
    _copy(icons / "leaddesk.svg", share / "icons/hicolor/scalable/apps")
    for picture in icons.glob("leaddesk-*.png"):
        side = picture.stem.partition("-")[2]
        target = share / f"icons/hicolor/{side}x{side}/apps"
        _copy(picture, target).rename(target / "leaddesk.png")
    documents = share / "doc" / NAME
    documents.mkdir(parents=True)
    shutil.move(tree / "usr/lib" / NAME / "licences", documents / "licences")
    licence = (HERE.parent / "LICENSE").read_text(encoding="utf-8").splitlines()
    text = "".join(f" {line or '.'}\n" for line in licence)
    (documents / "copyright").write_text(_COPYRIGHT + text, encoding="utf-8")
    changes = (HERE.parent / "CHANGELOG.md").read_bytes()
    (documents / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))


def _copy(path: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(path, folder / path.name))


def _is_elf(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _files(tree: Path) -> Iterable[Path]:
    return sorted(p for p in tree.rglob("*") if p.is_file() and not p.is_symlink())


def _kibibytes(tree: Path) -> int:
    return sum(-(-path.stat().st_size // 1024) for path in _files(tree))


def _sums(tree: Path) -> str:
    """What dpkg --verify compares with; md5 is the format's, not a protection."""
    return "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{path.relative_to(tree)}\n"
        for path in _files(tree)
        if "DEBIAN" not in path.relative_to(tree).parts[:1]
    )


def _set_modes(tree: Path) -> None:
    """Everybody may read, only root may write, whatever the builder's umask was."""
    tree.chmod(0o755)
    for path in tree.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path == tree / "usr/lib" / NAME / NAME
            path.chmod(0o755 if runs else 0o644)


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
