"""Reading the board: first all of it, then what changed, page by page as somebody scrolls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from leaddesk.base.clock import Clock
from leaddesk.presentation.board_order import place_of
from leaddesk.presentation.board_questions import (
    BoardAnswer,
    Window,
    as_page,
    changed_part,
    whole_board,
)
from leaddesk.presentation.card import Card, CardTips
from leaddesk.presentation.card_words import CardWords
from leaddesk.presentation.change_hub import Changed, ChangeHub
from leaddesk.presentation.column_model import ColumnModel
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.desk_client import DeskClient, SaveState
from leaddesk.presentation.editing import NOBODY, Editing
from leaddesk.presentation.errors import Notice, notice_of
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.paged_rows import PAGE
from leaddesk.presentation.pending_moves import PendingMoves
from leaddesk.presentation.presence_model import PresenceModel
from leaddesk.presentation.text import tr
from leaddesk.service.read_models import (
    Attention,
    BoardFilter,
    CardPage,
    CardRow,
    ColumnHead,
    FirstBoard,
    TeamView,
)

_TEAM_KINDS = frozenset({"stage", "user", "team", "setting"})

ERROR_PAUSE_MS = 2_000
"""After a reading that failed; the database may be out of reach."""

ATTENTION_MS = 1_000
"""The chips' counts look at all open leads, so not at every change."""


