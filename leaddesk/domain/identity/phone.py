"""Telephone numbers: E.164, with the country guessed from where the file or the lead is from."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from leaddesk.domain.identity.phone_plan import main_region, plan_of, quick_e164
from leaddesk.domain.identity.text import is_blank_word, tidy, without_invisible
from leaddesk.domain.identity.value import Normalised, Problem, problem

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

LONGEST_CELL = 20_000
"""Characters of a cell looked at for numbers; a longer one is kept as one problem."""

_LONGEST = 120
_PREFIX = re.compile(r"^(?:p|tel|phone|callto|sip|whatsapp|wa\.me/)\s*:?\s*", re.IGNORECASE)
_LABEL = re.compile(r"^[^\W\d][^\d+(@:]{0,24}[:.]\s*(?=[+(\d])")
_NOTE = re.compile(r"\s*\([^()\d+]*\)\s*")
_TRUNK_IN_BRACKETS = re.compile(r"\(\s*0\s*\)")
_LONG_ZERO = re.compile(r"\.0{1,2}$")
_FLOAT = re.compile(r"\+?(\d)[.,](\d+)E\+?(\d{1,2})", re.IGNORECASE)
_EXTENSION = re.compile(
    r"[\s,;]*(?:;ext=|\b(?:ext(?:ension)?|extn|durchwahl|dw|app(?:arat)?|poste|interno|int|toestel"
    r"|anexo|ramal|anknytning|wew|x)\.?|(?<=\d)x(?=\s?\d)|#)\s*[:.]?\s*(\d{1,8})\s*$",
    re.IGNORECASE,
)
_HARD_BREAK = re.compile(
    r"\s*:::\s*|[;|\r\n\t\x0b\x0c\u2028\u2029]+(?!ext=)|\s+/\s+|\s*/\s*(?=\+|00)"
    r"|(?<=\d)\s+(?:or|oder|ou|und|and|et|o|y|e|of|en|eller|lub)\s+(?=[+(\d])"
    r"|(?<=\d)\s+(?=\+\d)"
)
_COMMA = re.compile(r"\s*,\s*")
_FAKE_ENDS = tuple(str(d) * 4 for d in range(10))


def normalise_phone(raw: str, region: str, hint: str | None = None) -> Normalised:
    """One number as E.164 ("+4989123456"); an extension, if any, in `beside`.

    `region` (alpha-2, "" for none) is the default of the installation, `hint` the lead's own
    country: it is tried first. A number of the right length that no numbering plan knows is kept
    as E.164 with the problem "phone-doubtful". For cells with several: `normalise_phones`.
    """
    plain = quick_e164(raw, hint or region)
    if plain is not None:
        fake = plain.endswith(_FAKE_ENDS) and _is_fake(raw)
        return Normalised(raw) if fake else Normalised(raw, plain)
    if len(raw) > LONGEST_CELL:
        return problem(raw, "phone-too-long", "This text is far too long for a telephone number.")
    if is_blank_word(raw) or _is_fake(raw):
        return Normalised(raw)
    return _careful(raw, region.upper(), (hint or "").upper())


def normalise_phones(raw: str, region: str, hint: str | None = None) -> tuple[Normalised, ...]:
    """Every number of a cell, in order, each once; what is none stays as a problem.

    An empty cell gives an empty tuple.
    """
    first = normalise_phone(raw, region, hint)
    if (first.value is not None and first.problem is None) or len(raw) > LONGEST_CELL:
        return (first,)
    if first.is_blank:
        return ()
    found: list[Normalised] = []
    seen: set[str] = set()
    for part in _parts(raw):
        one = normalise_phone(part, region, hint)
        key = one.value + one.beside if one.value else one.raw
        if not one.is_blank and key not in seen:
            seen.add(key)
            found.append(one)
    return tuple(found)


def is_number(text: str) -> bool:
    """Whether a stored text is a number in normal form, and not one that could not be read and
    was kept as it was given: only a number says who somebody is."""
    return text[:1] == "+" and text[1:].isdecimal() and _is_normal(text)


def is_doubtful(number: str) -> bool:
    """Whether no numbering plan knows such a line; takes a normalised number."""
    return normalise_phone(number, "").problem is not None


@lru_cache(maxsize=32768)
def _is_normal(text: str) -> bool:
    return normalise_phone(text, "").value == text


def phone_key(number: str) -> str:
    """What two writings of the same line have in common; takes a normalised number."""
    return number.strip()


def format_phone(number: str) -> str:
    """E.164 as people read it ("+49 89 123456"); anything else unchanged."""
    from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, parse

    if not number.startswith("+"):
        return number
    try:
        return format_number(parse(number, None), PhoneNumberFormat.INTERNATIONAL)
    except NumberParseException:
        return number


def _is_fake(raw: str) -> bool:
    """00000, 1111111: typed to get past a required field."""
    digits = "".join(c for c in raw[:40] if c.isdigit())
    return len(digits) >= 5 and len(set(digits)) == 1


def _parts(raw: str) -> list[str]:
    pieces: list[str] = []
    for chunk in _HARD_BREAK.split(raw):
        by_comma = _COMMA.split(chunk)
        whole = all(sum(c.isdigit() for c in p) >= 6 for p in by_comma)
        pieces.extend(by_comma if whole else [chunk])
    return [p for p in pieces if p.strip()]


def _careful(raw: str, region: str, hint: str) -> Normalised:
    text = _TRUNK_IN_BRACKETS.sub("", without_invisible(tidy(raw)).strip("'\"´` "))
    text = _NOTE.sub(" ", _PREFIX.sub("", text))
    text = _PREFIX.sub("", _LABEL.sub("", text)).strip(" ,;:")
    if is_blank_word(text):
        return Normalised(raw)
    if match := _FLOAT.fullmatch(text):
        head, tail, power = match.groups()
        if len(tail) != int(power):
            return problem(
                raw,
                "phone-rounded",
                "A spreadsheet rounded this number; its last digits are lost. Take it from the "
                "original list.",
            )
        text = head + tail
    text = _LONG_ZERO.sub("", text)
    extension = ""
    if match := _EXTENSION.search(text):
        extension, text = match.group(1), text[: match.start()].strip()
    if len(text) > _LONGEST:
        return problem(raw, "phone-too-long", "This text is too long for a telephone number.")
    if not any(c.isdigit() for c in text):
        return problem(raw, "phone-invalid", "There are no digits in this telephone number.")
    value, trouble = _asked(text, region, hint)
    return Normalised(raw, value, trouble, extension)


@lru_cache(maxsize=8192)
def _asked(text: str, region: str, hint: str) -> tuple[str | None, Problem | None]:
    """What the library makes of a number; the readings from the likeliest to the least."""
    digits = "".join(c for c in text if c.isdigit())
    if text.lstrip("( ").startswith("+") or digits.startswith("00"):
        found = _parsed("+" + digits.lstrip("0"), None)
        return _judged([found] if found else [])
    readings: list[PhoneNumber] = []
    for home in dict.fromkeys(r for r in (hint, region) if r):
        plan = plan_of(home)
        if plan and plan.trunk == "0" and digits.startswith(plan.code):
            # "4989123456" in Germany: the plus is lost, since a number of one's own begins with 0.
            _add(readings, _parsed("+" + digits, None))
        _add(readings, _parsed(text, home))
    if not readings or not any(map(_is_valid, readings)):
        # No country, or none that fits: perhaps written abroad, and the plus was lost.
        found = _parsed("+" + digits, None) if len(digits) >= 10 else None
        if found is not None and _is_valid(found):
            _add(readings, found)
    if not readings and not (hint or region):
        return None, Problem(
            "phone-no-country", "No country is given, and the number has no country code."
        )
    return _judged(readings)


def _judged(readings: list[PhoneNumber]) -> tuple[str | None, Problem | None]:
    from phonenumbers import ValidationResult, is_possible_number_with_reason

    readings = [_settled(number) for number in readings]
    for number in readings:
        if _is_valid(number):
            return _e164(number), None
    for number in readings:
        if is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE:
            return _e164(number), Problem(
                "phone-doubtful", "This number has the right length, but no such line is known."
            )
    return None, Problem("phone-invalid", "This is not a telephone number, or digits are missing.")


def _settled(number: PhoneNumber) -> PhoneNumber:
    """The number that its own E.164 form reads as: "+49 0 0221 ..." loses one zero at each look."""
    for _ in range(8):
        again = _parsed(_e164(number), None)
        if again is None or _e164(again) == _e164(number):
            break
        number = again
    return number


def _e164(number: PhoneNumber) -> str:
    from phonenumbers import PhoneNumberFormat, format_number

    return format_number(number, PhoneNumberFormat.E164)


def _add(readings: list[PhoneNumber], number: PhoneNumber | None) -> None:
    if number is not None:
        readings.append(number)


def _is_valid(number: PhoneNumber) -> bool:
    from phonenumbers import is_valid_number

    return is_valid_number(number)


def _parsed(text: str, region: str | None) -> PhoneNumber | None:
    from phonenumbers import NumberParseException, parse

    try:
        return parse(text, region)
    except NumberParseException:
        return None


def dialling_country(number: str) -> str | None:
    """The leading country of an E.164 number's calling code, without loading the library's tables
    of places: enough to tell +49 from +33, not the United States from Canada."""
    if not number.startswith("+"):
        return None
    return next((r for n in (2, 1, 3) if (r := main_region(number[1 : n + 1]))), None)
