"""Moves on the board: asked for, held for answers, written, told, taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect

from leaddesk.base.errors import Needed
from leaddesk.domain.pipeline import StageRole
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.errors import Notice
from leaddesk.presentation.pending_moves import PendingMove, Seen
from leaddesk.presentation.text import tr
from leaddesk.widgets.board.board_view import BoardView
from leaddesk.widgets.controls import Popover
from leaddesk.widgets.tools import Tools

if TYPE_CHECKING:
    from leaddesk.presentation.message_book import Message
    from leaddesk.service.desk import Outcome


class BoardMoves(QObject):
    """Moves cards for the board's page; asks in a popover at the card where something lacks."""

    def __init__(self, tools: Tools, board: BoardModel, view: BoardView) -> None:
        super().__init__(view)
        self._tools, self._board, self._view = tools, board, view
        self._popover: Popover | None = None
        self._where: QRect | None = None
        self._follow: tuple[int, ...] = ()  # the first of these that the board holds is gone to
        view.drag.dropped.connect(self._drop)
        view.drag.dropped_on.connect(self._close)
        self._moved: tuple[int, int] | None = None  # the newest step that moved one card; its id
        board.moved.connect(self._remember)
        tools.notices.tell_where(self._where_it_stands)
        board.answers_needed.connect(self._ask)
        board.move_failed.connect(self._failed)
        tools.client.outcome_came.connect(self._told)
        board.heads_changed.connect(self._select_made)
        view.current_changed.connect(lambda _lead_id: self._forget())

    @property
    def popover(self) -> Popover | None:
        """The popover that asks now, if one does."""
        return self._popover

    def move(self, ids: Sequence[int], stage_id: int) -> None:
        """Move cards to a stage; over the divider the conversion is asked for first."""
        self._drop(self._board.see(ids), stage_id)

    def move_to_role(self, ids: Sequence[int], role: StageRole, where: QRect | None = None) -> None:
        """Won, lost, nurture, disqualified: the stages without a column."""
        self._close(self._board.see(ids), role, where)

    def place(self, lead_id: int, steps: int) -> None:
        """Higher or lower in the column, if the order is made by hand; else say why not."""
        if self._board.filter.sort != "manual":
            text = tr("Cards are placed by hand only in the order Manual. Choose it under Sort.")
            self._tools.notices.refuse(text)
        elif self._board.place(lead_id, steps):
            self._follow_card((lead_id,))

    def step(self, ids: Sequence[int], steps: int) -> None:
        """One stage back or on, from where the first of the cards stands."""
        team = self._board.team
        row = self._view.row(ids[0]) if ids else None
        if team is None or row is None:
            return
        columns = team.pipeline.columns
        column = self._view.column_of(row.id)
        if column is None:
            return
        here = next(n for n, s in enumerate(columns) if s.id == column.model.stage.id)
        if 0 <= here + steps < len(columns):
            self.move(ids, columns[here + steps].id)

    # --- inside ------------------------------------------------------------------------------

    def _drop(
        self, seen: Seen, stage_id: int, below: int | None = None, above: int | None = None
    ) -> None:
        team = self._board.team
        if team is None or not seen.rows:
            return
        from leaddesk.widgets.board.move_question import asked_first

        ids = [row.id for row in seen.rows]
        hold = asked_first(seen.rows, team.pipeline.by_id(stage_id), team.pipeline)
        self._board.move(ids, stage_id, before_id=below, after_id=above, hold=hold, seen=seen)
        self._follow_card(ids)

    def _close(self, seen: Seen, role: StageRole, where: QRect | None = None) -> None:
        team = self._board.team
        if team is None or not seen.rows:
            return
        from leaddesk.widgets.board.move_question import asked_at_end

        self._where = where or self._view.rect_of(seen.rows[0].id)
        ids, stage = [row.id for row in seen.rows], team.pipeline.by_role(role)
        self._board.move(ids, stage.id, hold=asked_at_end(role, seen.rows), seen=seen)

    def _ask(self, pending: PendingMove, needed: Needed) -> None:
        """Hold the card where it was dropped and ask beside it."""
        team = self._board.team
        if team is None:
            return
        if self._popover is not None:
            self._popover.close_it()
        from leaddesk.widgets.board.move_question import Question

        question = Question(team.pipeline.by_id(pending.command.stage_id), pending.rows, needed)

        def answered(values: Mapping[str, str]) -> None:
            self._popover = None
            self._board.answer(pending.number, values)
            self._follow_card(pending.ids)

        def left(notice: Notice) -> None:
            self._popover = None
            self._board.put_back(pending.number, notice)

        view = self._view
        # Its column may lie beyond the edge of the board: what asks stands at the card.
        view.select(pending.rows[0].id)
        self._popover = question.open(
            self._tools, view.window(), self._anchor(pending), answered, left
        )

    def _anchor(self, pending: PendingMove) -> QRect:
        where, self._where = self._where, None
        rect = self._view.rect_of(pending.rows[0].id)
        if not rect.isEmpty():
            return rect
        if where is not None and not where.isEmpty():
            return where
        view = self._view
        return QRect(view.mapTo(view.window(), view.rect().center()), view.rect().size() / 8)

    def _follow_card(self, ids: Sequence[int]) -> None:
        """The keyboard goes along with a card that moved, unless something is asked."""
        if len(ids) == 1 and self._popover is None:
            self._view.select(ids[0])

    def _remember(self, pending: PendingMove, outcome: Outcome) -> None:
        if outcome.step is not None and len(pending.ids) == 1:
            self._moved = (outcome.step.id, pending.ids[0])

    def _where_it_stands(self, message: Message) -> str:
        """Said aloud with the move of a single card: "1 of 7"."""
        if self._moved is None or message.steps != (self._moved[0],):
            return ""
        column = self._view.column_of(self._moved[1])
        number = column.model.row_of(self._moved[1]) if column is not None else None
        return column.model.position_text(number) if column and number is not None else ""

    def _failed(self, pending: PendingMove, notice: Notice) -> None:
        self._tools.notices.tell(notice)
        self._view.select(pending.rows[0].id)

    def _told(self, outcome: Outcome) -> None:
        """A conversion made another record of the card, or an undo takes it elsewhere: keep the
        focus on it."""
        from leaddesk.service.commands import BulkResult

        current, step = self._view.current_id(), outcome.step
        if isinstance(outcome.result, BulkResult) and outcome.result.made:
            made = outcome.result.made
            follow = made.get(current) if current is not None else None
            self._follow = (follow if follow is not None else next(iter(made.values())),)
        elif step is not None and step.undoes is not None:
            leads = {change.id for change in outcome.changes if change.kind == "lead"}
            if len(leads) <= 2:  # one lead, or the two records of a conversion
                self._follow = tuple(sorted(leads, key=lambda lead_id: lead_id != current))

    def _select_made(self) -> None:
        for lead_id in self._follow:
            if self._view.column_of(lead_id) is not None:
                self._follow = ()
                self._view.select_when_there(lead_id)
                return

    def _forget(self) -> None:
        """Somebody went elsewhere."""
        self._follow = ()
