"""A mapping compiled once, so that a row becomes a draft with few steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from leaddesk.domain.draft import LeadDraft
from leaddesk.domain.mapping import readers
from leaddesk.domain.mapping.canonical import type_of_source
from leaddesk.domain.mapping.cells import clean
from leaddesk.domain.mapping.fields import CUSTOM, ColumnMap
from leaddesk.domain.mapping.file_locale import FileLocale
from leaddesk.domain.mapping.products import Product
from leaddesk.domain.mapping.row import CellProblem, Row, Setting
from leaddesk.domain.mapping.steps import finish_steps
from leaddesk.domain.mapping.words import fold

# Why a row is no lead. Only NOBODY stops an all-or-nothing import: the others say of themselves
# that they are none.
NOT_A_RECORD = "not-a-record"
DELETED = "deleted"
REFUNDED = "refunded"
NOBODY = "nobody"

_TOTALS = frozenset(
    """total totals subtotal sum summe gesamt gesamtsumme zwischensumme totale totaal somme suma
    totali totais total: average count anzahl""".split()
) | {"grand total", "sub total", "total general", "totale generale", "total geral", "eindtotaal",
     "total rows", "record count", "total records"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DraftResult:
    """Exactly one of `draft` and `reject` is given; `problems` name cells that were kept as given.

    `reject` is a sentence for a person, `reject_code` one of this module's constants.
    """

    draft: LeadDraft | None
    problems: tuple[CellProblem, ...] = ()
    reject: str = ""
    reject_code: str = ""


Step = tuple[int, Callable[[Row, str], None]]


@dataclass(slots=True)
class RowPlan:
    """How the rows of one file become drafts; made by `compile_plan`, used by one thread."""

    width: int
    texts: tuple[tuple[int, str], ...]
    steps: tuple[Step, ...]
    product: Product | None
    currency: str
    heading: dict[int, str]
    name_column: int
    grouped: bool
    implied_types: dict[str, str] = field(default_factory=dict)

    def build(self, cells: Sequence[str]) -> DraftResult:
        """One row as a draft, or why it is none. Never raises, whatever the cells hold."""
        if len(cells) < self.width:
            cells = [*cells, *[""] * (self.width - len(cells))]
        refused = self._not_a_record(cells)
        if refused:
            return DraftResult(None, (), refused, NOT_A_RECORD)
        row = Row()
        values = row.values
        for index, name in self.texts:
            text = cells[index]
            if text:
                text = clean(text)
                if text:
                    values[name] = text
        for index, read in self.steps:
            text = cells[index]
            if text:
                read(row, text)
        if row.reject:
            return DraftResult(None, tuple(row.problems), *row.reject)
        if not (row.emails or row.phones or row.has_identity()):
            reason = "no name, company, e-mail address or phone number"
            return DraftResult(None, tuple(row.problems), reject=reason, reject_code=NOBODY)
        return DraftResult(self._draft(row), tuple(row.problems))

    def _not_a_record(self, cells: Sequence[str]) -> str:
        first = next((cell for cell in cells if cell), "")
        text = first.strip()
        if not text and not any(cell.strip() for cell in cells):
            return "the row is blank"
        if len(text) <= 20:
            word = fold(text).rstrip(": ")
            if word in _TOTALS and not any("@" in cell for cell in cells):
                others = [c for c in cells if c and c is not first]
                if all(
                    not c.strip() or c.strip()[:1] in "-+(€$£" or c.strip()[:1].isdigit()
                    for c in others
                ):
                    return "a line of totals"
        if any(cells[index] == name for index, name in self.heading.items()):
            filled = [i for i, cell in enumerate(cells) if cell and cell.strip()]
            same = sum(1 for i in filled if self.heading.get(i) == cells[i].strip())
            if same >= 2 and same >= 0.6 * len(filled):
                return "the heading is repeated"
        if self.grouped:
            return self._group_line(cells, text)
        return ""

    def _group_line(self, cells: Sequence[str], first: str) -> str:
        filled = sum(1 for cell in cells if cell and cell.strip())
        if fold(first) in ("subitems", "unterelemente", "sous-elements", "subelementos"):
            return "the heading of sub-items"
        if filled == 1:
            return "the name of a group"
        if self.name_column >= 0 and not cells[self.name_column].strip():
            return "a sub-item or a summary"
        return ""

    def _draft(self, row: Row) -> LeadDraft:
        values = row.values
        product = self.product
        finish_steps(row)
        kind = "opportunity" if row.deal or (product and product.kind == "opportunity") else "lead"
        if product is not None:
            if product.source and "source" not in values:
                values["source"] = product.source
            if product.lead_type and "lead_type" not in values:
                values["lead_type"] = product.lead_type
        if "lead_type" not in values and "source" in values:
            source = values["source"]
            implied = self.implied_types.get(source)
            if implied is None:
                implied = type_of_source(source) or ""
                if len(self.implied_types) < 2_000:
                    self.implied_types[source] = implied
            if implied:
                values["lead_type"] = implied
        if "value" in values and "currency" not in values and self.currency:
            values["currency"] = self.currency
        return LeadDraft(
            kind=kind,  # type: ignore[arg-type]
            emails=tuple(row.emails),
            phones=tuple(row.phones),
            tags=tuple(row.tags),
            custom=tuple(row.custom),
            activities=tuple(row.activities),
            tasks=tuple(row.tasks),
            **values,
        )


def compile_plan(mapping: ColumnMap, locale: FileLocale, product: Product | None = None) -> RowPlan:
    """The plan for a file; the same arguments give the same drafts."""
    texts: list[tuple[int, str]] = []
    steps: list[tuple[int, Step]] = []
    orders = dict(locale.column_orders)
    notes = sum(1 for name in mapping.fields if name == "note")
    for index, (column, name) in enumerate(zip(mapping.names, mapping.fields, strict=True)):
        if not name:
            continue
        if name in readers.PLAIN_FIELDS and not (product and product.quirks & readers.CELL_QUIRKS):
            texts.append((index, name))
            continue
        setting = Setting(
            column=column,
            field=name,
            order=orders.get(index, locale.date_order),
            decimal=locale.decimal,
            product=product,
            labelled=notes > 1,
        )
        rank = readers.RANK.get(name.partition(":")[0] if name.startswith(CUSTOM) else name, 1)
        steps.append((rank, (index, readers.reader_for(setting))))
    steps.sort(key=lambda ranked: (ranked[0], ranked[1][0]))
    names = [
        i for i, name in enumerate(mapping.fields) if name in ("name", "company", "family_name")
    ]
    return RowPlan(
        width=len(mapping.header),
        texts=tuple(texts),
        steps=tuple(step for _, step in steps),
        product=product,
        currency=locale.currency,
        heading={i: text.strip() for i, text in enumerate(mapping.header) if text.strip()},
        name_column=names[0] if names else -1,
        grouped=bool(product and "groups" in product.quirks),
    )


@lru_cache(maxsize=8)
def _plan(mapping: ColumnMap, locale: FileLocale, product: Product | None) -> RowPlan:
    return compile_plan(mapping, locale, product)


def build_draft(
    row_cells: Sequence[str], mapping: ColumnMap, locale: FileLocale, product: Product | None = None
) -> DraftResult:
    """One row as a draft; for many rows `compile_plan` once and `RowPlan.build` for each."""
    return _plan(mapping, locale, product).build(row_cells)
