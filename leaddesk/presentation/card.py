"""What a lead card shows, as one frozen value without a widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

StepKind: TypeAlias = Literal["late", "today", "future", "none", "sla"]
Severity: TypeAlias = Literal["neutral", "ok", "warn", "danger"]
Band: TypeAlias = Literal["hot", "warm", "cold", "low", "none"]


@dataclass(frozen=True, slots=True)
class CardStep:
    """The line at the foot of a card: what is next, and how urgent it is.

    `icon` is an icon's file name without the ending. `text` is whole and translated
    ("Email · 2 days late"). `progress` is the used part of the response target, 0 to 1,
    while one runs or was missed; None draws no bar. `severity` colours text, icon and bar.
    """

    kind: StepKind
    icon: str
    text: str
    progress: float | None = None
    severity: Severity = "neutral"


@dataclass(frozen=True, slots=True)
class CardTips:
    """What the pointer is told over the parts of a card; an empty text is no tool tip."""

    step: str
    days: str
    score: str
    owner: str
    editing: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One card. All texts are ready to show; an empty text is not drawn.

    `revision` grows with each stored change of the lead and is part of the key under which
    a finished drawing is kept, together with everything that time alone changes (step,
    days, score, who edits, what is unsaved). `owner_initials` empty hides the avatar: the
    view shows one owner. `owner_color_index` counts through the avatar colours.
    `unsaved_reason` non-empty draws the crossed cloud. `accessible_text` is said aloud.
    """

    id: int
    revision: int
    company: str
    person: str
    value_text: str
    type_text: str
    step: CardStep
    email: str = ""
    days_text: str = ""
    stale: bool = False
    score: int | None = None
    band: Band = "none"
    owner_initials: str = ""
    owner_color_index: int = 0
    tags: tuple[str, ...] = ()
    unsaved_reason: str = ""
    editing_initials: str = ""
    editing_color_index: int = 0
    incomplete: bool = False
    accessible_text: str = ""

    def headline(self) -> str:
        """Return the first line: the company, else the person, else the e-mail address."""
        return self.company or self.person or self.email

    def subline(self) -> str:
        """Return the second line: what the first one left over, or nothing."""
        if self.company:
            return self.person or self.email
        return self.email if self.person else ""
