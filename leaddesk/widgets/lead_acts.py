"""Doing something with leads wherever they are shown: on the board, in the list, in the peek."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from leaddesk.domain.pipeline import Pipeline, StageRole
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.board.board_page import BoardPage
from leaddesk.widgets.pages import Page
from leaddesk.widgets.tools import Tools
from leaddesk.widgets.window_peek import WindowPeek

if TYPE_CHECKING:
    from leaddesk.service.read_models import CardRow
    from leaddesk.widgets.board.lead_moves import LeadMoves
    from leaddesk.widgets.leads.leads_page import LeadsPage
    from leaddesk.widgets.snoozing import Snoozing

_ENDS = ("nurture", "won", "lost", "disqualify")
_STEPS = {"stage back": -1, "stage on": 1}


class LeadActs(QObject):
    """Commands of `key_map` for leads. The page that shows them does what it can; the rest is
    done here, with what is needed asked at the lead."""

    def __init__(
        self,
        tools: Tools,
        board: BoardModel,
        pipeline: BoardPage,
        leads: Page[LeadsPage],
        peek: WindowPeek,
        host: QWidget,
    ) -> None:
        super().__init__(host)
        self._tools, self._board = tools, board
        self._pipeline, self._leads, self._peek = pipeline, leads, peek
        self._host = host
        self._moves: LeadMoves | None = None
        self._snoozing: Snoozing | None = None
        self.menu: QMenu | None = None

    @property
    def moves(self) -> LeadMoves:
        """For leads that no card stands for; like the next the first to ask has it made."""
        if self._moves is None:
            from leaddesk.widgets.board.lead_moves import LeadMoves

            self._moves = LeadMoves(self._tools, self._host)
            self._moves.made.connect(self._peek.follow)
        return self._moves

    @property
    def snoozing(self) -> Snoozing:
        if self._snoozing is None:
            from leaddesk.widgets.snoozing import Snoozing

            self._snoozing = Snoozing(self._tools, self._host)
        return self._snoozing

    def chosen(self) -> list[int]:
        """Return what a command is for: what is selected on the page, or the lead of the peek
        where that is another one."""
        ids = self._of_page()
        shown = self._peek.dock.lead_id if self._peek.dock.is_on_page else None
        return ids if shown is None or shown in ids else [shown]

    def do(self, command: str) -> None:
        """Do a command with what is chosen."""
        ids = self.chosen()
        if not ids:
            return
        if ids == self._of_page():
            self.do_on_page(command)
        else:
            self.act(command, ids[0])

    def do_on_page(self, command: str) -> None:
        """Do a command as if its key had been pressed on the page."""
        (self._leads.view.widget if self._is_on_list() else self._pipeline).do(command)

    def act(self, command: str, lead_id: int) -> None:
        """Do a command with a lead, together with what is selected if it is part of that."""
        ids = self._of_page()
        ids = ids if lead_id in ids else [lead_id]
        if command == "snooze":
            self.snoozing.open(lead_id, self._peek.place_of(lead_id))
        elif command in _ENDS or command in _STEPS:
            self._tools.client.ask(
                "act", lambda reader: reader.list_cards(ids), lambda found: self._go(command, found)
            )
        elif command == "move":
            self._open_stages(ids)
        elif command == "delete":
            self._delete(ids)
        else:
            self._peek.act(command, lead_id)

    def move(self, ids: Sequence[int], stage_id: int) -> None:
        """Move leads to a stage; the board holds its cards where they will be."""
        team = self._board.team
        if team is None or not ids:
            return
        view = self._pipeline.view
        on_board = self._pipeline.isVisible() and all(view.row(lead_id) for lead_id in ids)
        role = team.pipeline.by_id(stage_id).role
        if on_board and role in ("raw", "column"):
            self._pipeline.moves.move(ids, stage_id)
        elif on_board:
            self._pipeline.moves.move_to_role(ids, role)
        else:
            self.moves.move(ids, stage_id, team.pipeline, self._peek.place_of(ids[0]))

    def assign(self, ids: Sequence[int], user_id: int | None) -> None:
        """Hand leads to somebody, with None to the queue."""
        self._pipeline.assigning.assign(ids, user_id)

    # --- inside ------------------------------------------------------------------------------

    def _is_on_list(self) -> bool:
        return self._leads.is_made and self._leads.view.widget.isVisible()

    def _of_page(self) -> list[int]:
        if self._is_on_list():
            return self._leads.view.widget.chosen()
        return self._pipeline.view.selected_ids() if self._pipeline.isVisible() else []

    def _go(self, command: str, found: Mapping[int, CardRow]) -> None:
        team = self._board.team
        rows = list(found.values())
        if team is None or not rows:
            return
        wanted = (
            stage_beside(rows[0], team.pipeline, _STEPS[command])
            if command in _STEPS
            else end_for(rows[0], team.pipeline, command)
        )
        if wanted is not None:
            self.move([row.id for row in rows], wanted)
        elif command == "won":
            self._tools.notices.refuse(tr("A lead is won as an opportunity. Move it on first."))

    def _open_stages(self, ids: list[int]) -> None:
        team = self._board.team
        if team is None:
            return
        from leaddesk.widgets.board.board_menu import stage_menu

        if self.menu is not None:
            self.menu.deleteLater()
        stages = team.pipeline.columns
        self.menu = stage_menu(self._host, stages, None, lambda stage_id: self.move(ids, stage_id))
        place = self._peek.place_of(ids[0])
        self.menu.popup(self._host.window().mapToGlobal(place.center()))

    def _delete(self, ids: list[int]) -> None:
        from leaddesk.service.commands import DeleteLeads

        doing = tr_n("deleting %n lead", "deleting %n leads", len(ids))
        self._tools.client.do(DeleteLeads(tuple(ids)), doing=doing)


def stage_beside(row: CardRow, pipeline: Pipeline, steps: int) -> int | None:
    """Return the stage of the column `steps` beside the lead's own, None at an end."""
    columns = [stage.id for stage in pipeline.columns]
    if row.column_id not in columns:
        return None
    at = columns.index(row.column_id) + steps
    return columns[at] if 0 <= at < len(columns) else None


def end_for(row: CardRow, pipeline: Pipeline, command: str) -> int | None:
    """Return the stage without a column that a command means for this kind of record."""
    is_lead = row.kind == "lead"
    roles: dict[str, StageRole] = {
        "nurture": "nurture",
        "lost": "disqualified" if is_lead else "lost",
        "disqualify": "disqualified" if is_lead else "lost",
    }
    if not is_lead:
        roles["won"] = "won"
    role = roles.get(command)
    return pipeline.by_role(role).id if role is not None else None
