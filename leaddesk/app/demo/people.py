"""Made-up people at made-up companies."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from leaddesk.app.demo.words import Country, Source, Words

_LETTERS = str.maketrans({"ß": "ss", "ł": "l", "Ł": "l", "ø": "o", "æ": "ae", "đ": "d"})
_KEPT_COMPANIES = 4_000


@dataclass(frozen=True, slots=True)
class Firm:
    """A company; `domain` ends in .example, so that no mail ever reaches anybody."""

    name: str
    domain: str
    industry: str
    employees: int
    country: Country
    city: str
    region: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody interested, with the values of a lead and how good a lead it is.

    `promise` is about 0 for the usual lead, 1 or more for one that most likely buys.
    """

    firm: Firm | None
    source: Source
    values: dict[str, object]
    promise: float


def letters(text: str) -> str:
    """Plain letters and digits, for addresses."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return re.sub(r"[^a-z0-9]+", "", plain.encode("ascii", "ignore").decode().lower())


class People:
    """One after the other; no address and no number is given out twice."""

    def __init__(self, words: Words, rng: Random, currency: str) -> None:
        self._words = words
        self._rng = rng
        self._currency = currency
        self._firms: list[Firm] = []
        self._domains: set[str] = set()
        self._addresses: set[str] = set()
        self._numbers: set[str] = set()
        self._industries = sorted(words.industries)

    def next(self) -> Person:
        """A person with all that the capture of a lead would have learnt."""
        rng, words = self._rng, self._words
        source: Source = words.sources.choose(rng)
        firm = self._firm() if rng.random() < 0.94 else None
        country = firm.country if firm else words.countries.choose(rng)
        given, family = rng.choice(country.given), rng.choice(country.family)
        decides = rng.random() < 0.42
        values: dict[str, object] = {
            "name": f"{given} {family}", "given_name": given, "family_name": family,
            "country": country.code, "language": country.language,
            "time_zone": country.time_zone,
            "email": self._address(given, family, firm),
            "title": rng.choice(words.deciders if decides else words.others),
            "source": source.name, "last_source": source.name, "medium": source.medium,
            "source_detail": rng.choice(source.details),
            "campaign": rng.choice(source.campaigns),
            "lead_type": source.types.choose(rng),
            "interest": rng.choice(words.talk["interests"]),
            "currency": self._currency if rng.random() < 0.95 else rng.choice(("USD", "GBP")),
        }  # fmt: skip
        if rng.random() < 0.86:
            values["phone"] = self._number(country)
        if rng.random() < 0.25:
            values["budget"] = rng.choice(words.talk["budgets"])
        if rng.random() < 0.35:
            values["timeline"] = rng.choice(words.talk["timelines"])
        if rng.random() < 0.08:
            values["tags"] = (rng.choice(words.talk["tags"]),)
        if firm is not None:
            values.update(
                company=firm.name, industry=firm.industry, employees=firm.employees,
                city=firm.city, region=firm.region,
            )  # fmt: skip
            values["value"] = _worth(rng, firm.employees)
        promise = (_fit(values, decides) - 31) / 11 + source.pull + rng.gauss(0, 0.55)
        return Person(firm, source, values, promise)

    def _firm(self) -> Firm:
        rng, words = self._rng, self._words
        if self._firms and rng.random() < 0.55:
            return rng.choice(self._firms)
        industry = rng.choice(self._industries)
        while True:
            parts = [rng.choice(words.first), rng.choice(words.industries[industry])]
            if len(self._domains) > 1_000 or rng.random() < 0.15:
                parts.append(rng.choice(words.third))
            if len(self._domains) > 40_000:
                parts.append(str(len(self._domains)))
            name = " ".join(parts)
            domain = f"{letters(name)}.example"
            if domain not in self._domains:
                break
        self._domains.add(domain)
        country: Country = words.countries.choose(rng)
        city, region = rng.choice(country.cities)
        employees = max(2, min(20_000, int(rng.lognormvariate(4.1, 1.5))))
        firm = Firm(name, domain, industry, employees, country, city, region)
        if len(self._firms) < _KEPT_COMPANIES:
            self._firms.append(firm)
        else:
            self._firms[rng.randrange(_KEPT_COMPANIES)] = firm
        return firm

    def _address(self, given: str, family: str, firm: Firm | None) -> str:
        domain = firm.domain if firm is not None else "home.example"
        start = f"{letters(given)}.{letters(family)}"
        address, n = f"{start}@{domain}", 1
        while address in self._addresses:
            n += 1
            address = f"{start}{n}@{domain}"
        self._addresses.add(address)
        return address

    def _number(self, country: Country) -> str:
        while True:
            pattern = self._rng.choice(country.numbers)
            free = pattern.count("#")
            digits = str(self._rng.randrange(10**free)).zfill(free)
            number = pattern.rstrip("#") + digits
            if number not in self._numbers:
                self._numbers.add(number)
                return number


def _worth(rng: Random, employees: int) -> Decimal:
    """What such a company would spend: more people, more seats."""
    amount = 2_500 * (1 + min(employees, 2_000) / 40) ** 0.55 * rng.lognormvariate(0.6, 0.5)
    return Decimal(max(10, min(2_500, round(amount / 100)))) * 100


def _fit(values: dict[str, object], decides: bool) -> int:
    """Roughly what the rules of a new team give for who it is."""
    employees = values.get("employees")
    size = 0
    if isinstance(employees, int):
        size = 16 if 50 <= employees <= 1000 else 12 if employees > 1000 else 8
        size = 0 if employees < 10 else size
    known = [name in values for name in ("company", "phone", "budget", "timeline")]
    return (
        size
        + 12 * decides
        + 6
        + sum(points for points, there in zip((6, 4, 4, 4), known, strict=True) if there)
    )
