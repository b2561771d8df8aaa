"""Where begun imports lie between two starts of the program; imported at every start."""

from __future__ import annotations

from typing import Protocol


class DraftShelf(Protocol):
    """Where drafts lie between two starts of the program."""

    def read(self) -> str:
        """The document, "" where there is none. For a lane; never raises for what is in it."""
        ...

    def save(self, document: str) -> None:
        """Have it written soon, in the order of the calls. Returns at once."""
        ...


class MemoryShelf:
    """Keeps the document as long as the program runs."""

    def __init__(self) -> None:
        self._document = ""

    def read(self) -> str:
        """See DraftShelf."""
        return self._document

    def save(self, document: str) -> None:
        """See DraftShelf."""
        self._document = document
