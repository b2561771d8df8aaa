"""Header texts as words: free of case, accents, punctuation, CamelCase and vendors' decorations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_SPECIAL = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE", "œ": "oe",
     "Œ": "OE", "đ": "d", "ı": "i", "’": "'", "`": "'", "´": "'", "º": " ", "ª": " ", "№": " nr "}
)  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_EMAIL = re.compile(r"\be[\s\-_.]*mails?\b|\bmails?\b|\bcourriels?\b")
_VENDOR_TAIL = re.compile(r"__(?:c|r|pc)\b", re.IGNORECASE)
_ELISION = re.compile(r"\b(?:d|l|s|n|qu|dell|all|nell)'(?=\w)")
_WORD = re.compile(r"[^\W\d_]+|\d+|#")

# Words that say nothing about what a column means, in the languages of the import.
_NOISE = frozenset(
    """the a an your you my our is are what which please enter of for to in s t field and or
    do does we i this at best on with
    der die das den dem des ein eine ihr ihre ihren sie wie was ist bitte und oder im am von vom zum
    zur fur lautet lauten
    le la les l un une votre vos de du des d et ou est quel quelle quels en au aux pour nous
    el los las su tu sus es cual del y o para por
    il lo gli i uno una suo sua tuo tua e qual quale di dello della dei degli delle il
    os as seu sua seus teu tua e qual da do das dos para
    het een uw je jouw wat van voor en of bij
    required optional mandatory erforderlich pflichtfeld obligatoire obligatorio requis""".split()
)
# Words that narrow a column without changing what it means.
_QUALIFIERS = frozenset(
    """work business office primary main first direct personal private home other current default
    full my preferred contact lead person customer client prospect billing mailing corporate
    geschaftlich geschaftliche geschaftlicher dienstlich dienstliche privat private haupt kontakt
    interessent kunde kunden ansprechpartner ansprechpartners
    professionnel professionnelle principal principale personnel personnelle contact client
    trabajo laboral principal personal contacto cliente
    lavoro aziendale principale personale contatto cliente
    trabalho comercial principal pessoal contato contacto cliente
    werk zakelijk zakelijke prive hoofd contactpersoon klant""".split()
)


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """One header: its words without noise, all its words, and the ordinal in it (0 = none)."""

    words: tuple[str, ...]
    every: tuple[str, ...]
    ordinal: int
    question: bool

    @property
    def glued(self) -> str:
        return "".join(self.words)


def fold(text: str) -> str:
    """Lower case without accents: `Straße` and `STRASSE` are the same."""
    plain = text.translate(_SPECIAL)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return plain.casefold()


def split_words(text: str) -> tuple[str, ...]:
    """All words of a text, folded; `E-mail`, `e mail` and `Mail` are the one word `email`."""
    cleaned = _VENDOR_TAIL.sub(" ", text.translate(_SPECIAL))
    if " " not in cleaned.strip():
        cleaned = _CAMEL.sub(" ", cleaned)
    folded = _ELISION.sub(" ", fold(cleaned).replace("_", " "))
    return tuple(_WORD.findall(_EMAIL.sub("email", folded)))


def header_words(header: str) -> HeaderWords:
    """The words by which a column is recognised."""
    every = split_words(header)
    numbers = [int(word) for word in every if word.isdecimal() and len(word) <= 2]
    plain = tuple(word for word in every if not word.isdecimal() and word != "#")
    words = tuple(word for word in plain if word not in _NOISE) or plain
    question = "?" in header or len(plain) >= 6
    return HeaderWords(words, plain, numbers[0] if numbers else 0, question)


def is_qualifier(word: str) -> bool:
    return word in _QUALIFIERS


def glue(text: str) -> str:
    """A phrase as one string of letters, noise words left out; the key of the word tables."""
    return header_words(text).glued


def column_names(header: Sequence[str]) -> tuple[str, ...]:
    """A name for every column, each used once: `Email`, `Email (2)`, `Column 3` for a blank one."""
    seen: set[str] = set()
    names: list[str] = []
    for position, text in enumerate(header, start=1):
        base = " ".join(text.replace("\ufeff", "").split()) or f"Column {position}"
        name, count = base, 1
        while name.casefold() in seen:
            count += 1
            name = f"{base} ({count})"
        seen.add(name.casefold())
        names.append(name)
    return tuple(names)
