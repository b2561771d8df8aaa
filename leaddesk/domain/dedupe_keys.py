"""Under which keys a record is found again: exact ones, and a few that survive typing errors.

Candidates share at least one key; only they are compared (`dedupe.compare`), never all with all.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from leaddesk.domain.identity.company import company_key
from leaddesk.domain.identity.email import email_key
from leaddesk.domain.identity.person import name_words, person_key
from leaddesk.domain.identity.phone import is_number, phone_key
from leaddesk.domain.identity.text import fold
from leaddesk.domain.lead import Lead

EMAIL = "email"
PHONE = "phone"
NAME = "name"
NAME_COMPANY = "name+company"
NAME_DOMAIN = "name+domain"
COMPANY_INITIALS = "company+initials"
EXACT_KINDS = frozenset({EMAIL, PHONE})

MOST_OF_ONE_KEY = 200
"""Records looked at for one address or number: a switchboard must not make matching slow."""

MOST_ALIKE = 12
"""A name that more records carry says nothing by itself; the keys that pair it with a company or
domain still find its likeness."""

COMPANY_START = 4
"""Letters of a company's key that a name's sound is paired with."""

_GROUPS = {
    letter: digit
    for digit, letters in enumerate(("bfpvw", "cgjkqsxz", "dt", "l", "mn", "r"), start=1)
    for letter in letters
}
_FRONT = (("ph", "f"), ("th", "t"), ("kn", "n"), ("wr", "r"), ("wh", "w"), ("sch", "s"))
_FIRST = str.maketrans("ckqzyvw", "kkksiff")


class MatchKey(NamedTuple):
    """One key of a record. `kind` is one of the words above; `value` is folded text.

    This and Identity are plain tuples: an import makes and looks up ten of them for each row.
    """

    kind: str
    value: str


class Identity(NamedTuple):
    """What is compared of a lead, a contact or an incoming row.

    Values in normal form (`leaddesk.domain.identity`): e-mails lower-case, phones E.164, `domain`
    the registrable domain of the company ("" for none and for free mail), `country` alpha-2.
    `name` is the full name; empty when given and family name say it. `record_id` None: not stored.
    """

    record_id: int | None = None
    given: str = ""
    family: str = ""
    name: str = ""
    company: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    domain: str = ""
    country: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.given} {self.family}".strip() if self.given or self.family else self.name


def match_keys(identity: Identity) -> tuple[MatchKey, ...]:
    """All keys of a record, each once, in a fixed order; 7 for a person with one of everything.

    Exact: each mailbox, each number. Fuzzy, for whoever has a company or a domain: the name
    as spelled (finds a mistyped company), how first and last name sound with the beginning of
    the company (finds a mistyped name, also turned round), how the last name sounds with the
    domain, and the company with the initials (finds a name that sounds otherwise).
    """
    keys = [MatchKey(EMAIL, email_key(e)) for e in identity.emails if e]
    keys += [MatchKey(PHONE, phone_key(p)) for p in identity.phones if p]
    company = company_key(identity.company) if identity.company else ""
    domain = fold(identity.domain)
    if not company and not domain:
        return tuple(dict.fromkeys(keys))
    whole = person_key(identity.full_name)
    names = outer_words(identity.full_name)
    if len(names) > 1:
        keys.append(MatchKey(NAME, whole))
    if company:
        start = company.replace(" ", "")[:COMPANY_START]
        keys += [MatchKey(NAME_COMPANY, f"{sounds_like(name)} {start}") for name in names]
        initials = "".join(sorted(name[0] for name in names))
        keys.append(MatchKey(COMPANY_INITIALS, f"{company} {initials}".strip()))
    if domain:
        sound = sounds_like(names[-1]) if names else ""
        keys.append(MatchKey(NAME_DOMAIN, f"{sound} {domain}".strip()))
    return tuple(dict.fromkeys(keys))


def outer_words(name: str) -> tuple[str, ...]:
    """First and last word of a name (given and family, either way round), each once."""
    found = name_words(name)
    return tuple(dict.fromkeys((found[0], found[-1]))) if found else ()


@lru_cache(maxsize=32768)
def sounds_like(word: str) -> str:
    """A Soundex of a folded word, kinder to German and Slavic spelling: at most 4 signs.

    A word of another script than Latin is its own sound.
    """
    if not word.isascii() or not word[:1].isalpha():
        return word
    for written, spoken in _FRONT:
        if word.startswith(written):
            word = spoken + word[len(written) :]
            break
    word = word.replace("ph", "f").replace("ck", "k").replace("th", "t")
    out = [word[0].translate(_FIRST)]
    last = _GROUPS.get(word[0], 0)
    for letter in word[1:]:
        group = _GROUPS.get(letter, 0)
        if group and group != last:
            out.append(str(group))
            if len(out) == 4:
                break
        if letter not in "hw":
            last = group
    return "".join(out)


def identity_of(lead: Lead) -> Identity:
    """The values by which a record is recognised; none that could not be read is among them."""
    return Identity(
        record_id=lead.id,
        given=lead.given_name,
        family=lead.family_name,
        name=lead.name,
        company=lead.company,
        emails=tuple(one for one in (lead.email, *lead.emails) if "@" in one),
        phones=tuple(one for one in (lead.phone, *lead.phones) if is_number(one)),
        domain=lead.website,
        country=lead.country,
    )
