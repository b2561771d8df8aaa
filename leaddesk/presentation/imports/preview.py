"""What one row of the file would become: a real lead, made as the import makes it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from datetime import datetime

from leaddesk.domain.lead import Lead
from leaddesk.domain.raw import RawRow
from leaddesk.domain.routing import Routed
from leaddesk.presentation.card import Card
from leaddesk.presentation.card_words import CardWords
from leaddesk.presentation.kept_words import tr_kept
from leaddesk.service.arrival import arrive
from leaddesk.service.desk import Desk
from leaddesk.service.import_job import context
from leaddesk.service.import_plan import ImportPlan
from leaddesk.service.import_worker import prepare_rows
from leaddesk.service.intake import IntakeContext
from leaddesk.service.read_models import Reader


@dataclass(frozen=True, slots=True)
class RowPreview:
    """A lead, or in `reject` why the row makes none. Problems are sentences."""

    lead: Lead | None
    reject: str = ""
    problems: tuple[str, ...] = ()


def preview_row(reader: Reader, desk: Desk, plan: ImportPlan, row: RawRow) -> RowPreview:
    """For a reader's lane: reading and scoring a row takes a moment the first time."""
    return made_of(row, plan, context(reader, plan, desk))


def made_of(row: RawRow, plan: ImportPlan, ctx: IntakeContext) -> RowPreview:
    """The row as the intake would store it, were nobody like it known."""
    made = prepare_rows([row], plan, ctx)[0]
    problems = tuple(tr_kept(one.reason) for one in made.problems)
    if made.prepared is None or made.reject:
        return RowPreview(None, tr_kept(made.reject), problems)
    numbers = itertools.count(1)
    owner = made.prepared.owner_id
    arrival = arrive(made.prepared, lambda: next(numbers), ctx, Routed(owner, None, "", ""))
    return RowPreview(arrival.lead, "", problems)


class PreviewCards:
    """Makes the card of a previewed lead; each has an id of its own, so that none is mixed up
    with a drawing that is kept."""

    def __init__(self, words: CardWords) -> None:
        self._words = words
        self._ids = itertools.count(-1, -1)

    def card(self, lead: Lead, now: datetime) -> Card:
        """The card of a lead as it would look now."""
        return replace(self._words.card(lead, now), id=next(self._ids))
