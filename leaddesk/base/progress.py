"""How far a long piece of work has come: said by the rules that do it, heard by the lanes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """One slice is done: `done` of `total` (0: not known yet), `note` says at what it works.

    `changes` is what the slice wrote, for whoever shows it. `can_cancel` False announces a last
    step that is all or nothing.
    """

    done: int
    total: int = 0
    note: str = ""
    changes: tuple[object, ...] = ()
    can_cancel: bool = True

    @property
    def fraction(self) -> float | None:
        """Return 0.0 to 1.0, or None while the total is not known."""
        return min(1.0, self.done / self.total) if self.total > 0 else None
