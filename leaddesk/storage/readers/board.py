"""The board: heads from counters, pages by key, counts of what needs attention."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, false, func, or_, select

from leaddesk.domain.pipeline import Pipeline
from leaddesk.service.read_models import (
    Attention,
    BoardFilter,
    BoardSort,
    CardPage,
    ColumnHead,
    Cursor,
)
from leaddesk.storage import rows
from leaddesk.storage.codec import to_micros
from leaddesk.storage.readers.cards import select_cards
from leaddesk.storage.readers.criteria_sql import compile_criteria
from leaddesk.storage.readers.keyset import Segment, cursor_of, fetch_page
from leaddesk.storage.shapes import heads_of, read_card

lead = rows.lead.c


def order_of(sort: BoardSort, day_ends: datetime | None) -> tuple[Segment, ...]:
    """The segments of a board order; by next step: late and today, nothing planned, later."""
    if sort == "next_step":
        nothing = Segment(lead.due_at.is_(None), None)
        if day_ends is None:
            return Segment(lead.due_at.is_not(None), lead.due_at), nothing
        end = to_micros(day_ends)
        return (
            Segment(lead.due_at < end, lead.due_at),
            nothing,
            Segment(lead.due_at >= end, lead.due_at),
        )
    if sort == "score":
        return (Segment(None, lead.score, descending=True),)
    if sort == "newest":
        return (Segment(None, lead.created_at, descending=True),)
    key, falling = {
        "value": (lead.value, True),
        "longest_in_stage": (lead.stage_since, False),
        "manual": (lead.position, False),
    }[sort]
    return Segment(key.is_not(None), key, falling), Segment(key.is_(None), None)


def conditions(
    connection: Connection, filter: BoardFilter, now: datetime | None = None
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filter.owner_id is not None:
        found.append(lead.owner_id == filter.owner_id)
    if filter.criteria is not None:
        found.append(compile_criteria(connection, filter.criteria, now))
    return found


def read_page(
    connection: Connection,
    column_id: int,
    filter: BoardFilter,
    *,
    after: Cursor | None,
    before: Cursor | None,
    limit: int,
) -> CardPage:
    order = order_of(filter.sort, filter.day_ends)
    query = select_cards().where(lead.column_id == column_id, *conditions(connection, filter))
    page = fetch_page(connection, query, lead.id, order, after=after, before=before, limit=limit)
    ends = (
        (
            cursor_of(page.rows[0], page.segments[0], order),
            cursor_of(page.rows[-1], page.segments[-1], order),
        )
        if page.rows
        else (None, None)
    )
    return CardPage(
        column_id,
        tuple(read_card(row) for row in page.rows),
        ends[0],
        ends[1],
        page.at_start,
        page.at_end,
    )


def read_heads(
    connection: Connection, pipeline: Pipeline, filter: BoardFilter
) -> tuple[ColumnHead, ...]:
    """Exact counts and sums: from the counters, or by grouping under other filters."""
    if filter.criteria is None:
        c = rows.counter.c
        query = select(c.stage_id, c.currency, c.n, c.total)
        if filter.owner_id is not None:
            # The stages are named, so that the counters' key is found by its first two parts.
            stages = [stage.id for stage in pipeline.stages]
            query = query.where(c.stage_id.in_(stages), c.owner_id == filter.owner_id)
        counted = [
            (pipeline.column_of(stage), currency, n, total)
            for stage, currency, n, total in connection.execute(query).fetchall()
        ]
    else:
        query = (
            select(lead.column_id, lead.currency, func.count(), func.sum(lead.value))
            .where(lead.column_id.is_not(None), *conditions(connection, filter))
            .group_by(lead.column_id, lead.currency)
        )
        counted = [
            (column, currency, n, total)
            for column, currency, n, total in connection.execute(query).fetchall()
        ]
    return heads_of(pipeline, counted)


def stale_condition(pipeline: Pipeline, now: datetime) -> ColumnElement[bool]:
    """`domain.aging.is_going_stale` on columns of one index; a test holds the two equal."""
    touched = (lead.last_activity_at, lead.stage_since, lead.created_at)
    by_span: dict[timedelta, list[int]] = {}
    for stage in pipeline.columns:
        if stage.rotting_days > 0:
            by_span.setdefault(timedelta(days=stage.rotting_days), []).append(stage.id)
    return or_(
        false(),
        *(
            and_(
                lead.column_id.in_(columns),
                *(or_(at.is_(None), at <= to_micros(now - span)) for at in touched),
                or_(
                    lead.next_due.is_(None),
                    lead.next_due < to_micros(now),
                    lead.next_due > to_micros(now + span),
                ),
            )
            for span, columns in by_span.items()
        ),
    )


def read_attention(
    connection: Connection, pipeline: Pipeline, filter: BoardFilter, now: datetime
) -> Attention:
    """All from one index, `ix_board_owner_due`, unless the filter looks at more."""
    at = to_micros(now)
    end = to_micros(filter.day_ends) if filter.day_ends is not None else at

    def count(condition: ColumnElement[bool]) -> Any:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    row = connection.execute(
        select(
            count(lead.due_at < at),
            count(and_(lead.due_at >= at, lead.due_at < end)),
            count(lead.due_at.is_(None)),
            count(lead.sla_due.is_not(None)),
            count(stale_condition(pipeline, now)),
        ).where(lead.column_id.is_not(None), *conditions(connection, filter, now))
    ).one()
    return Attention(*(int(n) for n in row))
