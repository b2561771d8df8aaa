"""Moves that are shown but not written yet. No Qt here."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from leaddesk.presentation.paged_rows import Overlay

if TYPE_CHECKING:
    from leaddesk.service.commands import MoveLeads
    from leaddesk.service.read_models import CardRow

PendingState = Literal["sent", "asking", "done"]


@dataclass(frozen=True, slots=True)
class PendingMove:
    """Cards on their way. `column_id` is where they are shown; None: off the board (won, lost,
    nurture). `state` "asking" waits for what the stage needs, "done" for the board to be read."""

    number: int
    command: MoveLeads
    rows: tuple[CardRow, ...]
    column_id: int | None
    state: PendingState = "sent"

    @property
    def ids(self) -> tuple[int, ...]:
        return self.command.ids


@dataclass(frozen=True, slots=True)
class Seen:
    """Cards as they were when somebody took them up, to move them as they were seen: a colleague's
    move in between is a conflict, not overrun."""

    rows: tuple[CardRow, ...]
    versions: Mapping[int, int]

    def row(self, lead_id: int) -> CardRow | None:
        """Return a card of those, None for another one."""
        return next((row for row in self.rows if row.id == lead_id), None)


class PendingMoves:
    """All of them, the oldest first; of two moves of one card the newer one is shown."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._moves: dict[int, PendingMove] = {}

    def __len__(self) -> int:
        return len(self._moves)

    def add(
        self, command: MoveLeads, rows: tuple[CardRow, ...], column_id: int | None
    ) -> PendingMove:
        move = PendingMove(next(self._numbers), command, rows, column_id)
        self._moves[move.number] = move
        return move

    def get(self, number: int) -> PendingMove | None:
        return self._moves.get(number)

    def set_state(
        self, number: int, state: PendingState, command: MoveLeads | None = None
    ) -> PendingMove | None:
        """Change a move's state (and command); None if it is no longer there."""
        move = self._moves.get(number)
        if move is None:
            return None
        self._moves[number] = move = replace(
            move, state=state, command=command if command is not None else move.command
        )
        return move

    def keep_only(self, number: int, ids: Iterable[int]) -> None:
        """Some cards of a move stay where they were."""
        move, kept = self._moves.get(number), set(ids)
        if move is None:
            return
        rows = tuple(row for row in move.rows if row.id in kept)
        command = replace(move.command, ids=tuple(i for i in move.command.ids if i in kept))
        self._moves[number] = replace(move, rows=rows, command=command)

    def remove(self, number: int) -> PendingMove | None:
        return self._moves.pop(number, None)

    def done(self) -> frozenset[int]:
        """Return the numbers of moves that are written: the next reading shows them."""
        return frozenset(m.number for m in self._moves.values() if m.state == "done")

    def targets(self) -> dict[int, tuple[PendingMove, CardRow]]:
        """Return for each card on its way its newest move and its row."""
        return {row.id: (move, row) for move in self._moves.values() for row in move.rows}

    def overlay(self, column_id: int) -> Overlay[CardRow]:
        """Return what a column shows: cards that came, and ids that left it."""
        moved_in: dict[int, tuple[CardRow, int | None]] = {}
        moved_out = set()
        at_end = set()
        for lead_id, (move, row) in self.targets().items():
            if move.column_id == column_id:
                moved_in[lead_id] = (row, move.command.before_id)
                if move.command.after_id is not None:
                    at_end.add(lead_id)
                if (move.command.before_id, move.command.after_id) != (None, None):
                    moved_out.add(lead_id)  # within its own column it stands elsewhere now
            else:
                moved_out.add(lead_id)
        return Overlay(moved_in, frozenset(moved_out), frozenset(at_end))

    def flows(self) -> tuple[Mapping[int, list[CardRow]], Mapping[int, list[CardRow]]]:
        """Return the rows leaving and entering each column, for its header. `row.column_id` is
        where the stored heads count a card."""
        leaving: dict[int, list[CardRow]] = {}
        entering: dict[int, list[CardRow]] = {}
        for move, row in self.targets().values():
            if move.column_id != row.column_id:
                leaving.setdefault(row.column_id, []).append(row)
                if move.column_id is not None:
                    entering.setdefault(move.column_id, []).append(row)
        return leaving, entering
