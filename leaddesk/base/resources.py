"""Where the files that ship with LeadDesk lie: icons, fonts, styles, sample data, locale."""

from __future__ import annotations

from pathlib import Path

from leaddesk.base.errors import BugError


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, for example `resource("icons", "plus.svg")`.

    In a wheel or a bundle the resources lie inside the package, in a checkout beside it.
    Raises BugError when it isn't there: the program is not complete, no user can mend that.
    """
    package = Path(__file__).resolve().parent.parent
    for root in (package / "resources", package.parent / "resources"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise BugError(f"The resource {'/'.join(parts)} is missing from this installation.")
