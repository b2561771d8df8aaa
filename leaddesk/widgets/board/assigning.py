"""Handing leads to somebody: the menu of users, at the card or row, and its command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from leaddesk.presentation.bulk_runs import BulkRuns
from leaddesk.presentation.errors import Notice, failure_words
from leaddesk.presentation.text import tr_n
from leaddesk.widgets.board.board_menu import assign_menu
from leaddesk.widgets.tools import Tools

if TYPE_CHECKING:
    from leaddesk.service.desk import Outcome
    from leaddesk.service.read_models import TeamView


class Assigning(QObject):
    """Opens the assign menu for a board, a list or the peek. Several leads are one step."""

    def __init__(self, tools: Tools, host: QWidget, runs: BulkRuns | None = None) -> None:
        """`runs` does what is for thousands, and tells what of it failed."""
        super().__init__(host)
        self._tools, self._host, self._runs = tools, host, runs
        self.menu: QMenu | None = None

    def open(
        self, team: TeamView, ids: Sequence[int], owners: Iterable[int | None], at: QPoint
    ) -> None:
        """Ask who gets the leads; `owners` are those they have now, `at` is a global point."""
        if self.menu is not None:
            self.menu.deleteLater()
        had = {owner or 0 for owner in owners}
        here = next(iter(had)) if len(had) == 1 else None
        self.menu = assign_menu(
            self._host, team.users, here, lambda user_id: self.assign(ids, user_id)
        )
        self.menu.popup(at)

    def assign(self, ids: Sequence[int], user_id: int | None) -> None:
        """Hand the leads to a user, with None to the queue that nobody has taken from yet."""
        from leaddesk.service.commands import AssignLeads

        command = AssignLeads(tuple(ids), owner_id=user_id)
        doing = tr_n("assigning %n lead", "assigning %n leads", len(ids))
        if self._runs is not None:
            self._runs.do(command, doing=doing)
        else:
            self._tools.client.do(command, self._tell_failed, doing=doing)

    def _tell_failed(self, outcome: Outcome) -> None:
        from leaddesk.service.commands import BulkResult

        result = outcome.result
        if isinstance(result, BulkResult) and result.failed:
            title = tr_n(
                "%n lead was not assigned.", "%n leads were not assigned.", len(result.failed)
            )
            self._tools.notices.tell(Notice("known", title, failure_words(result.failed[0])))
