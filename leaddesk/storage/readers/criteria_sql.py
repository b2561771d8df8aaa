"""A filter as SQL: the same truth as `domain.criteria.matches`, with bound values only."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    and_,
    cast,
    false,
    func,
    not_,
    or_,
    select,
    true,
)

from leaddesk.domain import criteria as c
from leaddesk.domain.fields import FIELDS
from leaddesk.storage import rows
from leaddesk.storage.codec import to_micros, to_milli
from leaddesk.storage.readers.directory import Directory

lead = rows.lead.c
Sql = ColumnElement[bool]


def compile_criteria(
    connection: Connection, criteria: c.Criteria, now: datetime | None = None
) -> Sql:
    """A condition on the lead table. Conditions must be `checked`. Days are those of `now`'s
    zone; without `now` it is this moment, in UTC."""
    at = now or _latest_now()
    return _Compiler(connection.dialect.name, Directory(connection), at).compile(criteria)


class _Compiler:
    def __init__(self, dialect: str, directory: Directory, now: datetime) -> None:
        self._dialect, self._directory, self._now = dialect, directory, now

    def compile(self, criteria: c.Criteria) -> Sql:
        if isinstance(criteria, c.All):
            return and_(true(), *(self.compile(part) for part in criteria.parts))
        if isinstance(criteria, c.Any):
            return or_(false(), *(self.compile(part) for part in criteria.parts))
        if isinstance(criteria, c.Not):
            return not_(func.coalesce(self.compile(criteria.part), false()))
        if criteria.op == "is_empty":
            return not_(_is_set(criteria.field, self._dialect))
        if criteria.op == "is_set":
            return _is_set(criteria.field, self._dialect)
        if criteria.op == "ne":
            same = self.compile(c.Condition(criteria.field, "eq", criteria.value))
            return not_(func.coalesce(same, false()))
        if criteria.field == "owner":
            return _is_one_of(lead.owner_id, self._directory.owners(criteria))
        if criteria.field in ("stage", "lifecycle"):
            return _is_one_of(lead.stage_id, self._directory.stages(criteria))
        holds = _holds(criteria, self._dialect, self._now)
        return and_(_is_set(criteria.field, self._dialect), holds)


def _is_one_of(column: ColumnElement[int], ids: list[int]) -> Sql:
    """With a single id the rows come in the order of an index behind it."""
    return column == ids[0] if len(ids) == 1 else column.in_(ids)


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
    return func.jsonb_extract_path_text(_as_jsonb(lead.custom), field)


def _as_jsonb(column: Any) -> ColumnElement[Any]:
    # Imported here: a file never needs PostgreSQL's dialect, and it costs 60 ms at the start.
    from sqlalchemy.dialects.postgresql import JSONB

    return cast(column, JSONB)


def _holds(condition: c.Condition, dialect: str, now: datetime) -> Sql:
    kind = c.kind_of(condition.field)
    values = c.scalars(condition.value)
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


def _in_list(condition: c.Condition, values: tuple[c.Scalar, ...], dialect: str) -> Sql:
    column = lead[FIELDS[condition.field].column]
    if dialect == "sqlite":
        each = func.json_each(column).table_valued("value")
    else:
        each = func.jsonb_array_elements_text(_as_jsonb(column)).table_valued("value")
    met = _text(condition.op, func.lower(cast(each.c.value, String)), values)
    return select(each.c.value).where(met).exists()
