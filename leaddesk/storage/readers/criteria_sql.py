"""A filter as SQL: the same truth as `domain.criteria.matches`, with bound values only."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, false, func, not_, or_, select, true
from sqlalchemy.dialects.postgresql import JSONB

from leaddesk.domain import criteria as c
from leaddesk.domain.fields import FIELDS
from leaddesk.storage import rows
from leaddesk.storage.codec import to_micros, to_milli

lead = rows.lead.c
Sql = ColumnElement[bool]


def compile_criteria(criteria: c.Criteria, dialect: str, now: datetime | None = None) -> Sql:
    """A condition on the lead table. Conditions must be `checked`."""
    at = now or _latest_now()
    if isinstance(criteria, c.All):
        return and_(true(), *(compile_criteria(p, dialect, at) for p in criteria.parts))
    if isinstance(criteria, c.Any):
        return or_(false(), *(compile_criteria(p, dialect, at) for p in criteria.parts))
    if isinstance(criteria, c.Not):
        return not_(func.coalesce(compile_criteria(criteria.part, dialect, at), false()))
    if criteria.op == "is_empty":
        return not_(_is_set(criteria.field, dialect))
    if criteria.op == "is_set":
        return _is_set(criteria.field, dialect)
    if criteria.op == "ne":
        same = compile_criteria(c.Condition(criteria.field, "eq", criteria.value), dialect, at)
        return not_(func.coalesce(same, false()))
    return and_(_is_set(criteria.field, dialect), _holds(criteria, dialect, at))


def _latest_now() -> datetime:
    from leaddesk.base.clock import SystemClock

    return SystemClock().now().astimezone(UTC)


def _is_set(field: str, dialect: str) -> Sql:
    kind = c.kind_of(field)
    if field in ("owner", "stage", "lifecycle"):
        column = lead.owner_id if field == "owner" else lead.stage_id
        return column.is_not(None)
    if field in FIELDS:
        column = lead[FIELDS[field].column]
        if kind == "texts":
            return column != "[]"
        if kind in ("number", "time"):
            return column.is_not(None)
        return column != ""
    return func.coalesce(_custom(field, dialect), "") != ""


def _custom(field: str, dialect: str) -> ColumnElement[Any]:
    if dialect == "sqlite":
        quoted = field.replace('"', '""')
        return func.json_extract(lead.custom, f'$."{quoted}"')
    return func.jsonb_extract_path_text(cast(lead.custom, JSONB), field)


def _holds(condition: c.Condition, dialect: str, now: datetime) -> Sql:
    kind = c.kind_of(condition.field)
    values = c.scalars(condition.value)
    if condition.field == "owner":
        return _owner(condition, values)
    if condition.field in ("stage", "lifecycle"):
        return _stage(condition, values)
    if kind == "texts":
        return _in_list(condition, values, dialect)
    if kind == "text":
        column = (
            lead[FIELDS[condition.field].column]
            if condition.field in FIELDS
            else _custom(condition.field, dialect)
        )
        return _text(condition.op, func.lower(cast(column, String)), values)
    column = lead[FIELDS[condition.field].column]
    if kind == "number":
        scaled = [_scale(condition.field, v) for v in values]
        return _order(condition.op, column, [(v, v) for v in scaled])
    if kind == "day":
        days = [c.day_of(v, now).isoformat() for v in values]
        return _order(condition.op, func.substr(column, 1, 10), [(d, d) for d in days])
    spans = [c.span(v, now) for v in values]
    return _order(
        condition.op, column, [(to_micros(start), to_micros(end) - 1) for start, end in spans]
    )


def _scale(field: str, value: c.Scalar) -> int | float:
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if FIELDS[field].type == "money":
        return to_milli(number)
    return int(number) if number == number.to_integral_value() else float(number)


def _text(op: str, lowered: ColumnElement[Any], values: tuple[c.Scalar, ...]) -> Sql:
    texts = [str(v).lower() for v in values]
    if op == "contains":
        return lowered.contains(texts[0], autoescape=True)
    return _order(op, lowered, [(t, t) for t in texts])


def _order(op: str, column: ColumnElement[Any], spans: list[tuple[Any, Any]]) -> Sql:
    if op in ("eq", "in"):
        return or_(
            false(),
            *(
                column == first if first == last else column.between(first, last)
                for first, last in spans
            ),
        )
    first, last = spans[0]
    if op == "between":
        return column.between(first, spans[1][1])
    by_op: dict[str, Sql] = {
        "lt": column < first,
        "le": column <= last,
        "gt": column > last,
        "ge": column >= first,
    }
    return by_op[op]


def _owner(condition: c.Condition, values: tuple[c.Scalar, ...]) -> Sql:
    u = rows.app_user.c
    met = or_(*(_text(condition.op, func.lower(col), values) for col in (u.login, u.name, u.email)))
    return lead.owner_id.in_(select(u.id).where(met))


def _stage(condition: c.Condition, values: tuple[c.Scalar, ...]) -> Sql:
    s = rows.stage.c
    columns = (s.lifecycle,) if condition.field == "lifecycle" else (s.name, s.role)
    met = or_(*(_text(condition.op, func.lower(col), values) for col in columns))
    return lead.stage_id.in_(select(s.id).where(met))


def _in_list(condition: c.Condition, values: tuple[c.Scalar, ...], dialect: str) -> Sql:
    column = lead[FIELDS[condition.field].column]
    if dialect == "sqlite":
        each = func.json_each(column).table_valued("value")
    else:
        each = func.jsonb_array_elements_text(cast(column, JSONB)).table_valued("value")
    met = _text(condition.op, func.lower(cast(each.c.value, String)), values)
    return select(each.c.value).where(met).exists()
