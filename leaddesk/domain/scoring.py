"""Points with reasons: who fits us and who is interested, as whole numbers that add up.

The score is fit plus intent, each between 0 and its cap. Every rule gives a whole number of points
(an intent rule's faded points are rounded half up), so the reasons shown add up to the score; what
a cap or the floor of 0 takes or gives, and a disqualifier, are lines of their own (part "cap").
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from leaddesk.base.packed import Packed
from leaddesk.domain.activity import Activity
from leaddesk.domain.criteria import Criteria, Test, ValueOf, compiled

Part = Literal["fit", "intent", "cap"]
DEFAULT_HALF_LIFE = 30.0


@dataclass(frozen=True, slots=True)
class FitRule:
    """Points, also negative ones, for a condition on the fields of a lead."""

    name: str
    when: Criteria
    points: int


@dataclass(frozen=True, slots=True)
class IntentRule:
    """Points for a kind of activity, fading with age: points x 0.5^(age / half-life).

    `when` filters by the activity's own fields (subject, body, outcome, source, medium, campaign,
    source_detail). With `min_count` over 1 the points are given once, dated by the newest activity
    that had as many within `window_days`. `cap` limits what the rule gives altogether (its points,
    if None). A `weak` rule alone never promotes a lead. `half_life` is in days; None: no fading.
    """

    name: str
    kinds: tuple[str, ...]
    points: int
    when: Criteria | None = None
    min_count: int = 1
    window_days: int | None = None
    half_life: float | None = DEFAULT_HALF_LIFE
    cap: int | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Disqualifier:
    """A condition that forces the score to 0 and suggests a reason code."""

    name: str
    when: Criteria
    reason: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """From where on a lead is a marketing qualified one."""

    score: int = 50
    fit: int = 20
    intent: int = 10


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The team's rules. `bands` are (name, from), highest first; below the last it is "low"."""

    fit: tuple[FitRule, ...] = ()
    intent: tuple[IntentRule, ...] = ()
    disqualifiers: tuple[Disqualifier, ...] = ()
    fit_cap: int = 50
    intent_cap: int = 50
    bands: tuple[tuple[str, int], ...] = (("hot", 80), ("warm", 50), ("cold", 20))
    mql: Threshold = Threshold()
    convert_at: int = 90
    version: int = 1

    def __hash__(self) -> int:
        """Cheap, because the compiled rules are found again by it at every score."""
        return hash((self.version, self.fit_cap, len(self.fit), len(self.intent)))


@dataclass(frozen=True, slots=True)
class Reason(Packed):
    """One line of the sum; `since` is when it was earned, None for a condition on fields."""

    rule: str
    points: int
    since: datetime | None
    part: Part


@dataclass(frozen=True, slots=True)
class ScoreResult(Packed):
    """`reasons` add up to `score`. `suggested` is a disqualification reason, or "".
    `strong` says that more than weak signals speak for it. `changes_at` is the next instant at
    which fading changes a rule's points; None if nothing fades."""

    score: int
    fit: int
    intent: int
    band: str
    grade: str
    reasons: tuple[Reason, ...]
    suggested: str = ""
    strong: bool = False
    changes_at: datetime | None = None


def score(
    value_of: ValueOf, activities: Sequence[Activity], rules: RuleSet, now: datetime
) -> ScoreResult:
    """A pure function of the record, its timeline, the rules and the time."""
    tests = _tests(rules)
    fit_lines = [
        Reason(rule.name, rule.points, None, "fit")
        for rule, test in tests.fit
        if test(value_of, now)
    ]
    intent_lines: list[Reason] = []
    strong = False
    fades: list[datetime] = []
    for rule, meant in tests.intent if activities else ():
        line, changes = _earned(rule, meant, activities, now)
        if line is None:
            continue
        intent_lines.append(line)
        strong = strong or (line.points > 0 and not rule.weak)
        if changes is not None:
            fades.append(changes)
    fit, fit_cap = _within(fit_lines, rules.fit_cap, "Fit limit")
    intent, intent_cap = _within(intent_lines, rules.intent_cap, "Interest limit")
    lines = [*_ranked(fit_lines), *fit_cap, *_ranked(intent_lines), *intent_cap]
    total, suggested = fit + intent, ""
    for disqualifier, test in tests.disqualifiers:
        if test(value_of, now):
            if total:
                lines.append(Reason(disqualifier.name, -total, None, "cap"))
            total, suggested = 0, disqualifier.reason
            break
    return ScoreResult(
        score=total, fit=fit, intent=intent, band=band(total, rules),
        grade=grade(fit, intent, rules), reasons=tuple(lines), suggested=suggested, strong=strong,
        changes_at=min(fades, default=None),
    )  # fmt: skip


