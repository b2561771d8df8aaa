"""What a whole file shows of its columns: how full, which orders of dates, which values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from leaddesk.domain.mapping.amount_readers import header_currency
from leaddesk.domain.mapping.cells import clean
from leaddesk.domain.mapping.dates import DateOrder, Order
from leaddesk.domain.mapping.fields import DATE_FIELDS, MONEY_FIELDS, ColumnMap
from leaddesk.domain.mapping.file_locale import FileLocale
from leaddesk.domain.mapping.numbers import DecimalStyle, parse_number

# Fields whose distinct values are matched once per value, not per row.
CHOICE_FIELDS = frozenset({"stage", "source", "owner", "lead_type", "row_state", "industry"})
DISTINCT_LIMIT = 500
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class ColumnStats:
    """`filled` of the file's rows; `unclear_dates` that nothing decides, `unclear_date` the first
    of them; `ranges` of which the lower end is kept; `values` (value, count) of a choice, most
    frequent first, at most 500.
    """

    index: int
    column: str
    field: str
    filled: int
    unclear_dates: int = 0
    wrong_dates: int = 0
    mixed_dates: bool = False
    order: Order | None = None
    ranges: int = 0
    values: tuple[tuple[str, int], ...] = ()
    more_values: bool = False
    samples: tuple[str, ...] = ()
    unclear_date: str = ""


@dataclass(frozen=True, slots=True)
class FileProfile:
    rows: int
    locale: FileLocale
    columns: tuple[ColumnStats, ...]

    @property
    def asks_for_date_order(self) -> bool:
        """Whether a person must say once for the file which of two numbers is the day."""
        return any(column.unclear_dates for column in self.columns)


@dataclass(slots=True)
class _Column:
    filled: int = 0
    ranges: int = 0
    dates: DateOrder = field(default_factory=DateOrder)
    values: Counter[str] = field(default_factory=Counter)
    more: bool = False
    samples: list[str] = field(default_factory=list)


class Profiler:
    """Takes rows one by one; `profile` may be asked at any time and tells of the rows so far."""

    def __init__(self, mapping: ColumnMap, region: str = "", currency: str = "") -> None:
        self._mapping = mapping
        self._region = region
        self._currency = currency
        self._rows = 0
        self._columns = [_Column() for _ in mapping.fields]
        self._decimals = DecimalStyle()
        self._currencies: Counter[str] = Counter()
        self._looks = [self._look_for(name) for name in mapping.fields]

    @staticmethod
    def _look_for(name: str) -> str:
        if name in DATE_FIELDS:
            return "date"
        if name in MONEY_FIELDS or name == "employees":
            return "number"
        return "choice" if name in CHOICE_FIELDS else ""

    def add(self, cells: Sequence[str]) -> None:
        self._rows += 1
        for column, look, cell in zip(self._columns, self._looks, cells, strict=False):
            if not cell or not (text := clean(cell)):
                continue
            column.filled += 1
            if len(column.samples) < SAMPLES and text not in column.samples:
                column.samples.append(text)
            if not look:
                continue
            if look == "date":
                column.dates.add(text)
            elif look == "choice":
                if text in column.values or len(column.values) < DISTINCT_LIMIT:
                    column.values[text] += 1
                else:
                    column.more = True
            elif not text.isdecimal():
                self._decimals.add(text)
                number = parse_number(text)
                column.ranges += bool(number.note)
                if number.currency:
                    self._currencies[number.currency] += 1

    def _file_order(self) -> Order | None:
        """The order that the proven columns agree on; None when none is proven or they disagree."""
        orders = {order for column in self._columns if (order := column.dates.decided())}
        mixed = any(column.dates.mixed for column in self._columns)
        return orders.pop() if len(orders) == 1 and not mixed else None

    def _file_currency(self) -> str:
        columns = zip(self._mapping.names, self._mapping.fields, strict=True)
        stated = [header_currency(name) for name, field_ in columns if field_ == "value"]
        seen = [code for code, _ in self._currencies.most_common(1)]
        return next((code for code in (*stated, *seen) if code), self._currency)

    def locale(self) -> FileLocale:
        """What the rows so far prove; a person's choice replaces it with `dataclasses.replace`."""
        own = tuple(
            (index, order)
            for index, column in enumerate(self._columns)
            if (order := column.dates.decided())
        )
        return FileLocale(
            self._file_order(), self._decimals.decided(), self._file_currency(), self._region, own
        )

    def profile(self) -> FileProfile:
        locale = self.locale()
        stats = []
        for index, (column, name, field_) in enumerate(
            zip(self._columns, self._mapping.names, self._mapping.fields, strict=True)
        ):
            order = column.dates.decided() or locale.date_order
            stats.append(
                ColumnStats(
                    index,
                    name,
                    field_,
                    column.filled,
                    0 if order else column.dates.unclear,
                    column.dates.others,
                    column.dates.mixed,
                    order,
                    column.ranges,
                    tuple(column.values.most_common()),
                    column.more,
                    tuple(column.samples),
                    "" if order else column.dates.example,
                )
            )
        return FileProfile(self._rows, locale, tuple(stats))


def profile(
    rows: Iterable[Sequence[str]], mapping: ColumnMap, *, region: str = "", currency: str = ""
) -> FileProfile:
    """The profile of all rows; for slices use `Profiler`."""
    profiler = Profiler(mapping, region, currency)
    for cells in rows:
        profiler.add(cells)
    return profiler.profile()
