"""What the cells of a column look like: which kinds of value, and in what share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from leaddesk.domain.mapping.canonical import canonical_lead_type, canonical_source
from leaddesk.domain.mapping.choices import (
    is_junk,
    is_salutation,
    parse_consent_word,
    parse_yes_no,
)
from leaddesk.domain.mapping.dates import parse_date
from leaddesk.domain.mapping.numbers import CURRENCIES, parse_number
from leaddesk.domain.mapping.person_words import GIVEN_NAMES, INDUSTRY_WORDS, TITLE_WORDS
from leaddesk.domain.mapping.place_names import country_codes, country_words
from leaddesk.domain.mapping.stages import stage_meaning
from leaddesk.domain.mapping.words import fold

_EMAIL = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;\"]+\.[^\W\d_]{2,}", re.UNICODE)
_URL = re.compile(
    r"(?:https?://|www\.)\S+\Z|[\w\-]+(?:\.[\w\-]+)*\.[a-z]{2,10}(?:/\S*)?\Z", re.IGNORECASE
)
_LINKEDIN = re.compile(r"linkedin\.com/(?:in|pub|sales)/|linkedin\.com/\w", re.IGNORECASE)
_SOCIAL = re.compile(r"(?:facebook|twitter|instagram|x|xing|youtube|tiktok)\.com/", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:p:|tel:)?\s*[+(]?[\d(][\d\s()./\-\u00a0]{5,20}\d(?:\s*(?:x|ext\.?|-)\s*\d{1,5})?\Z",
    re.IGNORECASE,
)
_NUMERIC_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")
_RANGE = re.compile(
    r"[\d.,]+\s*(?:-|–|—|to|bis|à|a)\s*[\d.,]+(?:\s+\D*)?\Z|[\d.,]+\s?\+\Z|[<>]\s*[\d.,]+\Z"
)
_SUFFIX = re.compile(
    r"(?<!\w)(?:gmbh|ag|inc|llc|ltd|limited|corp|corporation|co|company|plc|kg|ohg|ug|gbr|e\.?k|se|s\.?a|"
    r"s\.?a\.?s|s\.?a\.?r\.?l|s\.?l|s\.?l\.?u|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|oy|oyj|ab|asa?|a/s|aps|"
    r"lda|ltda|pty|pvt|kft|d\.o\.o|sp\. z o\.o|a\.s|s\.r\.o|group|gruppe|holdings?|groupe|"
    r"industries|partners|solutions|systems|technologies|consulting|services|logistics|logistik|"
    r"software|bank|university|stiftung|verein|e\.v|studio|labs|agency|agentur|werke|bau|ventures)\.?(?!\w)",
    re.IGNORECASE,
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.\-]*(?:[-'’][^\W\d_]+)*\.?\Z")
_ID = re.compile(r"(?:[a-z]{1,3}:)?(?=[\w\-]*\d)[\w\-]{6,40}\Z", re.IGNORECASE)
_ZONE = re.compile(
    r"(?:Europe|America|Asia|Africa|Australia|Pacific|Atlantic)/\w+|(?:UTC|GMT)(?:[+-]\d+)?\Z"
)
_MONEY = re.compile(r"[€$£¥₹]|\b(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|BRL)\b", re.IGNORECASE)
_LANGUAGE = frozenset(
    """en de fr es it pt nl english deutsch german french francais spanish espanol
    italian italiano portuguese portugues dutch nederlands englisch franzosisch
    anglais allemand ingles inglese en-us en-gb de-de fr-fr es-es it-it pt-br nl-nl
    en_us de_de fr_fr""".split()
)
_PARTICLES = frozenset("von van de der den del da di du la le dos das zu el al bin y e".split())


@dataclass(frozen=True, slots=True)
class Evidence:
    """`filled` cells were looked at; `shares` maps a kind to its share of them (0 to 1)."""

    filled: int = 0
    fill_share: float = 0.0
    distinct: float = 0.0
    length: float = 0.0
    largest: float = 0.0
    shares: Mapping[str, float] = field(default_factory=dict)

    def share(self, *kinds: str) -> float:
        return min(1.0, sum(self.shares.get(kind, 0.0) for kind in kinds))


def _reads_as_date(text: str) -> bool:
    """A date by its form; `45631.0` and `1732270000` may be one, but are numbers first."""
    plain = text.replace(",", ".").replace(".", "", 1)
    return not plain.isdecimal() and parse_date(text, "dmy").iso is not None


def _kinds_of_number(text: str, kinds: set[str]) -> float:
    number = parse_number(text)
    if number.plain is None:
        return 0.0
    kinds.add("number")
    if number.currency or _MONEY.search(text):
        kinds.add("money")
    size = abs(float(number.plain))
    if size == int(size):
        kinds.add("integer")
        if 18_000 <= size < 80_000:
            kinds.add("serial")
    return size


def _kinds_of_words(text: str, words: list[str], kinds: set[str]) -> None:
    suffix = _SUFFIX.search(text) is not None
    if suffix:
        kinds.add("suffix")
    plain = [word for word in words if fold(word) not in _PARTICLES and not is_salutation(word)]
    named = all(_WORD.match(word.rstrip(",")) for word in words) and not suffix
    if named and 1 <= len(plain) <= 4 and len(words) <= 6 and len(text) <= 40:
        folded = [fold(word.rstrip(",.")) for word in plain]
        known = any(word in GIVEN_NAMES or word.split("-")[0] in GIVEN_NAMES for word in folded)
        shaped = all(word[:1].isupper() for word in plain) or text.islower()
        if len(plain) >= 2 and (known or shaped):
            kinds.add("fullname")
        if len(plain) == 1 and shaped:
            kinds.add("oneword")
        if known:
            kinds.add("givenname")
            if len(plain) >= 2:
                kinds.add("knownname")
    if any(fold(word.strip(",./()")) in TITLE_WORDS for word in words) and not (
        suffix or "stage" in kinds
    ):
        kinds.add("title")
    if any(fold(word.strip(",./()&")) in INDUSTRY_WORDS for word in words) and not suffix:
        kinds.add("industry")


_TESTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("country", lambda text: fold(text) in country_words() or _is_country_code(text)),
    ("currency", lambda text: text in CURRENCIES or text in "€$£"),
    ("language", lambda text: fold(text) in _LANGUAGE),
    ("zone", lambda text: _ZONE.match(text) is not None),
    ("salutation", is_salutation),
    ("stage", lambda text: stage_meaning(text) is not None),
    ("source", lambda text: canonical_source(text) is not None),
    ("leadtype", lambda text: canonical_lead_type(text) is not None),
    ("yesno", lambda text: parse_yes_no(text) is not None),
    ("consent", lambda text: parse_consent_word(text) is not None),
    ("consentword", lambda text: parse_consent_word(text) in {"granted", "denied"}),
)


def _is_country_code(text: str) -> bool:
    return len(text) == 2 and text in country_codes()


def _only_kind(text: str) -> set[str]:
    """Forms that leave no doubt; empty when there is one."""
    if "@" in text and _EMAIL.search(text):
        return {"email"}
    if _LINKEDIN.search(text):
        return {"linkedin", "url"}
    if _SOCIAL.search(text):
        return {"social", "url"}
    folded = text.casefold()
    if len(text) > 120 or "\n" in text or "<p>" in folded or "<br" in folded:
        return {"long"}
    return set()


def _kinds_with_digits(text: str, kinds: set[str]) -> float:
    dated = _NUMERIC_DATE.match(text) is not None
    if _RANGE.match(text) and not dated:
        kinds.add("range")
    digits = sum(1 for sign in text if sign.isdigit())
    if 7 <= digits <= 16 and _PHONE.match(text) and not dated:
        kinds.add("phone" if text[0] in "+(0pPtT" or not text.isdecimal() else "digits")
    if _ID.match(text):
        kinds.add("id")
    if _SUFFIX.search(text):
        kinds.add("suffix")
    return _kinds_of_number(text, kinds)


def kinds_of(text: str) -> tuple[set[str], float]:
    """The kinds of value one cell may be, and its size when it is a number."""
    kinds = _only_kind(text)
    if kinds:
        return kinds, 0.0
    has_digits = any(sign.isdigit() for sign in text)
    if has_digits and not text.isdecimal() and _reads_as_date(text):
        return {"date"}, 0.0
    size = _kinds_with_digits(text, kinds) if has_digits else 0.0
    if _URL.match(text) and not kinds & {"number", "phone", "range"}:
        return {"url"}, 0.0
    kinds.update(kind for kind, test in _TESTS if test(text))
    if not has_digits:
        _kinds_of_words(text, text.split(), kinds)
    return kinds, size


def gather(cells: Iterable[str], limit: int = 120) -> Evidence:
    """Looks at up to `limit` filled cells of one column."""
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    filled = total = letters = 0
    sizes: list[float] = []
    for cell in cells:
        total += 1
        text = cell.partition(" ::: ")[0].strip().lstrip("'").strip()
        if not text or is_junk(text):
            continue
        filled += 1
        letters += len(text)
        seen.add(text)
        kinds, size = kinds_of(text)
        counts.update(kinds)
        if size:
            sizes.append(size)
        if filled >= limit:
            break
    if not filled:
        return Evidence()
    sizes.sort()
    return Evidence(
        filled,
        filled / total,
        len(seen) / filled,
        letters / filled,
        sizes[len(sizes) // 2] if sizes else 0.0,
        {kind: count / filled for kind, count in counts.items()},
    )
