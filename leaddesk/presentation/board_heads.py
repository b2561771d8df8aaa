"""The words above the board's columns: exact counts and sums, with pending moves counted in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from leaddesk.domain.draft import RecordKind
from leaddesk.domain.pipeline import Stage
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.read_models import CardRow, ColumnHead


@dataclass(frozen=True, slots=True)
class HeadView:
    """A column's header. `sum_text` and `weighted_text` are empty where nothing has a value."""

    column_id: int
    name: str
    color: int
    belongs: RecordKind
    count: int
    count_text: str
    sum_text: str
    weighted_text: str
    accessible_text: str


@dataclass(frozen=True, slots=True)
class TotalView:
    """The line over the whole board: "30 open", "€589,200", "€283,830 weighted"."""

    count: int
    count_text: str
    sum_text: str
    weighted_text: str


def moved(
    heads: Iterable[ColumnHead],
    leaving: Mapping[int, Iterable[CardRow]],
    entering: Mapping[int, Iterable[CardRow]],
) -> tuple[ColumnHead, ...]:
    """Return the heads as they will be once these cards have left and entered columns."""
    found = []
    for head in heads:
        count, sums = head.count, dict(head.sums)
        for rows, sign in (
            (leaving.get(head.column_id, ()), -1),
            (entering.get(head.column_id, ()), 1),
        ):
            for row in rows:
                count += sign
                if row.value is not None:
                    sums[row.currency] = sums.get(row.currency, Decimal(0)) + sign * row.value
        found.append(ColumnHead(head.column_id, max(0, count), sums))
    return tuple(found)


def head_view(stage: Stage, head: ColumnHead, money: MoneyWords, currency: str) -> HeadView:
    """Return a column's header in words."""
    sums = money.sums(head.sums, currency)
    weighted = money.sums(weigh(head.sums, stage.probability), currency)
    leads = tr_n("%n lead", "%n leads", head.count)
    name = one_line(stage.name)
    return HeadView(
        column_id=stage.id,
        name=name,
        color=stage.color,
        belongs=stage.belongs,
        count=head.count,
        count_text=money.number(head.count),
        sum_text=sums,
        weighted_text=(
            tr("{sum} at {percent}%", sum=weighted, percent=stage.probability) if weighted else ""
        ),
        accessible_text=", ".join(part for part in (name, leads, sums) if part),
    )


def total_view(
    heads: Iterable[ColumnHead], stages: Mapping[int, Stage], money: MoneyWords, currency: str
) -> TotalView:
    """Return the sums of all columns in words."""
    count = 0
    sums: dict[str, Decimal] = {}
    weighted: dict[str, Decimal] = {}
    for head in heads:
        count += head.count
        share = weigh(head.sums, stages[head.column_id].probability)
        for code, total in head.sums.items():
            sums[code] = sums.get(code, Decimal(0)) + total
            weighted[code] = weighted.get(code, Decimal(0)) + share[code]
    weighted_text = money.sums(weighted, currency)
    return TotalView(
        count,
        tr("{count} open", count=money.number(count)),
        money.sums(sums, currency),
        tr("{sum} weighted", sum=weighted_text) if weighted_text else "",
    )


def weigh(sums: Mapping[str, Decimal], percent: int) -> dict[str, Decimal]:
    """Return what the sums are worth at a stage's probability."""
    return {code: total * percent / 100 for code, total in sums.items()}
