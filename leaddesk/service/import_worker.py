"""Rows of a file to prepared rows: pure work for a child process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from leaddesk.domain.mapping.products import PRODUCTS
from leaddesk.domain.mapping.row_plan import (
    DELETED,
    NOT_A_RECORD,
    REFUNDED,
    RowPlan,
    compile_plan,
)
from leaddesk.domain.raw import RawRow, RowProblem
from leaddesk.service.import_commands import CellProblem, PreparedRow
from leaddesk.service.import_plan import ImportPlan, give
from leaddesk.service.intake import IntakeContext, prepare

LET_PASS = frozenset({NOT_A_RECORD, DELETED, REFUNDED})
"""Why a row is rejected without stopping an all-or-nothing import: the file itself says that it
is no lead, so there is nothing to correct."""


def prepare_rows(
    batch: Iterable[RawRow | RowProblem], plan: ImportPlan, ctx: IntakeContext
) -> list[PreparedRow]:
    """One PreparedRow for each item, in order; never raises for what a cell may hold."""
    row_plan = _compiled(plan)
    fixes, left_out = _fixes(plan), frozenset(plan.left_out)
    return [
        _left_out(item) if item.line in left_out else _prepare(item, row_plan, plan, ctx, fixes)
        for item in batch
    ]


def _left_out(item: RawRow | RowProblem) -> PreparedRow:
    return PreparedRow(item.line, None, "left out by you", "left-out", False, item.cells)


def _prepare(
    item: RawRow | RowProblem,
    row_plan: RowPlan,
    plan: ImportPlan,
    ctx: IntakeContext,
    fixes: Mapping[int, Mapping[int, str]],
) -> PreparedRow:
    if isinstance(item, RowProblem):
        stops = item.code not in LET_PASS
        return PreparedRow(item.line, None, item.text, item.code, stops, item.cells)
    cells = _fixed(item.cells, fixes.get(item.line))
    result = row_plan.build(cells)
    problems = tuple(CellProblem(p.column, p.value, p.reason, p.code) for p in result.problems)
    if result.draft is None:
        stops = result.reject_code not in LET_PASS
        return PreparedRow(
            item.line, None, result.reject, result.reject_code, stops, cells, problems
        )
    draft = give(result.draft, plan)
    prepared = prepare(draft, ctx)
    told = tuple(p.reason for p in problems)
    named = problems + tuple(
        CellProblem("", "", text, "value")
        for text in prepared.problems
        if not text.endswith(told)  # the cell's own reader has said so already
    )
    return PreparedRow(
        item.line,
        prepared,
        prepared.reject,
        "refused" if prepared.reject else "",
        cells=cells,
        problems=named,
        same=item.line in _same(plan),
    )


@lru_cache(maxsize=4)
def _compiled(plan: ImportPlan) -> RowPlan:
    return compile_plan(plan.mapping, plan.locale, PRODUCTS.get(plan.product))


@lru_cache(maxsize=4)
def _same(plan: ImportPlan) -> frozenset[int]:
    return frozenset(plan.same)


@lru_cache(maxsize=4)
def _fixes(plan: ImportPlan) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = {}
    for line, column, text in plan.fixes:
        found.setdefault(line, {})[column] = text
    return found


def _fixed(cells: Sequence[str], fixes: Mapping[int, str] | None) -> tuple[str, ...]:
    if not fixes:
        return tuple(cells)
    return tuple(fixes.get(index, cell) for index, cell in enumerate(cells))
