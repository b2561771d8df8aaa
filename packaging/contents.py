"""What the bundled program consists of, beside the modules that PyInstaller finds by itself.

Plain values and functions without PyInstaller, so that tests can hold them to the code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

PACKAGE: Final = "leaddesk"

#: Folders of the checkout with files that the program opens, and where they lie in the bundle.
#: The revisions are read by Alembic as files, not imported as modules.
FOLDERS: Final = {
    "resources": f"{PACKAGE}/resources",
    "leaddesk/storage/migrations": f"{PACKAGE}/storage/migrations",
}
_NOT_SHIPPED = {"README.md", "__pycache__"}
_SOURCES = {".po", ".pot"}  # of the translations; the program reads what is compiled from them

#: Modules that are imported by a name that only the running program knows, and who does that.
BY_NAME: Final = {
    "pysqlite3.dbapi2": "leaddesk.storage.sqlite_driver",
    "keyring.backends.SecretService": "leaddesk.outside.secrets",
    "keyring.backends.kwallet": "leaddesk.outside.secrets",
    "keyring.backends.macOS": "leaddesk.outside.secrets",
    "keyring.backends.Windows": "leaddesk.outside.secrets",
    "psycopg_binary": "psycopg.pq",
    "sqlalchemy.dialects.postgresql.psycopg": "sqlalchemy, by the address of the database",
    "sqlalchemy.dialects.sqlite.pysqlite": "sqlalchemy, by the address of the database",
    "PySide6.support.deprecated": "shiboken6, when a class of Qt is first used",
    "tzdata": "zoneinfo, where the system has no time zones",
    # Of the revisions, which are files.
    "alembic.op": "leaddesk/storage/migrations",
    "alembic.context": "leaddesk/storage/migrations",
}

#: Libraries that read files of their own package.
WITH_FILES: Final = ("tldextract", "nameparser")
#: Those for which PyInstaller has a rule of its own.
WITH_RULES: Final = (
    "PySide6", "babel", "certifi", "jsonschema", "jsonschema_specifications", "tzdata",
)  # fmt: skip
#: Libraries whose modules import one another by name.
WITH_MODULES: Final = (
    "importlib_metadata",
    "lazy_importer",
    "nameparser",
    "phonenumbers",
    "rapidfuzz",
)

#: Libraries under the LGPL lie as files in the bundle, so that everybody may exchange them.
AS_FILES: Final = ("nameparser", "psycopg")

#: Extension modules that some builders leave with their debugging tables, three quarters of the
#: file. Others don't survive being stripped (OpenBLAS).
STRIPPED: Final = ("libpython3*.so*", "python3.*/lib-dynload/*.so", "pysqlite3/*.so")

#: Never wanted: what libraries import only if it is there, and what only developers use.
LEFT_OUT: Final = (
    "tkinter", "_tkinter", "curses", "_curses", "readline", "pdb", "ensurepip", "idlelib",
    "lib2to3", "numpy", "pandas", "IPython", "PIL", "pytest", "hypothesis", "setuptools",
    "pkg_resources", "pip", "hatchling", "PyInstaller", "sqlalchemy.testing",
    "alembic.testing", "mypy",
    "dns.asyncbackend", "trio", "curio", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL",
)  # fmt: skip

# ------------------------------------------------------------------------------ parts of Qt

_PLUGINS = {
    "platforms": {"qxcb", "qoffscreen", "qwindows", "qcocoa"},
    "iconengines": {"qsvgicon"},
    "imageformats": {"qsvg", "qjpeg", "qico", "qgif"},
    "platformthemes": {"qxdgdesktopportal"},
    # Without them nobody writes Chinese or Japanese, or an accent with a dead key.
    "platforminputcontexts": {
        "composeplatforminputcontextplugin", "ibusplatforminputcontextplugin",
    },
}  # fmt: skip
_LIBRARIES = {"Core", "Gui", "Widgets", "Network", "Svg", "DBus", "XcbQpa"}
_PLUGIN = re.compile(
    r"(?:^|/)plugins/(?P<group>[\w-]+)/(?:lib)?(?P<name>[\w-]+)\.(?:so|dll|dylib)$"
)
_LIBRARY = re.compile(
    r"(?:^|/)(?:libQt6(?P<linux>\w+)\.so|Qt6(?P<windows>\w+)\.dll|Qt(?P<mac>\w+)\.framework/)"
)
_QT_DATA = re.compile(r"(?:^|/)PySide6/(?:Qt/)?(?:translations|qml|metatypes|typesystems|include)/")
_QT_WORDS = re.compile(r"/translations/qtbase_\w+\.qm$")
#: Software OpenGL and shader compilers of the Windows wheels: LeadDesk draws without either.
_NO_GL = re.compile(r"(?:^|/)(?:opengl32sw|d3dcompiler_\d+|dxcompiler|dxil)\.dll$", re.IGNORECASE)

#: What an installer noted of the build machine.
_NOTED = re.compile(r"\.dist-info/(?:direct_url\.json|RECORD|INSTALLER|REQUESTED)$")

# ------------------------------------------------------------------- libraries of the system

#: From these folders come libraries that every desktop has, tied to its drivers and fonts. They
#: stay the system's; the .deb depends on their packages. Others' versions would not fit.
_SYSTEM = re.compile(r"^/(?:usr/)?lib(?:32|64)?/")
#: These go along: Python's own, and small ones of X that many desktops lack.
_TAKEN = re.compile(
    r"^lib(?:python3|ssl|crypto|ffi|bz2|lzma|sqlite3|uuid|mpdec|nsl|tirpc|brotli\w+"
    r"|xcb-(?:cursor|icccm|image|keysyms|render-util|util|xkb|xinerama|shape)"
    r"|xkbcommon|xkbcommon-x11)[-.\d]"
)


def shipped_files(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file of FOLDERS below `root` with the folder of the bundle that it goes to."""
    for folder, target in FOLDERS.items():
        for path in sorted((root / folder).rglob("*")):
            inside = path.relative_to(root / folder)
            left = path.suffix in _SOURCES or _NOT_SHIPPED & set(inside.parts)
            if path.is_file() and not left:
                yield path, str(PurePosixPath(target, *inside.parts[:-1]))


def wants(target: str, source: str = "") -> bool:
    """Whether a library or data file that PyInstaller found goes into the bundle.

    `target` is its path in the bundle (slashes of any kind), `source` where it was found.
    """
    path = target.replace("\\", "/")
    if _NO_GL.search(path) or _NOTED.search(path):
        return False
    if plugin := _PLUGIN.search(path):
        return plugin["name"] in _PLUGINS.get(plugin["group"], ())
    if library := _LIBRARY.search(path):
        return (library["linux"] or library["windows"] or library["mac"]) in _LIBRARIES
    if _QT_DATA.search(path):
        return bool(_QT_WORDS.search(path))
    if _SYSTEM.match(source) and ".so" in PurePosixPath(path).name:
        return bool(_TAKEN.match(PurePosixPath(path).name))
    return True
