"""Numbers and amounts of money as people and programs write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from leaddesk.base.said import said
from leaddesk.domain.mapping.words import fold

Decimal = Literal[",", "."]

_SYMBOLS = {
    "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "zł": "PLN", "₺": "TRY",
    "₽": "RUB", "₩": "KRW", "₪": "ILS", "₫": "VND", "฿": "THB", "₴": "UAH", "₦": "NGN",
    "R$": "BRL", "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD",
    "HK$": "HKD", "S$": "SGD", "MX$": "MXN", "Kč": "CZK", "Ft": "HUF", "лв": "BGN", "CHF": "CHF",
    "Fr.": "CHF", "SFr.": "CHF", "RM": "MYR",
}  # fmt: skip
_WORDS = {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "eur": "EUR",
          "usd": "USD", "pounds": "GBP", "reais": "BRL", "franken": "CHF"}  # fmt: skip
CURRENCIES = frozenset(
    """EUR USD GBP CHF JPY CNY SEK NOK DKK PLN CZK HUF RON BGN HRK RSD TRY RUB UAH INR AUD NZD CAD
    MXN BRL ARS CLP COP PEN UYU ZAR EGP MAD TND NGN KES GHS ILS AED SAR QAR KWD BHD OMR JOD SGD
    HKD TWD KRW THB MYR IDR PHP VND PKR BDT LKR ISK GEL KZT AZN BOB PYG CRC GTQ DOP HNL""".split()
)
_SCALE = {
    "k": 1_000, "tsd": 1_000, "t": 1_000, "thousand": 1_000, "tausend": 1_000, "mil": 1_000,
    "m": 1_000_000, "mn": 1_000_000, "mm": 1_000_000, "mio": 1_000_000, "million": 1_000_000,
    "millions": 1_000_000, "millionen": 1_000_000, "millones": 1_000_000, "milioni": 1_000_000,
    "milhoes": 1_000_000, "miljoen": 1_000_000, "meur": 1_000_000, "md": 1_000_000_000,
    "b": 1_000_000_000, "bn": 1_000_000_000, "mrd": 1_000_000_000, "billion": 1_000_000_000,
    "milliarden": 1_000_000_000, "milliard": 1_000_000_000, "milliards": 1_000_000_000,
    "keur": 1_000, "kusd": 1_000,
}  # fmt: skip
_LONGEST = 200  # letters; the patterns below cost the square of the length
_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.00?)?\Z")  # three zeros may be thousands
_SPACES = re.compile(r"(?<=\d)[\s\u00a0\u202f\u2009'’](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d[\d.,]*")
_SHAPE = re.compile(
    r"(?P<before>[^\d\-+(]*)(?P<sign>[-+(]?)\s*(?P<mid>[^\d\-+()]*?)"
    r"(?P<number>\d[\d.,]*|[.,]\d+)(?P<after>[^\d]*)\Z"
)
_RANGE = re.compile(
    r"(?<=[\dkKmM%])\s*(?:-|–|—|\bto\b|\bbis\b|\bà\b|\ba\b|\btot\b|\baté\b)\s*(?=[^\s\d]{0,4}\d)"
)


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """`plain` is a decimal with a point or None; `problem` is "" or a sentence for a person.

    `note` tells what was left out of a value that could be read (the upper end of a range);
    `ambiguous` is set when the separator may group or divide ("1.250") and the file doesn't say.
    """

    plain: str | None
    currency: str = ""
    problem: str = ""
    note: str = ""
    ambiguous: bool = False


def decimal_sign(text: str) -> Decimal | None:
    """The decimal sign a number proves: "1.250,00" a comma, "12.5" a point, "1.250" none."""
    hit = _NUMBER.search(_SPACES.sub("", text))
    if hit is None:
        return None
    number = hit.group().rstrip(".,")
    comma, point = number.rfind(","), number.rfind(".")
    if comma >= 0 and point >= 0:
        return "," if comma > point else "."
    sign = "," if comma >= 0 else "."
    if (commas := number.count(sign)) == 0:
        return None
    if commas > 1:
        return "." if sign == "," else ","
    whole, _, rest = number.partition(sign)
    if len(rest) != 3 or len(whole) > 3 or whole.startswith("0"):
        return "," if sign == "," else "."
    return None


def _plain(number: str, decimal: Decimal | None) -> tuple[str | None, bool]:
    """The digits with a point for the decimal sign, and whether that was a guess."""
    number = number.rstrip(".,")
    found = decimal_sign(number)
    guessed = False
    if found is None:
        if "," in number or "." in number:
            mark = "," if "," in number else "."
            guessed = decimal is None
            # Three digits after a lone mark: thousands, unless the file's decimal sign says no.
            found = mark if decimal == mark else ("." if mark == "," else ",")
        else:
            found = "."
    group = "." if found == "," else ","
    whole, _, rest = number.partition(found)
    if group in rest or found in rest:
        return None, False
    pieces = whole.split(group)
    if len(pieces) > 1 and (any(len(p) != 3 for p in pieces[2:]) or len(pieces[-1]) not in (2, 3)):
        return None, False
    whole = "".join(pieces).lstrip("0") or "0"
    rest = rest.rstrip("0")
    return (f"{whole}.{rest}" if rest else whole), guessed


def _currency_of(text: str) -> str | None:
    """The currency code of the letters around a number; None when they are no currency."""
    word = text.strip(" \u00a0\u202f:.-/")
    if not word:
        return ""
    code = _SYMBOLS.get(word) or _SYMBOLS.get(text.strip())
    if code:
        return code
    if word.upper() in CURRENCIES:
        return word.upper()
    return _WORDS.get(fold(word))


def _scaled(plain: str, factor: int) -> str:
    whole, _, rest = plain.partition(".")
    zeros = len(str(factor)) - 1
    digits = whole + rest[:zeros].ljust(zeros, "0")
    left = rest[zeros:].rstrip("0")
    whole = digits.lstrip("0") or "0"
    return f"{whole}.{left}" if left else whole


def parse_number(text: str, decimal: Decimal | None = None) -> ParsedNumber:
    """Reads one number or amount: "1.250,00 €", "$22,700.00", "EUR 5k", "1.2m", "(300)", "11-50".

    Of a range the lower end is kept and `note` says so. Blank text gives `plain` None, no problem.
    """
    text = text.strip().lstrip("'\u200b").strip()
    if not text:
        return ParsedNumber(None)
    if len(text) > _LONGEST:
        return ParsedNumber(None, problem=said("“{text}” is not a number", text=text[:40]))
    if _PLAIN.match(text):
        return ParsedNumber(text.partition(".")[0])
    joined = _SPACES.sub("", text)
    low, *high = _RANGE.split(joined)
    if len(high) == 1 and any(sign.isdigit() for sign in low):
        return _lower_end(text, low, high[0], decimal)
    found = _SHAPE.match(joined.rstrip("+ ").lstrip("~≈<>≥≤ "))
    if found is None:
        return ParsedNumber(None, problem=said("“{text}” is not a number", text=text[:40]))
    plain, ambiguous = _plain(found["number"], decimal)
    after = found["after"].strip(" )+.").removesuffix(",-").removesuffix(",–").strip(" ,-–—")
    factor, currency = 1, ""
    for part in (found["before"], found["mid"], *_pieces(after)):
        if not part:
            continue
        scale = _SCALE.get(fold(part).rstrip("."))
        code = None if scale else _currency_of(part)
        if scale:
            factor *= scale
            currency = currency or {"keur": "EUR", "meur": "EUR", "kusd": "USD"}.get(fold(part), "")
        elif code is None:
            return ParsedNumber(None, problem=said("“{text}” is not a number", text=text[:40]))
        currency = currency or code or ""
    if plain is None:
        return ParsedNumber(None, currency, said("“{text}” is not a number", text=text[:40]))
    if factor > 1:
        plain = _scaled(plain, factor)
    negative = found["sign"] in ("-", "(") and plain != "0"
    note = "the bound itself is kept" if text[-1] == "+" or text[0] in "<>≥≤~≈" else ""
    return ParsedNumber(f"-{plain}" if negative else plain, currency, "", note, ambiguous)


def _pieces(after: str) -> tuple[str, ...]:
    """`k €`, `Mio. EUR`, `€`, `k€`: scale and currency behind a number."""
    words = after.replace("\u00a0", " ").split()
    if len(words) == 1 and len(after) > 1 and after not in _SYMBOLS:
        head, tail = after[0], after[1:]
        if fold(head) in _SCALE and (tail in _SYMBOLS or tail.upper() in CURRENCIES):
            return head, tail
        if head in _SYMBOLS and fold(tail) in _SCALE:
            return head, tail
    return tuple(words)


def _lower_end(text: str, low: str, high: str, decimal: Decimal | None) -> ParsedNumber:
    if (
        low[-1].isdigit()
        and (scale := _SHAPE.match(high))
        and fold(scale["after"].strip()) in _SCALE
    ):
        low += scale["after"]  # "10-20k" means ten thousand, not ten
    lower, upper = parse_number(low, decimal), parse_number(high, decimal)
    if lower.plain is None or upper.plain is None:
        return ParsedNumber(None, problem=said("“{text}” is not a number", text=text[:40]))
    return ParsedNumber(
        lower.plain, lower.currency or upper.currency, "",
        f"of “{text[:40]}” the lower end is kept", lower.ambiguous,
    )  # fmt: skip


@dataclass(slots=True)
class DecimalStyle:
    """Gathers which decimal sign the numbers of a file prove."""

    commas: int = 0
    points: int = 0
    open: int = 0

    def add(self, text: str) -> None:
        sign = decimal_sign(text)
        if sign == ",":
            self.commas += 1
        elif sign == ".":
            self.points += 1
        elif "," in text or "." in text:
            self.open += 1

    def decided(self) -> Decimal | None:
        """The sign that at least nine of ten clear numbers use; None when there is no such."""
        clear = self.commas + self.points
        if not clear:
            return None
        if self.commas >= 0.9 * clear:
            return ","
        return "." if self.points >= 0.9 * clear else None


def currency_code(text: str) -> str:
    """The ISO code of `€`, `eur`, `EUR`, `US$`; "" for what is no currency."""
    return _currency_of(text) or ""
