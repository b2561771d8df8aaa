"""Reading the block under an e-mail: who wrote, what they do, where, and how to reach them.

There is no standard for such blocks. What has a form of its own (addresses, numbers, sites) is
found by that form; of the other lines the first that looks like a name is the name, and the rest
are told apart by words of job titles and legal forms, and by the address's domain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from leaddesk.domain.identity.company import company_key, legal_form
from leaddesk.domain.identity.email import email_domain, is_free_mail, normalise_email
from leaddesk.domain.identity.text import fold, tidy
from leaddesk.domain.identity.web import normalise_website

LONGEST = 4_000
"""Letters that are looked at; a whole thread of mails is no signature."""
_MOST_LINES = 25
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_SITE = re.compile(r"(?:https?://|www\.)[^\s|,;<>]+", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|•·]\s*|\s{3,}|\t+|,\s+(?=\D)")
_LABEL = re.compile(r"^[a-zà-ÿ. -]{1,12}:\s*(?=\S)", re.IGNORECASE)
_FAX = re.compile(r"^\W*(?:tele)?fax|^\W*f\s*[.:]", re.IGNORECASE)
_TITLE_WORDS = frozenset(
    "chief ceo cto cfo coo cmo founder owner president director head vp vice manager lead officer "
    "sales marketing account executive consultant engineer buyer purchasing procurement assistant "
    "geschäftsführer geschäftsführerin leiter leiterin leitung inhaber inhaberin vorstand vertrieb "
    "einkauf prokurist berater directeur directrice gérant responsable gerente titolare direttore "
    "diretor eigenaar acheteur comercial".split()
)
_CLOSINGS = ("regards", "grüße", "grüßen", "cordialement", "saludos", "thanks", "cheers")


@dataclass(frozen=True, slots=True)
class Signature:
    """What a block says; "" for what it does not."""

    name: str = ""
    title: str = ""
    company: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""

    @property
    def says_something(self) -> bool:
        """Whether at least two things were found: one line alone is no signature."""
        found = (self.name, self.title, self.company, self.email, self.phone, self.website)
        return sum(map(bool, found)) >= 2


def read_signature(text: str, region: str) -> Signature:
    """Return what a pasted block says; `region` is the country of numbers without a prefix."""
    lines = [tidy(line) for line in text[:LONGEST].splitlines()][:_MOST_LINES]
    email = _first_email(lines)
    words = list(_worded(lines))
    name = next((part for part in words if _is_name(part)), "")
    rest = [part for part in words if part != name]
    title = next((part for part in rest if _is_title(part)), "")
    rest = [part for part in rest if part != title]
    return Signature(
        name=name,
        title=title,
        company=_company(rest, email),
        email=email,
        phone=_first_phone(lines, region),
        website=_first_site(lines),
    )


def _first_email(lines: list[str]) -> str:
    for line in lines:
        for found in _ADDRESS.findall(line):
            value = normalise_email(found).value
            if value:
                return value
    return ""


def _first_phone(lines: list[str], region: str) -> str:
    from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher, format_number

    for line in lines:
        if _FAX.match(line):
            continue
        for match in PhoneNumberMatcher(line, region or None):
            return format_number(match.number, PhoneNumberFormat.INTERNATIONAL)
    return ""


def _first_site(lines: list[str]) -> str:
    for line in lines:
        for found in _SITE.findall(line):
            if "linkedin." not in found.casefold() and normalise_website(found).value:
                return str(found).rstrip("/.")
    return ""


def _worded(lines: list[str]) -> Iterator[str]:
    """Give the parts of lines that are neither address nor number nor greeting."""
    for line in lines:
        if _ADDRESS.search(line) or _SITE.search(line) or sum(map(str.isdigit, line)) > 3:
            continue
        for part in _PARTS.split(_LABEL.sub("", line)):
            bare = part.strip(" -–—,*_")
            if bare and not fold(bare).endswith(_CLOSINGS):
                yield bare


def _is_name(part: str) -> bool:
    words = part.split()
    return (
        2 <= len(words) <= 4
        and all(word[0].isupper() or word.islower() for word in words)
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and not any(c.isdigit() for c in part)
        and not legal_form(part)
        and not _is_title(part)
    )


def _is_title(part: str) -> bool:
    words = set(re.findall(r"\w+", part.casefold()))
    return bool(words & _TITLE_WORDS) and not legal_form(part) and len(part) <= 80


def _company(parts: list[str], email: str) -> str:
    """The part with a legal form; else the one that the address's domain is named after; else
    the first that is left."""
    for part in parts:
        if legal_form(part):
            return part
    domain = email_domain(email) if email else ""
    label = "" if not domain or is_free_mail(domain) else domain.partition(".")[0]
    for part in parts:
        key = company_key(part).replace(" ", "")
        if label and key and (key.startswith(label) or label.startswith(key)):
            return part
    return parts[0] if parts and len(parts[0]) <= 80 else ""
