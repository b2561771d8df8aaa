"""The columns of the leads list: their names, and each cell in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from leaddesk.domain.fields import FIELDS
from leaddesk.domain.lead import EDITABLE_FIELDS, Lead
from leaddesk.domain.people import User
from leaddesk.domain.pipeline import Stage
from leaddesk.presentation.card import Card
from leaddesk.presentation.card_words import CardWords
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr
from leaddesk.presentation.words import band_word, field_word
from leaddesk.service.read_models import TeamView
from leaddesk.service.reading import text_of

STANDARD = (
    "check", "lead", "stage", "value", "score", "next_step", "owner", "source", "last_activity",
)  # fmt: skip
FIXED = ("check", "lead")
"""Always the first ones; they stay in sight while the others scroll sideways."""
_NO_COLUMN = frozenset({"name", "company", "given_name", "family_name", "id", "version", "import"})
_SORTED_BY = {"lead": "company", "check": ""}


MOST_HELD = 1_000
"""Leads that a list holds at a time; the one read longest ago goes first."""


class LeadCells:
    """The leads that were read, and their cells in words. No Qt here."""

    def __init__(self) -> None:
        self.leads: dict[int, Lead] = {}
        self.edits: dict[tuple[int, str], str] = {}  # (id, field) -> text that is being saved
        self._cards: dict[int, Card] = {}
        self._words: CardWords | None = None
        self._stages: Mapping[int, Stage] = {}
        self._users: Mapping[int, User] = {}

    @property
    def is_ready(self) -> bool:
        """Whether the team is known; before, there is nothing to show."""
        return self._words is not None

    def set_team(self, team: TeamView, words: CardWords) -> None:
        """Write for this team from now on."""
        self._words = words
        self._stages = {stage.id: stage for stage in team.pipeline.stages}
        self._users = {user.id: user for user in team.users}
        self._cards.clear()

    def keep(self, leads: Mapping[int, Lead]) -> None:
        """Hold these leads as they are now."""
        for lead_id, lead in leads.items():
            self.forget(lead_id)
            self.leads[lead_id] = lead
        while len(self.leads) > MOST_HELD:
            self.forget(next(iter(self.leads)))

    def forget(self, lead_id: int) -> None:
        """A lead is not as it was read."""
        self.leads.pop(lead_id, None)
        self._cards.pop(lead_id, None)

    def make_words_again(self) -> None:
        """The minute changed."""
        self._cards.clear()

    def stage(self, lead: Lead) -> Stage | None:
        return self._stages.get(lead.stage_id)

    def card(self, lead: Lead, now: datetime) -> Card:
        """Return the lead's card; `is_ready` must be true."""
        card = self._cards.get(lead.id)
        if card is None:
            if self._words is None:
                raise LookupError("a lead is shown before the team is known")
            card = self._cards[lead.id] = self._words.card(lead, now)
        return card

    def text(self, name: str, lead: Lead, now: datetime) -> str:
        """Return the text of a cell, what is being saved before what is stored."""
        pending = self.edits.get((lead.id, edited_field(name)))
        return pending if pending is not None else self._text(name, lead, now)

    def _text(self, name: str, lead: Lead, now: datetime) -> str:
        card = self.card(lead, now)
        match name:
            case "check":
                return ""
            case "lead":
                return ", ".join(part for part in (card.headline(), card.subline()) if part)
            case "stage":
                stage = self.stage(lead)
                return one_line(stage.name) if stage is not None else ""
            case "value":
                return card.value_text
            case "next_step":
                return card.step.text
            case "owner":
                owner = self._users.get(lead.owner_id) if lead.owner_id is not None else None
                return one_line(owner.name) if owner is not None else tr("Unassigned")
            case "band":
                return band_word(lead.band)
            case _:
                return self._field_text(name, lead, now)

    def _field_text(self, name: str, lead: Lead, now: datetime) -> str:
        info = FIELDS.get(name)
        value = getattr(lead, info.column, None) if info is not None else lead.custom.get(name)
        if value is None or self._words is None:
            return ""
        if isinstance(value, datetime):
            dates = self._words.dates
            return dates.ago(value, now) if name == "last_activity" else dates.day(value, now)
        if isinstance(value, tuple):
            return one_line(", ".join(str(part) for part in value))
        return one_line(str(value))


def shown_columns(chosen: Sequence[str]) -> tuple[str, ...]:
    """Return all columns for those that somebody chose, the usual ones for none."""
    rest = [name for name in dict.fromkeys(chosen) if name not in FIXED]
    return (*FIXED, *rest) if rest else STANDARD


def column_choices(custom: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the columns that can be chosen: the usual ones, then the other fields by title."""
    usual = STANDARD[len(FIXED) :]
    others = [name for name in FIELDS if name not in usual and name not in _NO_COLUMN]
    return (*usual, *sorted((*others, *custom), key=lambda name: column_title(name).casefold()))


def column_title(name: str) -> str:
    """Return what stands in a column's header."""
    if name == "check":
        return ""
    return tr("Lead") if name == "lead" else field_word(name)


def sort_field(name: str) -> str:
    """Return the field by which a column sorts; "" for one that doesn't."""
    if name in _SORTED_BY:
        return _SORTED_BY[name]
    return name if name in FIELDS else ""


def edit_text(name: str, lead: Lead) -> str | None:
    """Return what an editor begins with, None for a cell that can't be edited in place."""
    field = "company" if name == "lead" else name
    if field in EDITABLE_FIELDS or field in lead.custom:
        return text_of(lead, field)
    return None


def edited_field(name: str) -> str:
    """Return the field that an edit of a cell changes."""
    return "company" if name == "lead" else name
