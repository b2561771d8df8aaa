"""Country names and codes in seven languages, to recognise a column of countries by its cells."""

from __future__ import annotations

from functools import lru_cache

from leaddesk.domain.mapping.words import fold

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
_OTHERS = (
    "usa", "u.s.a.", "u.s.", "uk", "u.k.", "england", "scotland", "wales", "holland",
    "great britain",
    "deutschland", "d", "a", "ch", "united states of america", "uae", "korea", "russia", "brd",
    "etats-unis d'amerique", "grossbritannien", "schottland", "ee.uu.", "ee. uu.", "eeuu", "eua",
    "czech republic", "tschechische republik", "republique tcheque", "niederlande", "turkey",
)  # fmt: skip


@lru_cache(maxsize=1)
def country_words() -> frozenset[str]:
    """Folded names of all countries; two- and three-letter codes are not among them."""
    from babel import Locale

    words = set(_OTHERS)
    for language in _LANGUAGES:
        names = Locale(language).territories
        words.update(fold(str(name)) for code, name in names.items() if str(code).isalpha())
    return frozenset(words)


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """ISO 3166 codes of two letters, upper case."""
    from babel import Locale

    codes = (str(code) for code in Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha())
