"""Invented people, and how a table of them is written as text."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Person:
    given: str
    family: str
    company: str
    title: str
    email: str
    phone: str
    city: str
    country: str
    website: str


PEOPLE: tuple[Person, ...] = (
    Person("Anna", "Müller", "Nordwind GmbH", "Leiterin Einkauf", "anna.mueller@nordwind.example",
           "+49 30 901820 11", "Berlin", "Germany", "https://www.nordwind.example"),
    Person("John", "O'Brien", "Harbor & Co, Ltd.", "VP Sales", "john@harbor.example",
           "+44 20 7946 0101", "London", "United Kingdom", "harbor.example"),
    Person("Zoé", "Lefèvre", "Atelier 9", 'Responsable "Achats"', "zoe.lefevre@atelier9.example",
           "+33 1 99 00 12 34", "Paris", "France", "https://atelier9.example/contact"),
    Person("María José", "García López", "Sol y Sombra S.A.", "Gerente", "mj@solysombra.example",
           "+34 912 345 678", "Madrid", "Spain", "solysombra.example"),
    Person("Priya", "Raman", "Lotus Analytics", "Chief Data Officer", "priya@lotus.example",
           "+91 22 5550 0199", "Mumbai", "India", "https://lotus.example"),
)  # fmt: skip


def write_table(
    path: Path,
    rows: Sequence[Sequence[str]],
    *,
    encoding: str = "utf-8",
    delimiter: str = ",",
    quote_all: bool = False,
    ending: str = "\r\n",
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
        csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator=ending).writerows(
            rows
        )
    return path
