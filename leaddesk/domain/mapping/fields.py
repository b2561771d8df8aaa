"""What a column may be mapped to: the fields of a draft and the few that only an import knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leaddesk.domain.mapping.words import column_names

# Fields of a lead that take one column.
SINGLE_FIELDS: tuple[str, ...] = (
    "name", "given_name", "family_name", "title", "email", "phone", "company", "website",
    "linkedin", "employees", "industry", "annual_revenue", "country", "region", "city",
    "language", "time_zone", "source", "campaign", "medium", "lead_type", "interest", "timeline",
    "budget", "value", "currency", "close_date", "stage", "owner", "created",
)  # fmt: skip
# Fields that several columns may fill: lists are joined, of consents the strictest counts.
SHARED_FIELDS: tuple[str, ...] = (
    "emails", "phones", "tags", "note", "source_detail", "consent_email", "consent_phone",
)  # fmt: skip
# Known to an import only. `row_state`: says whether the row counts (deleted, refunded, converted);
# `deal_name`: a filled one makes the row an opportunity; the others become timeline and tasks.
IMPORT_FIELDS: tuple[str, ...] = (
    "middle_name", "opt_in_at", "row_state", "deal_name", "activity_kind", "activity_at",
    "activity_subject", "activity_note", "task_kind", "task_due", "task_subject", "task_done",
)  # fmt: skip
FIELDS: frozenset[str] = frozenset(SINGLE_FIELDS + SHARED_FIELDS + IMPORT_FIELDS)

DATE_FIELDS = frozenset({"close_date", "created", "opt_in_at", "activity_at", "task_due"})
MONEY_FIELDS = frozenset({"value", "annual_revenue", "budget"})
CUSTOM = "custom:"


def is_field(field: str) -> bool:
    """Whether a column may be mapped to it; "" means *do not import*."""
    return field == "" or field in FIELDS or (field.startswith(CUSTOM) and len(field) > len(CUSTOM))


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The decided mapping of a file: one field ("" = do not import) for each column of `header`."""

    header: tuple[str, ...]
    fields: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.header) != len(self.fields):
            raise ValueError("one field for each column is needed")
        wrong = [field for field in self.fields if not is_field(field)]
        if wrong:
            raise ValueError(f"not a field: {wrong[0]}")

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, each used once; the keys of `as_dict` and of `with_column`."""
        return column_names(self.header)

    def as_dict(self) -> dict[str, str]:
        """{column: field} of all columns, also of those that are not imported."""
        return dict(zip(self.names, self.fields, strict=True))

    def with_field(self, index: int, field: str) -> ColumnMap:
        """The same with another field for one column; a single field moves there from elsewhere."""
        fields = list(self.fields)
        if field in SINGLE_FIELDS:
            extra = {"email": "emails", "phone": "phones"}.get(field, "")
            fields = [extra if old == field else old for old in fields]
        fields[index] = field
        return replace(self, fields=tuple(fields))

    def with_column(self, column: str, field: str) -> ColumnMap:
        """As `with_field`, by the column's name in any case; ValueError when there is none such."""
        wanted = column.strip().casefold()
        for index, name in enumerate(self.names):
            if name.casefold() == wanted:
                return self.with_field(index, field)
        raise ValueError(f"no column {column!r}")


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What one column seems to mean; `confidence` 0 to 1, `why` a few words for a person."""

    index: int
    column: str
    field: str
    confidence: float
    why: str


def column_map(header: Sequence[str], guesses: Sequence[ColumnGuess]) -> ColumnMap:
    return ColumnMap(tuple(header), tuple(guess.field for guess in guesses))
