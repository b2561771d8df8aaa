"""A made-up file of fifteen columns, and the plan that a person would confirm for it."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from leaddesk.domain.mapping.fields import ColumnMap
from leaddesk.domain.mapping.file_locale import FileLocale
from leaddesk.service.import_plan import ImportPlan

COLUMNS = {
    "Name": "name", "Company": "company", "E-mail": "email", "Phone": "phone",
    "Job title": "title", "Website": "website", "Country": "country", "City": "city",
    "Source": "source", "Value": "value", "Currency": "currency", "Employees": "employees",
    "Industry": "industry", "Created": "created", "Note": "note",
}  # fmt: skip
_GIVEN = "Anna Ben Clara David Emil Freya Goran Hanna Ivan Julia Karim Lena Marco Nora".split()
_BEGIN = (
    "Al Ber Cor Dan El Far Gra Hol In Jor Kal Lin Mor Nor Ost Pal Quin Ros Sal Tor Ul Wal".split()
)
_MIDDLE = "a be co di e fi go ha i ko lu me ni o pa ru si ta u vo".split()
_LAST = "ck der feld gaard haus kamp ley mann nov quist rup son tner vic wski zzi".split()
_FIRM = "Nord Sued West Alpen Rhein Elbe Donau Isar Main Weser Saale Havel Spree".split()
_TRADE = "werk bau tech soft logistik handel druck chemie glas stahl papier".split()
_PLACES = (("Germany", "Berlin"), ("France", "Lyon"), ("Austria", "Linz"), ("Italy", "Turin"))


def write_file(path: Path, rows: int) -> Path:
    """Nearly all rows are new people; one in fifty stands there twice, one in two hundred has
    an address spelt with "at"."""
    dice = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for n in range(rows):
            person = n - 1 if n % 50 == 49 else n
            writer.writerow(_row(person, dice, is_broken=n % 200 == 17))
    return path


def _row(n: int, dice: random.Random, *, is_broken: bool) -> list[str]:
    own = random.Random(n)  # of this person, so that the second row is the same one
    given = own.choice(_GIVEN)
    family = own.choice(_BEGIN) + own.choice(_MIDDLE) + own.choice(_LAST)
    # Each company has two people in the file.
    house = n // 2
    firm = f"{_FIRM[house % 13]}{_TRADE[house // 13 % 11]} {_letters(house * 7919)} GmbH"
    domain = f"{_FIRM[house % 13]}{_TRADE[house // 13 % 11]}-{_letters(house)}.example".lower()
    email = f"{given}.{family}@{domain}".lower()
    country, city = _PLACES[n % 4]
    return [
        f"{given} {family}", firm, email.replace("@", " at ") if is_broken else email,
        f"+49 30 {20_000_000 + n}", "Head of Purchasing", f"https://{domain}", country, city,
        ("Trade fair", "Web form", "Referral")[n % 3], str(dice.randrange(1_000, 90_000)), "EUR",
        str(dice.randrange(5, 5_000)), "Manufacturing", f"2026-0{n % 2 + 1}-{n % 28 + 1:02}",
        "Wants a call back" if n % 5 == 0 else "",
    ]  # fmt: skip


def _letters(number: int) -> str:
    """A number as letters: names hold no digits."""
    text = ""
    while True:
        number, rest = divmod(number, 26)
        text += chr(ord("a") + rest)
        if not number:
            return text


def plan() -> ImportPlan:
    mapping = ColumnMap(tuple(COLUMNS), tuple(COLUMNS.values()))
    return ImportPlan(mapping, FileLocale("ymd", ".", "EUR", "DE"), bad_rows="skip")
