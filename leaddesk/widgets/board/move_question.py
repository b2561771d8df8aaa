"""What is asked before a move is written: which form, in which words, where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from leaddesk.base.errors import Needed
from leaddesk.domain.pipeline import Pipeline, Stage, StageRole
from leaddesk.presentation.errors import Notice
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.step_words import NAME_LIMIT
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.read_models import CardRow
from leaddesk.widgets.controls import Popover
from leaddesk.widgets.tools import Tools

if TYPE_CHECKING:
    from leaddesk.widgets.board.needed_form import NeededForm

CONVERSION = ("value", "close_date")
START_DATE = "start date"
"""Of a deal that was won. A custom field: kept under this name, exported with the others."""
ENDS: Mapping[StageRole, tuple[str, ...]] = {
    "won": ("value", START_DATE), "lost": ("reason",), "disqualified": ("reason",),
    "nurture": ("until",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What the move of these leads into a stage lacks. `needed` names the fields."""

    stage: Stage
    rows: Sequence[CardRow]
    needed: Needed

    def open(
        self,
        tools: Tools,
        host: QWidget,
        anchor: QRect,
        answered: Callable[[Mapping[str, str]], None],
        left: Callable[[Notice], None],
    ) -> Popover:
        """Ask in a popover at `anchor` (pixels of `host`). Exactly one of the two is called: with
        what was given, or with why the leads stay where they are."""
        form = self._form(tools)
        title = tr("Needed for {stage}", stage=self.stage.name)
        popover = Popover(tools.theme, host, title, form)
        is_answered = False

        def accept(values: dict[str, str]) -> None:
            nonlocal is_answered
            is_answered = True
            popover.close_it()
            answered(values)

        def closed() -> None:
            popover.deleteLater()
            if not is_answered:
                left(self.left_out())

        form.accepted.connect(accept)
        form.left.connect(popover.close_it)
        popover.closed.connect(closed)
        popover.open_at(anchor)
        return popover

    def left_out(self) -> Notice:
        """Why the leads stay where they are when nothing was given."""
        from leaddesk.widgets.board.needed_form import needed_word

        many = len(self.rows) > 1
        title = (
            tr_n("%n lead was not moved.", "%n leads were not moved.", len(self.rows))
            if many
            else tr("{lead} was not moved.", lead=one_line(labels(self.rows), NAME_LIMIT))
        )
        optional = self._optional()
        held = {"value"} if self.rows[0].value is not None and not many else set()
        missing = [n for n in self.needed.fields if n not in optional and n not in held]
        why = tr("Not given: {fields}.", fields=", ".join(map(needed_word, missing)))
        return Notice("needed", title, why if missing else "")

    # --- inside ------------------------------------------------------------------------------

    def _is_conversion(self) -> bool:
        stage = self.stage
        return (
            stage.role == "column"
            and (self.rows[0].kind, stage.belongs) == ("lead", "opportunity")
            and set(self.needed.fields) <= set(CONVERSION)
        )

    def _optional(self) -> frozenset[str]:
        """The fields that may stay empty."""
        all_may = self._is_conversion() or self.stage.role == "nurture"
        return frozenset(self.needed.fields) if all_may else frozenset({START_DATE})

    def _form(self, tools: Tools) -> NeededForm:
        fields, stage, first = self.needed.fields, self.stage, self.rows[0]
        is_conversion = self._is_conversion()
        from leaddesk.widgets.board.needed_form import NeededForm

        return NeededForm(
            tools,
            _title(stage, self.rows, is_conversion=is_conversion),
            fields,
            action=_action(stage, is_conversion=is_conversion),
            held={"value": format(first.value, "f") if first.value is not None else ""},
            optional=self._optional(),
            note=tr("Company and contact are made or linked.") if is_conversion else "",
        )


def asked_first(rows: Sequence[CardRow], stage: Stage, pipeline: Pipeline) -> Needed | None:
    """What is asked before anything is written: over the divider the conversion's fields."""
    if stage.role != "column" or stage.belongs != "opportunity":
        return None
    crossing = [
        row
        for row in rows
        if row.kind == "lead" and pipeline.by_id(row.stage_id).role != "converted"
    ]
    if not crossing:
        return None
    # Many deals have many amounts: those are left to the cards.
    return Needed("", fields=CONVERSION if len(crossing) == 1 else CONVERSION[1:])


def asked_at_end(role: StageRole, rows: Sequence[CardRow]) -> Needed | None:
    """What is always asked for where a lead leaves the board."""
    fields = ENDS.get(role, ())
    if len(rows) > 1:
        # Many deals have many amounts: those are left to the cards.
        fields = tuple(field for field in fields if field != "value")
    return Needed("", fields=fields) if fields else None


def labels(rows: Sequence[CardRow]) -> str:
    """Return whom the move is about: a name, or how many leads."""
    row = rows[0]
    if len(rows) > 1:
        return tr_n("%n lead", "%n leads", len(rows))
    return row.company or row.name or row.email


def _title(stage: Stage, rows: Sequence[CardRow], *, is_conversion: bool) -> str:
    who = labels(rows)
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
