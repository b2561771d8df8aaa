"""What is gathered of one row while its cells are read, and what a reader knows of its column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from leaddesk.domain.draft import DraftActivity, DraftTask
from leaddesk.domain.mapping.dates import Order
from leaddesk.domain.mapping.numbers import Decimal
from leaddesk.domain.mapping.product import Product


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that could not be understood and was kept as given.

    `column` is the column's unique name, `value` the cell, `reason` a sentence for a person, `code`
    one of date, date-ambiguous, number, number-ambiguous, number-damaged, consent-unclear, bounced,
    converted, company-list.
    """

    column: str
    value: str
    reason: str
    code: str


@dataclass(slots=True)
class Row:
    """`values` are single fields of the draft; `planned` and `happened` parts of a step."""

    values: dict[str, str] = field(default_factory=dict)
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    custom: list[tuple[str, str]] = field(default_factory=list)
    activities: list[DraftActivity] = field(default_factory=list)
    tasks: list[DraftTask] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    step: dict[str, str] = field(default_factory=dict)
    deal: str = ""
    converted: bool = False
    bounced: bool = False
    opt_in: bool = False
    reject: tuple[str, str] | None = None

    def has_identity(self) -> bool:
        values = self.values
        return bool(
            "name" in values or "company" in values or "family_name" in values
            or "given_name" in values or "linkedin" in values or self.deal
        )  # fmt: skip


Reader = Callable[[Row, str], None]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a reader must know of its column; `labelled`: several notes, each under its heading."""

    column: str
    field: str
    order: Order | None
    decimal: Decimal | None
    product: Product | None
    labelled: bool = False

    def has(self, quirk: str) -> bool:
        return self.product is not None and quirk in self.product.quirks
