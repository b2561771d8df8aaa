"""The schemas that this program knows, by the names of the files that lead to them."""

from __future__ import annotations

import re
from pathlib import Path

MIGRATIONS = Path(__file__).with_name("migrations")
_FILE = re.compile(r"^(\d{4})_\w+\.py$")


def newest_revision(versions: Path | None = None) -> str:
    """The revision of this program, read off the file names (Alembic costs 0.1 s to import)."""
    folder = versions or MIGRATIONS / "versions"
    numbers = [match.group(1) for path in folder.iterdir() if (match := _FILE.match(path.name))]
    return max(numbers, default="")
