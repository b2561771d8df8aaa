"""What the peek panel shows of one lead, as frozen values without a widget."""

from __future__ import annotations

from dataclasses import dataclass

from leaddesk.domain.draft import RecordKind
from leaddesk.presentation.card import Band, Card, CardStep


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the stage bar. A click on it moves the lead to `stage_id`."""

    stage_id: int
    name: str
    color: int
    is_reached: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """The next-step block. `task_id` is what Done finishes; None while a reply is owed or nothing
    is planned. `when` says more than the card: "Today 14:30 · in 48 min". `after` is what is
    planned for later while a reply is owed."""

    title: str
    when: str
    step: CardStep
    task_id: int | None
    after: str = ""


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One rule's part in the score: "+20", "Asked for a demo", "Tue 18 Nov"."""

    points: str
    text: str
    when: str
    is_negative: bool


@dataclass(frozen=True, slots=True)
class ScoreWords:
    """Why this score. Parts are 0 to 1 of their cap; `reasons` all, the strongest first."""

    value: int
    band: Band
    band_text: str
    fit_text: str
    fit_part: float
    intent_text: str
    intent_part: float
    reasons: tuple[ReasonView, ...]
    updated: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """One line of the details. `edit_text` is what an editor begins with.

    `problem` stands under the field. In a conflict `mine` and `theirs` are both values and
    `conflict` says who wrote the other. `fresh` says who changed it just now ("Priya, just now"):
    the field is tinted for 2 s. `command` is what a click on a line asks for that is not written in
    place ("assign"). `is_extra` lines stand behind "More fields": they are empty, or say what
    another line says too. `paused` says why nothing new can be written just now; what somebody
    is writing goes on.
    """

    name: str
    label: str
    text: str
    edit_text: str
    is_editable: bool = True
    is_saving: bool = False
    problem: str = ""
    conflict: str = ""
    mine: str = ""
    theirs: str = ""
    fresh: str = ""
    command: str = ""
    paused: str = ""
    is_extra: bool = False


@dataclass(frozen=True, slots=True)
class EntryView:
    """One line of the timeline; `kind` is the filter that shows it."""

    kind: str  # "call", "email", "note", "change" or "other"
    icon: str
    title: str
    body: str
    when: str
    moment: str  # for the tool tip


@dataclass(frozen=True, slots=True)
class PeekView:
    """All of the panel. `deleted` non-empty: somebody moved the lead to the bin."""

    id: int
    card: Card
    headline: str
    subline: str
    value_text: str
    stage_name: str
    in_stage: str
    segments: tuple[Segment, ...]
    step: StepView
    score: ScoreWords
    fields: tuple[FieldView, ...]
    timeline: tuple[EntryView, ...]
    kind: RecordKind = "lead"
    routed: str = ""
    owner_id: int | None = None
    deleted: str = ""

    def field(self, name: str) -> FieldView | None:
        """Return a line of the details by its field."""
        return next((field for field in self.fields if field.name == name), None)
