"""The user's settings as a JSON file: written whole or not at all, a damaged one set aside."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said

LARGEST = 1_000_000  # bytes; ours has some hundred


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """What the file holds ({} where there is none), and what the user should know about it."""

    document: dict[str, Any] = field(default_factory=dict)
    notice: KnownError | None = None


def load_settings(path: Path) -> LoadedSettings:
    """Read the file. One that can't be understood is renamed to `….damaged` and LeadDesk starts
    as at the first time; one that can't be read stays where it is."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return LoadedSettings()
    except OSError as error:
        return LoadedSettings(
            notice=KnownError(
                "Your settings could not be read.",
                said(
                    "LeadDesk uses its own for now; leads are not touched. Check {path} "
                    "({strerror}).",
                    path=path,
                    strerror=error.strerror,
                ),
                code="settings-unreadable",
            )
        )
    document = _understood(data)
    if document is None:
        return LoadedSettings(notice=_set_aside(path))
    return LoadedSettings(document)


def save_settings(path: Path, document: dict[str, Any]) -> None:
    """Write the file beside the old one and put it in its place in one step.

    Raises KnownError when the folder can't be written; the old file is whole then.
    """
    import tempfile

    text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise KnownError(
            "Your settings could not be saved.",
            said(
                "They count until LeadDesk is closed; leads are not touched. Check "
                "{parent} ({strerror}).",
                parent=path.parent,
                strerror=error.strerror,
            ),
            code="settings-not-saved",
        ) from error


def _understood(data: bytes) -> dict[str, Any] | None:
    """Return the document, None if it is none."""
    if len(data) > LARGEST:
        return None
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def _set_aside(path: Path) -> KnownError:
    damaged = path.with_name(f"{path.name}.damaged")
    hint = said(
        "LeadDesk starts with its own; leads are not touched. The old file is {path}.",
        path=damaged,
    )
    try:
        path.replace(damaged)
    except OSError:
        hint = said(
            "LeadDesk uses its own for now; leads are not touched. Delete {path}.", path=path
        )
    return KnownError("Your settings could not be understood.", hint, code="settings-damaged")
