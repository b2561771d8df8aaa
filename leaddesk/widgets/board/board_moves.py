"""Moves on the board: asked for, held for answers, written, told, taken back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect

from leaddesk.base.errors import Needed
from leaddesk.domain.pipeline import Stage, StageRole
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.errors import Notice
from leaddesk.presentation.pending_moves import PendingMove
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.commands import BulkResult
from leaddesk.service.desk import Outcome
from leaddesk.service.read_models import CardRow
from leaddesk.widgets.board.board_view import BoardView
from leaddesk.widgets.board.needed_form import NeededForm
from leaddesk.widgets.controls import Popover
from leaddesk.widgets.tools import Tools

CONVERSION = ("value", "close_date")


class BoardMoves(QObject):
    """Moves cards for the board's page; asks in a popover at the card where something lacks."""

    def __init__(self, tools: Tools, board: BoardModel, view: BoardView) -> None:
        super().__init__(view)
        self._tools, self._board, self._view = tools, board, view
        self._popover: Popover | None = None
        self._where: QRect | None = None
        self._follow: int | None = None
        view.drag.dropped.connect(lambda ids, stage_id, below: self.move(ids, stage_id, below))
        view.drag.dropped_on.connect(self.move_to_role)
        board.answers_needed.connect(self._ask)
        board.move_failed.connect(self._failed)
        tools.client.outcome_came.connect(self._told)
        board.heads_changed.connect(self._select_made)

    @property
    def popover(self) -> Popover | None:
        """The popover that asks now, if one does."""
        return self._popover

    def move(self, ids: Sequence[int], stage_id: int, below: int | None = None) -> None:
        """Move cards to a stage; over the divider the conversion is asked for first."""
        team = self._board.team
        if team is None:
            return
        stage = team.pipeline.by_id(stage_id)
        rows = [row for row in (self._view.row(i) for i in ids) if row is not None]
        crossing = [row for row in rows if row.kind == "lead" and stage.belongs == "opportunity"]
        hold = None
        if crossing and stage.role == "column":
            # Many deals have many amounts: those are left to the cards.
            hold = Needed("", fields=CONVERSION if len(crossing) == 1 else CONVERSION[1:])
        self._board.move(ids, stage_id, before_id=below, hold=hold)
        self._follow_card(ids)

    def move_to_role(self, ids: Sequence[int], role: StageRole, where: QRect | None = None) -> None:
        """Won, lost, nurture, disqualified: the stages without a column."""
        team = self._board.team
        if team is None or not ids:
            return
        rows = [row for row in (self._view.row(i) for i in ids) if row is not None]
        self._where = where or (self._view.rect_of(rows[0].id) if rows else None)
        stage = team.pipeline.by_role(role)
        asks = {"won": ("value",), "lost": ("reason",), "disqualified": ("reason",),
                "nurture": ("until",)}  # fmt: skip
        fields = asks.get(role, ())
        hold = Needed("", fields=fields) if fields else None
        self._board.move(ids, stage.id, hold=hold)

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

    def _ask(self, pending: PendingMove, needed: Needed) -> None:
        """Hold the card where it was dropped and ask beside it."""
        team = self._board.team
        if team is None:
            return
        stage = team.pipeline.by_id(pending.command.stage_id)
        first = pending.rows[0]
        is_conversion = (
            stage.role == "column"
            and (first.kind, stage.belongs) == ("lead", "opportunity")
            and set(needed.fields) <= set(CONVERSION)
        )
        may_stay_empty = is_conversion or stage.role == "nurture"
        form = NeededForm(
            self._tools,
            _question(stage, pending.rows, is_conversion=is_conversion),
            needed.fields,
            action=_action(stage, is_conversion=is_conversion),
            held=_held(first),
            optional=frozenset(needed.fields) if may_stay_empty else frozenset(),
            note=tr("Company and contact are made or linked.") if is_conversion else "",
        )
        self._open(pending, form, stage)

    def _open(self, pending: PendingMove, form: NeededForm, stage: Stage) -> None:
        if self._popover is not None:
            self._popover.close_it()
        title = tr("Needed for {stage}", stage=stage.name)
        popover = Popover(self._tools.theme, self._view.window(), title, form)
        answered = False

        def accept(values: dict[str, str]) -> None:
            nonlocal answered
            answered = True
            popover.close_it()
            self._board.answer(pending.number, values)
            self._follow_card(pending.ids)

        def closed() -> None:
            self._popover = None
            popover.deleteLater()
            if not answered:
                why = tr("{stage} was not filled in, so it stays where it was.", stage=stage.name)
                names = _labels(pending.rows)
                self._board.put_back(
                    pending.number, Notice("needed", tr("{lead} was not moved.", lead=names), why)
                )

        form.accepted.connect(accept)
        form.left.connect(popover.close_it)
        popover.closed.connect(closed)
        self._popover = popover
        popover.open_at(self._anchor(pending))

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

    def _failed(self, pending: PendingMove, notice: Notice) -> None:
        self._tools.notices.tell(notice)
        self._view.select(pending.rows[0].id)

    def _told(self, outcome: Outcome) -> None:
        """A conversion made another record of the card: keep the focus on it."""
        if isinstance(outcome.result, BulkResult) and outcome.result.made:
            current = self._view.current_id()
            made = outcome.result.made
            self._follow = made.get(current) if current is not None else None
            if self._follow is None:
                self._follow = next(iter(made.values()))

    def _select_made(self) -> None:
        if self._follow is not None and self._view.select(self._follow):
            self._follow = None


def _label(row: CardRow) -> str:
    return row.company or row.name or row.email


def _labels(rows: Sequence[CardRow]) -> str:
    return _label(rows[0]) if len(rows) == 1 else tr_n("%n lead", "%n leads", len(rows))


def _question(stage: Stage, rows: Sequence[CardRow], *, is_conversion: bool) -> str:
    who = _labels(rows)
    if is_conversion:
        return tr("Convert {lead}", lead=who)
    match stage.role:
        case "won":
            return tr("{lead} is won", lead=who)
        case "lost":
            return tr("Why was {lead} lost?", lead=who)
        case "disqualified":
            return tr("Why is {lead} disqualified?", lead=who)
        case "nurture":
            return tr("Follow up {lead} later", lead=who)
        case _:
            return tr("Needed for {stage}", stage=stage.name)


def _action(stage: Stage, *, is_conversion: bool) -> str:
    if is_conversion:
        return tr("Convert")
    words = {
        "won": tr("Mark as won"), "lost": tr("Mark as lost"), "nurture": tr("Nurture"),
        "disqualified": tr("Disqualify"),
    }  # fmt: skip
    return words.get(stage.role, tr("Move"))


def _held(row: CardRow) -> dict[str, str]:
    return {"value": format(row.value, "f") if row.value is not None else ""}
