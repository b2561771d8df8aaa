"""The board as the window knows it: columns, headers, and moves that show before they are
written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from leaddesk.base.clock import Clock
from leaddesk.base.errors import Needed
from leaddesk.presentation.board_columns import BoardColumns
from leaddesk.presentation.board_heads import HeadView, TotalView, head_view, moved, total_view
from leaddesk.presentation.change_hub import ChangeHub
from leaddesk.presentation.column_model import ColumnModel
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.errors import Notice, failure_words, notice_of
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.pending_moves import PendingMove, PendingMoves, Seen
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.presence_model import PresenceModel
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.read_models import BoardFilter, CardRow, ColumnHead, FirstBoard, TeamView

if TYPE_CHECKING:
    from leaddesk.service.desk import Outcome


class BoardModel(QObject):
    """All of the board but its painting; columns appear with the first answer.

    A move shows at once. It is confirmed by the next reading of the board, taken back with
    `move_failed` when it could not be written, and held with `answers_needed` until `answer` or
    `put_back` is called, while somebody fills in what the stage asks for.
    """

    columns_changed = Signal()
    rows_changing = Signal()  # cards are about to move: by a drop, an undo, by others
    rows_changed = Signal()
    heads_changed = Signal()
    loading_changed = Signal(bool)  # True: what is shown belongs to an older filter
    attention_changed = Signal(object)  # Attention
    answers_needed = Signal(object, object)  # PendingMove, Needed
    moved = Signal(object, object)  # PendingMove, Outcome: it is written
    move_failed = Signal(object, object)  # PendingMove, Notice
    load_failed = Signal(object)  # Notice

    def __init__(
        self,
        client: DeskClient,
        hub: ChangeHub,
        clock: Clock,
        dates: DateWords,
        money: MoneyWords,
        parent: QObject | None = None,
        *,
        presence: PresenceModel | None = None,
    ) -> None:
        """With a `presence` the cards show who else writes in their leads."""
        super().__init__(parent)
        self._client, self._clock, self._dates, self._money = client, clock, dates, money
        self._pending = PendingMoves()
        self._stored = BoardColumns(
            client, hub, clock, dates, money, self._pending, self, presence=presence
        )
        self._stored.columns_changed.connect(self._on_columns)
        self._stored.heads_changed.connect(self._tell_heads)
        self._stored.rows_changing.connect(self.rows_changing)
        self._stored.rows_changed.connect(self.rows_changed)
        self._stored.loading_changed.connect(self.loading_changed)
        self._stored.attention_changed.connect(self.attention_changed)
        self._stored.load_failed.connect(self.load_failed)

    # --- what is shown -----------------------------------------------------------------------

    @property
    def columns(self) -> tuple[ColumnModel, ...]:
        """The columns from left to right; lead stages, then opportunity stages."""
        return tuple(self._stored.models().values())

    @property
    def team(self) -> TeamView | None:
        return self._stored.team

    @property
    def filter(self) -> BoardFilter:
        return self._stored.filter

    def column(self, column_id: int) -> ColumnModel:
        """Return a column by the id of its stage."""
        return self._stored.models()[column_id]

    def heads(self) -> tuple[HeadView, ...]:
        """Return the headers, pending moves counted in."""
        models = self._stored.models()
        return tuple(
            head_view(models[head.column_id].stage, head, self._money, self._currency())
            for head in self._shown_heads()
        )

    def total(self) -> TotalView:
        """Return the sums over all columns."""
        stages = {column_id: model.stage for column_id, model in self._stored.models().items()}
        return total_view(self._shown_heads(), stages, self._money, self._currency())

    def value_text(self, rows: Iterable[CardRow]) -> str:
        """Return what these cards are worth together, for a header while they are dragged."""
        (whole,) = moved((ColumnHead(0, 0),), {}, {0: rows})
        return self._money.sums(whole.sums, self._currency())

    # --- loading -----------------------------------------------------------------------------

    def load(self) -> None:
        """Read the board from its start under the present filter."""
        self._stored.load()

    def cancel_loading(self) -> None:
        """Give up a reading that takes long; what is shown stays."""
        self._stored.cancel_loading()

    def loading_count(self) -> int:
        """How many leads are being read, 0 where that is not known yet."""
        return self._stored.loading_count()

    def show_first(self, first: FirstBoard) -> None:
        """Show what was read before the database is open; `catch_up` follows when it is."""
        self._stored.show_first(first)

    def catch_up(self) -> None:
        """Read again all that is shown, in its place: anything may have changed."""
        self._stored.catch_up()

    def set_filter(self, filter: BoardFilter, unpressed: BoardFilter | None = None) -> None:
        """Show other leads, or in another order; the old ones stay until the new are there.
        `unpressed`: the same filter without the attention chips that are pressed."""
        self._stored.filter, self._stored.unpressed = filter, unpressed
        self._stored.load()

    def tick(self) -> None:
        """A minute has passed; to be called by the window's one minute timer."""
        self._stored.tick()

    # --- moving ------------------------------------------------------------------------------

    def move(
        self,
        lead_ids: Sequence[int],
        stage_id: int,
        *,
        before_id: int | None = None,
        after_id: int | None = None,
        given: Mapping[str, str] | None = None,
        hold: Needed | None = None,
        seen: Seen | None = None,
    ) -> PendingMove | None:
        """Move cards to a stage and show them there; None if nothing would move.

        `before_id` and `after_id` (of the last card that is held) count under the sort "manual"
        only; without them a card goes to the top of another column there. `seen` is how the cards
        looked when they were taken up. A stage without a column (won, lost,
        nurture, disqualified) takes the cards off the board. `hold` is what the window asks
        before anything is written: the move waits like one whose stage needs something.
        """
        from leaddesk.service.commands import MoveLeads

        if self._stored.team is None:
            return None
        column_id = self._stored.team.pipeline.column_of(stage_id)
        before_id, after_id = self._by_hand(column_id, before_id, after_id)
        is_placed = (before_id, after_id) != (None, None)
        found = self._rows(lead_ids) if seen is None else seen.rows
        rows = tuple(row for row in found if is_placed or not self._is_at(row, stage_id))
        if not rows:
            return None
        if self.filter.sort == "manual" and column_id is not None and not is_placed:
            before_id = self._top_of(column_id, lead_ids)
        command = MoveLeads(
            tuple(row.id for row in rows),
            stage_id,
            given=dict(given or {}),
            versions=self._seen_versions(rows) if seen is None else seen.versions,
            before_id=before_id,
            after_id=after_id,
        )
        pending = self._pending.add(command, rows, column_id)
        self._stored.show_pending()
        if hold is not None:
            held = self._pending.set_state(pending.number, "asking")
            self.answers_needed.emit(held, hold)
            return held
        self._send(pending)
        return pending

    def see(self, lead_ids: Sequence[int]) -> Seen:
        """Return how cards look now, to be moved later."""
        rows = tuple(self._rows(lead_ids))
        return Seen(rows, self._seen_versions(rows))

    def place(self, lead_id: int, steps: int) -> bool:
        """Put a card higher (-1) or lower (1) in its column; False if it is at its end, or the
        order is not made by hand."""
        model = next((m for m in self.columns if m.row_of(lead_id) is not None), None)
        if model is None or self.filter.sort != "manual":
            return False
        rows, at = model.leads(), model.row_of(lead_id) or 0
        if not 0 <= at + steps < len(rows):
            return False
        stage_id = rows[at].stage_id
        below = at + steps + (1 if steps > 0 else 0)
        if below < len(rows):
            self.move([lead_id], stage_id, before_id=rows[below].id)
        else:
            self.move([lead_id], stage_id, after_id=rows[-1].id)
        return True

    def answer(self, number: int, given: Mapping[str, str]) -> None:
        """Go on with a held move: this is what the stage asked for."""
        pending = self._pending.get(number)
        if pending is not None:
            command = replace(pending.command, given={**pending.command.given, **given})
            sent = self._pending.set_state(number, "sent", command)
            if sent is not None:
                self._send(sent)

    def put_back(self, number: int, notice: Notice | None = None) -> None:
        """Take a held move back; with a notice `move_failed` says why."""
        pending = self._pending.remove(number)
        if pending is None:
            return
        self._stored.show_pending()
        if notice is not None:
            self.move_failed.emit(pending, notice)

    # --- inside ------------------------------------------------------------------------------

    def _on_columns(self) -> None:
        for model in self.columns:
            model.cards_dropped.connect(
                lambda ids, below, stage_id=model.stage.id: self.move(
                    ids, stage_id, before_id=below
                )
            )
        self.columns_changed.emit()

    def _tell_heads(self) -> None:
        for head in self._shown_heads():
            self.column(head.column_id).set_total(head.count)
        self.heads_changed.emit()

    def _send(self, pending: PendingMove) -> None:
        number = pending.number
        self._client.do(
            pending.command,
            lambda outcome: self._move_done(number, outcome),
            lambda error: self._move_error(number, error),
        )

    def _move_done(self, number: int, outcome: Outcome) -> None:
        from leaddesk.service.commands import BulkResult

        pending = self._pending.set_state(number, "done")
        if pending is None:
            return
        self.moved.emit(pending, outcome)
        result = outcome.result
        if isinstance(result, BulkResult) and result.failed:
            failed = {failure.id for failure in result.failed}
            self._pending.keep_only(number, set(pending.ids) - failed)
            self._stored.show_pending()
            title = tr_n("%n lead was not moved.", "%n leads were not moved.", len(failed))
            why = failure_words(result.failed[0])
            self.move_failed.emit(pending, Notice("known", title, why))
        self._stored.read_again(pending.ids)

    def _move_error(self, number: int, error: BaseException) -> None:
        pending = self._pending.get(number)
        if pending is None:
            return
        if isinstance(error, Needed):
            held = self._pending.set_state(number, "asking")
            self.answers_needed.emit(held, error)
            return
        from leaddesk.presentation.bin_words import told_who

        row = pending.rows[0]
        name = row.company or row.name or row.email
        notice = notice_of(
            error, tr("moving {lead}", lead=one_line(name)), tr("The lead is unchanged.")
        )
        notice = told_who(notice, error, self._clock.now(), self._dates)
        stage_id, given = pending.command.stage_id, pending.command.given
        again = partial(self.move, pending.ids, stage_id, given=given)
        self.put_back(number, replace(notice, again=again))
        self._stored.read_again(pending.ids)

    def _by_hand(
        self, column_id: int | None, before_id: int | None, after_id: int | None
    ) -> tuple[int | None, int | None]:
        if self.filter.sort != "manual" or column_id is None:
            return None, None
        return before_id, after_id if before_id is None else None

    def _top_of(self, column_id: int, lead_ids: Iterable[int]) -> int | None:
        coming = set(lead_ids)
        rows = self.column(column_id).leads()
        return next((row.id for row in rows if row.id not in coming), None)

    def _is_at(self, row: CardRow, stage_id: int) -> bool:
        """Whether a card stands in that stage already, or is on its way there. A card without
        its required fields stands in the first column but in a stage of its own."""
        target = self._pending.targets().get(row.id)
        return stage_id == (row.stage_id if target is None else target[0].command.stage_id)

    def _rows(self, lead_ids: Iterable[int]) -> list[CardRow]:
        held = {lead_id: row for lead_id, (_, row) in self._pending.targets().items()}
        for model in self.columns:
            for row in model.leads():
                held.setdefault(row.id, row)
        return [held[lead_id] for lead_id in lead_ids if lead_id in held]

    def _seen_versions(self, rows: Iterable[CardRow]) -> dict[int, int]:
        """A card that we have just changed ourselves has a version that was not read yet."""
        moving = self._pending.targets()
        return {
            row.id: row.version
            for row in rows
            if row.id not in moving and not self._stored.is_stale(row.id)
        }

    def _shown_heads(self) -> tuple[ColumnHead, ...]:
        leaving, entering = self._pending.flows()
        return moved(self._stored.heads, leaving, entering)

    def _currency(self) -> str:
        return self._stored.team.currency if self._stored.team is not None else ""
