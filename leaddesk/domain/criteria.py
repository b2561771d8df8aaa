"""A filter as a value: conditions on fields, joined by all, any and not.

What a condition means, the same here (`matches`) and in the SQL made from it:

* The field decides how values are compared (`kind_of`): text, number, day, time or several texts;
  a custom field is text. Owner and stage are several texts: an owner is met by login, name or
  e-mail, a stage by its name or its role ("won", "nurture").
* A field is *unset* when it is None, empty text or an empty list.
* Text is compared without case (`str.lower`), ordered by code point of the lowered text.
* `eq`, `in`, `lt`, `le`, `gt`, `ge`, `between` and `contains` never match an unset field.
  `ne` is the exact opposite of `eq`, so it matches an unset one. `not` is the plain opposite too:
  there is no third truth value.
* Several texts: `eq`, `in` and `contains` match if one of them does, so `ne` matches if none
  equals. They have no order.
* `between` includes both ends. `All(())` matches everything, `Any(())` nothing.
* A day on a field that holds a time means the whole day from midnight to midnight in the zone of
  `now`: `eq` within it, `lt` before it, `le` before its end, `gt` from its end, `ge` from its
  start.
  An instant on a field that holds a day means its day in the zone of `now`.
* `today` and `now` (with an offset in hours, days or weeks) are resolved when the filter is used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any as Whatever
from typing import Literal, get_args

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.domain.fields import FIELDS

Op = Literal["eq", "ne", "lt", "le", "gt", "ge", "in", "between", "contains", "is_set", "is_empty"]
OPS: tuple[Op, ...] = get_args(Op)
Kind = Literal["text", "number", "day", "time", "texts"]
_HOURS = {"h": 1, "d": 24, "w": 168}
_FAR = 200 * 366 * 24  # hours; keeps every resolved date inside what a datetime can hold
_SEVERAL = frozenset({"owner", "stage"})
_KINDS: dict[str, Kind] = {
    "number": "number", "money": "number", "date": "day", "time": "time", "multi": "texts",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relative:
    """`today - 30d` (a day) or `now - 2h` (an instant); `amount` may be negative."""

    anchor: Literal["today", "now"]
    amount: int = 0
    unit: Literal["h", "d", "w"] = "d"

    def __str__(self) -> str:
        sign = "-" if self.amount < 0 else "+"
        if not self.amount and self.unit == "d":
            return self.anchor
        return f"{self.anchor} {sign} {abs(self.amount)}{self.unit}"


Scalar = str | Decimal | date | datetime | Relative
Value = Scalar | tuple[Scalar, ...] | None
"""One value; a tuple for `in` (any number) and `between` (two); None for is_set and is_empty."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One field compared with a value; `checked` says whether the two go together."""

    field: str
    op: Op
    value: Value = None


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Criteria, ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple[Criteria, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Criteria


Criteria = Condition | All | Any | Not
ALWAYS = All(())
"""The filter that everything meets."""
ValueOf = Callable[[str], object]
"""A field's value by its public name: text, number, aware datetime, ISO day, texts or None."""
Test = Callable[[ValueOf, datetime], bool]
_UNSET: tuple[object, ...] = (None, "", ())


def kind_of(field: str) -> Kind:
    """How values of a field are compared."""
    info = FIELDS.get(field)
    if info is None:
        return "text"
    return "texts" if field in _SEVERAL else _KINDS.get(info.type, "text")


def fields_of(criteria: Criteria) -> frozenset[str]:
    """Names of all fields that the filter looks at."""
    if isinstance(criteria, Condition):
        return frozenset({criteria.field})
    if isinstance(criteria, Not):
        return fields_of(criteria.part)
    return frozenset().union(*(fields_of(part) for part in criteria.parts))


def scalars(value: Value) -> tuple[Scalar, ...]:
    """The values of a condition as a tuple, none for None."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


# --- whether a condition makes sense --------------------------------------------------------------


def checked(condition: Condition) -> Condition:
    """The same with its values in the field's kind; KnownError when they don't go together."""
    kind, op = kind_of(condition.field), condition.op
    if op in {"is_set", "is_empty"}:
        return Condition(condition.field, op)
    if op == "contains" and kind not in {"text", "texts"}:
        raise _wrong(condition, said("contains can only be asked of text"))
    if op in {"lt", "le", "gt", "ge", "between"} and kind == "texts":
        raise _wrong(condition, said("this field has no order"))
    values = tuple(_as_kind(condition, kind, value) for value in scalars(condition.value))
    if op == "in":
        return Condition(condition.field, op, values)
    if len(values) != (2 if op == "between" else 1):
        raise _wrong(
            condition, said("two values are needed") if op == "between" else said("one is needed")
        )
    if op == "between":
        return Condition(condition.field, op, values)
    if values[0] == "" and op in {"eq", "ne"}:
        return Condition(condition.field, "is_empty" if op == "eq" else "is_set")
    if values[0] == "":
        raise _wrong(condition, said("the text is empty"))
    return Condition(condition.field, op, values[0])


def _as_kind(condition: Condition, kind: Kind, value: Scalar) -> Scalar:
    if kind in {"text", "texts"}:
        return _plain_text(value)
    if kind == "number":
        number = _number(value)
        if number is None:
            raise _wrong(condition, said("a number is expected"))
        return number
    moment = parse_moment(value) if isinstance(value, str) else value
    if moment is None or isinstance(moment, Decimal):
        raise _wrong(condition, said("a date is expected, such as 2026-01-31 or today - 30d"))
    if not (
        abs(moment.amount) * _HOURS[moment.unit] <= _FAR
        if isinstance(moment, Relative)
        else 1000 <= moment.year <= 9000
    ):
        raise _wrong(condition, said("the date is too far away"))
    return moment


def _number(value: Scalar) -> Decimal | None:
    try:
        number = Decimal(value) if isinstance(value, (str, Decimal)) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _plain_text(value: Scalar) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def parse_moment(text: str) -> date | datetime | Relative | None:
    """An ISO day, an ISO instant (UTC unless it says otherwise) or None."""
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _wrong(condition: Condition, why: str) -> KnownError:
    return KnownError(
        said('"{field}" can\'t be compared like this: {why}.', field=condition.field, why=why),
        "Nothing was searched. Correct the filter and try again.",
        code="bad-filter",
    )


# --- truth ----------------------------------------------------------------------------------------


def resolve(value: Scalar, now: datetime) -> Scalar:
    """A relative value as the day or instant that it means at `now` (aware); others as they are."""
    if not isinstance(value, Relative):
        return value
    hours = value.amount * _HOURS[value.unit]
    if value.anchor == "now":
        return now + timedelta(hours=hours)
    return now.date() + timedelta(days=hours // 24)


def span(value: Scalar, now: datetime) -> tuple[datetime, datetime]:
    """What a date value covers on a field that holds a time: [first instant, end). A day lasts
    from midnight to midnight in the zone of `now`; an instant is one microsecond long."""
    meant = resolve(value, now)
    if isinstance(meant, datetime):
        return meant, meant + timedelta(microseconds=1)
    if not isinstance(meant, date):
        raise TypeError(f"not a date: {meant!r}")
    start = datetime.combine(meant, time(), now.tzinfo)
    return start, datetime.combine(meant + timedelta(days=1), time(), now.tzinfo)


def day_of(value: Scalar, now: datetime) -> date:
    """What a date value means on a field that holds a day."""
    meant = resolve(value, now)
    if isinstance(meant, datetime):
        return meant.astimezone(now.tzinfo).date()
    if not isinstance(meant, date):
        raise TypeError(f"not a date: {meant!r}")
    return meant


def matches(criteria: Criteria, value_of: ValueOf, now: datetime) -> bool:
    """Whether a record meets the filter. Conditions must be `checked` ones; a value of another
    kind than its field never matches."""
    return compiled(criteria)(value_of, now)


def compiled(criteria: Criteria) -> Test:
    """The filter as a function, for asking it of many records."""
    if isinstance(criteria, All):
        parts = [compiled(part) for part in criteria.parts]
        return lambda value_of, now: all(part(value_of, now) for part in parts)
    if isinstance(criteria, Any):
        return _any_of(criteria)
    if isinstance(criteria, Not):
        inside = compiled(criteria.part)
        return lambda value_of, now: not inside(value_of, now)
    field, op = criteria.field, criteria.op
    if op == "is_set":
        return lambda value_of, _: value_of(field) not in _UNSET
    if op == "is_empty":
        return lambda value_of, _: value_of(field) in _UNSET
    if op == "ne":
        same = compiled(Condition(field, "eq", criteria.value))
        return lambda value_of, now: not same(value_of, now)
    holds = _holds(criteria)

    def test(value_of: ValueOf, now: datetime) -> bool:
        held = value_of(field)
        return held not in _UNSET and holds(held, now)

    return test


def _any_of(criteria: Any) -> Test:
    """Many words looked for in one text are one look at the text."""
    conditions = [part for part in criteria.parts if isinstance(part, Condition)]
    fields = {part.field for part in conditions if part.op == "contains"}
    if (
        len(fields) == 1
        and all(part.op == "contains" and kind_of(part.field) == "text" for part in conditions)
        and len(conditions) == len(criteria.parts)
    ):
        field = conditions[0].field
        words = [word for part in conditions for word in _lowered(part)]

        def test(value_of: ValueOf, _: datetime) -> bool:
            held = value_of(field)
            if held in _UNSET:
                return False
            text = str(held).lower()
            return any(word in text for word in words)

        return test
    parts = [compiled(part) for part in criteria.parts]
    return lambda value_of, now: any(part(value_of, now) for part in parts)


def _holds(condition: Condition) -> Callable[[Whatever, datetime], bool]:
    kind, op, values = kind_of(condition.field), condition.op, scalars(condition.value)
    if kind in {"text", "texts"}:
        met = _text_test(op, _lowered(condition))
        if kind == "text":
            return lambda held, _: met(str(held).lower())
        return lambda held, _: any(
            met(str(one).lower()) for one in (held if isinstance(held, tuple) else (held,))
        )
    if kind == "number":
        numbers = [(number, number) for number in map(_number, values) if number is not None]
        whole = len(numbers) == len(values)
        return lambda held, _: (
            whole and isinstance(held, (int, Decimal)) and _order_holds(op, held, numbers)
        )
    on = _day_holds if kind == "day" else _time_holds

    def test(held: object, now: datetime) -> bool:
        try:
            return on(op, held, values, now)
        except (TypeError, ValueError):
            return False

    return test


def _day_holds(op: Op, held: object, values: tuple[Scalar, ...], now: datetime) -> bool:
    day = held if isinstance(held, date) else date.fromisoformat(str(held)[:10])
    days = [day_of(value, now) for value in values]
    return _order_holds(op, day, [(one, one) for one in days])


def _time_holds(op: Op, held: object, values: tuple[Scalar, ...], now: datetime) -> bool:
    tick = timedelta(microseconds=1)
    spans = [span(value, now) for value in values]
    return isinstance(held, datetime) and _order_holds(
        op, held, [(start, end - tick) for start, end in spans]
    )


def _lowered(condition: Condition) -> list[str]:
    return [_plain_text(value).lower() for value in scalars(condition.value)]


def _text_test(op: Op, texts: list[str]) -> Callable[[str], bool]:
    if op == "contains":
        return lambda held: texts[0] in held
    if op in {"eq", "in"}:
        wanted = frozenset(texts)
        return lambda held: held in wanted
    ends = [(text, text) for text in texts]
    return lambda held: _order_holds(op, held, ends)


def _order_holds(op: Op, held: Whatever, spans: Sequence[tuple[Whatever, Whatever]]) -> bool:
    """`spans` hold the first and the last thing that each value means, the two included."""
    if op in {"eq", "in"}:
        return any(first <= held <= last for first, last in spans)
    first, last = spans[0]
    if op == "between":
        return bool(first <= held <= spans[1][1])
    return bool(
        {"lt": held < first, "le": held <= last, "gt": held > last, "ge": held >= first}[op]
    )
