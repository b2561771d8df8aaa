"""A filter in words: "Score", "50 or more" for a chip; "Score 50 or more" for a sentence.

Every part of a sentence is a text of its own with places, so that a translator may order it. No Qt
widgets here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import reduce

from PySide6.QtCore import QDate, QLocale, QTime

from leaddesk.domain.criteria import (
    All,
    Any,
    Condition,
    Criteria,
    Kind,
    Not,
    Op,
    Relative,
    Scalar,
    kind_of,
    scalars,
)
from leaddesk.domain.fields import FIELDS
from leaddesk.domain.saved_view import ME, OPEN
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr, tr_n, user_locale
from leaddesk.presentation.words import (
    band_word,
    consent_word,
    country_word,
    field_word,
    lifecycle_word,
    type_word,
)
from leaddesk.service.read_models import TeamView

_DAYS = {"d": 1, "w": 7}
_SHORTEST = QLocale.FloatingPointPrecisionOption.FloatingPointShortest.value
_AHEAD = frozenset({"next_step", "sla_due", "close_date"})
"""Times that mostly lie ahead: "from 7 days ago on" is not "in the last 7 days" of them."""


class CriteriaWords:
    """Writes filters for a team (None while it is not known) and a locale. Instants are written in
    the zone that they carry."""

    def __init__(self, team: TeamView | None = None, locale: QLocale | None = None) -> None:
        self._team = team
        self._locale = locale or user_locale()
        self._money = MoneyWords(self._locale)

    # --- the whole ---------------------------------------------------------------------------

    def sentence(self, criteria: Criteria) -> str:
        """Return the filter in one line; "" for one that everything meets."""
        if isinstance(criteria, All):
            return reduce(_both, self._listed(criteria.parts), "")
        if isinstance(criteria, Any) and _same_condition(criteria) is None:
            return reduce(_either, self._listed(criteria.parts), "") or tr("Nothing")
        field, words = self.part(criteria)
        return tr("{field} {condition}", field=field, condition=words) if field else words

    def part(self, criteria: Criteria) -> tuple[str, str]:
        """Return a part of a filter for a chip: its field and what is asked of it. A part that
        speaks of more than one field has "" for the first."""
        if isinstance(criteria, Condition):
            if criteria == OPEN:
                return field_word("stage"), tr("is open")
            return field_word(criteria.field), self._asked(criteria)
        if isinstance(criteria, Not):
            return self._opposite(criteria.part)
        same = _same_condition(criteria) if isinstance(criteria, Any) else None
        if same is not None:
            fields, condition = same
            listed = self._or(field_word(name) for name in fields)
            return listed, self._asked(condition)
        return "", self.sentence(criteria)

    # --- inside ------------------------------------------------------------------------------

    def _listed(self, parts: Iterable[Criteria]) -> Iterator[str]:
        for part in parts:
            is_group = isinstance(part, All | Any) and len(part.parts) > 1
            text = self.sentence(part)
            if text:
                yield f"({text})" if is_group else text

    def _opposite(self, part: Criteria) -> tuple[str, str]:
        if isinstance(part, Condition):
            field, op = field_word(part.field), part.op
            values = scalars(part.value)
            if op in {"eq", "in"}:
                return field, tr("is not {value}", value=self._or_values(part, values))
            if op == "contains":
                return field, tr("does not contain {value}", value=self._one(part, values[0]))
            if op in {"ne", "is_set", "is_empty"}:
                turned: dict[str, Op] = {"ne": "eq", "is_set": "is_empty", "is_empty": "is_set"}
                return field, self._asked(Condition(part.field, turned[op], part.value))
        return "", tr("Not: {filter}", filter=self.sentence(part))

    def _asked(self, condition: Condition) -> str:
        op, values, kind = condition.op, scalars(condition.value), kind_of(condition.field)
        if op in {"is_set", "is_empty"}:
            return known_word(condition.field, is_known=op == "is_set")
        if kind in {"day", "time"}:
            relative = _relative_words(condition)
            return relative or self._dated(condition, kind)
        if op == "between":
            first, last = (self._one(condition, value) for value in values)
            return tr("between {first} and {last}", first=first, last=last)
        value = self._or_values(condition, values)
        if kind == "number":
            return _number_words(op, value)
        return _text_words(op, value)

    def _dated(self, condition: Condition, kind: Kind) -> str:
        values = [self._moment(value) for value in scalars(condition.value)]
        if condition.op == "between":
            return tr("from {first} to {last}", first=values[0], last=values[1])
        value = self._or(values)
        is_instant = kind == "time" and isinstance(condition.value, datetime)
        match condition.op:
            case "lt":
                return tr("before {date}", date=value)
            case "le":
                return tr("until {date}", date=value)
            case "gt":
                return tr("after {date}", date=value)
            case "ge":
                return tr("from {date} on", date=value)
            case "ne":
                return tr("is not {value}", value=value)
        return tr("at {date}", date=value) if is_instant else tr("on {date}", date=value)

    # --- values ------------------------------------------------------------------------------

    def _or_values(self, condition: Condition, values: Iterable[Scalar]) -> str:
        return self._or(self._one(condition, value) for value in values)

    def _or(self, texts: Iterable[str]) -> str:
        found = list(texts)
        if len(found) < 2:
            return found[0] if found else tr("nothing")
        return tr("{first} or {last}", first=", ".join(found[:-1]), last=found[-1])

    def _one(self, condition: Condition, value: Scalar) -> str:
        """Return a value as the field shows it."""
        if isinstance(value, Decimal):
            return self._number(condition.field, value)
        if not isinstance(value, str):
            return self._moment(value)
        text = self._known(condition.field, value) if condition.op != "contains" else ""
        if text:
            return one_line(text).strip()
        return (
            tr("“{text}”", text=one_line(value))
            if condition.op == "contains"
            else (one_line(value))
        )

    def _number(self, field: str, value: Decimal) -> str:
        info = FIELDS.get(field)
        if info is not None and info.type == "money":
            return self._money.exact(value, self._team.currency if self._team is not None else "")
        if value == value.to_integral_value():
            return self._locale.toString(int(value))
        return self._locale.toString(float(value), "f", _SHORTEST)

    def _known(self, field: str, value: str) -> str:
        """Return the name behind a word that a filter uses; "" where it has none."""
        match field:
            case "owner":
                return tr("me") if value == ME else self._user(value)
            case "stage":
                return self._stage(value)
            case "kind":
                return {"lead": tr("Lead"), "opportunity": tr("Opportunity")}.get(value, "")
            case "lifecycle":
                return lifecycle_word(value)
            case "lead_type":
                return type_word(value, tr("Other") if value == "other" else value)
            case "band":
                return band_word(value)
            case "consent_email" | "consent_phone":
                return consent_word(value)
            case "country":
                place = QLocale.codeToTerritory(value)
                known = place != QLocale.Country.AnyCountry
                return country_word(value) if known else ""
        return ""

    def _user(self, login: str) -> str:
        users = self._team.users if self._team is not None else ()
        return next((user.name for user in users if user.login == login), "")

    def _stage(self, value: str) -> str:
        stages = self._team.pipeline.stages if self._team is not None else ()
        return next((s.name for s in stages if s.role == value and s.role != "column"), "")

    def _moment(self, value: Scalar) -> str:
        if isinstance(value, Relative):
            return _distance(value)
        if not isinstance(value, date):
            return one_line(str(value))
        short = QLocale.FormatType.ShortFormat
        day = self._locale.toString(QDate(value.year, value.month, value.day), self._day_pattern())
        if not isinstance(value, datetime):
            return day
        time = self._locale.toString(QTime(value.hour, value.minute), short)
        return tr("{day}, {time}", day=day, time=time)

    def _day_pattern(self) -> str:
        pattern = self._locale.dateFormat(QLocale.FormatType.ShortFormat)
        return "MMM d, yyyy" if 0 <= pattern.find("M") < pattern.find("d") else "d MMM yyyy"


def _both(one: str, other: str) -> str:
    return tr("{one} and {other}", one=one, other=other) if one else other


def _either(one: str, other: str) -> str:
    return tr("{one} or {other}", one=one, other=other) if one else other


def _number_words(op: Op, value: str) -> str:
    match op:
        case "ge":
            return tr("{value} or more", value=value)
        case "le":
            return tr("{value} or less", value=value)
        case "gt":
            return tr("more than {value}", value=value)
        case "lt":
            return tr("less than {value}", value=value)
        case "ne":
            return tr("is not {value}", value=value)
    return tr("is {value}", value=value)


def _text_words(op: Op, value: str) -> str:
    match op:
        case "contains":
            return tr("contains {value}", value=value)
        case "ne":
            return tr("is not {value}", value=value)
        case "ge":
            return tr("is {value} or later in the alphabet", value=value)
        case "le":
            return tr("is {value} or earlier in the alphabet", value=value)
        case "gt":
            return tr("is later in the alphabet than {value}", value=value)
        case "lt":
            return tr("is earlier in the alphabet than {value}", value=value)
    return tr("is {value}", value=value)


def known_word(field: str, *, is_known: bool) -> str:
    """Return the words that ask whether a field holds anything."""
    match field:
        case "owner":
            return tr("is anyone") if is_known else tr("is nobody")
        case "next_step":
            return tr("is planned") if is_known else tr("is not planned")
    return tr("is known") if is_known else tr("is not known")


def _relative_words(condition: Condition) -> str:
    """What is said of days that move with today; "" where only their distance tells."""
    op, values = condition.op, scalars(condition.value)
    if not all(isinstance(value, Relative) and value.unit in _DAYS for value in values):
        return ""
    days = [v.amount * _DAYS[v.unit] for v in values if isinstance(v, Relative)]
    anchors = {v.anchor for v in values if isinstance(v, Relative)}
    if op == "lt" and anchors == {"now"} and days == [0]:
        return tr("is over")
    if anchors != {"today"}:
        return ""
    if op == "between":
        return _span_words(days[0], days[1])
    if op == "eq":
        return {0: tr("is today"), -1: tr("is yesterday"), 1: tr("is tomorrow")}.get(days[0], "")
    if op == "ge" and days[0] < 0 and condition.field not in _AHEAD:
        return tr_n("in the last %n day", "in the last %n days", -days[0])
    if op == "lt" and days[0] < 0:
        return tr_n("more than %n day ago", "more than %n days ago", -days[0])
    return ""


def _span_words(first: int, last: int) -> str:
    if first == last == 0:
        return tr("is today")
    if first < 0 and last == 0:
        return tr_n("in the last %n day", "in the last %n days", -first)
    if first == 0 and last > 0:
        return tr_n("in the next %n day", "in the next %n days", last)
    return ""


def _distance(value: Relative) -> str:
    """Where a moving day or moment lies: "today", "3 days ago", "in 2 hours"."""
    if value.unit == "h":
        hours = value.amount
        if hours < 0:
            return tr_n("%n hour ago", "%n hours ago", -hours)
        return tr_n("%n hour from now", "%n hours from now", hours) if hours else tr("now")
    days = value.amount * _DAYS[value.unit]
    if days == 0:
        return tr("now") if value.anchor == "now" else tr("today")
    if days < 0:
        return tr_n("%n day ago", "%n days ago", -days)
    return tr_n("%n day from now", "%n days from now", days)


def _same_condition(group: Any) -> tuple[list[str], Condition] | None:
    """Return the fields of conditions that ask all the same, and one of the conditions."""
    conditions = [part for part in group.parts if isinstance(part, Condition)]
    if len(conditions) != len(group.parts) or len(conditions) < 2:
        return None
    asked = {(one.op, one.value, kind_of(one.field)) for one in conditions}
    fields = list(dict.fromkeys(one.field for one in conditions))
    return (fields, conditions[0]) if len(asked) == 1 and len(fields) > 1 else None
