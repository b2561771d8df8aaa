"""The file of an import with its draft: what was decided about it earlier is taken up again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from leaddesk.domain.raw import Hints
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.imports.decisions import Decisions
from leaddesk.presentation.imports.draft_keeper import DraftKeeper
from leaddesk.presentation.imports.draft_shelf import DraftShelf
from leaddesk.presentation.imports.draft_words import (
    changed_words,
    detail_of,
    gone_words,
    kept_words,
    taken_up_words,
)
from leaddesk.presentation.imports.drafts import Draft, taken_up
from leaddesk.presentation.imports.file_look import FileLook
from leaddesk.presentation.imports.files import ImportFiles

READ_ANEW = frozenset({"file-changed", "file-missing"})
"""Codes of problems that are over when the file is read once more."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where an import of a file begins: with a guess in the first step (0), with the matching of
    the last such file (`is_remembered`), or where its draft was left."""

    decisions: Decisions
    step: int = 0
    remember: bool = True
    is_remembered: bool = False


class DraftedFile(QObject):
    """`opened`: the file can be matched, from this start. `told`: something to know about the
    file or its draft, "" when that is over."""

    opened = Signal(object)  # Start
    told = Signal(str)

    def __init__(
        self, client: DeskClient, files: ImportFiles, shelf: DraftShelf,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.look = FileLook(client, files, self)
        self.look.opened.connect(self._looked)
        self.look.failed.connect(self._failed)
        self.keeper = DraftKeeper(client, shelf, self)
        self._is_new = False  # its draft may be taken up when it was looked at

    @property
    def sha256(self) -> str:
        """Of the file that is open, "" for none."""
        looked = self.look.looked
        return looked.inspection.shape.sha256 if looked is not None else ""

    @property
    def waiting(self) -> Draft | None:
        """The draft of a file that is chosen and can't be read."""
        if self.look.path is None or self.look.looked is not None:
            return None
        return self.keeper.drafts.at(str(self.look.path))

    def open(self, path: Path, hints: Hints | None = None) -> None:
        """Look at a file."""
        self._is_new = True
        self.look.open(path, hints)

    def correct(self, hints: Hints) -> None:
        """Look again, with what a person knows better."""
        self._is_new = False
        self.look.correct(hints)

    def keep(self, step: int, decisions: Decisions, *, remember: bool) -> None:
        """Keep what is decided now."""
        path = self.look.path
        if path is not None and self.look.looked is not None and not self._is_new:
            made = Draft(str(path), self.sha256, step, decisions, self.look.hints, remember)
            self.keeper.keep(made)

    def close(self, *, is_kept: bool, tells: bool = True) -> None:
        """Close the file; its draft is kept for another time (and that is told), or thrown away."""
        path = self.look.path
        if not is_kept:
            self.keeper.drop(self.sha256)
            self.told.emit("")
        elif tells and path is not None and self.look.looked is not None:
            self.told.emit(kept_words(path.name))
        self.look.close()
        self.keeper.set_aside()

    # --- inside ------------------------------------------------------------------------------

    def _failed(self) -> None:
        """A draft whose file is gone says so, and waits."""
        draft, error = self.waiting, self.look.error
        if draft is not None and error is not None and error.code in READ_ANEW:
            title, hint = gone_words(draft)
            self.look.error = replace(error, title=title, hint=hint)

    def _looked(self) -> None:
        looked, path, known = self.look.looked, self.look.path, self.look.known
        if looked is None or path is None or known is None:
            return
        drafts = self.keeper.drafts
        draft = drafts.find(self.sha256) or drafts.at(str(path))
        if self._is_new and draft is not None and draft.hints != self.look.hints:
            self.look.correct(draft.hints)  # and then once more
            return
        product = looked.mapping.product
        guessed = Decisions(
            looked.mapping.column_map(), product.key if product is not None else "",
            source_detail=detail_of(path),
        )  # fmt: skip
        remembered = guessed.remembered(known.memory)
        start = Start(remembered, is_remembered=remembered is not guessed)
        if self._is_new and draft is not None:
            start = self._take_up(draft, start)
        self._is_new = False
        self.opened.emit(start)

    def _take_up(self, draft: Draft, start: Start) -> Start:
        """What was decided about this file earlier goes before the guess."""
        kept = taken_up(draft, start.decisions.mapping.header, self.sha256)
        if draft.sha256 != self.sha256:
            self.keeper.drop(draft.sha256)
            self.told.emit(changed_words(draft, same_columns=kept is not None))
        elif draft.step:
            self.told.emit(taken_up_words(draft))
        return start if kept is None else Start(kept, draft.step, draft.remember)
