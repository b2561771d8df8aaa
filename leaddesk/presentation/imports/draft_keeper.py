"""Keeps the drafts of imports on their shelf while somebody works on one."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.imports.draft_shelf import DraftShelf
from leaddesk.presentation.imports.drafts import Draft, Drafts, read_drafts

SAVE_MS = 500
"""A draft is written when nothing of it was changed for so long, and at the end."""


class DraftKeeper(QObject):
    """`changed`: other drafts are there. `drafts` is empty until `load` was answered."""

    changed = Signal()
    loaded = Signal()

    def __init__(
        self, client: DeskClient, shelf: DraftShelf, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._client, self._shelf = client, shelf
        self._told: tuple[tuple[str, int], ...] = ()
        self.drafts = Drafts()
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(SAVE_MS)
        self._save.timeout.connect(self.save_now)

    def load(self) -> None:
        """Read what was kept; `loaded` says that it is there."""
        self._client.fetch(
            "import.drafts", self._shelf.read, self._came, lambda _error: self._came("")
        )

    def keep(self, draft: Draft) -> None:
        """Keep a draft as the open one."""
        self._take(self.drafts.with_draft(draft))

    def set_aside(self) -> None:
        """None is open any more; all are kept."""
        self._take(Drafts(self.drafts.kept))

    def drop(self, sha256: str) -> None:
        """Forget a draft: it was finished, or thrown away."""
        self._take(self.drafts.without(sha256))

    def save_now(self) -> None:
        """Have written at once what waits."""
        if self._save.isActive():
            self._save.stop()
        self._shelf.save(self.drafts.to_json())

    # --- inside ------------------------------------------------------------------------------

    def _came(self, document: str) -> None:
        """What is worked on already goes before what lay on the shelf."""
        found, mine = read_drafts(document), self.drafts
        for draft in reversed(mine.kept):
            found = found.with_draft(draft)
        self.drafts = Drafts(found.kept, mine.current) if mine.kept else found
        self._tell()
        self.loaded.emit()

    def _take(self, drafts: Drafts) -> None:
        if drafts != self.drafts:
            self.drafts = drafts
            self._save.start()
            self._tell()

    def _tell(self) -> None:
        """Only for another list: each decision changes a draft."""
        now = tuple((one.path, one.step) for one in self.drafts.kept)
        told, self._told = self._told, now
        if now != told:
            self.changed.emit()
