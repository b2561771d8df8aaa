"""Dates and times as files hold them; which of two numbers is the day is decided per column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from leaddesk.base.said import said
from leaddesk.domain.mapping.words import fold

Order = Literal["dmy", "mdy", "ymd"]

_MONTH_NAMES = (
    "jan januar january janvier janv enero ene gennaio gen janeiro januari janner",
    "feb februar february fevrier fevr fev febrero febbraio fevereiro februari",
    "mar marz maerz mrz march mars marzo marco maart mrt",
    "apr april avril avr abril abr aprile",
    "may mai mayo maggio mag maio mei",
    "jun juni june juin junio giugno giu junho",
    "jul juli july juillet juil julio luglio lug julho",
    "aug august aout agosto ago augustus",
    "sep sept september septembre septiembre settembre set setembro",
    "oct okt october oktober octobre octubre ottobre ott outubro out",
    "nov november novembre noviembre novembro",
    "dec dez december dezember decembre diciembre dic dicembre dezembro",
)
_MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}

_TIME = (
    r"(?:[T,\s]+(?:at |um |à |a las |alle |às |om )?(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})"
    r"(?:[:.](?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?\s*(?P<half>[ap]\.?\s?m\.?)?"
    r"\s*(?:uhr|h\b)?\s*(?P<zone>z|utc|gmt|"
    r"(?:utc|gmt)?\s*[+-]\d{1,2}:?\d{0,2})?(?:\s*\([\w \-]+\))?)?\s*\Z"
)
_WEEKDAY = r"(?:[a-zà-ÿ]{2,12}\.?,?\s+)?"
_YEAR_FIRST = re.compile(
    r"(?P<a>\d{4})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{1,2})" + _TIME, re.IGNORECASE
)
_NUMERIC = re.compile(
    _WEEKDAY
    + r"(?P<a>\d{1,2})(?P<mark>[-/.\s]\s?)(?P<b>\d{1,2})(?P=mark)(?P<c>\d{4}|\d{2})\.?"
    + _TIME,
    re.IGNORECASE,
)
_DAY_NAME = re.compile(
    _WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?[\s\-/.,]*(?:de\s+|of\s+)?"
    r"(?P<month>[a-zà-ÿ]{3,10})\.?[\s\-/.,']*(?:de\s+|del\s+)?(?P<year>\d{4}|\d{2})" + _TIME,
    re.IGNORECASE,
)
_NAME_DAY = re.compile(
    _WEEKDAY
    + r"(?P<month>[a-zà-ÿ]{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"
    + _TIME,
    re.IGNORECASE,
)
_UNIX_STYLE = re.compile(
    r"[a-z]{3}\s+(?P<month>[a-z]{3})\s+(?P<day>\d{1,2})\s+(?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2})"
    r"\s+(?:[a-z]{2,5}\s+)?(?P<year>\d{4})\Z",
    re.IGNORECASE,
)
_NAMED_ZONE = re.compile(r"\s+(?:[a-z]{2,4}t|cet|utc|gmt)\Z", re.IGNORECASE)
_COMPACT = re.compile(r"(?P<a>(?:19|20)\d{2})(?P<b>\d{2})(?P<c>\d{2})(?:T?(\d{6})Z?)?\Z")
_ZERO = re.compile(r"0{1,4}[-/.]0{1,2}[-/.]0{1,4}(?:[T\s]+[0:.]+Z?)?\Z")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?\Z")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?\Z")
_SERIAL_DAYS = range(18_000, 80_000)  # 1949 to 2119
_SERIAL_START = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zone


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """`iso` is `2024-01-31` or with a time `2024-01-31T09:30:00[+01:00]`; None when there is none.

    Blank text and zero dates ("0/0/00") give None without a problem. `ambiguous`: two readings are
    possible and no order was given; `problem` is a sentence for a person.
    """

    iso: str | None
    ambiguous: bool = False
    problem: str = ""


_BLANK = ParsedDate(None)
_UNCLEAR = ParsedDate(None, True, "day first or month first?")


def parse_date(text: str, order: Order | None = None) -> ParsedDate:
    """Reads one date. An `order` counts only where the text allows more than one reading."""
    text = text.strip().lstrip("'\u200b").strip()
    if not text or _ZERO.match(text):
        return _BLANK
    if text[0].isdecimal() and text.isascii():
        found = _YEAR_FIRST.match(text) or _COMPACT.match(text)
        if found is not None:
            return _made(int(found["a"]), int(found["b"]), int(found["c"]), found, text)
        if _SERIAL.match(text):
            return _from_serial(text)
        if _EPOCH.match(text):
            return _from_epoch(text)
    found = _NUMERIC.match(text)
    if found is None:
        return _with_month_name(text, order)
    readings = _readings(int(found["a"]), int(found["b"]), found["c"], found["mark"].strip(), order)
    if not readings:
        return ParsedDate(
            None, False, said("“{text}” is not a date of the calendar", text=text[:40])
        )
    if len(set(readings)) > 1:
        return _UNCLEAR
    return _made(*readings[0], found, text)


def _readings(
    first: int, second: int, third: str, mark: str, order: Order | None
) -> list[tuple[int, int, int]]:
    """All dates that three numbers may mean, only the one of `order` where it is possible."""
    year = _year(third)
    possible: dict[Order, tuple[int, int, int]] = {"dmy": (year, second, first)}
    if mark != ".":  # with points the day stands first everywhere
        possible["mdy"] = (year, first, second)
    if len(third) == 2 and order == "ymd":
        possible["ymd"] = (_year(f"{first:02}"), second, int(third))
    valid = {key: value for key, value in possible.items() if _is_date(*value)}
    if order in valid:
        return [valid[order]]
    return list(valid.values())


def _year(text: str) -> int:
    number = int(text)
    if len(text) == 4:
        return number
    return number + (2000 if number < 70 else 1900)


def _is_date(year: int, month: int, day: int) -> bool:
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1800 <= year <= 2200):
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _made(year: int, month: int, day: int, found: re.Match[str], text: str) -> ParsedDate:
    if not _is_date(year, month, day):
        return ParsedDate(
            None, False, said("“{text}” is not a date of the calendar", text=text[:40])
        )
    iso = f"{year:04}-{month:02}-{day:02}"
    parts = found.groupdict()
    if parts.get("hour") is None:
        return ParsedDate(iso)
    hour, minute, second = int(parts["hour"]), int(parts["minute"]), int(parts.get("second") or 0)
    half = (parts.get("half") or "")[:1].lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if (hour == 24 and minute == 0) or hour > 23 or minute > 59 or second > 59:
        return ParsedDate(
            iso, False, "" if hour == 24 else f"the time in “{text[:40]}” is impossible"
        )
    return ParsedDate(f"{iso}T{hour:02}:{minute:02}:{second:02}{_zone(parts.get('zone'))}")


def _zone(text: str | None) -> str:
    if not text:
        return ""
    digits = re.sub(r"[^0-9]", "", text)
    if not digits:
        return "+00:00"
    hours, minutes = (digits[:2], digits[2:]) if len(digits) > 2 else (digits, "")
    if int(hours) > 14 or int(minutes or 0) > 59:
        return ""
    return f"{'-' if '-' in text else '+'}{int(hours):02}:{int(minutes or 0):02}"


def _with_month_name(text: str, order: Order | None) -> ParsedDate:
    found = _DAY_NAME.match(text) or _NAME_DAY.match(text) or _UNIX_STYLE.match(text)
    if found is None:
        shorter = _NAMED_ZONE.sub("", text)
        if shorter != text:
            return parse_date(shorter, order)
        return ParsedDate(None, False, said("“{text}” is not a date", text=text[:40]))
    month = _MONTHS.get(fold(found["month"]))
    if month is None:
        return ParsedDate(None, False, said("“{text}” names no month", text=text[:40]))
    return _made(_year(found["year"]), month, int(found["day"]), found, text)


def _from_serial(text: str) -> ParsedDate:
    """Days since 1899-12-30, as spreadsheets count; the fraction is the time of the day."""
    days = float(text.replace(",", "."))
    if int(days) not in _SERIAL_DAYS:
        return ParsedDate(None, False, said("“{text}” is not a date", text=text))
    moment = _SERIAL_START + timedelta(seconds=round(days * 86_400))
    if moment.time() == datetime.min.time():
        return ParsedDate(moment.date().isoformat())
    return ParsedDate(moment.isoformat(timespec="seconds"))


def _from_epoch(text: str) -> ParsedDate:
    """Seconds or milliseconds since 1970, in UTC."""
    seconds = int(text) / (1000 if len(text) == 13 else 1)
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds))
    return ParsedDate(moment.isoformat(timespec="seconds"))


@dataclass(slots=True)
class DateOrder:
    """Gathers over a whole column what its dates prove; a 13 or more in one place decides.
    `example` is the first date that is unclear."""

    day_first: int = 0
    month_first: int = 0
    unclear: int = 0
    dates: int = 0
    others: int = 0
    example: str = ""

    def add(self, text: str) -> None:
        text = text.strip()
        if not text:
            return
        found = _NUMERIC.match(text)
        if found is None:
            parsed = parse_date(text)
            if parsed.iso:
                self.dates += 1
            elif parsed.problem:
                self.others += 1
            return
        first, second = int(found["a"]), int(found["b"])
        self.dates += 1
        if found["mark"].strip() == ".":
            return
        if first > 12 >= second:
            self.day_first += 1
        elif second > 12 >= first:
            self.month_first += 1
        elif first != second and first <= 12:
            self.unclear += 1
            self.example = self.example or text

    @property
    def mixed(self) -> bool:
        """Both orders were proven: what is unclear must be asked."""
        return bool(self.day_first and self.month_first)

    def decided(self) -> Order | None:
        """The proven order, or None when nothing or both are proven."""
        if self.mixed or not (self.day_first or self.month_first):
            return None
        return "dmy" if self.day_first else "mdy"
