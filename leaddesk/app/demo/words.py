"""The words that made-up people and companies are put together from (resources/sample)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import Any

from leaddesk.base.resources import resource


@dataclass(frozen=True, slots=True)
class Country:
    """`numbers` are telephone numbers in E.164 with # for a free digit; `cities` are (city,
    region)."""

    code: str
    language: str
    time_zone: str
    numbers: tuple[str, ...]
    cities: tuple[tuple[str, str], ...]
    given: tuple[str, ...]
    family: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where leads come from; `pull` says how much better (or worse) than usual they are."""

    name: str
    medium: str
    pull: float
    types: Weighted
    details: tuple[str, ...]
    campaigns: tuple[str, ...]


class Weighted:
    """Things with shares, chosen by chance."""

    __slots__ = ("_things", "_upto")

    def __init__(self, things: Sequence[Any], shares: Sequence[float]) -> None:
        self._things = list(things)
        self._upto = list(accumulate(shares))

    def choose(self, rng: Random) -> Any:
        return rng.choices(self._things, cum_weights=self._upto)[0]


@dataclass(frozen=True, slots=True)
class Words:
    """All of it, ready to choose from. `talk` holds subjects, notes, tags and the like."""

    countries: Weighted
    by_code: Mapping[str, Country]
    sources: Weighted
    industries: Mapping[str, tuple[str, ...]]
    first: tuple[str, ...]
    third: tuple[str, ...]
    deciders: tuple[str, ...]
    others: tuple[str, ...]
    talk: Mapping[str, Any]


@lru_cache(maxsize=1)
def load_words() -> Words:
    """Read resources/sample/words.json once."""
    plain = json.loads(resource("sample", "words.json").read_text(encoding="utf-8"))
    countries = [
        Country(
            c["code"], c["language"], c["time_zone"], tuple(c["numbers"]),
            tuple((city, region) for city, region in c["cities"]),
            tuple(c["given"]), tuple(c["family"]),
        )
        for c in plain["countries"]
    ]  # fmt: skip
    sources = [
        Source(
            s["source"], s["medium"], float(s["pull"]),
            Weighted(list(s["types"]), list(s["types"].values())),
            tuple(s["details"]), tuple(s["campaigns"]),
        )
        for s in plain["sources"]
    ]  # fmt: skip
    return Words(
        countries=Weighted(countries, [c["share"] for c in plain["countries"]]),
        by_code={country.code: country for country in countries},
        sources=Weighted(sources, [s["share"] for s in plain["sources"]]),
        industries={name: tuple(kinds) for name, kinds in plain["industries"].items()},
        first=tuple(plain["first"]), third=tuple(plain["third"]),
        deciders=tuple(plain["titles"]["decides"]), others=tuple(plain["titles"]["other"]),
        talk=plain["talk"],
    )  # fmt: skip
