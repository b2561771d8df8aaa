"""Moves of leads that stand in a list or in the peek: asked like those on the board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from leaddesk.base.errors import Needed
from leaddesk.domain.pipeline import Pipeline, Stage
from leaddesk.presentation.bin_words import told_who
from leaddesk.presentation.bulk_runs import BulkRuns
from leaddesk.presentation.errors import Notice, failure_words, notice_of
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.commands import BulkResult, MoveLeads
from leaddesk.service.desk import Outcome
from leaddesk.service.read_models import CardRow
from leaddesk.widgets.board.move_question import Question, asked_at_end, asked_first, labels
from leaddesk.widgets.controls import Popover
from leaddesk.widgets.tools import Tools


class LeadMoves(QObject):
    """Reads the leads, asks in a popover what the stage (or the divider) asks for, then moves.

    Nothing shows as moved before it is written: there is no card that could be held somewhere.
    """

    made = Signal(object)  # {old id: id of the record that a conversion made of it}

    def __init__(self, tools: Tools, host: QWidget, runs: BulkRuns | None = None) -> None:
        """`runs` does what is for thousands, and tells what of it failed."""
        super().__init__(host)
        self._tools, self._host, self._runs = tools, host, runs
        self.popover: Popover | None = None

    def move(self, ids: Sequence[int], stage_id: int, pipeline: Pipeline, anchor: QRect) -> None:
        """Move leads to a stage; `anchor`, in pixels of the window, is where to ask."""
        wanted, stage = tuple(ids), pipeline.by_id(stage_id)

        def came(cards: Mapping[int, CardRow]) -> None:
            rows = tuple(cards[i] for i in wanted if i in cards and cards[i].stage_id != stage.id)
            needed = asked_first(rows, stage, pipeline) or asked_at_end(stage.role, rows)
            if rows and needed is not None:
                self._ask(Question(stage, rows, needed), anchor, {})
            elif rows:
                self._send(rows, stage, anchor, {})

        self._tools.client.ask(None, lambda reader: reader.list_cards(wanted), came)

    # --- inside ------------------------------------------------------------------------------

    def _ask(self, question: Question, anchor: QRect, given: Mapping[str, str]) -> None:
        if self.popover is not None:
            self.popover.close_it()
        rows, stage = tuple(question.rows), question.stage

        def answered(values: Mapping[str, str]) -> None:
            self.popover = None
            self._send(rows, stage, anchor, {**given, **values})

        def left(notice: Notice) -> None:
            self.popover = None
            self._tools.notices.tell(notice)

        window = self._host.window()
        self.popover = question.open(self._tools, window, anchor, answered, left)

    def _send(
        self, rows: tuple[CardRow, ...], stage: Stage, anchor: QRect, given: Mapping[str, str]
    ) -> None:
        def failed(error: BaseException) -> None:
            if isinstance(error, Needed):
                self._ask(Question(stage, rows, error), anchor, given)
            else:
                doing = tr("moving {lead}", lead=labels(rows))
                notice = notice_of(error, doing)
                now, dates = self._tools.clock.now(), self._tools.dates
                self._tools.notices.tell(told_who(notice, error, now, dates))

        command = MoveLeads(
            tuple(row.id for row in rows),
            stage.id,
            given=given,
            versions={row.id: row.version for row in rows},
        )
        do = self._tools.client.do if self._runs is None else self._runs.do
        do(command, self._moved, failed)

    def _moved(self, outcome: Outcome) -> None:
        result = outcome.result
        if not isinstance(result, BulkResult):
            return
        if result.failed and self._runs is None:
            count = len(result.failed)
            title = tr_n("%n lead was not moved.", "%n leads were not moved.", count)
            self._tools.notices.tell(Notice("known", title, failure_words(result.failed[0])))
        if result.made:
            self.made.emit(dict(result.made))
