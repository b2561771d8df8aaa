"""What every normaliser hands back: one form, or the problem in words, never nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a value is not usable as given. `code` is stable, `text` is for the user."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Normalised:
    """A value in its normal form, with the text it came from.

    Four cases: a value (fine); a value and a problem (usable, but doubtful); a problem alone
    (kept as given in `raw`); neither (the cell was empty, or said so, such as "n/a").
    `beside` is what stood next to the value: the name in `Name <mail>`, a telephone extension,
    the profile page found where a website was expected.
    """

    raw: str
    value: str | None = None
    problem: Problem | None = None
    beside: str = ""

    @property
    def is_blank(self) -> bool:
        return self.value is None and self.problem is None


def problem(raw: str, code: str, text: str, *, value: str | None = None) -> Normalised:
    """A Normalised that bears a problem."""
    return Normalised(raw, value, Problem(code, text))
