"""What a filter may ask, in plain words: the fields, what is asked of each, the choices.

A row of the filter form is a field, a question (`Ask`) and its values as texts; `criteria_of` makes
the condition of it, `row_of` finds the row of a condition again. No Qt widgets here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from PySide6.QtCore import QLocale

from leaddesk.domain.criteria import (
    Any,
    Condition,
    Criteria,
    Not,
    Op,
    Relative,
    Scalar,
    Value,
    checked,
    kind_of,
    scalars,
)
from leaddesk.domain.fields import FIELDS
from leaddesk.domain.lead import LEAD_TYPES
from leaddesk.domain.saved_view import ME
from leaddesk.presentation.criteria_words import known_word
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr
from leaddesk.presentation.words import (
    band_word,
    consent_word,
    country_word,
    field_word,
    lifecycle_word,
    type_word,
)
from leaddesk.service.read_models import TeamView

WORDS: Final = "words"
"""Not a field: looks for words in what a lead is called by."""
IN_WORDS: Final = ("company", "name", "email", "phone")
_NOT_ASKED = frozenset({"id", "version", "given_name", "family_name", "emails", "phones", "grade"})
_FIRST = ("owner", "stage", "score", "value", "next_step", "source", "last_activity", "created")
_CHOSEN = frozenset(
    {"owner", "stage", "kind", "lifecycle", "lead_type", "band", "country", "consent_email",
     "consent_phone"}
)  # fmt: skip
_AHEAD = frozenset({"next_step", "sla_due", "close_date"})
Editor = Literal["none", "text", "number", "two", "days", "day", "choices"]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question on a field: its key, its words, and what its values are given with."""

    key: str
    text: str
    editor: Editor


@dataclass(frozen=True, slots=True)
class FilterRow:
    """A condition as the form shows it: `values` are texts as somebody would write them."""

    field: str = WORDS
    ask: str = "contains"
    values: tuple[str, ...] = ()


