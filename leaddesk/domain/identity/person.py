"""Names of people: split and put together, cased only where the file shouted or whispered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from leaddesk.domain.identity.text import fold, is_blank_word, plain_umlauts, tidy, words
from leaddesk.domain.identity.value import Problem

if TYPE_CHECKING:
    from nameparser import Parser

LONGEST_NAME = 200
"""Characters; a longer text is no name and stays whole, with a problem."""

TWO_FAMILY_NAMES = frozenset("ES MX AR CL CO PE VE EC BO PY UY CR PA GT HN NI SV DO CU PR".split())
"""Countries where a person bears two family names (Ana *García Pérez*)."""

_ONE_LETTER_TITLES = frozenset("FR BE CH LU MC".split())  # "M. Dupont" is Monsieur there
_SLAVIC_TITLES = frozenset("PL CZ SK".split())  # "Pan", "Pani", "Paní"
_PLAIN_WORD = re.compile(r"[^\W\d_]{2,}(?:['’\-][^\W\d_]{2,})*")
_CASE_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MC = re.compile(r"^(mc)([^\W\d_]{2,})$")
_APOSTROPHE = re.compile(r"^([^\W\d_]{1,2})(['’])([^\W\d_]{2,})$")
_ROMAN = re.compile(r"^(?:ii|iii|iv|vi|vii|viii)$")
_VOWELS = frozenset("aeiouy")
_LOWER_PARTICLES = frozenset(
    """
    van von der den de del della di da do dos das du la le las los y e zu zum zur ter ten te
    af av al el bin ibn vom dem und op 't degli dei dal
    """.split()
)
_SALUTATIONS = frozenset(
    """
    herr herrn frau fräulein familie mr mrs ms miss mx sir dr prof monsieur madame mme mlle sr sra
    srta señor señora sig sig.ra signor signora dhr mevr mevrouw meneer pan pani paní hr fr m
    """.split()
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts. `full` has no salutation; `raw` is the text as given."""

    raw: str
    full: str = ""
    given: str = ""
    family: str = ""
    salutation: str = ""
    suffix: str = ""
    problem: Problem | None = None

    @property
    def is_blank(self) -> bool:
        return not self.full and self.problem is None


def split_name(raw: str, country: str | None = None) -> PersonName:
    """A full name in its parts; `country` (alpha-2) helps where customs differ.

    "Last, First" is turned round; salutations and titles ("Frau Dr.") are taken off and given
    back; particles go with the family name. A single word is a given name, after a salutation
    a family name. Japanese, Chinese and Korean names come family first.
    """
    text = tidy(raw)
    if not text or (is_blank_word(text) and not _is_surname_like(text)):
        return PersonName(raw)
    if len(text) > LONGEST_NAME:
        return PersonName(raw, text, problem=Problem("name-too-long", "This is too long a name."))
    if not any(c.isalpha() for c in text):
        return PersonName(raw, text, problem=Problem("name-no-letters", "A name without letters."))
    parts = text.split(" ")
    if len(parts) == 2 and country not in _SLAVIC_TITLES and all(map(_is_plain, parts)):
        given, family = _cased_alike(text, parts)
        return PersonName(raw, f"{given} {family}", given, family)
    return _parsed(raw, text, country or "")


def name_from_parts(
    given: str, family: str, *, full: str = "", salutation: str = "", country: str | None = None
) -> PersonName:
    """A name from the columns of a file; empty ones are filled from the others.

    With both parts given they stand as they are (cased as `recase` does); with only one that
    holds the whole name ("Anna Meier" as last name), or only `full`, the name is split.
    """
    first, last = _real(given), _real(family)
    raw = tidy(full) or " ".join(p for p in (tidy(given), tidy(family)) if p)
    greeting = tidy(salutation) if not is_blank_word(salutation) else ""
    if first and last:
        whole = f"{first} {last}"
        if not _has_letters(whole) or len(whole) > LONGEST_NAME:
            return split_name(whole, country)
        first, last = _cased_alike(whole, [first, last])
        return PersonName(raw, f"{first} {last}", first, last, greeting)
    name = split_name(_real(full) or first or last, country)
    if last and not first and not _real(full) and not name.family:
        name = PersonName(raw, name.full, "", name.given, name.salutation, name.suffix)
    greeting = greeting or name.salutation
    return PersonName(raw, name.full, name.given, name.family, greeting, name.suffix, name.problem)


def join_name(given: str, family: str) -> str:
    """Given and family name as one line."""
    return tidy(f"{given} {family}")


def recase(text: str) -> str:
    """Proper case for a name all in capitals or all in small letters; any other stays."""
    if len(text) > LONGEST_NAME or not (text.isupper() or text.islower()):
        return text
    lower = text.lower()
    if lower.isupper() or not any(c.isalpha() for c in lower):
        return text
    first = True
    out: list[str] = []
    end = 0
    for match in _CASE_WORD.finditer(lower):
        out.append(lower[end : match.start()])
        particle_alone = first and " " not in lower
        out.append(_cased_word(match.group(), keep_capital=particle_alone, was=text))
        first, end = False, match.end()
    return tidy("".join(out) + lower[end:])