class BoardColumns(QObject):
    """The columns as stored, with pending moves shown over them.

    Changes told by the hub are read in one question at a time; after one that took long the next
    waits three times as long, so that a re-score of everything leaves room for others.
    """

    columns_changed = Signal()  # other columns: build their views anew
    heads_changed = Signal()
    rows_changing = Signal()  # not when the board is read from its start: that is another board
    rows_changed = Signal()
    loading_changed = Signal(bool)
    attention_changed = Signal(object)  # Attention
    load_failed = Signal(object)  # Notice

    def __init__(
        self,
        client: DeskClient,
        hub: ChangeHub,
        clock: Clock,
        dates: DateWords,
        money: MoneyWords,
        pending: PendingMoves,
        parent: QObject | None = None,
        *,
        presence: PresenceModel | None = None,
    ) -> None:
        super().__init__(parent)
        self._client, self._clock, self._dates, self._money = client, clock, dates, money
        self._pending, self._presence = pending, presence
        self._columns: dict[int, ColumnModel] = {}
        self._words: CardWords | None = None
        self._now = clock.now()
        self._stale: set[int] = set()
        self._all_stale = False
        self._is_reading = False
        self._loads = 0
        self._counted: BoardFilter | None = None  # the filter under which `heads` were counted
        self._asked: frozenset[int] | None = None  # the leads being read; None: all
        self._reading = QElapsedTimer()
        self._again = self._single_shot(self._read_changes)
        self._attention = self._single_shot(self.ask_attention)
        self.filter = BoardFilter()
        self.unpressed: BoardFilter | None = None  # `filter` without the chips pressed, if any are
        self.team: TeamView | None = None
        self.heads: tuple[ColumnHead, ...] = ()
        hub.changed.connect(self._on_changed)
        client.save_state_changed.connect(self._on_save_state)
        if presence is not None:
            presence.changed.connect(self._make_words_again)

    def models(self) -> Mapping[int, ColumnModel]:
        """Return the columns by id, from left to right."""
        return self._columns

    # --- asking ------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the board from its start under `filter`."""
        self._now = self._clock.now()
        self.filter = replace(self.filter, day_ends=self._dates.day_ends(self._now))
        self._stale.clear()
        self._all_stale = False
        self._is_reading, self._asked = True, None
        self._reading.start()
        self.loading_changed.emit(True)
        done = self._pending.done()
        self._loads += 1
        number, shown = self._loads, self.filter
        # The same key as a reading of changes: that one is out of date now.
        self._client.ask(
            "board",
            whole_board(self.filter),
            lambda answer: self._loaded(number, answer, done, shown),
            lambda error: self._load_failed(number, error),
        )
        self.ask_attention()

    def cancel_loading(self) -> None:
        """The answer that is on its way comes too late for somebody."""
        self._loads += 1
        self._load_ended()
        stopped = Notice("known", tr("Loading was stopped."), tr("What is shown may be older."))
        self.load_failed.emit(stopped)

    def loading_count(self) -> int:
        """How many leads are being read, 0 where that is not known yet."""
        known = self._counted == replace(self.filter, day_ends=None, sort="next_step")
        return sum(head.count for head in self.heads) if known else 0

    def show_first(self, first: FirstBoard) -> None:
        """Show what was read before the database is open; `catch_up` follows when it is."""
        self._now = self._clock.now()
        self.filter = first.filter
        self._set_team(first.team)
        pages = {page.column_id: (as_page(page),) for page in first.pages}
        self._take(BoardAnswer(first.heads, pages), frozenset())
        self.loading_changed.emit(False)

    def catch_up(self) -> None:
        """Read again all that is shown: anything may have changed."""
        self._all_stale = True
        self._soon()
        self.ask_attention()

    def tick(self) -> None:
        """A minute has passed: words that speak of time change; at midnight the order, too."""
        self._now = self._clock.now()
        if self.filter.day_ends is not None and self._now >= self.filter.day_ends:
            self.load()
        for column in self._columns.values():
            column.make_words_again()

    def read_again(self, lead_ids: Iterable[int]) -> None:
        """These leads changed: read the windows that show them or will."""
        self._stale.update(lead_ids)
        self._soon()

    def is_stale(self, lead_id: int) -> bool:
        """Whether a lead is known to have changed since its row was read."""
        if self._is_reading and (self._asked is None or lead_id in self._asked):
            return True
        return self._all_stale or lead_id in self._stale

    def ask_attention(self) -> None:
        """Count for the attention chips: what each would show if it were pressed alone."""
        shown, now = self.filter, self._clock.now()
        if self.unpressed is not None:
            shown = replace(self.unpressed, day_ends=shown.day_ends)
        self._client.ask(
            "board.attention",
            lambda reader: reader.attention(shown, now),
            self._tell_attention,
        )

    def show_pending(self) -> None:
        """The pending moves are other ones."""
        self.rows_changing.emit()
        for column_id, column in self._columns.items():
            column.cover(self._pending.overlay(column_id))
        self.rows_changed.emit()
        self.heads_changed.emit()

    # --- inside: asking ----------------------------------------------------------------------

    def _single_shot(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer

    def _on_changed(self, changed: Changed) -> None:
        if self.team is None:
            return  # the first reading is on its way
        if changed.kinds & _TEAM_KINDS:
            self.load()
            return
        if changed.everything:
            self._all_stale = True
        if changed.everything or changed.lead_ids:
            self.read_again(changed.lead_ids)
            if not self._attention.isActive():
                self._attention.start(ATTENTION_MS)

    def _soon(self) -> None:
        if not self._is_reading and not self._again.isActive():
            self._again.start(0)

    def _read_changes(self) -> None:
        if self._is_reading or not (self._stale or self._all_stale):
            return
        ids = None if self._all_stale else frozenset(self._stale)
        self._stale.clear()
        self._all_stale = False
        self._is_reading, self._asked = True, ids
        self._reading.start()
        windows = tuple(column.window() for column in self._columns.values())
        done = self._pending.done()
        self._client.ask(
            "board",
            changed_part(self.filter, windows, ids),
            lambda answer: self._changes_read(answer, windows, ids, done),
            lambda _error: self._changes_not_read(ids),
        )

    def _ask_page(self, column: ColumnModel, next_page: bool) -> None:
        cursor, column_id, shown = column.cursor(next_page=next_page), column.stage.id, self.filter
        generation = column.window().generation

        def deliver(page: CardPage) -> None:
            if column.is_still(generation) and shown == self.filter:
                column.add_page(as_page(page), at_end=next_page)
            else:
                column.give_up_page()

        self._client.ask(
            f"board.page.{column_id}",
            lambda reader: reader.board_page(
                column_id,
                shown,
                after=cursor if next_page else None,
                before=None if next_page else cursor,
                limit=PAGE,
            ),
            deliver,
            lambda _error: column.give_up_page(),
        )

    # --- inside: answers ---------------------------------------------------------------------

    def _loaded(
        self, number: int, answer: BoardAnswer, done: frozenset[int], shown: BoardFilter
    ) -> None:
        if number != self._loads:
            return
        self._counted = replace(shown, day_ends=None, sort="next_step")
        if answer.team is not None:
            self._set_team(answer.team)
        self._take(answer, done)
        self._load_ended()

    def _load_failed(self, number: int, error: BaseException) -> None:
        if number == self._loads:
            self._load_ended()
            self.load_failed.emit(notice_of(error))

    def _load_ended(self) -> None:
        self.loading_changed.emit(False)
        self._read_next()

    def _changes_read(
        self,
        answer: BoardAnswer,
        windows: Sequence[Window],
        ids: frozenset[int] | None,
        done: frozenset[int],
    ) -> None:
        if answer.team is not None and answer.team != self.team:
            if self._has_other_columns(answer.team):
                self.load()
                return
            self._set_team(answer.team)
        still = {w.column_id for w in windows if self._columns[w.column_id].is_still(w.generation)}
        slid = answer.pages.keys() - still
        if slid:
            # Somebody scrolled on meanwhile: what was read belongs to another window.
            self._all_stale = self._all_stale or ids is None
            self._stale.update(ids or ())
            pages = {key: page for key, page in answer.pages.items() if key in still}
            answer, done = replace(answer, pages=pages), frozenset()
        self.rows_changing.emit()
        self._take(answer, done)
        self.rows_changed.emit()
        self._read_next()

    def _changes_not_read(self, ids: frozenset[int] | None) -> None:
        self._all_stale = self._all_stale or ids is None
        self._stale.update(ids or ())
        self._read_next(at_least=ERROR_PAUSE_MS)

    def _read_next(self, *, at_least: int = 0) -> None:
        self._is_reading = False
        if self._stale or self._all_stale:
            self._again.start(max(at_least, 3 * self._reading.elapsed()))

    def _take(self, answer: BoardAnswer, done: frozenset[int]) -> None:
        for number in done:
            self._pending.remove(number)
        self.heads = tuple(head for head in answer.heads if head.column_id in self._columns)
        for column_id, column in self._columns.items():
            overlay = self._pending.overlay(column_id)
            pages = answer.pages.get(column_id)
            if pages is None:
                column.cover(overlay)
            else:
                column.show(pages, overlay)
        self.heads_changed.emit()

    def _tell_attention(self, attention: Attention) -> None:
        self.attention_changed.emit(attention)

    def _set_team(self, team: TeamView) -> None:
        self._words = CardWords(
            team, self._dates, self._money, one_owner=self.filter.owner_id is not None
        )
        same = not self._has_other_columns(team)
        self.team = team
        if same:
            for stage in team.pipeline.columns:
                self._columns[stage.id].stage = stage
                self._columns[stage.id].make_words_again()
            return
        old = self._columns
        self._columns = {
            stage.id: ColumnModel(stage, self._word, self._place, self._tips, self)
            for stage in team.pipeline.columns
        }
        for column in self._columns.values():
            column.page_wanted.connect(
                lambda next_page, column=column: self._ask_page(column, next_page)
            )
        self.heads = ()
        self.columns_changed.emit()
        for column in old.values():
            column.deleteLater()

    def _has_other_columns(self, team: TeamView) -> bool:
        """Other ones, or in another order; another name, colour or rule is still the same one."""
        new = [(stage.id, stage.belongs) for stage in team.pipeline.columns]
        held = [(model.stage.id, model.stage.belongs) for model in self._columns.values()]
        return self.team is None or new != held

    def _word(self, row: CardRow) -> Card:
        if self._words is None:
            raise LookupError("a card is shown before the team is known")
        unsaved = ""
        if self._client.save_state is SaveState.NOT_SAVED and row.id in self._pending.targets():
            unsaved = tr("Not saved yet, trying again")
        return self._words.card(row, self._now, unsaved=unsaved, editing=self._editing(row.id))

    def _tips(self, row: CardRow) -> CardTips:
        if self._words is None:
            raise LookupError("a card is shown before the team is known")
        return self._words.tips(row, self._now, self._editing(row.id))

    def _editing(self, lead_id: int) -> Editing:
        if self._presence is None or self.team is None:
            return NOBODY
        return self._presence.editing(lead_id, self.team.users)

    def _place(self, row: CardRow, rows: Sequence[CardRow]) -> int:
        return place_of(row, rows, self.filter)

    def _on_save_state(self, _state: SaveState) -> None:
        self._make_words_again(self._pending.targets())

    def _make_words_again(self, lead_ids: Iterable[int]) -> None:
        for column in self._columns.values():
            column.make_words_again(lead_ids)
