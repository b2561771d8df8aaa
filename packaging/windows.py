"""What only Windows wants of a program: the version that its file properties show."""

from __future__ import annotations

import re
from typing import Any


def numbers(version: str) -> tuple[int, int, int, int]:
    """The version as Windows counts: four numbers; "0.1.0rc2" is (0, 1, 0, 0)."""
    found = re.match(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?", version)
    if found is None:
        raise ValueError(f"no version: {version!r}")
    first, second, third = (int(part or 0) for part in found.groups())
    return first, second, third, 0


def version_resource(version: str, name: str) -> Any:
    """The version resource of an executable, for PyInstaller's EXE. Needs Windows' build tools."""
    from PyInstaller.utils.win32.versioninfo import (
        FixedFileInfo,
        StringFileInfo,
        StringStruct,
        StringTable,
        VarFileInfo,
        VarStruct,
        VSVersionInfo,
    )  # fmt: skip

    four = numbers(version)
    words = {
        "CompanyName": "The LeadDesk authors",
        "FileDescription": "LeadDesk",
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": "The LeadDesk authors. MIT licence.",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "LeadDesk",
        "ProductVersion": version,
    }
    table = StringTable("040904B0", [StringStruct(key, value) for key, value in words.items()])
    return VSVersionInfo(
        ffi=FixedFileInfo(filevers=four, prodvers=four),
        kids=[StringFileInfo([table]), VarFileInfo([VarStruct("Translation", [1033, 1200])])],
    )
