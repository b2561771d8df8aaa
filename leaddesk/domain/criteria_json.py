"""A filter as JSON and back: how saved views and rule sets keep it.

`{"all": [...]}`, `{"any": [...]}`, `{"not": {...}}` or `{"field": F, "op": O, "value": V}`. A value
is a text, a number, a list of them, or `{"date": TEXT}` with an ISO day, an ISO instant, `today` or
`now - 2h`. Numbers that are not whole are written as `{"number": "12.50"}`, exactly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any as Whatever
from typing import Literal

from leaddesk.base.errors import KnownError
from leaddesk.domain.criteria import (
    OPS,
    All,
    Any,
    Condition,
    Criteria,
    Not,
    Relative,
    Scalar,
    Value,
    checked,
    parse_moment,
)

_RELATIVE = re.compile(r"(today|now)(?:\s*([+-])\s*(\d{1,6})\s*([hdw]))?", re.IGNORECASE)
_DEPTH = 50


def parse_relative(text: str) -> Relative | None:
    """`today`, `today - 30d`, `now + 2h`; None for anything else (`today` counts whole days)."""
    found = _RELATIVE.fullmatch(text.strip())
    if found is None:
        return None
    anchor, sign, amount, unit = (part.lower() if part else "" for part in found.groups())
    if anchor == "today" and unit == "h":
        return None
    whole = int(amount or 0) * (-1 if sign == "-" else 1)
    units: dict[str, Literal["h", "d", "w"]] = {"h": "h", "w": "w"}
    return Relative("today" if anchor == "today" else "now", whole, units.get(unit, "d"))


def to_json(criteria: Criteria) -> dict[str, Whatever]:
    """The filter as plain dictionaries, lists, texts and numbers."""
    if isinstance(criteria, All):
        return {"all": [to_json(part) for part in criteria.parts]}
    if isinstance(criteria, Any):
        return {"any": [to_json(part) for part in criteria.parts]}
    if isinstance(criteria, Not):
        return {"not": to_json(criteria.part)}
    plain: dict[str, Whatever] = {"field": criteria.field, "op": criteria.op}
    if isinstance(criteria.value, tuple):
        plain["value"] = [_value_to_json(value) for value in criteria.value]
    elif criteria.value is not None:
        plain["value"] = _value_to_json(criteria.value)
    return plain


def from_json(plain: object, depth: int = 0) -> Criteria:
    """The filter again; KnownError where the text is not one."""
    if not isinstance(plain, Mapping) or depth > _DEPTH:
        raise _broken()
    for key, make in (("all", All), ("any", Any)):
        if key in plain:
            parts = plain[key]
            if not isinstance(parts, list):
                raise _broken()
            return make(tuple(from_json(part, depth + 1) for part in parts))
    if "not" in plain:
        return Not(from_json(plain["not"], depth + 1))
    field, op = plain.get("field"), plain.get("op")
    if not isinstance(field, str) or op not in OPS:
        raise _broken()
    held = plain.get("value")
    value: Value = None
    if isinstance(held, list):
        value = tuple(_value_from_json(one) for one in held)
    elif held is not None:
        value = _value_from_json(held)
    return checked(Condition(field, op, value))


def _value_to_json(value: Scalar) -> Whatever:
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else {"number": format(value, "f")}
    return {"date": value.isoformat() if isinstance(value, date) else str(value)}


def _value_from_json(plain: object) -> Scalar:
    if isinstance(plain, str):
        return plain
    if isinstance(plain, (int, float)) and not isinstance(plain, bool):
        return Decimal(str(plain))
    if isinstance(plain, Mapping) and isinstance(plain.get("number"), str):
        try:
            return Decimal(plain["number"])
        except InvalidOperation:
            raise _broken() from None
    if isinstance(plain, Mapping) and isinstance(plain.get("date"), str):
        moment = parse_relative(plain["date"]) or parse_moment(plain["date"])
        if moment is not None:
            return moment
    raise _broken()


def _broken() -> KnownError:
    return KnownError(
        "A saved filter could not be read.",
        "The records are safe. Make the filter anew, or import the configuration again.",
        code="bad-filter",
    )
