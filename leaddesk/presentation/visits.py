"""Where the user has been in the window: pages and leads, walked back and forward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Visit:
    """A page, with the lead that the peek showed beside it."""

    page: str
    lead_id: int | None = None


class Visits:
    """Like a browser's: going somewhere forgets what lay ahead."""

    def __init__(self) -> None:
        self._past: list[Visit] = []
        self._at = -1

    @property
    def now(self) -> Visit | None:
        return self._past[self._at] if self._past else None

    def go(self, visit: Visit, *, in_place: bool = False) -> None:
        """Note where somebody went. `in_place`: from one lead to its neighbour, which is no step
        that one would walk back."""
        if visit == self.now:
            return
        del self._past[self._at + 1 :]
        if in_place and self._past:
            self._past[-1] = visit
        else:
            self._past.append(visit)
        del self._past[:-MOST]
        self._at = len(self._past) - 1

    def step(self, steps: int) -> Visit | None:
        """Go back (-1) or forward (1) and return where that is, None at an end."""
        at = self._at + steps
        if not 0 <= at < len(self._past):
            return None
        self._at = at
        return self._past[at]

    def leads(self, most: int) -> tuple[int, ...]:
        """Return the leads visited, the newest first, each once."""
        found = dict.fromkeys(
            visit.lead_id for visit in reversed(self._past) if visit.lead_id is not None
        )
        return tuple(found)[:most]
