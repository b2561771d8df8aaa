"""What waits to be saved, as text for the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaddesk.service.commands import Command


def unsaved_text(commands: Iterable[Command]) -> str:
    """Return the texts that somebody wrote, a block for each change: "note: Wants two depots"."""
    blocks = ("\n".join(_lines("", command)) for command in commands)
    return "\n\n".join(block for block in blocks if block)


def _lines(name: str, value: object) -> list[str]:
    """Each text below a value, with the name it has there."""
    if isinstance(value, str):
        return [f"{name}: {value}" if name else value] if value.strip() else []
    if isinstance(value, Mapping):
        return [line for key, part in value.items() for line in _lines(str(key), part)]
    if isinstance(value, tuple | list):
        return [line for part in value for line in _lines(name, part)]
    if is_dataclass(value) and not isinstance(value, type):
        return [
            line
            for info in fields(value)
            if info.name not in {"base", "versions", "policy", "channel"}
            for line in _lines(info.name.replace("_", " "), getattr(value, info.name))
        ]
    return []
