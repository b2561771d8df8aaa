"""Reports of bugs: what happened and where, without anybody's data, in a file that stays here."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from pathlib import Path

from leaddesk import __version__
from leaddesk.base.clock import Clock
from leaddesk.base.logs import redact

_KEPT = 20
_log = logging.getLogger("leaddesk.crash")


def report_text(error: BaseException, *, doing: str | None = None) -> str:
    """The report of an error, redacted: versions, the act, the threads, the traceback."""
    told = "".join(traceback.format_exception(error))
    lines = [
        f"LeadDesk {__version__}",
        f"Python {platform.python_version()} on {platform.platform()}",
        *_libraries(),
        f"While: {doing or 'running'}",
        f"Threads: {', '.join(sorted(thread.name for thread in threading.enumerate()))}",
        "",
        told,
    ]
    return redact("\n".join(lines))


def write_report(
    folder: Path, error: BaseException, clock: Clock, *, doing: str | None = None
) -> Path | None:
    """Write the report of an error and return its path; None where even that is impossible."""
    _log.error("a bug while %s", doing or "running", exc_info=error)
    try:
        return _write(folder, report_text(error, doing=doing), clock)
    except OSError:
        _log.exception("the report could not be written")
        return None


def _write(folder: Path, text: str, clock: Clock) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp = clock.now().strftime("%Y%m%dT%H%M%S.%fZ")
    path = folder / f"crash-{stamp}.txt"
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8", errors="replace")
    for old in sorted(folder.glob("crash-*.txt"))[:-_KEPT]:
        old.unlink(missing_ok=True)
    return path


def _libraries() -> list[str]:
    """The versions of what is loaded; nothing is imported for it."""
    lines = []
    for name in ("PySide6", "sqlalchemy", "psycopg"):
        module = sys.modules.get(name)
        if module is not None:
            lines.append(f"{name} {getattr(module, '__version__', '?')}")
    return lines
