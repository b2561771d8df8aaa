"""The start as named steps, each with its end; ends run in the opposite order, whatever happens."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
_log = logging.getLogger("leaddesk.start")


@dataclass(frozen=True, slots=True)
class Took:
    """How long a step took, in seconds."""

    name: str
    seconds: float


class Startup:
    """Runs steps and keeps their ends on `ends`. For the thread of the window."""

    def __init__(self, ends: ExitStack) -> None:
        self._ends = ends
        self.took: list[Took] = []

    def step(self, name: str, make: Callable[[], T], end: Callable[[T], object] | None = None) -> T:
        """Do a step; `end` gets what it made when the program ends. An error stops the start."""
        began = time.perf_counter()
        made = make()
        self.took.append(Took(name, time.perf_counter() - began))
        if end is not None:
            self.at_end(name, lambda: end(made))
        return made

    def at_end(self, name: str, end: Callable[[], object]) -> None:
        """Call `end` when the program ends, before the ends of all earlier steps."""
        self._ends.callback(self._end, name, end)

    def report(self) -> str:
        """The steps so far, in milliseconds: "look 12, window 40"."""
        return ", ".join(f"{one.name} {one.seconds * 1000:.0f}" for one in self.took)

    @staticmethod
    def _end(name: str, end: Callable[[], object]) -> None:
        try:
            end()
        except Exception:  # noqa: BLE001 - one end that fails must not keep the others from theirs
            _log.exception("the end of '%s' failed", name)
