"""Countries and languages as people write them, to ISO codes."""

from __future__ import annotations

import re
from functools import cache

from leaddesk.domain.identity.text import fold, is_blank_word, tidy, without_invisible
from leaddesk.domain.identity.value import Normalised, problem

NAME_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
"""Languages whose names of countries and languages are understood (from Babel's CLDR data)."""

_LONGEST = 100
_NOT_WORD = re.compile(r"[^\w]+")
_NOT_COUNTRIES = frozenset({"ZZ", "EU", "UN", "EZ", "QO", "XA", "XB"})
_FLAG_A = 0x1F1E6

# Everyday names that the data lacks: short forms, former names, own names of more languages.
_OTHER_NAMES = {
    "GB": "uk|u.k.|great britain|britain|england|scotland|wales|northern ireland|gb-eng|angleterre"
    "|inghilterra|inglaterra|engeland|grossbritannien|großbritannien|gran bretaña|gran bretagna"
    "|grande-bretagne|storbritannien|wielka brytania|united kingdom of great britain",
    "US": "usa|u.s.a.|u.s.|united states of america|america|vereinigte staaten von amerika"
    "|états unis|etats-unis d'amerique|estados unidos de america|ee.uu.|eeuu|stati uniti d'america"
    "|verenigde staten van amerika|eua|stany zjednoczone|förenta staterna",
    "DE": "brd|ger|federal republic of germany|bundesrepublik deutschland|tyskland|niemcy|saksa"
    "|nemecko|německo|allemagne (rfa)|d",
    "NL": "holland|the netherlands|holanda|hollande|olanda|nederländerna|holandia|alankomaat",
    "CH": "suisse|svizzera|svizra|schweiz|schweizerische eidgenossenschaft|szwajcaria",
    "AT": "oesterreich|republik österreich|österrike|a", "CZ": "czech republic|czechia|česko"
    "|česká republika|tschechische republik|république tchèque|republica checa|repubblica ceca",
    "SE": "sverige|szwecja", "NO": "norge|noreg", "DK": "danmark", "FI": "suomi", "PL": "polska",
    "HU": "magyarország", "SK": "slovensko", "SI": "slovenija", "HR": "hrvatska", "RO": "românia",
    "BG": "българия", "GR": "ελλάδα|hellas", "EE": "eesti", "LV": "latvija", "LT": "lietuva",
    "IS": "ísland", "IE": "éire|republic of ireland|ireland (republic of)",
    "MT": "republic of malta",
    "TR": "türkiye|turkey|turkiye", "RU": "россия|росія|russian federation"
    "|russische föderation",
    "UA": "україна|украина", "BY": "беларусь", "RS": "srbija|србија", "AL": "shqipëria",
    "BA": "bosna i hercegovina|bosnia", "MK": "macedonia|mazedonien|fyrom", "GE": "საქართველო",
    "JP": "日本|日本国|nippon|nihon", "CN": "中国|中國|prc|p.r. china|people's republic of china"
    "|mainland china|volksrepublik china", "KR": "대한민국|한국|south korea|republic of korea|korea"
    "|korea, republic of|rep. of korea", "KP": "dprk", "TW": "台灣|臺灣|taiwan, province of china"
    "|taiwan (r.o.c.)", "HK": "香港|hong kong sar|hongkong", "SG": "新加坡", "IN": "भारत|bharat",
    "TH": "ประเทศไทย", "VN": "việt nam|viet nam", "IL": "ישראל", "EG": "مصر", "SA": "ksa|السعودية",
    "AE": "uae|u.a.e.|vae|emirates|dubai|abu dhabi", "IR": "iran, islamic republic of",
    "ZA": "rsa|suid-afrika", "CI": "ivory coast|elfenbeinküste", "CD": "drc|dr congo|zaire",
    "CG": "republic of the congo", "CV": "cape verde", "SZ": "swaziland", "MM": "burma|birma",
    "BO": "bolivia, plurinational state of", "VE": "venezuela, bolivarian republic of",
    "MX": "méjico", "BR": "brasil", "ES": "españa|e", "FR": "f", "IT": "i", "TZ": "tanzania",
    "VA": "holy see|vatican", "LA": "lao", "MD": "republic of moldova",
    "SY": "syrian arab republic",
}  # fmt: skip
_OTHER_LANGUAGES = {
    "de": "deutsch|german|ger", "en": "english|eng|us english|uk english", "fr": "français|fre",
    "es": "español|castellano", "it": "italiano", "pt": "português|brasileiro", "nl": "nederlands"
    "|dut|flemish|vlaams", "sv": "svenska", "da": "dansk", "nb": "norsk|no|nor|bokmål",
    "fi": "suomi",
    "pl": "polski", "cs": "čeština|cze", "sk": "slovenčina|slo", "hu": "magyar", "ro": "română|rum",
    "tr": "türkçe", "ru": "русский", "uk": "українська", "el": "ελληνικά|gre", "ja": "日本語",
    "zh": "中文|chi|mandarin", "ko": "한국어", "ar": "العربية", "he": "עברית", "hr": "hrvatski",
    "ca": "català",
}  # fmt: skip


