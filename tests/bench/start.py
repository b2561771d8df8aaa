"""From the start of the process to the first paint, and to a board that can be clicked."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.bench.measure import Result, Spec, compare
from tests.bench.places import Places, child

LIMIT = "an empty QMainWindow in a fresh process"


def benches(places: Places) -> Iterator[Result]:
    path = places.copy(places.leads)

    def empty() -> float:
        return _until("painted", "tests.bench.empty_window")

    def painted() -> float:
        return _until("painted", "tests.bench.real_window", path, places.folder(), "painted")

    def filled() -> float:
        return _until("filled", "tests.bench.real_window", path, places.folder(), "filled")

    yield compare(Spec("first paint", 1.4, LIMIT), painted, empty, rounds=places.rounds)
    yield compare(
        Spec("start to a filled, clickable board", 3.0, LIMIT), filled, empty, rounds=places.rounds
    )


def _until(what: str, module: str, *arguments: object) -> float:
    """Milliseconds from before the process begins until it says that it came so far."""
    begun = time.monotonic()
    told: float = child(module, *arguments)[what]
    return (told - begun) * 1000
