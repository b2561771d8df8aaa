"""Measuring: an operation and its limit in turn, medians, and what is written down of it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

ROUNDS = 5  # after one that warms up
Timed = Callable[[], float]
"""Does the operation once and says how long it took, in the result's unit."""


@dataclass(frozen=True, slots=True)
class Result:
    """One line of bench.json. `value` and `limit` are in `unit`; the goal is held against the
    ratio of the two or, where a person's patience is the limit, against the value itself."""

    name: str
    unit: str
    value: float
    limit: float
    ratio: float
    goal: float
    goal_on: Literal["ratio", "value"]
    limit_is: str

    @property
    def is_within(self) -> bool:
        return (self.ratio if self.goal_on == "ratio" else self.value) <= self.goal

    def as_json(self) -> dict[str, object]:
        rounded = {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(self).items()}
        return {**rounded, "within": self.is_within}


@dataclass(frozen=True, slots=True)
class Spec:
    """What a measurement is called and held against."""

    name: str
    goal: float
    limit_is: str
    unit: str = "ms"
    goal_on: Literal["ratio", "value"] = "ratio"


def compare(spec: Spec, operation: Timed, limit: Timed, *, rounds: int = ROUNDS) -> Result:
    """Measure both in turn. What is over its goal is measured a second time and counts only if
    it is over it again."""
    first = _once(spec, operation, limit, rounds)
    if first.is_within:
        return first
    second = _once(spec, operation, limit, rounds)
    return second if second.is_within else min(first, second, key=_judged)


def _once(spec: Spec, operation: Timed, limit: Timed, rounds: int) -> Result:
    operation()
    limit()
    pairs = [(operation(), limit()) for _ in range(rounds)]
    return result_of(spec, pairs)


def result_of(spec: Spec, pairs: Sequence[tuple[float, float]]) -> Result:
    """Medians of values, of limits and of the ratios of each round."""
    return Result(
        spec.name,
        spec.unit,
        statistics.median(value for value, _ in pairs),
        statistics.median(limit for _, limit in pairs),
        statistics.median(value / max(limit, 1e-9) for value, limit in pairs),
        spec.goal,
        spec.goal_on,
        spec.limit_is,
    )


def _judged(result: Result) -> float:
    return result.ratio if result.goal_on == "ratio" else result.value


def ms(work: Callable[[], object]) -> float:
    """How many milliseconds it takes once."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def repeated(work: Callable[[], object], times: int) -> Timed:
    """The mean of many, for what takes less than a millisecond."""
    return lambda: ms(lambda: [work() for _ in range(times)]) / times


def share(values: Sequence[float], part: float) -> float:
    """The value below which `part` (0.9: nine of ten) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def table(results: Sequence[Result]) -> str:
    """The results for a person."""
    width = max([len(result.name) for result in results], default=4)
    lines = [f"{'what':{width}}  {'value':>12}  {'limit':>12}  {'ratio':>7}  goal"]
    for r in results:
        goal = f"{r.goal:g}x" if r.goal_on == "ratio" else f"{r.goal:g} {r.unit}"
        verdict = "" if r.is_within else "  OVER"
        lines.append(
            f"{r.name:{width}}  {r.value:9.3f} {r.unit:2}  {r.limit:9.3f} {r.unit:2}"
            f"  {r.ratio:6.2f}x  {goal}{verdict}   ({r.limit_is})"
        )
    return "\n".join(lines)
