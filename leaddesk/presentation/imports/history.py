"""The imports so far, and taking one back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from leaddesk.base.clock import Clock
from leaddesk.presentation.change_hub import Changed, ChangeHub
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.errors import Notice, notice_of
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.text import tr, tr_n, tr_said
from leaddesk.service.desk import Outcome
from leaddesk.service.import_commands import DiscardBatch, TakenBack, UndoImport
from leaddesk.service.read_models import BatchView, CardRow, Reader

Cards = Mapping[int, CardRow]
UNDO_DAYS = timedelta(days=30)
MOST_NAMED = 12
"""Leads that are named when an undo left some."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One import in words. `until` says how long it can be undone, or why not; `stayed`, a line
    for each lead, what an undo left."""

    id: int
    file_name: str
    when: str
    who: str
    summary: str
    state: str
    until: str
    can_undo: bool
    can_discard: bool
    stayed: str = ""


@dataclass(frozen=True, slots=True)
class TakenBackWords:
    """What an undo did: one sentence, the leads that stayed with their reasons, and how many
    `more` stayed."""

    summary: str
    stayed: tuple[str, ...]
    more: int = 0


class ImportHistory(QObject):
    """`rows` newest first; `is_loaded` False until the first answer came."""

    changed = Signal()
    failed = Signal(object)  # Notice

    def __init__(
        self, client: DeskClient, hub: ChangeHub, clock: Clock, dates: DateWords,
        money: MoneyWords, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._client, self._clock, self._dates, self._money = client, clock, dates, money
        self.rows: tuple[HistoryRow, ...] = ()
        self.is_loaded = False
        self.busy_id: int | None = None
        hub.changed.connect(self._hub_changed)

    def load(self) -> None:
        """Ask for the imports."""
        self._client.ask("import.history", _read_history, self._loaded, self._load_failed)

    def undo(self, batch_id: int, told: Callable[[TakenBackWords], None]) -> None:
        """Take an import back; `told` hears what became of it."""

        def done(outcome: Outcome) -> None:
            self.busy_id = None
            self.load()
            if isinstance(outcome.result, TakenBack):
                self._tell(outcome.result, told)

        self.busy_id = batch_id
        self.changed.emit()
        doing = tr("undoing an import")
        self._client.do(UndoImport(batch_id), done, self._undo_failed, doing=doing)

    def discard(self, batch_id: int) -> None:
        """Throw away an import that was not finished."""
        self._client.do(DiscardBatch(batch_id), lambda _done: self.load(), self._undo_failed)

    # --- inside ------------------------------------------------------------------------------

    def _tell(self, back: TakenBack, told: Callable[[TakenBackWords], None]) -> None:
        """Name the leads that stayed; those words need one more question."""
        if not back.kept:
            told(TakenBackWords(taken_back_words(back), ()))
            return
        self._client.ask(
            "import.stayed", lambda reader: reader.list_cards(_named(back)),
            lambda cards: told(_words(back, cards)),
        )  # fmt: skip

    def _loaded(self, read: tuple[tuple[BatchView, ...], Cards]) -> None:
        batches, cards = read
        self.rows = tuple(self._row(batch, cards) for batch in batches)
        self.is_loaded = True
        self.changed.emit()

    def _row(self, batch: BatchView, cards: Cards) -> HistoryRow:
        now = self._clock.now()
        ends = batch.at + UNDO_DAYS
        can_undo = batch.state == "promoted" and batch.step_id is not None and now < ends
        until = ""
        if can_undo:
            until = tr("until {day}", day=self._dates.day(ends, now))
        elif batch.state == "promoted":
            until = tr("older than 30 days")
        return HistoryRow(
            batch.id, batch.file_name, self._dates.moment(batch.at, now), batch.user,
            counts_words(batch, self._money), _state_word(batch.state), until, can_undo,
            can_discard=batch.state in ("staging", "paused", "staged"),
            stayed="" if batch.back is None else stayed_words(_words(batch.back, cards)),
        )  # fmt: skip

    def _hub_changed(self, changed: Changed) -> None:
        if self.is_loaded and changed.everything:
            self.load()

    def _load_failed(self, error: BaseException) -> None:
        self.failed.emit(notice_of(error))

    def _undo_failed(self, error: BaseException) -> None:
        self.busy_id = None
        self.changed.emit()
        notice: Notice = notice_of(error, tr("undoing an import"))
        self.failed.emit(notice)


def counts_words(batch: BatchView, money: MoneyWords) -> str:
    """The counts of an import in one line: "443 added, 31 updated, 6 skipped"."""
    n = money.number
    parts = [tr("{n} added", n=n(batch.created + batch.flagged))]
    if batch.updated:
        parts.append(tr("{n} updated", n=n(batch.updated)))
    if batch.duplicate_in_file:
        parts.append(tr("{n} joined", n=n(batch.duplicate_in_file)))
    parts.append(tr("{n} skipped", n=n(batch.rejected)))
    return ", ".join(parts)


def taken_back_words(back: TakenBack) -> str:
    """What an undo did, in one sentence."""
    parts = [tr_n("%n lead removed", "%n leads removed", back.removed)]
    if back.restored:
        parts.append(
            tr_n("%n lead has its old values back", "%n leads have their old values back",
                 back.restored)
        )  # fmt: skip
    if back.kept:
        parts.append(tr_n("%n lead stays", "%n leads stay", len(back.kept)))
    return ", ".join(parts) + "."


def stayed_words(words: TakenBackWords) -> str:
    """The leads that stayed and why, a line for each; "" when none did."""
    if not words.stayed:
        return ""
    lines = [tr("These stay, as somebody worked on them since:"), *words.stayed]
    if words.more:
        lines.append(tr_n("and %n more", "and %n more", words.more))
    return "\n".join(lines)


def _read_history(reader: Reader) -> tuple[tuple[BatchView, ...], Cards]:
    batches = reader.batches()
    ids = [one for batch in batches if batch.back is not None for one in _named(batch.back)]
    return batches, reader.list_cards(ids) if ids else {}


def _named(back: TakenBack) -> list[int]:
    """The leads that are named of those that stayed."""
    return [one.id for one in back.kept[:MOST_NAMED]]


def _words(back: TakenBack, cards: Cards) -> TakenBackWords:
    shown = {one.id: one for one in back.kept[:MOST_NAMED]}
    lines = [f"{_name(cards.get(key), key)}: {tr_said(one.reason)}" for key, one in shown.items()]
    more = max(0, len(back.kept) - MOST_NAMED)
    return TakenBackWords(taken_back_words(back), tuple(lines), more)


def _name(card: CardRow | None, id: int) -> str:
    if card is None:
        return tr("Lead {id}", id=id)
    return card.company or card.name or card.email or tr("Lead {id}", id=id)


def _state_word(state: str) -> str:
    words = {
        "promoted": tr("Done"), "undone": tr("Undone"), "failed": tr("Failed"),
        "staging": tr("Not finished"), "paused": tr("Not finished"), "staged": tr("Not finished"),
        "discarded": tr("Thrown away"),
    }  # fmt: skip
    return words.get(state, state)