def person_key(name: str) -> str:
    """What several writings of one name have in common: folded words in alphabetical order.

    Order, case, accents (ü = ue), salutation, punctuation and invisible characters don't count.
    """
    return " ".join(sorted(name_words(name)))


@lru_cache(maxsize=16384)
def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name in their order, salutation left out, ae/oe/ue as a/o/u."""
    if len(name) > LONGEST_NAME * 4:
        name = name[: LONGEST_NAME * 4]
    found = words(name)
    if len(found) > 1:
        found = tuple(w for w in found if w not in _SALUTATIONS) or found
    return tuple(plain_umlauts(w) for w in found)


def _is_surname_like(text: str) -> bool:
    """Null, Na and None are words for nothing, but as "Null" also people's names."""
    return text in {"Null", "Na", "Keine", "Kein", "Blank", "Empty"}


def _real(text: str) -> str:
    cleaned = tidy(text)
    return "" if is_blank_word(cleaned) and not _is_surname_like(cleaned) else cleaned


def _has_letters(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _is_plain(word: str) -> bool:
    """No particle, no title, no initial, and in an alphabet that puts the given name first."""
    if not _PLAIN_WORD.fullmatch(word) or ord(word[0]) > 0x24F:
        return False
    return fold(word) not in _special_words() and word.lower() not in _special_words()


def _cased_alike(whole: str, parts: list[str]) -> list[str]:
    """Parts recased only if the whole is all one case ("AJ Smith" stays, "AJ SMITH" not)."""
    if whole.isupper() or whole.islower():
        return [recase(p) for p in parts]
    # "Anna MEIER" is how French and Japanese forms write a family name; one letter says nothing.
    return [p if len(p) < 4 or p.islower() or not p.isupper() else recase(p) for p in parts]


def _cased_word(word: str, *, keep_capital: bool, was: str) -> str:
    if word in _LOWER_PARTICLES and not keep_capital:
        return word
    if match := _MC.match(word):
        return "Mc" + match.group(2).capitalize()
    if match := _APOSTROPHE.match(word):
        return match.group(1).capitalize() + match.group(2) + match.group(3).capitalize()
    if _ROMAN.match(word) or (len(word) == 2 and was.isupper() and not _VOWELS & set(fold(word))):
        return word.upper()
    return word.capitalize()


@cache
def _special_words() -> frozenset[str]:
    """Words that tell the name parser something: titles, suffixes, particles and the like."""
    from nameparser import Lexicon

    lexicon = Lexicon.default()
    groups = (
        lexicon.titles, lexicon.given_name_titles, lexicon.after_given_titles, lexicon.particles,
        lexicon.particles_ambiguous, lexicon.bound_given_names, lexicon.conjunctions,
        lexicon.maiden_markers, lexicon.suffix_words, lexicon.suffix_acronyms,
    )  # fmt: skip
    return frozenset(word for group in groups for word in group) | _SALUTATIONS


@cache
def _parser(country: str) -> Parser:
    from nameparser import Lexicon, Parser, Policy

    lexicon = Lexicon.default()
    if country in _ONE_LETTER_TITLES:
        lexicon = lexicon.add(titles={"m"})
    if country in _SLAVIC_TITLES:
        lexicon = lexicon.add(titles={"pan", "pani", "paní"})
    two = country in TWO_FAMILY_NAMES
    return Parser(lexicon=lexicon, policy=Policy(two_family_names=two, strip_bidi=False))


def _parsed(raw: str, text: str, country: str) -> PersonName:
    known = _ONE_LETTER_TITLES | _SLAVIC_TITLES | TWO_FAMILY_NAMES
    found = _parser(country if country in known else "").parse(text)
    given = tidy(" ".join(p for p in (found.given, found.middle) if p))
    family = tidy(found.family or found.maiden)
    # "Person 2" is no second of that name: a bare number stays part of it.
    is_number = found.suffix.isdigit()
    family = tidy(f"{family} {found.suffix}") if is_number else family
    aside = ("" if is_number else found.suffix, f"({found.nickname})" if found.nickname else "")
    born = f"née {found.maiden}" if found.maiden and found.family else ""
    suffix = tidy(", ".join(p for p in (*aside, born) if p))
    given, family = _cased_alike(text, [given, family])
    if not given and not family:  # only a title, or marks: better whole than lost
        return PersonName(raw, text, text)
    full = join_name(given, family)
    if _is_family_first(family):
        full = tidy(f"{family} {given}") if " " in text else f"{family}{given}"
    return PersonName(raw, full, given, family, tidy(found.title), suffix)


def _is_family_first(family: str) -> bool:
    """Han, kana and Hangul: written family name first."""
    return bool(family) and (
        "\u3040" <= family[0] <= "\u30ff"
        or "\u3400" <= family[0] <= "\u9fff"
        or "\uac00" <= family[0] <= "\ud7af"
    )
