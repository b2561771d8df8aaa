"""Text as people and programs write it, brought into one form: tidy to show, folded to compare."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Format characters that change nothing but the look: zero-width, bidi marks, soft hyphen, BOM.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
# Accents of Latin, Greek and Cyrillic; marks of other scripts tell words apart and stay.
_ACCENTS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t",
        "æ": "ae", "œ": "oe", "þ": "th", "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'",
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
    }
)  # fmt: skip
_NOT_WORD = re.compile(r"[^\w]+|_+")
_TRIM_MARKS = " \t.,;:!'\"()[]{}<>*"

BLANK_WORDS = frozenset(
    """
    n/a na n.a n.a. n/d nd n.d. k.a k.a. k/a nv n.v.t nvt s/o none null nil nan undefined
    #n/a #null! #ref! #value! #name? #div/0! (blank) (leer) (null) (none) empty blank leer vide
    unknown unbekannt inconnu inconnue desconocido desconocida sconosciuto sconosciuta onbekend
    desconhecido desconhecida okänd ukendt ukjent nieznany nieznane tbd tba tbc
    """.split()
) | {
    "not available", "not applicable", "not provided", "not set", "not specified", "no value",
    "no data", "keine angabe", "keine angaben", "keine", "kein", "nicht bekannt", "non renseigné",
    "non applicable", "aucun", "aucune", "sin datos", "no disponible", "ninguno", "ninguna",
    "nessuno", "nessuna", "non disponibile", "geen", "nao informado", "não informado", "nenhum",
    "no email", "no e-mail", "no phone", "keine e-mail", "brak",
}  # fmt: skip


def without_surrogates(text: str) -> str:
    """Half a character (a lone surrogate) can't be stored or shown: it becomes U+FFFD."""
    return _SURROGATES.sub("\ufffd", text)


def without_invisible(text: str) -> str:
    """The text without zero-width, bidi and other characters that can't be seen."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def tidy(raw: str) -> str:
    """Trimmed, composed (NFC), control characters and runs of white space as one space.

    Bidi marks stay: the screen shows them as marks, the keys leave them out.
    """
    if raw.isascii() and raw.isprintable():
        text = raw.strip()
        return text if "  " not in text else _SPACES.sub(" ", text)
    text = _CONTROLS.sub(" ", without_surrogates(raw))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(raw: str) -> str:
    """For comparing only: no case, no accents, no invisible characters, plain quotes and dashes."""
    if raw.isascii() and raw.isprintable():
        return _SPACES.sub(" ", raw.lower().replace("`", "'")).strip()
    text = without_invisible(_CONTROLS.sub(" ", without_surrogates(raw)))
    # Twice: the case folding of one character may bring back an accent, and the reverse.
    for _ in range(2):
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(_LETTERS)
        text = without_invisible(text)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def words(raw: str) -> tuple[str, ...]:
    """The folded words of a text: letters and digits only, apostrophes dropped."""
    return tuple(w for w in _NOT_WORD.split(fold(raw).replace("'", "")) if w)


def is_blank_word(raw: str) -> bool:
    """Does the cell only say that there is nothing: "", "-", "n/a", "none", "unknown", "???"."""
    if len(raw) > 64:
        return not raw.strip()
    text = without_invisible(tidy(raw)).casefold()
    if text in BLANK_WORDS or not any(c.isalnum() for c in text):
        return True
    return text.strip(_TRIM_MARKS) in BLANK_WORDS


def plain_umlauts(word: str) -> str:
    """A folded word with ae, oe, ue as a, o, u, so that "mueller" meets "müller" (folded "muller").

    Words of up to 3 letters stay (Joe, Sue); repeated until nothing changes.
    """
    before = ""
    while before != word and len(word) > 3:
        before = word
        word = word.replace("ue", "u").replace("oe", "o").replace("ae", "a")
    return word
