"""The shelf on which begun imports lie: a file of this installation for each database."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
from pathlib import Path

from leaddesk.storage.address import DatabaseAddress
from leaddesk.work.job_queue import Priority
from leaddesk.work.lanes import Lanes

LARGEST = 64_000_000  # bytes; a draft with a million corrections is smaller
_log = logging.getLogger("leaddesk.drafts")


class DraftFile:
    """See presentation.imports.drafts.DraftShelf. What can't be read or written is not there; an
    import goes on without."""

    def __init__(self, lanes: Lanes, folder: Path, address: DatabaseAddress) -> None:
        mark = hashlib.sha256(address.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        self.path = folder / f"import-drafts-{mark}.json"
        self._lanes = lanes

    def read(self) -> str:
        """See DraftShelf."""
        try:
            if self.path.stat().st_size > LARGEST:
                return ""
            return self.path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return ""
        except OSError as error:
            _log.warning("the drafts of imports could not be read: %s", error)
            return ""

    def save(self, document: str) -> None:
        """See DraftShelf."""
        # The user's priority: at the end of the program it is still done, not dropped.
        self._lanes.writer.submit(lambda: self._write(document), priority=Priority.USER)

    def _write(self, document: str) -> None:
        import tempfile

        temporary = ""
        try:
            handle, temporary = tempfile.mkstemp(prefix=f"{self.path.name}.", dir=self.path.parent)
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
                file.write(document)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(self.path)
        except OSError as error:
            _log.warning("the drafts of imports could not be written: %s", error)
            if temporary:
                with contextlib.suppress(OSError):
                    Path(temporary).unlink()
