"""The board while somebody looks at it: scrolling, another theme, and what it holds in memory."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.measure import Result, Spec, compare, result_of, share
from tests.bench.places import Places, child

RECTANGLES = "plain rectangles in a list of the same size, p99"
EMPTY = "an empty QMainWindow"
DEEP = 5_000
SCROLL = Spec("board: scroll one step, p99", 5.0, RECTANGLES)
SCROLL_MS = Spec("board: scroll one step, p99, in itself", 16, RECTANGLES, goal_on="value")
DEEP_MS = Spec("board: scroll down a column of 5,000, p99", 16, RECTANGLES, goal_on="value")
THEME = Spec("another theme, whole window painted", 100, "a hundred milliseconds", goal_on="value")


def benches(places: Places) -> Iterator[Result]:
    """Worst of the steps against rectangles; the better of two runs counts, as elsewhere."""
    path = places.copy(places.leads)
    first = _once(places, path)
    results = first if all(r.is_within for r in first) else _better(first, _once(places, path))
    yield from results

    def filled() -> float:
        told: float = child("tests.bench.board_window", path, places.folder(), 0)["memory"][0]
        return told

    def empty() -> float:
        told: float = child("tests.bench.empty_window")["memory"]
        return told

    memory = Spec("memory, board open", 2.5, EMPTY, unit="MB")
    yield compare(memory, filled, empty, rounds=min(2, places.rounds))


def _once(places: Places, path: object) -> list[Result]:
    deep = 500 if places.quick else DEEP
    told = child("tests.bench.board_window", path, places.folder(), deep)
    floor = share(told["rectangles"], 0.99)
    step = share(told["scroll"], 0.99)
    return [
        result_of(SCROLL, [(step, floor)]),
        result_of(SCROLL_MS, [(step, floor)]),
        result_of(DEEP_MS, [(share(told["deep"], 0.99), floor)]),
        result_of(THEME, [(share(told["theme"], 0.5), 100.0)]),
    ]


def _better(first: list[Result], second: list[Result]) -> list[Result]:
    return [min(pair, key=lambda r: r.value) for pair in zip(first, second, strict=True)]
