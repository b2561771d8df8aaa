"""Texts as people and files give them, read into the values of a lead.

Every reader hands back the value and the problem in words ("" for none). What can't be read is
kept by the caller as given and named, never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from leaddesk.base.errors import KnownError
from leaddesk.base.said import Said, said
from leaddesk.domain.identity.company import normalise_company
from leaddesk.domain.identity.country import normalise_country, normalise_language
from leaddesk.domain.identity.email import normalise_emails
from leaddesk.domain.identity.person import name_from_parts
from leaddesk.domain.identity.phone import normalise_phones
from leaddesk.domain.identity.text import is_blank_word, tidy
from leaddesk.domain.identity.value import Normalised
from leaddesk.domain.identity.web import normalise_profile, normalise_website
from leaddesk.domain.lead import EDITABLE_FIELDS, Lead
from leaddesk.domain.mapping.canonical import canonical_lead_type
from leaddesk.domain.mapping.dates import parse_date
from leaddesk.domain.mapping.numbers import parse_number

MOST_MONEY = Decimal(1000000000000)
_FIRST_YEAR, _LAST_YEAR = 1800, 2200
_PLAIN_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CURRENCY = re.compile(r"[A-Z]{3}")
Read = tuple[object, str]


def read_text(text: str) -> str:
    """Tidied; what only says that nothing is known ("n/a") is empty."""
    if not text:
        return ""
    found = tidy(text)
    return "" if is_blank_word(found) else found


def read_amount(text: str) -> tuple[Decimal | None, str, str]:
    """An amount of money: (amount, currency if the text names one, problem)."""
    if not text:
        return None, "", ""
    if _PLAIN_NUMBER.fullmatch(text):
        amount, currency = Decimal(text), ""
    else:
        parsed = parse_number(text)
        if parsed.plain is None:
            return None, parsed.currency, parsed.problem
        try:
            amount, currency = Decimal(parsed.plain), parsed.currency
        except InvalidOperation:
            return None, "", said("“{text}” is not a number", text=text[:40])
    if amount < 0:
        return None, currency, said("“{text}” is below zero", text=text[:40])
    if amount > MOST_MONEY:
        return None, currency, said("“{text}” is too large", text=text[:40])
    return round(amount, 3), currency, ""


def read_whole(text: str) -> tuple[int | None, str]:
    """A count of people: a whole number, of a range the lower end."""
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text), ""
    amount, _, problem = read_amount(text)
    return (None, problem) if amount is None else (int(amount), "")


def read_day(text: str) -> tuple[str, str]:
    """A day as ISO text."""
    if not text:
        return "", ""
    if _ISO_DAY.fullmatch(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return "", said("“{text}” is not a date of the calendar", text=text)
        far = not _FIRST_YEAR <= day.year <= _LAST_YEAR
        return ("", said("“{text}” is too far away", text=text)) if far else (text, "")
    parsed = parse_date(text)
    return (parsed.iso or "")[:10], parsed.problem


def read_instant(text: str) -> tuple[datetime | None, str]:
    """An instant; a day alone is its first instant, a time without a zone is UTC."""
    if not text:
        return None, ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        parsed = parse_date(text)
        if parsed.iso is None:
            return None, parsed.problem
        moment = datetime.fromisoformat(parsed.iso)
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None, said("“{text}” is too far away", text=text[:40])
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC), ""


def read_currency(text: str) -> tuple[str, str]:
    """An ISO 4217 code."""
    if not text:
        return "", ""
    code = text.strip().upper()
    if _CURRENCY.fullmatch(code):
        return code, ""
    named = parse_number(f"1 {text}").currency
    return named, "" if named else said("“{text}” is not a currency", text=text[:40])


def read_lead_type(text: str) -> tuple[str, str]:
    """One of the lead types; "" for text that names none."""
    if not text.strip():
        return "", ""
    found = canonical_lead_type(text)
    return (found, "") if found else ("", said("“{text}” is not a lead type", text=text[:40]))


def read_many(
    texts: Iterable[str], normalise: Callable[[str], tuple[Normalised, ...]]
) -> tuple[tuple[str, ...], list[str]]:
    """Addresses or numbers of several cells, each once, in order; and what is wrong with them.

    One that can't be read stays among them as it was given, so that it is seen and corrected.
    """
    found: dict[str, None] = {}
    problems: list[str] = []
    for text in texts:
        for one in normalise(text) if text else ():
            if one.problem is not None:
                problems.append(f"{one.raw.strip()[:60]}: {one.problem.text}")
            kept = one.value or tidy(one.raw)[:320]
            if kept:
                found[kept] = None
    return tuple(found), problems


def read_edit(values: Mapping[str, str], lead: Lead, region: str) -> dict[str, object]:
    """The new values of an edit, by attribute of Lead; KnownError for one that can't be read.

    Editing the name splits it, editing its parts joins them. Fields that are not of a lead are
    custom ones and come back together under `custom`.
    """
    found: dict[str, object] = {}
    custom = dict(lead.custom)
    for name, text in values.items():
        if name not in EDITABLE_FIELDS:
            custom.pop(name, None)
            if text.strip():
                custom[name] = tidy(text)
            continue
        value, problem = _read(name, text, region, lead.country)
        if problem:
            is_said = isinstance(problem, Said)
            told = problem if is_said else problem[:1].upper() + problem[1:].rstrip(".")
            raise KnownError(
                said("{problem}.", problem=told),
                "Nothing was changed. Correct the text and save again.",
                code="bad-value",
            )
        found[name] = value
    if custom != lead.custom:
        found["custom"] = custom
    _join_name(found, lead)
    if found.get("value") is not None and not found.get("currency", lead.currency):
        found["currency"] = _currency_in(values.get("value", ""))
    return found


def _read(name: str, text: str, region: str, country: str) -> Read:
    if name in {"value", "annual_revenue"}:
        amount, _, problem = read_amount(text.strip())
        return amount, problem
    if name == "employees":
        return read_whole(text.strip())
    if name == "close_date":
        return read_day(text.strip())
    if name == "currency":
        return read_currency(text)
    if name == "lead_type":
        found, problem = read_lead_type(text)
        return found or "other", problem
    if name == "tags":
        return read_tags(text.split(",")), ""
    if name in {"email", "emails", "phone", "phones"}:
        return _read_reach(name, text, region, country)
    if name in {"country", "language", "website", "linkedin", "company"}:
        one = {
            "country": normalise_country, "language": normalise_language,
            "website": normalise_website, "linkedin": normalise_profile,
            "company": normalise_company,
        }[name](text)  # fmt: skip
        return one.value or "", one.problem.text if one.problem and one.value is None else ""
    return read_text(text), ""


def _read_reach(name: str, text: str, region: str, country: str) -> Read:
    if name.startswith("email"):
        cell = normalise_emails(text) if text.strip() else ()
    else:
        cell = normalise_phones(text, region, country or None) if text.strip() else ()
    for one in cell:
        if one.value is None and one.problem is not None:
            which = f"{one.raw.strip()[:60]}: " if len(cell) > 1 else ""
            return "", f"{which}{one.problem.text}"
    found = tuple(dict.fromkeys(one.value for one in cell if one.value))
    if name in {"emails", "phones"}:
        return found, ""
    if len(found) > 1:
        return "", said(
            "“{text}” holds several; the further ones have a field of their own", text=text[:60]
        )
    return (found[0] if found else ""), ""


def read_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Tags tidied, each once whatever its case, in order."""
    found: dict[str, str] = {}
    for text in texts:
        tag = tidy(text)[:60]
        if tag:
            found.setdefault(tag.casefold(), tag)
    return tuple(found.values())


def _join_name(found: dict[str, object], lead: Lead) -> None:
    if "given_name" in found or "family_name" in found:
        given = str(found.get("given_name", lead.given_name))
        family = str(found.get("family_name", lead.family_name))
        found["name"] = " ".join(part for part in (given, family) if part)
    elif "name" in found and found["name"] != lead.name:
        person = name_from_parts("", "", full=str(found["name"]))
        found.update(given_name=person.given, family_name=person.family)


def _currency_in(text: str) -> str:
    return read_amount(text.strip())[1]


def text_of(lead: Lead, name: str) -> str:
    """A field as the text that `read_edit` would read back; a custom one by its own name."""
    if name not in EDITABLE_FIELDS:
        return lead.custom.get(name, "")
    value = getattr(lead, name)
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)
