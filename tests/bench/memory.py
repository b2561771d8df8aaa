"""How much memory a process has."""

from __future__ import annotations

from pathlib import Path


def resident_mb() -> float:
    """Megabytes of this process that lie in memory now, shared libraries included (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1_048_576
