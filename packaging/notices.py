"""Whose work goes along in the bundle, and under which licences: texts for users and courts.

The licences of a library stand in its metadata, which the bundle carries too.
"""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement

HERE = Path(__file__).resolve().parent
_QT = """Qt {version} (https://www.qt.io) and PySide6 are used under the GNU Lesser General Public
License, version 3 (LGPL-3.0.txt, with GPL-3.0.txt which it refers to). They lie as shared libraries
in _internal/PySide6 and may be exchanged for others of the same interface."""
_TOOL = """The start program of the bundle (bootloader) comes from PyInstaller {version}, under the
GNU General Public License, version 2 or later, with an exception that allows to give it away with
programs under any licence."""


@dataclass(frozen=True, slots=True)
class Library:
    """A library of the bundle; `texts` are its licence files."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]


def version(root: Path) -> str:
    """LeadDesk's version, read from its source."""
    text = (root / "leaddesk" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("no version in leaddesk/__init__.py")
    return found[1]


def needed(package: str) -> list[metadata.Distribution]:
    """The distributions that `package` needs here, itself first, by name."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [package]
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found:
            continue
        found[key] = metadata.distribution(name)
        for line in found[key].requires or ():
            wish = Requirement(line)
            extras = ["", *_EXTRAS.get(key, ())]
            if wish.marker is None or any(wish.marker.evaluate({"extra": e}) for e in extras):
                waiting.append(wish.name)
    first, *others = found
    return [found[first], *(found[key] for key in sorted(others))]


#: Extras of a distribution that LeadDesk asks for.
_EXTRAS = {"psycopg": ("binary",)}


def metadata_files(package: str) -> Iterator[tuple[Path, str]]:
    """Each metadata file that belongs into the bundle with its folder there.

    What an installer noted (where from, which hashes) concerns the build machine and stays.
    """
    for distribution in needed(package):
        for file in distribution.files or ():
            parts = PurePosixPath(file).parts
            if not parts[0].endswith(".dist-info"):
                continue
            if parts[1] in ("METADATA", "entry_points.txt") or parts[1] in ("licenses", "LICENSES"):
                yield Path(str(distribution.locate_file(file))), str(PurePosixPath(*parts[:-1]))


def libraries(package: str) -> list[Library]:
    """The libraries in the bundle with their licences; without `package` itself."""
    return [_library(distribution) for distribution in needed(package)[1:]]


def _library(distribution: metadata.Distribution) -> Library:
    said = distribution.metadata
    licence = said.get("License-Expression") or ""
    if not licence:
        classifiers = said.get_all("Classifier") or []
        named = [c.rpartition(" :: ")[2] for c in classifiers if c.startswith("License ::")]
        licence = ", ".join(named) or (said.get("License") or "see its metadata").split("\n")[0]
    texts = [
        Path(str(distribution.locate_file(file)))
        for file in distribution.files or ()
        if re.match(r"(?i)(licen[cs]e|copying|notice|authors)", PurePosixPath(file).name)
        and ".dist-info" in PurePosixPath(file).parts[0]
    ]
    return Library(said["Name"], distribution.version, licence, tuple(texts))


def write_notices(package: str, folder: Path, system: Iterable[Path]) -> None:
    """Write THIRD-PARTY.txt and the licence texts into `folder`.

    `system` are the build machine's own libraries in the bundle; on Debian the copyright file of
    each one's package goes along.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for text in (HERE / "licences").iterdir():
        (folder / text.name).write_bytes(text.read_bytes())
    python = Path(sys.base_prefix, "lib", "python{}.{}".format(*sys.version_info), "LICENSE.txt")
    for place in (python, Path(sys.base_prefix, "LICENSE.txt")):
        if place.exists():
            (folder / "Python.txt").write_bytes(place.read_bytes())
    lines = ["LeadDesk is under the MIT licence. It comes with the work of others:", ""]
    lines += [f"Python {platform.python_version()}: PSF-2.0 (Python.txt)"]
    lines += ["The font Inter: OFL-1.1; the icons Lucide: ISC and MIT (beside their files)"]
    for library in libraries(package):
        lines.append(f"{library.name} {library.version}: {library.licence}")
        _copy(library.texts, folder / library.name)
    lines += [f"{name}: from the system it was built on" for name in _system(system, folder)]
    qt = metadata.version("PySide6_Essentials")
    lines += ["", _QT.format(version=qt), "", _TOOL.format(version=metadata.version("pyinstaller"))]
    (folder / "THIRD-PARTY.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _copy(texts: Iterable[Path], folder: Path) -> None:
    for number, text in enumerate(texts):
        folder.mkdir(exist_ok=True)
        name = f"{number}-{text.name}" if (folder / text.name).exists() else text.name
        (folder / name).write_bytes(text.read_bytes())


def _system(libraries: Iterable[Path], folder: Path) -> Iterator[str]:
    packages: set[str] = set()
    for library in libraries:
        command = ["dpkg-query", "--search", str(library.resolve())]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            packages.add(done.stdout.partition(":")[0])
    for package in sorted(packages):
        copyright_file = Path("/usr/share/doc", package, "copyright")
        if copyright_file.exists():
            (folder / "system").mkdir(exist_ok=True)
            (folder / "system" / f"{package}.txt").write_bytes(copyright_file.read_bytes())
        yield package