def normalise_country(raw: str) -> Normalised:
    """ISO 3166 alpha-2 of a country: codes of 2 or 3 letters, names, own names, emoji flags."""
    text = tidy(raw)
    code = text.upper()
    if len(code) == 2 and code.isascii() and code in _territories():
        return Normalised(raw, code)  # before the blank words: NA is Namibia here
    if is_blank_word(text) and not any(ord(c) >= _FLAG_A for c in text):
        return Normalised(raw)
    found = _flag(text) or (_countries().get(_name_key(text)) if len(text) <= _LONGEST else None)
    if found is None:
        return problem(raw, "country-unknown", "No country of this name or code is known.")
    return Normalised(raw, found)


def country_name(code: str, language: str = "en") -> str:
    """A country's name in one of the program's languages; the code itself if it has none."""
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        names = Locale("en").territories
    return str(names.get(code, code))


def normalise_language(raw: str) -> Normalised:
    """ISO 639 code of a language (two letters where there are): codes, "de-AT", names."""
    text = tidy(raw)
    known = _languages()
    head = re.split(r"[-_]", text.lower(), maxsplit=1)[0]
    if head.isascii() and 2 <= len(head) <= 3 and head in known and len(text) <= 12:
        return Normalised(raw, known[head])
    if is_blank_word(text):
        return Normalised(raw)
    found = known.get(_name_key(text)) if len(text) <= _LONGEST else None
    if found is None:
        found = known.get(_name_key(re.sub(r"\s*\(.*", "", text))) if len(text) <= 100 else None
    if found is None:
        return problem(raw, "language-unknown", "No language of this name or code is known.")
    return Normalised(raw, found)


def _name_key(text: str) -> str:
    """A name without articles, accents, marks: "The U.K." and "uk" meet."""
    key = _NOT_WORD.sub(" ", fold(text).replace(".", "").replace("'", "")).strip()
    for article in ("the ", "die ", "der ", "la ", "le ", "les ", "el ", "il ", "los ", "de "):
        if key.startswith(article) and len(key) > len(article) + 2:
            return key[len(article) :]
    return key


def _flag(text: str) -> str | None:
    """Two regional letters make a flag."""
    letters = [ord(c) - _FLAG_A for c in without_invisible(text).strip()[:8] if c != " "]
    if len(letters) < 2 or not all(0 <= n < 26 for n in letters[:2]):
        return None
    code = "".join(chr(65 + n) for n in letters[:2])
    return code if code in _territories() else None


@cache
def _territories() -> frozenset[str]:
    from babel import Locale

    codes = map(str, Locale("en").territories)
    return frozenset(c for c in codes if len(c) == 2 and c.isalpha() and c not in _NOT_COUNTRIES)


@cache
def _countries() -> dict[str, str]:
    """Every known writing of a country, as a key → alpha-2. Built at the first question."""
    from babel import Locale
    from babel.core import get_global

    codes, table = _territories(), dict[str, str]()
    for language in NAME_LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in codes:
                table.setdefault(_name_key(str(name)), code)
    for old, new in get_global("territory_aliases").items():
        if new and new[0] in codes and str(old).isalpha():
            table.setdefault(str(old).lower(), str(new[0]))
    for code, names in _OTHER_NAMES.items():
        table.update({_name_key(name): code for name in names.split("|")})
    return table


@cache
def _languages() -> dict[str, str]:
    """Every known writing of a language, as a key → ISO 639 code."""
    from babel import Locale
    from babel.core import get_global

    table: dict[str, str] = {}
    for language in NAME_LANGUAGES:
        for code, name in Locale(language).languages.items():
            if code.isalpha() and len(code) <= 3:
                table.setdefault(code, code)
                table.setdefault(_name_key(str(name)), code)
    table |= {
        str(old): str(new)
        for old, new in get_global("language_aliases").items()
        if str(new).isalpha() and len(str(old)) == 3 and len(str(new)) <= 3
    }
    for code, names in _OTHER_LANGUAGES.items():
        table.update({_name_key(name): code for name in names.split("|")})
    return table