def band(points: int, rules: RuleSet) -> str:
    """hot, warm, cold or low."""
    return next((name for name, least in rules.bands if points >= least), "low")


def grade(fit: int, intent: int, rules: RuleSet) -> str:
    """A to D by quarters of the fit cap, 1 to 4 by quarters of the intent cap."""
    letter = "DCBA"[_quarter(fit, rules.fit_cap)]
    return f"{letter}{4 - _quarter(intent, rules.intent_cap)}"


def is_mql(result: ScoreResult, rules: RuleSet) -> bool:
    """Whether marketing may hand it over: score, fit and intent reach, and not by weak signals."""
    least = rules.mql
    return (
        result.strong
        and not result.suggested
        and result.score >= least.score
        and result.fit >= least.fit
        and result.intent >= least.intent
    )


@dataclass(frozen=True, slots=True)
class _Tests:
    """The rules with their conditions as functions."""

    fit: tuple[tuple[FitRule, Test], ...]
    intent: tuple[tuple[IntentRule, Test | None], ...]
    disqualifiers: tuple[tuple[Disqualifier, Test], ...]


@lru_cache(maxsize=16)
def _tests(rules: RuleSet) -> _Tests:
    return _Tests(
        tuple((rule, compiled(rule.when)) for rule in rules.fit),
        tuple((rule, compiled(rule.when) if rule.when else None) for rule in rules.intent),
        tuple((rule, compiled(rule.when)) for rule in rules.disqualifiers),
    )


def _quarter(points: int, cap: int) -> int:
    return min(3, 4 * points // cap) if cap > 0 else 0


def _ranked(lines: list[Reason]) -> list[Reason]:
    return sorted(lines, key=lambda line: -abs(line.points))


def _within(lines: list[Reason], cap: int, name: str) -> tuple[int, list[Reason]]:
    """The sum between 0 and the cap, and the line that makes up the difference."""
    total = sum(line.points for line in lines)
    kept = max(0, min(total, cap))
    return kept, [Reason(name, kept - total, None, "cap")] if kept != total else []


def _earned(
    rule: IntentRule, meant: Test | None, activities: Sequence[Activity], now: datetime
) -> tuple[Reason | None, datetime | None]:
    times = [
        a.at
        for a in activities
        if (not rule.kinds or a.kind in rule.kinds)
        and a.at <= now
        and (meant is None or meant(_fields_of(a), now))
    ]
    if len(times) > 1:
        times.sort(reverse=True)
    if rule.min_count > 1:
        times = _dated(rule, times)
    if not times:
        return None, None
    cap = abs(rule.points) if rule.cap is None else rule.cap
    raw = sum(_faded(rule, at, now) for at in times)
    limited = max(-float(cap), min(raw, float(cap)))
    whole = _round(limited)
    changes = _next_change(rule, raw, limited, whole, now)
    return (Reason(rule.name, whole, times[0], "intent") if whole else None), changes


def _fields_of(activity: Activity) -> ValueOf:
    return lambda name: getattr(activity, name, None)


def _dated(rule: IntentRule, times: list[datetime]) -> list[datetime]:
    """The newest instant at which there had been enough activities within the window."""
    reach = rule.min_count - 1
    for newest, at in enumerate(times[: max(0, len(times) - reach)]):
        oldest = times[newest + reach]
        if rule.window_days is None or at - oldest <= timedelta(days=rule.window_days):
            return [at]
    return []


def _faded(rule: IntentRule, at: datetime, now: datetime) -> float:
    if not rule.half_life:
        return float(rule.points)
    return float(rule.points * 0.5 ** ((now - at).total_seconds() / 86400 / rule.half_life))


def _round(value: float) -> int:
    """Half up, away from zero, so that a rule and its opposite cancel out."""
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


def _next_change(
    rule: IntentRule, raw: float, limited: float, whole: int, now: datetime
) -> datetime | None:
    """When the faded sum passes the next half: the sum of equal half-lives fades as one number."""
    if not rule.half_life or whole == 0:
        return None
    edge = abs(whole) - 0.5
    held = abs(raw)
    if held <= edge or limited == 0:
        return None
    days = rule.half_life * math.log2(held / edge)
    # A tick later: at the very edge half up still rounds to the old number.
    return now + timedelta(days=days, seconds=1)