def field_choices(custom: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
    """Return what can be asked about, as (name, words): words first, then the usual fields, then
    the others by their words."""
    rest = [name for name in FIELDS if name not in _FIRST and name not in _NOT_ASKED]
    others = [(name, field_word(name)) for name in (*rest, *custom)]
    return (
        (WORDS, tr("Words")),
        *((name, field_word(name)) for name in _FIRST),
        *sorted(others, key=lambda pair: pair[1].casefold()),
    )


def asks_for(field: str) -> tuple[Ask, ...]:
    """Return what can be asked of a field, the usual question first."""
    if field == WORDS:
        return (Ask("contains", tr("contain"), "text"),)
    is_set = Ask("set", known_word(field, is_known=True), "none")
    is_empty = Ask("empty", known_word(field, is_known=False), "none")
    if field in _CHOSEN:
        return (
            Ask("any", tr("is any of"), "choices"),
            Ask("none", tr("is none of"), "choices"),
            is_set,
            is_empty,
        )
    match kind_of(field):
        case "number":
            return (
                Ask("least", tr("at least"), "number"),
                Ask("most", tr("at most"), "number"),
                Ask("between", tr("between"), "two"),
                Ask("is", tr("exactly"), "number"),
                is_set,
                is_empty,
            )
        case "day" | "time":
            last = Ask("last", tr("in the last days"), "days")
            following = Ask("next", tr("in the next days"), "days")
            return (
                *((following, last) if field in _AHEAD else (last,)),
                Ask("today", tr("is today"), "none"),
                Ask("past", tr("is over"), "none"),
                Ask("older", tr("longer ago than days"), "days"),
                Ask("on", tr("on"), "day"),
                Ask("before", tr("before"), "day"),
                Ask("after", tr("after"), "day"),
                is_set,
                is_empty,
            )
        case "texts":
            return (
                Ask("is", tr("has"), "text"),
                Ask("is not", tr("has not"), "text"),
                Ask("contains", tr("contains"), "text"),
                is_set,
                is_empty,
            )
    return (
        Ask("contains", tr("contains"), "text"),
        Ask("contains not", tr("does not contain"), "text"),
        Ask("is", tr("is"), "text"),
        Ask("is not", tr("is not"), "text"),
        is_set,
        is_empty,
    )


def ask_of(field: str, key: str) -> Ask:
    """Return a question by its key; an unknown key gives the usual one."""
    asks = asks_for(field)
    return next((ask for ask in asks if ask.key == key), asks[0])


def choices_of(field: str, team: TeamView) -> tuple[tuple[str, str], ...]:
    """Return what a field may be, as (value, words)."""
    match field:
        case "owner":
            users = tuple((u.login, one_line(u.name or u.login)) for u in team.users if u.active)
            return ((ME, tr("Me")), *users)
        case "stage":
            others = [s for s in team.pipeline.stages if s.role != "column"]
            return (
                *((s.name, one_line(s.name)) for s in team.pipeline.columns),
                *((s.role, one_line(s.name)) for s in others),
            )
        case "kind":
            return (("lead", tr("Lead")), ("opportunity", tr("Opportunity")))
        case "lifecycle":
            names = dict.fromkeys(stage.lifecycle for stage in team.pipeline.stages)
            return tuple((name, lifecycle_word(name)) for name in names)
        case "lead_type":
            return tuple((name, type_word(name, tr("Other"))) for name in LEAD_TYPES)
        case "band":
            return tuple((name, band_word(name)) for name in ("hot", "warm", "cold", "low"))
        case "consent_email" | "consent_phone":
            return tuple((name, consent_word(name)) for name in ("granted", "denied", "unknown"))
        case "country":
            return _countries()
    return ()


def _countries() -> tuple[tuple[str, str], ...]:
    found = {}
    for country in QLocale.Country:
        code = QLocale.territoryToCode(country)
        if len(code) == 2 and code != "ZZ":
            found[code] = country_word(code)
    return tuple(sorted(found.items(), key=lambda pair: pair[1].casefold()))


# --- a row as a condition ---------------------------------------------------------------------


def criteria_of(row: FilterRow) -> Criteria:
    """Return the condition that a row means; KnownError where its values make none."""
    if row.field == WORDS:
        text = row.values[0] if row.values else ""
        return Any(tuple(checked(Condition(name, "contains", text)) for name in IN_WORDS))
    match row.ask:
        case "set" | "empty":
            return Condition(row.field, "is_set" if row.ask == "set" else "is_empty")
        case "any" | "none":
            values = row.values or ("",)
            one = len(values) == 1
            chosen: Value = values[0] if one else values
            found = checked(Condition(row.field, "eq" if one else "in", chosen))
            return found if row.ask == "any" else Not(found)
        case "contains not":
            return Not(checked(Condition(row.field, "contains", row.values[0])))
        case "past":
            return Condition(row.field, "lt", Relative("now"))
        case "today":
            return Condition(row.field, "eq", Relative("today"))
        case "last" | "next" | "older":
            return _by_days(row)
    ops: dict[str, Op] = {
        "is": "eq", "is not": "ne", "contains": "contains", "least": "ge", "most": "le",
        "between": "between", "on": "eq", "before": "lt", "after": "gt",
    }  # fmt: skip
    kind = kind_of(row.field)
    texts = [_plain(text, kind) for text in row.values]
    value: Value = tuple(texts) if row.ask == "between" else (texts[0] if texts else "")
    return checked(Condition(row.field, ops[row.ask], value))


def _by_days(row: FilterRow) -> Criteria:
    text = row.values[0] if row.values else ""
    days = int(text) if text.isdigit() else 0
    today, there = Relative("today"), Relative("today", days if row.ask == "next" else -days)
    if row.ask == "older":
        return checked(Condition(row.field, "lt", there))
    ends = (today, there) if row.ask == "next" else (there, today)
    return checked(Condition(row.field, "between", ends))


def _plain(text: str, kind: str) -> str:
    """Numbers and days as people write them; what can't be read stays and is refused later."""
    # Reading texts knows mail addresses and telephone numbers: not for a start.
    from leaddesk.service.reading import read_amount, read_day

    if kind == "number":
        amount, _, problem = read_amount(text.strip())
        return text if amount is None or problem else format(amount.normalize(), "f")
    if kind in {"day", "time"}:
        return read_day(text.strip())[0] or text
    return text.strip()


# --- a condition as rows ----------------------------------------------------------------------


def rows_of(part: Criteria) -> tuple[FilterRow, ...]:
    """Return the rows of a chip; empty for a filter that the form can't show."""
    whole = row_of(part)
    if whole is not None:
        return (whole,)
    if not isinstance(part, Any):
        return ()
    rows = [row_of(one) for one in part.parts]
    found = tuple(row for row in rows if row is not None)
    return found if len(found) == len(rows) else ()


def part_of(rows: Iterable[FilterRow]) -> Criteria:
    """Return the part of a filter that rows make: any of them must hold."""
    parts = tuple(criteria_of(row) for row in rows)
    return parts[0] if len(parts) == 1 else Any(parts)


def row_of(part: Criteria) -> FilterRow | None:
    """Return the row that means this condition, None if there is none."""
    if isinstance(part, Any):
        return _words_row(part)
    if isinstance(part, Not):
        return _opposite(part.part)
    return _condition_row(part) if isinstance(part, Condition) else None


def _words_row(part: Any) -> FilterRow | None:
    first = part.parts[0] if part.parts else None
    if isinstance(first, Condition) and isinstance(first.value, str):
        row = FilterRow(WORDS, "contains", (first.value,))
        return row if first.value and criteria_of(row) == part else None
    return None


def _opposite(part: Criteria) -> FilterRow | None:
    row = _condition_row(part) if isinstance(part, Condition) else None
    opposites = {"any": "none", "contains": "contains not"}
    if row is None or row.ask not in opposites:
        return None
    there = opposites[row.ask]
    return FilterRow(row.field, there, row.values) if _has(row.field, there) else None


def _condition_row(condition: Condition) -> FilterRow | None:
    field, op, values = condition.field, condition.op, scalars(condition.value)
    if op in {"is_set", "is_empty"}:
        return FilterRow(field, "set" if op == "is_set" else "empty")
    if field in _CHOSEN:
        ask = {"eq": "any", "in": "any", "ne": "none"}.get(op)
        return FilterRow(field, ask, tuple(map(str, values))) if ask else None
    if any(isinstance(value, Relative) for value in values):
        return _relative_row(condition)
    is_date = kind_of(field) in {"day", "time"}
    names: dict[str, str] = {
        "eq": "on" if is_date else "is", "ne": "is not", "contains": "contains", "ge": "least",
        "le": "most", "between": "between", "lt": "before", "gt": "after",
    }  # fmt: skip
    found = names.get(op, "")
    return FilterRow(field, found, tuple(map(_text, values))) if _has(field, found) else None


def _relative_row(condition: Condition) -> FilterRow | None:
    for ask in asks_for(condition.field):
        days = [abs(v.amount) for v in scalars(condition.value) if isinstance(v, Relative)]
        values = (str(max(days, default=0)),) if ask.editor == "days" else ()
        row = FilterRow(condition.field, ask.key, values)
        if ask.editor in {"days", "none"} and criteria_of(row) == condition:
            return row
    return None


def _has(field: str, key: str) -> bool:
    return any(ask.key == key for ask in asks_for(field))


def _text(value: Scalar) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)
