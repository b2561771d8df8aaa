"""What LeadDesk is made of: each bundled part with its version and licence, as installed."""

from __future__ import annotations

import platform
import re
import sys
from dataclasses import dataclass
from importlib import metadata

from leaddesk import __version__
from leaddesk.base.resources import resource
from leaddesk.presentation.text import tr


@dataclass(frozen=True, slots=True)
class Part:
    """`texts` are the licences as the part brings them; none where it brings none."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...] = ()


def bundled_parts() -> tuple[Part, ...]:
    """Fonts, icons and every library that LeadDesk needs, by name. Reads files: for a lane."""
    found = {part.name.casefold(): part for part in _libraries("leaddesk", set())}
    inter = Part("Inter", "4", "SIL Open Font License 1.1", _shipped("fonts"))
    lucide = Part("Lucide", "", "ISC, in part MIT (Feather)", _shipped("icons"))
    python = Part("Python", platform.python_version(), "Python Software Foundation License 2")
    for part in (inter, lucide, python):
        found[part.name.casefold()] = part
    return tuple(found[name] for name in sorted(found))


def licence_texts(parts: tuple[Part, ...]) -> str:
    """All texts, each under the name of its part; the same text once."""
    seen: dict[str, list[str]] = {}
    for part in parts:
        for text in part.texts:
            seen.setdefault(text.strip(), []).append(part.name)
    return "\n\n\n".join(f"{', '.join(names)}\n\n{text}" for text, names in seen.items())


def diagnostics() -> str:
    """What somebody who helps wants to know: versions and the system, nothing of any lead."""
    from PySide6 import __version__ as pyside
    from PySide6.QtCore import QLocale, QSysInfo, qVersion
    from PySide6.QtGui import QGuiApplication

    screens = ", ".join(
        f"{one.size().width()}x{one.size().height()} at {one.devicePixelRatio():.2f}"
        for one in QGuiApplication.screens()
    )
    lines = {
        "LeadDesk": __version__,
        "Python": sys.version.split()[0],
        "Qt": f"{qVersion()} (PySide6 {pyside}, {QGuiApplication.platformName()})",
        "System": f"{QSysInfo.prettyProductName()} ({QSysInfo.currentCpuArchitecture()})",
        "Language": QLocale().name(),
        "Screens": screens,
    }
    return "\n".join(f"{name}: {value}" for name, value in lines.items())


def qt_note() -> str:
    """What the LGPL wants its users to know."""
    return tr(
        "Qt and PySide6 are used under the GNU Lesser General Public License 3: they are separate "
        "libraries that you may replace by your own build of them."
    )


def _libraries(name: str, seen: set[str]) -> list[Part]:
    """The libraries that a distribution needs here, and what those need."""
    found: list[Part] = []
    try:
        wanted = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return found  # a bundle carries the files without the record of them
    for requirement in wanted:
        if "extra ==" in requirement:
            continue
        match = re.match(r"[A-Za-z0-9._-]+", requirement)
        if match is None or match[0].casefold() in seen:
            continue
        seen.add(match[0].casefold())
        try:
            found.append(_part(metadata.distribution(match[0])))
        except metadata.PackageNotFoundError:
            continue  # for another system
        found += _libraries(match[0], seen)
    return found


def _part(library: metadata.Distribution) -> Part:
    told = library.metadata
    licence = told["License-Expression"] or _classified(told.get_all("Classifier") or [])
    named = (told["License"] or "").strip().partition("\n")[0]
    names = {name.rpartition("/")[2] for name in told.get_all("License-File") or ()}
    files = (one for one in library.files or () if one.name in names and "dist-info" in str(one))
    texts = tuple(file.read_text(encoding="utf-8") for file in files)
    return Part(told["Name"], library.version, licence or named or tr("see its text"), texts)


def _classified(classifiers: list[str]) -> str:
    names = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License :: ")]
    return ", ".join(name for name in names if name != "OSI Approved")


def _shipped(folder: str) -> tuple[str, ...]:
    files = sorted(resource(folder).glob("*.txt"))
    return tuple(file.read_text(encoding="utf-8") for file in files)
